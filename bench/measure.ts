/**
 * Times functions against one another: each round runs all of them, in a new random order, so that
 * the load of the machine affects all alike. The best median of all rounds counts.
 */

import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

export type Timed = { readonly run: () => unknown };

/** The median nanoseconds per call in each round. */
export type Medians = readonly number[];

const OPTIONS = {
  min_cpu_time: 50e6,
  min_samples: 12,
  // A sample is a run of calls, so that the garbage that a call leaves is part of its cost.
  batch_samples: 64,
  batch_threshold: Number.POSITIVE_INFINITY,
  warmup_threshold: Number.POSITIVE_INFINITY,
};

export async function measureAll<T extends Timed>(
  timed: readonly T[],
  rounds: number,
): Promise<ReadonlyMap<T, Medians>> {
  // Mitata looks for the collector when it is loaded, and calls it before each measurement.
  setFlagsFromString("--expose-gc");
  globalThis.gc ??= runInNewContext("gc") as NodeJS.GCFunction;
  const { do_not_optimize: keep, measure } = await import("mitata");
  const medians = new Map<T, number[]>(timed.map((item) => [item, []]));
  for (let round = 1; round <= rounds; round++) {
    for (const item of shuffled(timed)) {
      const { p50 } = await measure(() => keep(item.run()), { ...OPTIONS });
      medians.get(item)?.push(p50);
    }
    console.log(`round ${round} of ${rounds}: ${timed.length} measurements`);
  }
  return medians;
}

export function best(medians: Medians): number {
  return Math.min(...medians);
}

/** The middle value; the upper one of two. */
export function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[values.length >> 1] ?? Number.NaN;
}

function shuffled<T>(items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, place: Math.random() }))
    .sort((one, other) => one.place - other.place)
    .map(({ item }) => item);
}
