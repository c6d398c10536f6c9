/**
 * The page resolver of one database: it decides which pages are missing, what to request from the
 * server, and what to prefetch before SQLite asks for it.
 *
 * It is synchronous and has no side effects outside of itself and its share of the cache. Its
 * caller sends the fetch plans it returns, and hands the responses to `complete`:
 *
 *     const first = resolver.resolve(pgno, "prefetch");
 *     send(first.fetch), and send each of resolver.takePrefetches();
 *     wait until first.fetchId is completed or rejected; then resolver.retry(pgno), and so on
 *
 * Pages are numbered from 1. They are read from the slots of the slab that the cache was made with.
 */

import type { FetchedPage, FetchPlan } from "../cache/fetch-plan.js";
import type { PageCache } from "../cache/page-cache.js";
import type { PageCounters } from "../cache/page-counters.js";
import type { PageFlags } from "../cache/page-flags.js";
import type { CommitPage, PrefetchSwitch } from "../page-store.js";
import type { StatementRun } from "../plan/query-plan.js";
import type { CreatePredictor } from "./predictor.js";
import type { HintSnapshot } from "./recent-pages.js";

/**
 * The state of a requested page. `fenced`: another owner has the database, so not even the cache
 * may be read. `ready`: the page can be read with `slotOf`. `wait`: the caller sends `fetch`, if it
 * is defined, waits until the fetch `fetchId` is completed or rejected, and calls `retry`.
 */
export type Resolution =
  | { readonly kind: "fenced" }
  | { readonly kind: "ready" }
  | {
      readonly kind: "wait";
      /** The fetch; undefined if one that is in flight already includes the page. */
      readonly fetch: FetchPlan | undefined;
      readonly fetchId: number;
    };

/** The reason why the server sent a page along with the open. */
export type PreloadReason = "first" | "hint";

export interface PageResolverOptions {
  readonly flags: PageFlags;
  /** The cache that all databases of the process share. */
  readonly cache: PageCache;
  /** Committed size. No page beyond it is requested. */
  readonly dbSizePages: number;
  /** The protocol version that the connection agreed on. Version 3 added range requests. */
  readonly wireVersion: number;
  /** The predictor; by default the one that the flags describe. */
  readonly createPredictor?: CreatePredictor | undefined;
}

export interface PageResolver {
  /** Identifies the database in the slab. */
  readonly databaseId: number;
  /**
   * Takes a read of SQLite: counts it, learns from it, and plans a fetch if the page is missing.
   */
  resolve(pgno: number, prefetch: PrefetchSwitch): Resolution;
  /** Takes the statement whose reads follow; null for one whose plan is not known. */
  followStatement(run: StatementRun | null): void;
  /**
   * Takes a read that SQLite has made from the slab without asking: it counts and teaches as a hit
   * of `resolve` does, even if the page has been evicted since.
   */
  recordAccess(pgno: number): void;
  /** Resolves the same read again after a wait. It counts nothing and predicts nothing. */
  retry(pgno: number): Resolution;
  /**
   * Returns background requests to send now. Call it after `resolve`, `recordAccess`, `retry` and
   * `complete`. Mostly there are none.
   */
  takePrefetches(): readonly FetchPlan[];
  /** Takes the response to a fetch. Responses may come in any order; other pages are ignored. */
  complete(fetchId: number, pages: readonly FetchedPage[]): void;
  /** Gives up a fetch that failed or was never sent: its pages are missing again. */
  reject(fetchId: number): void;
  /**
   * Turns a range request that the server refused into a list request, to be sent in its place. No
   * ranges are requested from then on.
   */
  asList(fetchId: number): FetchPlan | undefined;
  /** The slot that holds the page, if it is cached. It does not count as a read. */
  slotOf(pgno: number): number | undefined;
  /** Puts pages that came with the open into the cache. */
  preload(pages: readonly FetchedPage[], reason: PreloadReason): void;
  /** Takes the pages of a commit that is durable: every read sees them from now on. */
  commit(pages: Iterable<CommitPage>, dbSizePages: number): void;
  /**
   * Drops the cache except for page 1, and ignores pages in flight, because SQLite truncated the
   * file. The size changes with the commit.
   */
  truncate(): void;
  /** Drops the cache and ignores pages in flight, because another commit is the newest one. */
  restart(dbSizePages: number): void;
  /** Committed size in pages. */
  readonly dbSizePages: number;
  /** Takes the protocol version that a new connection has agreed on. */
  setWireVersion(version: number): void;
  /** Ends all reads, because another owner has the database. */
  fence(): void;
  /** Pages that the next open should preload, the most important first. */
  hints(): HintSnapshot;
  /** The number of pages that were predicted and that SQLite has not read yet. */
  readonly leadPages: number;
  /** Counters of this resolver. The object is live and must not be changed. */
  readonly counters: Readonly<PageCounters>;
  /** Gives all slots back. The resolver is fenced afterwards. */
  close(): void;
}
