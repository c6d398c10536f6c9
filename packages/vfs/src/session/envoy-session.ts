/**
 * A session over a client of its own: one connection, made again when it is lost.
 *
 * A txid is never used twice. So a database whose newest commit is the one that the session knows
 * has not been written by anybody else, whoever had it open in between, and what was read of it
 * still holds. A newest commit that is another one is a fence, unless it can only be the commit
 * whose answer the session is waiting for.
 */

import {
  ClientError,
  type ClientEvent,
  createEnvoyClient,
  type EnvoyClient,
  type RequestOptions,
} from "@barewire/client";
import type { SqliteMeta, SqliteStartupData } from "@barewire/protocol/envoy-protocol";
import type { RequestData, RequestTag, ResponseData } from "@barewire/protocol/requests";
import type { Transport, World } from "@barewire/transport";
import { DatabaseError } from "../database/database-error.js";
import type { HintSnapshot } from "../pages/recent-pages.js";
import { badAnswer, checkListedPages, checkRangePages } from "./check-pages.js";
import type {
  CommitPage,
  DatabaseSession,
  PageRange,
  PagesAnswer,
  SessionStart,
  TakePages,
} from "./database-session.js";
import { expectVerdict, type PendingCommit } from "./pending-commit.js";
import { databaseErrorOf, isConnectionLost, refused } from "./session-issue.js";

export interface EnvoySessionOptions {
  readonly transport: Transport;
  readonly namespace: string;
  readonly actor: string;
  readonly world: World;
  /** From a question to its answer, a reconnect included: 30,000. */
  readonly requestTimeoutMs?: number;
}

const REQUEST_TIMEOUT_MS = 30_000;
const MIN_SQLITE_VERSION = 2;
const PAGE_SIZE = 4096;

