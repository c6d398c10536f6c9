/**
 * The page resolver of one database: which pages are missing, what to ask the server for, and what
 * to have on its way before SQLite asks.
 *
 * It is synchronous and touches nothing outside. Its host asks `resolve`, sends the plans that it
 * gets, and hands the answers to `accept`:
 *
 *     const first = resolver.resolve([pgno], "prefetch");
 *     send(first.fetch), send each of resolver.ahead();
 *     wait until one of first.waitFor has been accepted or rejected; resolver.retry([pgno]), ...
 *
 * Pages are numbered from 1. They are read from the slots of the slab that the cache was made with.
 */

import type { FetchedPage, FetchPlan } from "../cache/fetch-plan.js";
import type { PageCache } from "../cache/page-cache.js";
import type { PageCounters } from "../cache/page-counters.js";
import type { PageFlags } from "../cache/page-flags.js";
import type { HintSnapshot } from "./recent-pages.js";

/** What becomes of a question for pages. */
export type Resolution =
  /** The fence is lost: nothing may be read any more, not even from the cache. */
  | { readonly kind: "fenced" }
  /** All pages are there: `slotOf` has them, or the dirty pages. */
  | { readonly kind: "ready" }
  /**
   * Send `fetch`, where there is one, then wait until all of `waitFor` (which holds its id, and
   * those of fetches that were on their way already) are accepted; then ask `retry`.
   */
  | {
      readonly kind: "wait";
      readonly fetch: FetchPlan | undefined;
      readonly waitFor: readonly number[];
    };

/** `exact` asks for nothing but what is missing: for writes of parts of a page. */
export type PrefetchSwitch = "prefetch" | "exact";

/** Which pages have been written and not committed. They are read from there, never fetched. */
export interface DirtyLookup {
  has(pgno: number): boolean;
}

/** Why the server sent a page along with the open. */
export type PreloadReason = "first" | "hint";

export interface PageResolverOptions {
  readonly flags: PageFlags;
  /** Shared by all databases of the process. */
  readonly cache: PageCache;
  readonly dirty: DirtyLookup;
  /** Committed size: no page beyond it is asked for. */
  readonly dbSizePages: number;
  /** The version that the connection agreed on; ranges are asked from version 3 on. */
  readonly wireVersion: number;
  /** How the predictor chooses between equally frequent successors; `smallest` by default. */
  readonly tiePolicy?: "smallest" | "largest" | "recent";
}

export interface PageResolver {
  /** Names the database in the slab. */
  readonly databaseId: number;
  /** SQLite asks for pages: counts, learns, and plans what is missing. */
  resolve(targets: readonly number[], prefetch: PrefetchSwitch): Resolution;
  /**
   * SQLite has read a page from the slab without asking: counts and learns as a hit of `resolve`
   * would. A page that is not cached any more is learnt all the same.
   */
  recordAccess(pgno: number): void;
  /** The same question again after a wait: plans only what is missing now, and counts nothing. */
  retry(targets: readonly number[]): Resolution;
  /**
   * Requests to put in flight now, in the background: to be called after `resolve`, `touch`,
   * `retry` and `accept`. Mostly empty.
   */
  takePrefetches(): readonly FetchPlan[];
  /** Background requests whose scan has ended since the last call: `reject` those not sent. */
  takeCancelled(): readonly number[];
  /** Whether fetches are on their way, of any purpose. */
  inFlight(): readonly number[];
  /** The answer to a fetch, in any order; pages that nobody asked for are passed over. */
  complete(fetchId: number, pages: readonly FetchedPage[]): void;
  /** A fetch failed, or was never sent: its pages are missing again. */
  reject(fetchId: number): void;
  /**
   * The server refused a range: the same fetch as a list, to be sent once in its place. Ranges are
   * not asked for any more.
   */
  asList(fetchId: number): FetchPlan | undefined;
  /** The slot that holds the page, if it is cached. Does not count as a read. */
  slotOf(pgno: number): number | undefined;
  /** Puts pages into the cache that came with the open. */
  preload(pages: readonly FetchedPage[], reason: PreloadReason): void;
  /** A commit is durable: the pages are what everybody reads from now on. */
  commit(
    pages: Iterable<{ readonly pgno: number; readonly bytes: Uint8Array }>,
    size: number,
  ): void;
  /**
   * SQLite truncated the file: the cache is dropped but for page 1, and what is on its way is not
   * kept. The size changes with the commit.
   */
  truncate(): void;
  /** Another commit is the newest one: nothing is cached, and nothing that comes is kept. */
  restart(dbSizePages: number): void;
  /** Committed size in pages. */
  readonly dbSizePages: number;
  /** The connection has agreed on another version. */
  setWireVersion(version: number): void;
  /** The fence is lost. */
  fence(): void;
  /** What to preload at the next open, most important first. */
  hints(): HintSnapshot;
  /** How far the background fetches are ahead of the scan that they are the least ahead of. */
  readonly leadPages: number;
  /** Counts so far; a live object, not to be changed. */
  readonly counters: Readonly<PageCounters>;
  /** Gives all slots back. The resolver is dead afterwards. */
  close(): void;
}
