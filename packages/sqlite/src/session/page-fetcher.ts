/**
 * The host's side of one database: it asks the resolver what to fetch, fetches it, and hands the
 * answers back. All databases of a process are in its thread; nothing here waits for SQLite.
 */

import type { FetchedPage, FetchPlan } from "../cache/fetch-plan.js";
import type { PageCache } from "../cache/page-cache.js";
import type { PageFlags } from "../cache/page-flags.js";
import { DatabaseError } from "../database-error.js";
import type { PageResolver, PrefetchSwitch } from "../prefetch/page-resolver.js";
import { createPageResolver } from "../prefetch/resolve-pages.js";
import type {
  CommitPage,
  DatabaseSession,
  SettledDatabase,
  TakePages,
} from "./database-session.js";

export interface PageFetcherOptions {
  readonly session: DatabaseSession;
  readonly flags: PageFlags;
  /** Shared by all databases of the process. */
  readonly cache: PageCache;
}

/** A page may be thrown out, or its fetch fail, between two looks; but not for ever. */
const MAX_ROUNDS = 16;
/** After so many, what is fetched ahead takes the place of the page before it can be read. */
const ROUNDS_WITH_PREFETCH = 4;
/** Chunks of a staged commit that may be on their way at once. */
const MAX_CHUNKS_IN_FLIGHT = 2;

/** For each staged commit its own: chunks of one may still fail after the next has begun. */
type InFlightStage = { readonly chunks: Promise<void>[]; error: unknown };

export class PageFetcher {
  readonly resolver: PageResolver;
  readonly #session: DatabaseSession;
  readonly #cache: PageCache;
  /** What waits for a fetch, until it is accepted (null) or rejected. */
  readonly #waiting = new Map<number, ((error: DatabaseError | null) => void)[]>();
  #version: number;
  /** Nothing is fetched ahead, for SQLite has waited for a page too often. */
  #isPrefetchPaused = false;
  #stage: InFlightStage = { chunks: [], error: null };

  constructor({ session, flags, cache }: PageFetcherOptions) {
    this.#session = session;
    this.#cache = cache;
    this.#version = session.start.version;
    this.resolver = createPageResolver({
      flags,
      cache,
      // The database's thread knows what is dirty and never asks for it.
      dirty: { has: () => false },
      dbSizePages: session.start.dbSizePages,
      wireVersion: session.start.version,
    });
    session.onFenced(() => this.resolver.fence());
    this.#preload(flags);
  }

