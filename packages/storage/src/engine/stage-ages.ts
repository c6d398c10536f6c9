/**
 * `StageAges`: the ages of staged commits. The stage record has the time of day at which its stage
 * was begun, for processes that come later. Each process reads the time of day once for a stage and
 * then uses the monotonic clock: setting the clock must not make a stage expire that is being sent.
 */

import type { Clock } from "@barewire/clock";

/** The number of stages that are remembered; for another one the time of day is read again. */
const MAX_ENTRIES = 1_024;

export class StageAges {
  readonly #clock: Pick<Clock, "monotonicMs" | "epochMs">;
  /** The monotonic time at which each stage was begun, by database, txid and stored begin. */
  readonly #begunMs = new Map<string, number>();

  constructor(clock: Pick<Clock, "monotonicMs" | "epochMs">) {
    this.#clock = clock;
  }

  /** The age of the stage `txid`, whose record says that it began at `begunAtMs`. */
  ageMs(database: string, txid: bigint, begunAtMs: bigint): number {
    const key = `${database}\0${txid}\0${begunAtMs}`;
    const elapsedMs = this.#clock.monotonicMs();
    const known = this.#begunMs.get(key);
    if (known !== undefined) return elapsedMs - known;
    // A begin that lies in the future was written by a clock that differs: then the stage counts as
    // new.
    const ageMs = Math.max(0, this.#clock.epochMs() - Number(begunAtMs));
    this.#begunMs.set(key, elapsedMs - ageMs);
    const [oldest] = this.#begunMs.keys();
    if (this.#begunMs.size > MAX_ENTRIES && oldest !== undefined) this.#begunMs.delete(oldest);
    return ageMs;
  }
}
