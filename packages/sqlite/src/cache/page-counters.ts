/** Counters of one page resolver since it was created. */

import { type FetchPlan, PAGE_SOURCES, type PageSource } from "./fetch-plan.js";

/** Pages that came for one reason. `fetched` is at least `used` + `wasted`; the rest is cached. */
export interface SourceCounts {
  fetched: number;
  /** Asked for by SQLite after it came. */
  used: number;
  /**
   * Not asked for by SQLite before it was evicted, or before the scan ended that it was fetched
   * for; or it came when it was of no use any more.
   */
  wasted: number;
}

export interface PageCounters {
  /** Questions of SQLite, each for one page or more. */
  resolves: number;
  /** Distinct pages of those questions: hits + misses. */
  requested: number;
  hits: number;
  misses: number;
  /** Misses of a page that was already on its way. */
  inFlightMisses: number;
  /** Requests to the server, of either kind and purpose. */
  calls: number;
  rangeCalls: number;
  prefetchCalls: number;
  forwardScanCalls: number;
  backwardScanCalls: number;
  boundedCalls: number;
  /** Range requests that were refused and repeated as a list. */
  rangeFallbacks: number;
  /** The pages that were requested, and those of them that SQLite had not asked for. */
  pagesFetched: number;
  pagesPrefetched: number;
  /** The bytes of requested pages, and of those that SQLite had not asked for. */
  bytesFetched: number;
  bytesPrefetched: number;
  /** Pages inside the database that the server did not have; they read as zeros. */
  absentPages: number;
  readonly sources: Readonly<Record<PageSource, SourceCounts>>;
}

/** All zero. */
export function newPageCounters(): PageCounters {
  return {
    resolves: 0,
    requested: 0,
    hits: 0,
    misses: 0,
    inFlightMisses: 0,
    calls: 0,
    rangeCalls: 0,
    prefetchCalls: 0,
    forwardScanCalls: 0,
    backwardScanCalls: 0,
    boundedCalls: 0,
    rangeFallbacks: 0,
    pagesFetched: 0,
    pagesPrefetched: 0,
    bytesFetched: 0,
    bytesPrefetched: 0,
    absentPages: 0,
    sources: newSourceCounts(),
  };
}

function newSourceCounts(): Record<PageSource, SourceCounts> {
  const entries = PAGE_SOURCES.map((source) => [source, { fetched: 0, used: 0, wasted: 0 }]);
  // One entry for each source, so every key of the record is there.
  return Object.fromEntries(entries) as Record<PageSource, SourceCounts>;
}

/** Counts a fetch that is sent, of whose pages SQLite has not asked for `prefetched`. */
export function countFetch(
  counters: PageCounters,
  plan: FetchPlan,
  prefetched: number,
  pageSize: number,
): void {
  counters.calls += 1;
  if (plan.shape.kind === "range") counters.rangeCalls += 1;
  if (plan.purpose === "prefetch") counters.prefetchCalls += 1;
  if (plan.mode === "forward") counters.forwardScanCalls += 1;
  else if (plan.mode === "backward") counters.backwardScanCalls += 1;
  else counters.boundedCalls += 1;
  counters.pagesFetched += plan.pgnos.length;
  counters.pagesPrefetched += prefetched;
  counters.bytesFetched += plan.pgnos.length * pageSize;
  counters.bytesPrefetched += prefetched * pageSize;
}
