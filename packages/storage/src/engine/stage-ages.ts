/**
 * `StageAges`: how old staged commits are. The stage record has the time of day at which its stage
 * was begun, for processes that come later. Each process looks at the time of day once for a stage
 * and then counts by itself: a clock that is set must not make a stage expire that is being sent.
 */

import type { Clock } from "@barewire/clock";

/** So many stages at most are remembered; for another one the time of day is asked again. */
const MAX_ENTRIES = 1_024;

export class StageAges {
  readonly #clock: Pick<Clock, "monotonicMs" | "epochMs">;
  /** By database, txid and begin: when the stage was begun, on the scale of `elapsedMs`. */
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
    // A begin that lies ahead is one of a clock that differs: then the stage counts as new.
    const ageMs = Math.max(0, this.#clock.epochMs() - Number(begunAtMs));
    this.#begunMs.set(key, elapsedMs - ageMs);
    const [oldest] = this.#begunMs.keys();
    if (this.#begunMs.size > MAX_ENTRIES && oldest !== undefined) this.#begunMs.delete(oldest);
    return ageMs;
  }
}
