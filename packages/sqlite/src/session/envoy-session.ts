/**
 * A session over a client of its own: one connection, with reconnects.
 *
 * A txid is never used twice. So a database whose newest commit is the one that the session knows
 * has not been written by another owner, even if one had it open in between, and cached pages are
 * still valid. Another newest commit fences off the session, unless it is the commit in doubt:
 * `commit-delivery` finds out.
 */

import {
  type ClientEvent,
  createEnvoyClient,
  type EnvoyClient,
  type RequestOptions,
  type Transport,
} from "@barewire/client";
import type { Clock, Random } from "@barewire/clock";
import type { SqliteMeta, SqliteStartupData } from "@barewire/protocol/envoy-protocol";
import { PAGE_SIZE } from "@barewire/protocol/page-size";
import type { RequestData, RequestTag, ResponseData } from "@barewire/protocol/requests";
import { DatabaseError } from "../database-error.js";
import type { ChunkPosition, CommitPage, SettledDatabase } from "../page-store.js";
import type { HintSnapshot } from "../prefetch/recent-pages.js";
import { checkListedPages, checkRangePages, invalidResponse } from "./check-response.js";
import { CommitDelivery, type CommitOk, type CommitResponse } from "./commit-delivery.js";
import { type ConnectOptions, clientOptionsOf, requestTimeoutOf } from "./connect-options.js";
import type {
  DatabaseSession,
  PageRange,
  PagesResponse,
  SessionStart,
  TakePages,
} from "./database-session.js";
import type { CommitRequest } from "./in-doubt-commit.js";
import { KnownDatabase, maxDeltaBytesOf } from "./known-database.js";
import { databaseErrorOf, isDisconnect, refused } from "./session-error.js";

export interface EnvoySessionOptions extends ConnectOptions {
  readonly transport: Transport;
  readonly namespace: string;
  readonly actor: string;
  readonly clock: Clock;
  readonly random: Pick<Random, "number">;
  /** Gives up the opening. */
  readonly signal?: AbortSignal;
}

const MIN_SQLITE_VERSION = 2;
/** The most sends of one request: a server may end every connection at once. */
const MAX_ATTEMPTS = 4;

/** Connects and opens the database, creating it if it does not exist. */
export async function openEnvoySession(options: EnvoySessionOptions): Promise<DatabaseSession> {
  const listener: { session: EnvoySession | null } = { session: null };
  const client = createEnvoyClient({
    transport: options.transport,
    namespace: options.namespace,
    actors: [options.actor],
    clock: options.clock,
    random: options.random,
    ...clientOptionsOf(options),
    onEvent: (event) => listener.session?.handle(event),
  });
  try {
    const timeoutMs = requestTimeoutOf(options) + (options.waitForServerMs ?? 0);
    const limits = options.signal === undefined ? {} : { signal: options.signal };
    const { startup } = await client.started(options.actor, { timeoutMs, ...limits });
    if (startup === null) {
      const { version } = client;
      throw new DatabaseError({ kind: "version-too-old", version, minVersion: MIN_SQLITE_VERSION });
    }
    const session = new EnvoySession(client, options, startup);
    listener.session = session;
    return session;
  } catch (error) {
    await client.close();
    throw databaseErrorOf(error);
  }
}

class EnvoySession implements DatabaseSession {
  readonly start: SessionStart;
  readonly url: string | null;
  isFenced = false;
  readonly #client: EnvoyClient;
  readonly #actor: string;
  readonly #known: KnownDatabase;
  readonly #delivery: CommitDelivery;
  /** One for each request: many listeners of one signal look like a leak. */
  readonly #aborts = new Set<AbortController>();
  readonly #fenceListeners: (() => void)[] = [];
  /** The fault of the start on the present connection, on which no request is sent then. */
  #fault: DatabaseError | null = null;

