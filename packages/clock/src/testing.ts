/**
 * A clock and random numbers that a test controls.
 *
 *     const clock = new ManualClock();
 *     clock.setTimer(() => console.log("due"), 20);
 *     clock.advance(20);
 */

import type { Clock } from "./clock.js";
import type { Random } from "./random.js";

interface ManualTimer {
  readonly dueMs: number;
  readonly task: () => void;
}

/** Time that passes only when `advance` is called; timers run at the time at which they are due. */
export class ManualClock implements Clock {
  /** The delay of every timer that was ever set, in the order in which they were set. */
  readonly delaysMs: number[] = [];
  #nowMs: number;
  #epochOffsetMs = 0;
  readonly #timers = new Set<ManualTimer>();

  constructor(startMs = 0) {
    this.#nowMs = startMs;
  }

  readonly monotonicMs: Clock["monotonicMs"] = () => this.#nowMs;

  readonly epochMs: Clock["epochMs"] = () => this.#nowMs + this.#epochOffsetMs;

  readonly setTimer: Clock["setTimer"] = (task, delayMs) => {
    const timer = { dueMs: this.#nowMs + delayMs, task };
    this.#timers.add(timer);
    this.delaysMs.push(delayMs);
    return () => {
      this.#timers.delete(timer);
    };
  };

  /** The delays that remain of the pending timers, in ascending order. */
  get pendingMs(): readonly number[] {
    return [...this.#timers].map(({ dueMs }) => dueMs - this.#nowMs).sort((a, b) => a - b);
  }

  /** Sets the time of day forwards, or backwards if `byMs` is negative; no time passes. */
  shiftEpoch(byMs: number): void {
    this.#epochOffsetMs += byMs;
  }

  /** Lets `byMs` pass, and runs the timers that fall due meanwhile, each at its time, in order. */
  advance(byMs: number): void {
    const endMs = this.#nowMs + byMs;
    for (let next = this.#takeDue(endMs); next !== null; next = this.#takeDue(endMs)) next();
    this.#nowMs = endMs;
  }

  /** Does what `advance` does, and awaits `settle` before the first timer and after each. */
  async advanceSettled(byMs: number, settle: () => Promise<void>): Promise<void> {
    const endMs = this.#nowMs + byMs;
    await settle();
    for (let next = this.#takeDue(endMs); next !== null; next = this.#takeDue(endMs)) {
      next();
      await settle();
    }
    this.#nowMs = endMs;
  }

  /** The task that is due first, if it is by `endMs`; the time is then that of the task. */
  #takeDue(endMs: number): (() => void) | null {
    const [first] = [...this.#timers].sort((a, b) => a.dueMs - b.dueMs);
    if (first === undefined || first.dueMs > endMs) return null;
    this.#timers.delete(first);
    this.#nowMs = Math.max(this.#nowMs, first.dueMs);
    return first.task;
  }
}

/** Random numbers that are always `value`, and bytes that are always 7. */
export class ManualRandom implements Random {
  value = 0;

  readonly number: Random["number"] = () => this.value;

  readonly fill: Random["fill"] = (bytes) => {
    bytes.fill(7);
  };
}

/** The same numbers for the same seed, on every machine: Mulberry32. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const number = (): number => {
    state = (state + 0x6d2b_79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const fill = (bytes: Uint8Array): void => {
    for (let index = 0; index < bytes.length; index += 1) bytes[index] = Math.floor(number() * 256);
  };
  return { number, fill };
}
