/**
 * One measured action on a database: its duration, and the counters of the page layer.
 */

import type { Database, PageCounters } from "@barewire/sqlite";

/** The counters of the measured action alone. Times are in milliseconds. */
export type Measured = {
  readonly ms: number;
  /** The time that SQLite waited for pages. */
  readonly waitedMs: number;
  readonly calls: number;
  readonly rangeCalls: number;
  readonly aheadCalls: number;
  readonly pages: number;
  readonly prefetched: number;
  readonly used: number;
  readonly wasted: number;
  readonly bytes: number;
  readonly requested: number;
  readonly hits: number;
  readonly misses: number;
};

export async function measured(
  database: Database,
  work: (database: Database) => Promise<void>,
): Promise<Measured> {
  const before = await database.metrics();
  const start = performance.now();
  await work(database);
  const ms = performance.now() - start;
  const after = await database.metrics();
  const grown = (count: (counters: Readonly<PageCounters>) => number): number =>
    count(after.pages) - count(before.pages);
  return {
    ms,
    waitedMs: after.waitedMs - before.waitedMs,
    calls: grown(({ calls }) => calls),
    rangeCalls: grown(({ rangeCalls }) => rangeCalls),
    aheadCalls: grown(({ prefetchCalls: aheadCalls }) => aheadCalls),
    pages: grown(({ pagesFetched }) => pagesFetched),
    prefetched: grown(({ pagesPrefetched }) => pagesPrefetched),
    used: grown((counters) => prefetchedOf(counters, "used")),
    wasted: grown((counters) => prefetchedOf(counters, "wasted")),
    bytes: grown(({ bytesFetched }) => bytesFetched),
    requested: grown(({ requested }) => requested),
    hits: grown(({ hits }) => hits),
    misses: grown(({ misses }) => misses),
  };
}

/** The number of pages that were prefetched and then `fate`. */
function prefetchedOf({ sources }: Readonly<PageCounters>, fate: "used" | "wasted"): number {
  const speculative = Object.entries(sources).filter(([source]) => source !== "target");
  return speculative.reduce((sum, [, counts]) => sum + counts[fate], 0);
}

/** The median by time; of an even count, the later of the two. */
export function medianOf(runs: readonly Measured[]): Measured {
  const middle = runs.toSorted((one, other) => one.ms - other.ms)[Math.floor(runs.length / 2)];
  if (middle === undefined) throw new Error("nothing was measured");
  return middle;
}
