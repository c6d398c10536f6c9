/**
 * The idle timeout fires only if nothing is received.
 */

import { expect, test } from "vitest";
import { IdleTimeout } from "./idle-timeout.js";
import { ManualClock } from "./testing.js";

/** The actions by the millisecond at which they happen. */
function check(actions: ReadonlyMap<number, (watch: IdleTimeout) => void>): readonly string[] {
  const clock = new ManualClock();
  const noticed: string[] = [];
  const watch = new IdleTimeout(clock, (silenceMs) => {
    noticed.push(`${silenceMs} at ${clock.monotonicMs()}`);
  });
  for (let nowMs = 0; nowMs < 100; nowMs++) {
    actions.get(nowMs)?.(watch);
    expect(clock.pendingMs.length).toBeLessThanOrEqual(1);
    clock.advance(1);
  }
  return noticed;
}

test("silence is noticed once, when it has lasted so long", () => {
  expect(check(new Map([[1, (watch) => watch.start(10)]]))).toEqual(["10 at 11"]);
});

test("whatever is heard begins the silence anew", () => {
  const actions = new Map([[0, (watch: IdleTimeout) => watch.start(10)]]);
  for (const heardMs of [3, 9, 18]) actions.set(heardMs, (watch) => watch.heard());
  expect(check(actions)).toEqual(["10 at 28"]);
});

test("a watch that is started again has its new limit from then on", () => {
  const actions = new Map([[0, (watch: IdleTimeout) => watch.start(50)]]);
  actions.set(20, (watch) => watch.start(5));
  expect(check(actions)).toEqual(["5 at 25"]);
});

test("a watch that is stopped, or was never started, notices nothing", () => {
  const actions = new Map([[0, (watch: IdleTimeout) => watch.start(10)]]);
  actions.set(9, (watch) => watch.stop());
  expect(check(actions)).toEqual([]);
  expect(check(new Map())).toEqual([]);
});
