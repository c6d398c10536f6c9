/**
 * Lets clients and handlers finish what they have begun, with and without time passing.
 */

import type { ManualClock } from "@barewire/clock/testing";

/** Lets everything settle that needs no time. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
}

/** Lets `durationMs` pass, and everything settle that each timer begins before the next one. */
export function advance(clock: ManualClock, durationMs: number): Promise<void> {
  return clock.advanceSettled(durationMs, settle);
}
