/**
 * Measures how much heap a call allocates: the growth over many calls, unless the collector ran
 * meanwhile.
 */

import { getHeapStatistics } from "node:v8";
import { median } from "./measure.js";

const PASSES = 7;
const SAMPLES = 61;
const WARMUP_CALLS = 300;

/**
 * The sample is far smaller than the young generation: most samples end before the collector
 * starts.
 */
const SAMPLE_BYTES = 128 * 1024;

/**
 * Takes the median of many samples, and the least of several medians, because code allocates more
 * until it is optimised. Memory outside the heap, such as that of a buffer, does not count.
 */
export function heapBytesPerCall(run: () => unknown): number {
  for (let call = 0; call < WARMUP_CALLS; call++) run();
  const roughly = medianGrowth(run, 8) / 8;
  const calls = Math.max(8, Math.min(2000, Math.round(SAMPLE_BYTES / Math.max(roughly, 1))));
  const medians = Array.from({ length: PASSES }, () => medianGrowth(run, calls));
  return Math.round((Math.min(...medians) - medianGrowth(run, 0)) / calls);
}

function medianGrowth(run: () => unknown, calls: number): number {
  const growths: number[] = [];
  for (let sample = 0; sample < SAMPLES; sample++) {
    const before = getHeapStatistics().used_heap_size;
    for (let call = 0; call < calls; call++) used.last = run();
    growths.push(getHeapStatistics().used_heap_size - before);
  }
  used.last = null;
  return median(growths);
}

/** A sink for results, so that the calls are not optimised away. */
const used: { last: unknown } = { last: null };
