/**
 * Facts about deadlines, on a manual clock: which attempts are interrupted, and when.
 */

import { ManualClock } from "@barewire/clock/testing";
import { expect, test } from "vitest";
import { Deadlines } from "./deadlines.js";

/** Starts deadlines of 100 ms at these times, and returns which were interrupted, and when. */
function check(clock: ManualClock, deadlines: Deadlines, startsMs: readonly number[]): string[] {
  const interrupted: string[] = [];
  for (const startMs of startsMs) {
    clock.advance(startMs - clock.monotonicMs());
    deadlines.start(100, () => interrupted.push(`${startMs} at ${clock.monotonicMs()}`));
  }
  return interrupted;
}

test("each is interrupted once, when its own time is over", () => {
  const clock = new ManualClock();
  const interrupted = check(clock, new Deadlines(clock), [0, 10, 10, 70, 250]);
  clock.advance(1_000 - clock.monotonicMs());
  expect(interrupted).toEqual(["0 at 100", "10 at 110", "10 at 110", "70 at 170", "250 at 350"]);
  expect(clock.pendingMs.length).toBe(0);
});

test("what has ended is not interrupted, and takes no timer of its own", () => {
  const clock = new ManualClock();
  const deadlines = new Deadlines(clock);
  const fail = () => expect.fail("it has ended");
  for (let count = 0; count < 90; count += 1) {
    clock.advance(count - clock.monotonicMs());
    deadlines.start(100, fail).end();
  }
  expect(clock.delaysMs.length).toBe(1);
  const interrupted = check(clock, deadlines, [95]);
  clock.advance(1_000 - clock.monotonicMs());
  expect(interrupted).toEqual(["95 at 195"]);
});

test("a shorter time does not wait for a longer one", () => {
  const clock = new ManualClock();
  const deadlines = new Deadlines(clock);
  const interrupted = check(clock, deadlines, [0]);
  deadlines.start(30, () => interrupted.push(`short at ${clock.monotonicMs()}`));
  clock.advance(1_000 - clock.monotonicMs());
  expect(interrupted).toEqual(["short at 30", "0 at 100"]);
});

test("one that is interrupted may start another", () => {
  const clock = new ManualClock();
  const deadlines = new Deadlines(clock);
  const times: number[] = [];
  deadlines.start(100, () => {
    times.push(clock.monotonicMs());
    deadlines.start(100, () => times.push(clock.monotonicMs()));
  });
  clock.advance(1_000 - clock.monotonicMs());
  expect(times).toEqual([100, 200]);
});

test("no timer is left when they are stopped", () => {
  const clock = new ManualClock();
  const deadlines = new Deadlines(clock);
  deadlines.start(100, () => {}).end();
  deadlines.start(200, () => {}).end();
  deadlines.stop();
  expect(clock.pendingMs.length).toBe(0);
});
