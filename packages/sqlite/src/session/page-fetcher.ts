/**
 * `PageFetcher`: the host's side of one database. It asks the resolver what to fetch, fetches it
 * over the session, and hands the responses back. All databases of a process share the host thread,
 * so nothing here waits for SQLite.
 */

import type { FetchedPage, FetchPlan } from "../cache/fetch-plan.js";
import type { PageCache } from "../cache/page-cache.js";
import type { PageFlags } from "../cache/page-flags.js";
import { DatabaseError } from "../database-error.js";
import type {
  ChunkPosition,
  CommitPage,
  CommitPort,
  PrefetchSwitch,
  SettledDatabase,
} from "../page-store.js";
import type { PageResolver, Resolution } from "../prefetch/page-resolver.js";
import type { CreatePredictor } from "../prefetch/predictor.js";
import { createPageResolver } from "../prefetch/resolve-pages.js";
import { invalidResponse } from "./check-response.js";
import type { DatabaseSession, TakePages } from "./database-session.js";

export interface PageFetcherOptions {
  readonly session: DatabaseSession;
  readonly flags: PageFlags;
  /** The cache that all databases of the process share. */
  readonly cache: PageCache;
  readonly createPredictor?: CreatePredictor | undefined;
}

/** A page may be evicted, or its fetch fail, before SQLite reads it, but not without end. */
const MAX_ATTEMPTS = 16;
/** Prefetching pauses after so many attempts, because prefetched pages may evict the page. */
const ATTEMPTS_WITH_PREFETCH = 4;
/** Chunks of a staged commit that may be in flight at once. */
const MAX_CHUNKS_IN_FLIGHT = 2;

/** The chunks in flight of one staged commit. They may still fail after the next commit began. */
type InFlightStage = { readonly chunks: Promise<void>[]; error: unknown };

export class PageFetcher implements CommitPort {
  readonly resolver: PageResolver;
  readonly #session: DatabaseSession;
  readonly #cache: PageCache;
  /** The callers that wait for a fetch, until it is completed (null) or has failed. */
  readonly #waiting = new Map<number, ((error: DatabaseError | null) => void)[]>();
  #version: number;
  /** True while nothing is prefetched, because SQLite has waited for one page too often. */
  #isPrefetchPaused = false;
  #stage: InFlightStage = { chunks: [], error: null };

  constructor({ session, flags, cache, createPredictor }: PageFetcherOptions) {
    this.#session = session;
    this.#cache = cache;
    this.#version = session.start.version;
    this.resolver = createPageResolver({
      flags,
      cache,
      dbSizePages: session.start.dbSizePages,
      wireVersion: session.start.version,
      createPredictor,
    });
    session.onFenced(() => this.resolver.fence());
    this.#preload(flags);
  }

  /** Puts the pages of the open into the cache. The server sends the most important ones first. */
  #preload(flags: PageFlags): void {
    const { preloadedPages, pageSize } = this.#session.start;
    const pages = preloadedPages.slice(0, Math.floor(flags.preloadMaxBytes / pageSize));
    const isFirst = ({ pgno }: FetchedPage): boolean => pgno === 1;
    this.resolver.preload(pages.filter(isFirst), "first");
    if (!flags.hintsOnOpen) return;
    const hinted = pages.filter((page) => !isFirst(page));
    this.resolver.preload(hinted, "hint");
  }

  /** Takes a page that SQLite has read from the slab. The caller then calls `pump`. */
  recordAccess(pgno: number): void {
    this.resolver.recordAccess(pgno);
  }

  /** Sends the prefetches that the resolver wants in the background. */
  pump(): void {
    if (this.#isPrefetchPaused) return;
    const { version } = this.#session;
    if (version !== this.#version) this.resolver.setWireVersion(version);
    this.#version = version;
    for (const plan of this.resolver.takePrefetches()) this.#send(plan);
  }

  /**
   * Hands the page to `take`, which has to copy it within the call: the page that comes next may
   * take its slot.
   */
  readPage(
    pgno: number,
    prefetch: PrefetchSwitch,
    take: (page: Uint8Array) => void,
  ): void | Promise<void> {
    const resolution = this.resolver.resolve(pgno, prefetch);
    if (resolution.kind !== "ready") return this.#fetch(pgno, resolution, take);
    this.#handOver(pgno, take);
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

  /**
   * Sends a chunk. It returns before the server has responded while few chunks are in flight; with
   * the last chunk it waits for all of them.
   */
  async stage(
    txid: bigint,
    chunkIndex: number,
    bytes: Uint8Array<ArrayBuffer>,
    position: ChunkPosition,
  ): Promise<void> {
    const stage = this.#stage;
    const sent = this.#session.stage(txid, chunkIndex, bytes, position);
    stage.chunks.push(
      sent.catch((error: unknown) => {
        stage.error ??= error;
      }),
    );
    if (position === "last") await Promise.all(stage.chunks);
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

  async #fetch(pgno: number, first: Resolution, take: (page: Uint8Array) => void): Promise<void> {
    try {
      await this.#fetchUntilReady(pgno, first, take);
    } finally {
      this.#isPrefetchPaused = false;
    }
  }

  async #fetchUntilReady(
    pgno: number,
    first: Resolution,
    take: (page: Uint8Array) => void,
  ): Promise<void> {
    let resolution = first;
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      this.#isPrefetchPaused = attempt >= ATTEMPTS_WITH_PREFETCH;
      switch (resolution.kind) {
        case "fenced":
          throw new DatabaseError({ kind: "fenced" });
        case "ready":
          this.#isPrefetchPaused = false;
          this.#handOver(pgno, take);
          return;
        case "wait":
          await this.#waitFor(resolution.fetch, resolution.fetchId);
          resolution = this.resolver.retry(pgno);
          break;
        default:
          resolution satisfies never;
      }
    }
    throw invalidResponse(`a page fetch did not converge after ${MAX_ATTEMPTS} attempts`);
  }

  #handOver(pgno: number, take: (page: Uint8Array) => void): void {
    const page = this.viewOf(pgno);
    if (page === undefined) throw invalidResponse("a page was evicted before it could be read");
    take(page);
    this.pump();
  }

  async #waitFor(fetch: FetchPlan | undefined, fetchId: number): Promise<void> {
    const settled = new Promise<void>((resolve, reject) => {
      const listeners = this.#waiting.get(fetchId) ?? [];
      this.#waiting.set(fetchId, listeners);
      listeners.push((error) => {
        // A failed background fetch leaves the page missing, so the page is requested by itself.
        if (error === null || fetch === undefined) resolve();
        else reject(error);
      });
    });
    if (fetch !== undefined) this.#send(fetch);
    this.pump();
    await settled;
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
