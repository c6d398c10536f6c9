/**
 * Tests what ends a `sleep` and a `settledWithin`, and which timers keep a process alive.
 */

import { expect, test } from "vitest";
import { BACKGROUND_CLOCK, SYSTEM_CLOCK, settledWithin, sleep } from "./clock.js";
import { ManualClock } from "./testing.js";

/** The state of a promise now. */
async function stateOf(promise: Promise<void>): Promise<"pending" | "fulfilled" | "rejected"> {
  const settled = promise.then(
    () => "fulfilled" as const,
    () => "rejected" as const,
  );
  const later = new Promise<"pending">((resolve) => setImmediate(() => resolve("pending")));
  return await Promise.race([settled, later]);
}

test("a sleep ends when its time is over", async () => {
  const clock = new ManualClock();
  const sleeping = sleep(clock, 10);
  clock.advance(9);
  expect(await stateOf(sleeping)).toBe("pending");
  clock.advance(1);
  expect(await stateOf(sleeping)).toBe("fulfilled");
});

test.each([
  ["is fulfilled in time", () => Promise.resolve(1), 0, "fulfilled"],
  ["fails in time", () => Promise.reject(new Error("planted")), 0, "rejected"],
  ["goes on", () => new Promise(() => undefined), 9, "pending"],
  ["goes on for too long", () => new Promise(() => undefined), 10, "fulfilled"],
] as const)("work that %s", async (_what, work, passedMs, state) => {
  const clock = new ManualClock();
  const waiting = settledWithin(clock, 10, work());
  clock.advance(passedMs);
  expect(await stateOf(waiting)).toBe(state);
  expect(clock.pendingMs).toHaveLength(state === "pending" ? 1 : 0);
});

/** The number of timers that keep the process alive. */
function timerCount(): number {
  return process.getActiveResourcesInfo().filter((kind) => kind === "Timeout").length;
}

test.each([
  ["SYSTEM_CLOCK", SYSTEM_CLOCK, 1],
  ["BACKGROUND_CLOCK", BACKGROUND_CLOCK, 0],
])("a timer of %s keeps the process alive, or not", (_name, clock, count) => {
  const before = timerCount();
  const cancel = clock.setTimer(() => expect.fail("it was cancelled"), 60_000);
  expect(timerCount() - before).toBe(count);
  cancel();
  expect(timerCount()).toBe(before);
});

test("a timer of the background runs while something else keeps the process alive", async () => {
  await new Promise<void>((resolve) => {
    BACKGROUND_CLOCK.setTimer(resolve, 1);
  });
});

test.each([
  ["SYSTEM_CLOCK", SYSTEM_CLOCK],
  ["BACKGROUND_CLOCK", BACKGROUND_CLOCK],
])("a timer of %s that is never to run does not run at once", async (_name, clock) => {
  let isRun = false;
  const cancel = clock.setTimer(() => {
    isRun = true;
  }, Number.POSITIVE_INFINITY);
  await new Promise((resolve) => setTimeout(resolve, 20));
  cancel();
  expect(isRun).toBe(false);
});
