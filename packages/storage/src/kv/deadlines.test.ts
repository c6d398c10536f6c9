/** When attempts are interrupted, on a clock that a test moves. */

import { expect, test } from "vitest";
import { Deadlines } from "./deadlines.js";

class Clock {
  nowMs = 0;
  /** How often a timer was started. */
  startCount = 0;
  readonly #timers = new Map<() => void, number>();
  readonly random = () => 0;
  readonly elapsedMs = () => this.nowMs;
  readonly startTimer = (delayMs: number, callback: () => void) => {
    this.startCount += 1;
    this.#timers.set(callback, this.nowMs + delayMs);
    return () => void this.#timers.delete(callback);
  };

  get timerCount(): number {
    return this.#timers.size;
  }

  /** Every millisecond up to then. */
  moveTo(untilMs: number): void {
    for (; this.nowMs < untilMs; this.nowMs += 1) this.#fire();
    this.#fire();
  }

  #fire(): void {
    for (const [callback, atMs] of this.#timers) {
      if (atMs > this.nowMs) continue;
      this.#timers.delete(callback);
      callback();
    }
  }
}

/** Starts deadlines of 100 ms at these times, and returns what is interrupted when. */
function check(clock: Clock, deadlines: Deadlines, startsMs: readonly number[]): string[] {
  const interrupted: string[] = [];
  for (const startMs of startsMs) {
    clock.moveTo(startMs);
    deadlines.start(100, () => interrupted.push(`${startMs} at ${clock.nowMs}`));
  }
  return interrupted;
}

test("each is interrupted once, when its own time is over", () => {
  const clock = new Clock();
  const interrupted = check(clock, new Deadlines(clock), [0, 10, 10, 70, 250]);
  clock.moveTo(1_000);
  expect(interrupted).toEqual(["0 at 100", "10 at 110", "10 at 110", "70 at 170", "250 at 350"]);
  expect(clock.timerCount).toBe(0);
});

test("what has ended is not interrupted, and takes no timer of its own", () => {
  const clock = new Clock();
  const deadlines = new Deadlines(clock);
  const fail = () => expect.fail("it has ended");
  for (let count = 0; count < 90; count += 1) {
    clock.moveTo(count);
    deadlines.start(100, fail).end();
  }
  expect(clock.startCount).toBe(1);
  const interrupted = check(clock, deadlines, [95]);
  clock.moveTo(1_000);
  expect(interrupted).toEqual(["95 at 195"]);
});

test("a shorter time does not wait for a longer one", () => {
  const clock = new Clock();
  const deadlines = new Deadlines(clock);
  const interrupted = check(clock, deadlines, [0]);
  deadlines.start(30, () => interrupted.push(`short at ${clock.nowMs}`));
  clock.moveTo(1_000);
  expect(interrupted).toEqual(["short at 30", "0 at 100"]);
});

test("one that is interrupted may start another", () => {
  const clock = new Clock();
  const deadlines = new Deadlines(clock);
  const times: number[] = [];
  deadlines.start(100, () => {
    times.push(clock.nowMs);
    deadlines.start(100, () => times.push(clock.nowMs));
  });
  clock.moveTo(1_000);
  expect(times).toEqual([100, 200]);
});

test("no timer is left when they are stopped", () => {
  const clock = new Clock();
  const deadlines = new Deadlines(clock);
  deadlines.start(100, () => {}).end();
  deadlines.start(200, () => {}).end();
  deadlines.stop();
  expect(clock.timerCount).toBe(0);
});