  /** The server sends what is worth having first in this order, most important first. */
  #preload(flags: PageFlags): void {
    const { preloadedPages, pageSize } = this.#session.start;
    const pages = preloadedPages.slice(0, Math.floor(flags.preloadMaxBytes / pageSize));
    const isFirst = ({ pgno }: FetchedPage): boolean => pgno <= flags.preloadFirstPageCount;
    if (flags.preloadFirstPages) this.resolver.preload(pages.filter(isFirst), "first");
    if (!flags.hintsOnOpen) return;
    const hinted = pages.filter((page) => !isFirst(page));
    this.resolver.preload(hinted, "hint");
  }

  /** SQLite has read the page from the slab. To be followed by `pump`. */
  recordAccess(pgno: number): void {
    this.resolver.recordAccess(pgno);
  }

  /** Puts in flight what the resolver wants to have in the background. */
  pump(): void {
    if (this.#isPrefetchPaused) return;
    const { version } = this.#session;
    if (version !== this.#version) this.resolver.setWireVersion(version);
    this.#version = version;
    for (const plan of this.resolver.takePrefetches()) this.#send(plan);
    // All of them have been sent; their pages are taken when they come.
    this.resolver.takeCancelled();
  }

  /**
   * Hands each page over, in order. It has to be copied within the call: a page that comes next may
   * take its place.
   */
  pages(
    pgnos: readonly number[],
    prefetch: PrefetchSwitch,
    take: (page: Uint8Array) => void,
  ): void | Promise<void> {
    const resolution = this.resolver.resolve(pgnos, prefetch);
    if (resolution.kind !== "ready") return this.#fetch(pgnos, resolution, take);
    this.#handOver(pgnos, take);
  }

  /** The bytes of a page that is cached. */
  viewOf(pgno: number): Uint8Array | undefined {
    const slot = this.resolver.slotOf(pgno);
    return slot === undefined ? undefined : this.#cache.slab.view(slot);
  }

  async commit(pages: readonly CommitPage[], dbSizePages: number): Promise<void> {
    await this.#session.commit(pages, dbSizePages);
    this.resolver.commit(pages, dbSizePages);
  }

  async settle(): Promise<SettledDatabase> {
    const settled = await this.#session.settle();
    if (settled.outcome === "committed") this.resolver.restart(settled.dbSizePages);
    return settled;
  }

  stageBegin(): Promise<bigint> {
    this.#stage = { chunks: [], error: null };
    return this.#session.stageBegin();
  }

  /** Returns before the chunk is answered, while few are on their way; with the last, after all. */
  async stage(
    txid: bigint,
    chunkIndex: number,
    bytes: Uint8Array,
    position: "middle" | "last",
  ): Promise<void> {
    const stage = this.#stage;
    const isLast = position === "last";
    const sent = this.#session.stage(txid, chunkIndex, bytes, isLast);
    stage.chunks.push(
      sent.catch((error: unknown) => {
        stage.error ??= error;
      }),
    );
    if (isLast) await Promise.all(stage.chunks);
    else if (stage.chunks.length >= MAX_CHUNKS_IN_FLIGHT) await stage.chunks.shift();
    if (stage.error !== null) throw stage.error;
  }

  stageFinalize(txid: bigint, dbSizePages: number): Promise<void> {
    return this.#session.stageFinalize(txid, dbSizePages);
  }

  install(pages: readonly CommitPage[], dbSizePages: number): void {
    this.resolver.commit(pages, dbSizePages);
  }

  truncate(): void {
    this.resolver.truncate();
  }

  async #fetch(
    pgnos: readonly number[],
    first: ReturnType<PageResolver["resolve"]>,
    take: (page: Uint8Array) => void,
  ): Promise<void> {
    try {
      await this.#fetchInRounds(pgnos, first, take);
    } finally {
      this.#isPrefetchPaused = false;
    }
  }

  async #fetchInRounds(
    pgnos: readonly number[],
    first: ReturnType<PageResolver["resolve"]>,
    take: (page: Uint8Array) => void,
  ): Promise<void> {
    let resolution = first;
    for (let round = 0; round < MAX_ROUNDS; round++) {
      this.#isPrefetchPaused = round >= ROUNDS_WITH_PREFETCH;
      switch (resolution.kind) {
        case "fenced":
          throw new DatabaseError({ kind: "fenced" });
        case "ready":
          this.#isPrefetchPaused = false;
          this.#handOver(pgnos, take);
          return;
        case "wait":
          await this.#await(resolution.fetch, resolution.waitFor);
          resolution = this.resolver.retry(pgnos);
          break;
        default:
          resolution satisfies never;
      }
    }
    throw new DatabaseError({
      kind: "invalid-response",
      reason: "pages do not come however often asked",
    });
  }

  #handOver(pgnos: readonly number[], take: (page: Uint8Array) => void): void {
    for (const pgno of pgnos) {
      const page = this.viewOf(pgno);
      if (page === undefined) {
        throw new DatabaseError({ kind: "invalid-response", reason: "a page was not kept" });
      }
      take(page);
    }
    this.pump();
  }

  async #await(fetch: FetchPlan | undefined, waitFor: readonly number[]): Promise<void> {
    const own = fetch?.id;
    const settled = waitFor.map((id) => this.#settled(id, id === own));
    if (fetch !== undefined) this.#send(fetch);
    this.pump();
    await Promise.all(settled);
  }

  /** A background fetch that fails is only missing: the question is asked again for itself. */
  #settled(fetchId: number, isOwn: boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const listeners = this.#waiting.get(fetchId) ?? [];
      this.#waiting.set(fetchId, listeners);
      listeners.push((error) => {
        if (error === null || !isOwn) resolve();
        else reject(error);
      });
    });
  }

  #send(plan: FetchPlan): void {
    void this.#request(plan, ({ pages, isCurrent }) => {
      if (isCurrent) this.resolver.complete(plan.id, pages);
      else this.resolver.reject(plan.id);
    }).then(
      () => {
        this.#settle(plan.id, null);
        this.pump();
      },
      (error: unknown) => {
        if (!(error instanceof DatabaseError)) throw error;
        const list = error.issue.kind === "refused" ? this.resolver.asList(plan.id) : undefined;
        if (list !== undefined) {
          this.#send(list);
          return;
        }
        this.resolver.reject(plan.id);
        this.#settle(plan.id, error);
      },
    );
  }

  #request({ shape, maxBytes }: FetchPlan, take: TakePages): Promise<void> {
    return shape.kind === "list"
      ? this.#session.getPages(shape.pgnos, take)
      : this.#session.getPageRange({ ...shape, maxBytes }, take);
  }

  #settle(fetchId: number, error: DatabaseError | null): void {
    const listeners = this.#waiting.get(fetchId) ?? [];
    this.#waiting.delete(fetchId);
    for (const listener of listeners) listener(error);
  }
}