  constructor(client: EnvoyClient, options: EnvoySessionOptions, startup: SqliteStartupData) {
    this.#client = client;
    this.#actor = options.actor;
    this.url = options.transport.url ?? null;
    this.#known = new KnownDatabase(startup);
    this.#delivery = new CommitDelivery({
      clock: options.clock,
      timeoutMs: requestTimeoutOf(options),
      whenOffline: options.whenOffline ?? "wait",
      known: this.#known,
      requireUsable: () => this.#requireUsable(),
      connectionError: () => client.connectionError,
      request: (request, requestOptions) => this.#sendCommit(request, requestOptions),
      refusalOf: (response) => this.#commitRefusalOf(response),
    });
    this.start = {
      version: client.version,
      dbSizePages: startup.meta.dbSizePages,
      pageSize: startup.meta.pageSize,
      maxDeltaBytes: maxDeltaBytesOf(startup.meta),
      preloadedPages: startup.preloadedPages,
    };
  }

  get version(): number {
    return this.#client.version;
  }

  get supportsHints(): boolean {
    return this.#client.supports("ToRivetSqlitePersistPreloadHintsRequest");
  }

  /** Is called with each event of the client. */
  handle(event: ClientEvent): void {
    switch (event.kind) {
      case "started":
        if (event.startup !== null) this.#reopened(event.startup);
        return;
      case "ended":
        if (event.error.issue.kind === "evicted") this.#fence();
        this.#delivery.onSessionEnd();
        return;
      case "stop-requested":
        void this.#client.closeActor(this.#actor);
        return;
      case "disconnected":
        this.#delivery.onDisconnect();
        return;
      case "connected":
        return;
      default:
        event satisfies never;
    }
  }

  async getPages(pgnos: readonly number[], take: TakePages): Promise<void> {
    await this.#read("ToRivetSqliteGetPagesRequest", { pgnos }, (response, sentAt) => {
      const { pages, meta, isCurrent } = this.#pagesOf(response, sentAt);
      checkListedPages(pages, pgnos, meta.dbSizePages, PAGE_SIZE);
      take({ pages, isCurrent });
    });
  }

  async getPageRange(range: PageRange, take: TakePages): Promise<void> {
    const { startPgno, pageCount, maxBytes } = range;
    const data = { startPgno, maxPages: pageCount, maxBytes: BigInt(maxBytes) };
    await this.#read("ToRivetSqliteGetPageRangeRequest", data, (response, sentAt) => {
      const { pages, meta, isCurrent } = this.#pagesOf(response, sentAt);
      checkRangePages(pages, startPgno, pageCount, meta.dbSizePages, PAGE_SIZE);
      take({ pages, isCurrent });
    });
  }

  async commit(pages: readonly CommitPage[], dbSizePages: number): Promise<void> {
    await this.settle();
    const expectedHeadTxid = this.#known.headTxid;
    const data = { expectedHeadTxid, dirtyPages: pages, newDbSizePages: dbSizePages };
    await this.#delivery.sendIdempotently({ tag: "ToRivetSqliteCommitRequest", data });
  }

  async settle(): Promise<SettledDatabase> {
    const outcome = await this.#delivery.settle();
    return { outcome, dbSizePages: this.#known.dbSizePages };
  }

  async stageBegin(): Promise<bigint> {
    await this.settle();
    const response = await this.#requestIdempotent("ToRivetSqliteCommitStageBeginRequest", {});
    if (response.tag !== "SqliteCommitStageBeginOk") throw this.#refusalOf(response);
    const { txid } = response.val;
    this.#known.checkStageTxid(txid);
    return txid;
  }

  async stage(
    txid: bigint,
    chunkIndex: number,
    bytes: Uint8Array,
    position: ChunkPosition,
  ): Promise<void> {
    const data = { txid, chunkIdx: chunkIndex, bytes, isLast: position === "last" };
    const response = await this.#requestIdempotent("ToRivetSqliteCommitStageRequest", data);
    if (response.tag !== "SqliteCommitStageOk") throw this.#refusalOf(response);
    if (response.val.chunkIdxCommitted !== chunkIndex)
      throw invalidResponse("chunkIdxCommitted does not match the chunk that was sent");
  }

  async stageFinalize(txid: bigint, dbSizePages: number): Promise<void> {
    const expectedHeadTxid = this.#known.headTxid;
    const data = { expectedHeadTxid, txid, newDbSizePages: dbSizePages };
    await this.#delivery.sendIdempotently({ tag: "ToRivetSqliteCommitFinalizeRequest", data });
  }

  async saveHints(hints: HintSnapshot, timeoutMs: number): Promise<void> {
    if (!this.supportsHints || this.isFenced) return;
    try {
      await this.#send("ToRivetSqlitePersistPreloadHintsRequest", { hints }, { timeoutMs });
    } catch (error) {
      throw databaseErrorOf(error);
    }
  }

  postHints(hints: HintSnapshot): void {
    if (!this.supportsHints || this.isFenced) return;
    this.#client.post(this.#actor, "ToRivetSqlitePersistPreloadHintsRequest", { hints });
  }

  onFenced(listener: () => void): void {
    this.#fenceListeners.push(listener);
  }

  async close(): Promise<void> {
    await this.#client.closeActor(this.#actor);
    await this.#client.close();
  }

  /** Resumes after a reconnect. It is called before any waiting request is sent. */
  #reopened(startup: SqliteStartupData): void {
    try {
      this.#known.checkRestart(startup);
    } catch (error) {
      this.#fault = databaseErrorOf(error);
      this.#abortRequests();
      this.#delivery.onSessionEnd();
      return;
    }
    this.#fault = null;
    if (this.#delivery.isSupersededBy(startup)) this.#fence();
    this.#known.generation = startup.generation;
  }

  #pagesOf(response: ReadResponse, sentAt: bigint): PagesResponse & { readonly meta: SqliteMeta } {
    switch (response.tag) {
      case "SqliteGetPagesOk":
      case "SqliteGetPageRangeOk": {
        const { pages, meta } = response.val;
        return { pages, meta, isCurrent: this.#isCurrent(meta, sentAt) };
      }
      default:
        throw this.#refusalOf(response);
    }
  }

  /** Returns the error for the responses that may come in place of the expected one. */
  #refusalOf(response: RefusalResponse): DatabaseError {
    switch (response.tag) {
      case "SqliteFenceMismatch":
        return this.#fence();
      case "SqliteErrorResponse":
        return refused(response.val.message, this.url);
      default:
        return response satisfies never;
    }
  }

  /** Tells whether a response belongs to the newest commit. */
  #isCurrent(meta: SqliteMeta, sentAt: bigint): boolean {
    const known = this.#known;
    known.checkMeta(meta);
    const { headTxid } = meta;
    if (headTxid === known.headTxid) return true;
    const isOwnPast = headTxid >= sentAt && headTxid < known.headTxid;
    // The head of a commit in doubt is unknown until its own response comes.
    if (isOwnPast || (headTxid > known.headTxid && this.#delivery.isInDoubt)) return false;
    throw this.#fence();
  }

  /** Hands the response to `take` within its delivery, while its bytes are valid. */
  async #read<Tag extends RequestTag>(
    tag: Tag,
    data: RequestData<Tag>,
    take: (response: ResponseData<Tag>, sentAt: bigint) => void,
  ): Promise<void> {
    let sentAt = this.#known.headTxid;
    let failure: unknown;
    const borrow = (response: ResponseData<Tag>): void => {
      if (this.isFenced) return;
      try {
        take(response, sentAt);
      } catch (error) {
        failure = error;
      }
    };
    await this.#requestIdempotent(tag, data, () => {
      sentAt = this.#known.headTxid;
      return { onBorrowedResponse: borrow };
    });
    if (failure !== undefined) throw failure;
  }

  /** Sends a request that is idempotent, and sends it again when the connection is lost. */
  async #requestIdempotent<Tag extends RequestTag>(
    tag: Tag,
    data: RequestData<Tag>,
    optionsOf: () => RequestOptions<ResponseData<Tag>> = () => ({}),
  ): Promise<ResponseData<Tag>> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#request(tag, data, optionsOf());
      } catch (error) {
        if (!isDisconnect(error) || attempt === MAX_ATTEMPTS) throw databaseErrorOf(error);
      }
    }
  }

  async #request<Tag extends RequestTag>(
    tag: Tag,
    data: RequestData<Tag>,
    options: RequestOptions<ResponseData<Tag>> = {},
  ): Promise<ResponseData<Tag>> {
    this.#requireUsable();
    try {
      return await this.#send(tag, data, options);
    } finally {
      // The session may be closed or fenced off meanwhile.
      this.#requireUsable();
    }
  }

  #requireUsable(): void {
    if (this.isFenced) throw new DatabaseError({ kind: "fenced" });
    if (this.#fault !== null) throw this.#fault;
  }

  /** A request that ends at once when nothing may be asked any more. */
  async #send<Tag extends RequestTag>(
    tag: Tag,
    data: RequestData<Tag>,
    options: RequestOptions<ResponseData<Tag>>,
  ): Promise<ResponseData<Tag>> {
    const abort = new AbortController();
    this.#aborts.add(abort);
    try {
      const { signal } = abort;
      return await this.#client.request(this.#actor, tag, data, { ...options, signal });
    } finally {
      this.#aborts.delete(abort);
    }
  }

  #sendCommit(
    { tag, data }: CommitRequest,
    options: RequestOptions<CommitResponse>,
  ): Promise<CommitResponse> {
    return tag === "ToRivetSqliteCommitRequest"
      ? this.#request(tag, data, options)
      : this.#request(tag, data, options);
  }

  #commitRefusalOf(response: Exclude<CommitResponse, CommitOk>): DatabaseError {
    switch (response.tag) {
      case "SqliteCommitTooLarge": {
        const maxSize = Number(response.val.maxSizeBytes);
        return new DatabaseError({ kind: "commit-too-large", maxSize });
      }
      case "SqliteStageNotFound":
        return new DatabaseError({ kind: "stage-lost" });
      default:
        return this.#refusalOf(response);
    }
  }

  #fence(): DatabaseError {
    if (!this.isFenced) {
      this.isFenced = true;
      this.#abortRequests();
      for (const listener of this.#fenceListeners) listener();
    }
    return new DatabaseError({ kind: "fenced" });
  }

  #abortRequests(): void {
    for (const abort of this.#aborts) abort.abort();
  }
}

type ReadResponse = ResponseData<
  "ToRivetSqliteGetPagesRequest" | "ToRivetSqliteGetPageRangeRequest"
>;

type RefusalResponse = Extract<
  ReadResponse,
  { readonly tag: "SqliteFenceMismatch" | "SqliteErrorResponse" }
>;