/** Connects and opens the database, creating it if it does not exist. */
export async function openEnvoySession(options: EnvoySessionOptions): Promise<DatabaseSession> {
  const listener: { session: EnvoySession | null } = { session: null };
  const client = createEnvoyClient({
    transport: options.transport,
    namespace: options.namespace,
    actors: [options.actor],
    world: options.world,
    limits: { requestTimeoutMs: options.requestTimeoutMs ?? REQUEST_TIMEOUT_MS },
    onEvent: (event) => listener.session?.handle(event),
  });
  try {
    const { startup } = await client.started(options.actor);
    if (startup === null) {
      const { version } = client;
      throw new DatabaseError({ kind: "version-too-old", version, minVersion: MIN_SQLITE_VERSION });
    }
    if (startup.meta.pageSize !== PAGE_SIZE) throw badAnswer("its page size is not 4,096");
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
  isFenced = false;
  readonly #client: EnvoyClient;
  readonly #actor: string;
  readonly #world: World;
  readonly #timeoutMs: number;
  /** One for each request: many listeners of one signal look like a leak. */
  readonly #aborts = new Set<AbortController>();
  readonly #fenceListeners: (() => void)[] = [];
  #generation: bigint;
  #headTxid: bigint;
  #pending: PendingCommit | null = null;

  constructor(client: EnvoyClient, options: EnvoySessionOptions, startup: SqliteStartupData) {
    this.#client = client;
    this.#actor = options.actor;
    this.#world = options.world;
    this.#timeoutMs = options.requestTimeoutMs ?? REQUEST_TIMEOUT_MS;
    this.#generation = startup.generation;
    this.#headTxid = startup.meta.headTxid;
    this.start = {
      version: client.version,
      sizePages: startup.meta.dbSizePages,
      pageSize: startup.meta.pageSize,
      maxDeltaBytes: Number(startup.meta.maxDeltaBytes),
      preloadedPages: startup.preloadedPages,
    };
  }

  get version(): number {
    return this.#client.version;
  }

  get supportsHints(): boolean {
    return this.#client.supports("ToRivetSqlitePersistPreloadHintsRequest");
  }

  /** To be called with each event of the client. */
  handle(event: ClientEvent): void {
    switch (event.kind) {
      case "started":
        if (event.startup !== null) this.#reopened(event.startup);
        return;
      case "ended":
        if (event.error.issue.kind === "evicted") this.#fence();
        this.#pending?.settle("silent");
        return;
      case "stop-asked":
        void this.#client.closeActor(this.#actor);
        return;
      case "connected":
      case "disconnected":
        return;
      default:
        event satisfies never;
    }
  }

  async getPages(pgnos: readonly number[], take: TakePages): Promise<void> {
    await this.#read("ToRivetSqliteGetPagesRequest", { pgnos }, (response, sentAt) => {
      const { pages, meta, isCurrent } = this.#pagesOf(response, sentAt);
      checkListedPages(pages, pgnos, meta.dbSizePages, meta.pageSize);
      take({ pages, isCurrent });
    });
  }

  async getPageRange(range: PageRange, take: TakePages): Promise<void> {
    const { startPgno, pageCount, maxBytes } = range;
    const data = { startPgno, maxPages: pageCount, maxBytes: BigInt(maxBytes) };
    await this.#read("ToRivetSqliteGetPageRangeRequest", data, (response, sentAt) => {
      const { pages, meta, isCurrent } = this.#pagesOf(response, sentAt);
      checkRangePages(pages, startPgno, pageCount, meta.dbSizePages, meta.pageSize);
      take({ pages, isCurrent });
    });
  }

  async commit(pages: readonly CommitPage[], sizePages: number): Promise<void> {
    await this.#deliver("ToRivetSqliteCommitRequest", {
      expectedHeadTxid: this.#headTxid,
      dirtyPages: pages,
      newDbSizePages: sizePages,
    });
  }

  async stageBegin(): Promise<bigint> {
    const response = await this.#ask("ToRivetSqliteCommitStageBeginRequest", {});
    if (response.tag === "SqliteCommitStageBeginOk") return response.val.txid;
    throw this.#refusalOf(response);
  }

  async stage(txid: bigint, chunkIndex: number, bytes: Uint8Array, isLast: boolean): Promise<void> {
    const data = { txid, chunkIdx: chunkIndex, bytes, isLast };
    const response = await this.#ask("ToRivetSqliteCommitStageRequest", data);
    if (response.tag !== "SqliteCommitStageOk") throw this.#refusalOf(response);
  }

  async stageFinalize(txid: bigint, sizePages: number): Promise<void> {
    await this.#deliver("ToRivetSqliteCommitFinalizeRequest", {
      expectedHeadTxid: this.#headTxid,
      txid,
      newDbSizePages: sizePages,
    });
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

  /** After a reconnect. Called before anything that waits goes out. */
  #reopened({ generation, meta }: SqliteStartupData): void {
    const isNext = generation === this.#generation + 1n;
    this.#generation = generation;
    const pending = this.#pending;
    if (meta.headTxid === this.#headTxid) {
      pending?.settle("not-committed");
    } else if (pending !== null && isNext) {
      // Nobody has had the database in between, so the new head is the commit on its way.
      this.#headTxid = meta.headTxid;
      pending.settle("committed");
    } else {
      this.#fence();
      pending?.settle("silent");
    }
  }

  #pagesOf(response: ReadResponse, sentAt: bigint): PagesAnswer & { readonly meta: SqliteMeta } {
    switch (response.tag) {
      case "SqliteGetPagesOk":
      case "SqliteGetPageRangeOk": {
        const { pages, meta } = response.val;
        return { pages, meta, isCurrent: this.#judge(meta, sentAt) };
      }
      default:
        throw this.#refusalOf(response);
    }
  }

  /** What every answer may be in place of what was asked for. */
  #refusalOf(response: RefusalResponse): DatabaseError {
    switch (response.tag) {
      case "SqliteFenceMismatch":
        return this.#fence();
      case "SqliteErrorResponse":
        return refused(response.val.message);
      default:
        return response satisfies never;
    }
  }

  /** Whether an answer belongs to the newest commit. */
  #judge({ headTxid }: SqliteMeta, sentAt: bigint): boolean {
    if (headTxid === this.#headTxid) return true;
    const isOwnPast = headTxid >= sentAt && headTxid < this.#headTxid;
    // The head of a commit that is not answered yet is not known: its own answer will tell.
    if (isOwnPast || (headTxid > this.#headTxid && this.#pending !== null)) return false;
    throw this.#fence();
  }

  /** Reads change nothing, so one whose connection was lost is asked again on the next. */
  async #read<Tag extends RequestTag>(
    tag: Tag,
    data: RequestData<Tag>,
    take: (response: ResponseData<Tag>, sentAt: bigint) => void,
  ): Promise<void> {
    try {
      await this.#readOnce(tag, data, take).catch((error: unknown) => {
        if (!isConnectionLost(error)) throw error;
        return this.#readOnce(tag, data, take);
      });
    } catch (error) {
      throw databaseErrorOf(error);
    }
  }

  /** Hands the answer over within its delivery, while its bytes are there. */
  async #readOnce<Tag extends RequestTag>(
    tag: Tag,
    data: RequestData<Tag>,
    take: (response: ResponseData<Tag>, sentAt: bigint) => void,
  ): Promise<void> {
    const sentAt = this.#headTxid;
    let failure: unknown;
    const borrow = (response: ResponseData<Tag>): void => {
      if (this.isFenced) return;
      try {
        take(response, sentAt);
      } catch (error) {
        failure = error;
      }
    };
    await this.#request(tag, data, { borrow });
    if (failure !== undefined) throw failure;
  }

  async #ask<Tag extends RequestTag>(tag: Tag, data: RequestData<Tag>): Promise<ResponseData<Tag>> {
    try {
      return await this.#request(tag, data);
    } catch (error) {
      throw databaseErrorOf(error);
    }
  }

  async #request<Tag extends RequestTag>(
    tag: Tag,
    data: RequestData<Tag>,
    options: RequestOptions<ResponseData<Tag>> = {},
  ): Promise<ResponseData<Tag>> {
    if (this.isFenced) throw new DatabaseError({ kind: "fenced" });
    const response = await this.#send(tag, data, options);
    if (this.isFenced) throw new DatabaseError({ kind: "fenced" });
    return response;
  }

  /** A request that ends at once when the fence is lost. */
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

  /** Sends what commits; after a lost answer once more, unless a reconnect says that it is done. */
  async #deliver<Tag extends CommitTag>(tag: Tag, data: RequestData<Tag>): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      const pending = expectVerdict(this.#world, this.#timeoutMs);
      this.#pending = pending;
      try {
        this.#accept(await this.#request(tag, data));
        return;
      } catch (error) {
        if (!(error instanceof ClientError) || attempt > 1) throw databaseErrorOf(error);
        const { issue } = error;
        if (issue.kind !== "connection-lost" && issue.kind !== "timeout") {
          throw databaseErrorOf(error);
        }
        if (issue.outcome === "not-sent") throw databaseErrorOf(error);
        if (issue.kind === "connection-lost") {
          const said = await pending.verdict;
          if (said === "committed") return;
          if (said === "silent" || this.isFenced) throw this.#endOf(error);
        }
      } finally {
        this.#pending?.settle("silent");
        this.#pending = null;
      }
    }
  }

  #endOf(error: ClientError): DatabaseError {
    return this.isFenced ? new DatabaseError({ kind: "fenced" }) : databaseErrorOf(error);
  }

  #accept(response: ResponseData<CommitTag>): void {
    switch (response.tag) {
      case "SqliteCommitOk":
      case "SqliteCommitFinalizeOk":
        this.#headTxid = response.val.newHeadTxid;
        return;
      case "SqliteCommitTooLarge": {
        const maxSize = Number(response.val.maxSizeBytes);
        throw new DatabaseError({ kind: "commit-too-large", maxSize });
      }
      case "SqliteStageNotFound":
        throw new DatabaseError({ kind: "stage-lost" });
      default:
        throw this.#refusalOf(response);
    }
  }

  #fence(): DatabaseError {
    if (!this.isFenced) {
      this.isFenced = true;
      for (const abort of this.#aborts) abort.abort();
      for (const listener of this.#fenceListeners) listener();
    }
    return new DatabaseError({ kind: "fenced" });
  }
}

type ReadResponse = ResponseData<
  "ToRivetSqliteGetPagesRequest" | "ToRivetSqliteGetPageRangeRequest"
>;

type RefusalResponse = Extract<
  ReadResponse,
  { readonly tag: "SqliteFenceMismatch" | "SqliteErrorResponse" }
>;

type CommitTag = "ToRivetSqliteCommitRequest" | "ToRivetSqliteCommitFinalizeRequest";
