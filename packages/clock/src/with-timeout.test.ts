/** A wait ends by timeout or signal, and leaves no timer or listener behind. */

import { expect, test } from "vitest";
import { ManualClock } from "./testing.js";
import { Timer } from "./timer.js";
import { withTimeout } from "./with-timeout.js";

/** Lets `use` start waits, and expects that no timer and no listener remains. */
function check(use: (clock: ManualClock) => void): void {
  const clock = new ManualClock();
  use(clock);
  expect(clock.pendingMs).toEqual([]);
}

test("a wait ends with its time-out, and a signal after that changes nothing", () => {
  check((clock) => {
    const ends: string[] = [];
    const { signal, abort } = aborting();
    withTimeout(clock, { timeoutMs: 5, signal }, (kind) => ends.push(kind));
    clock.advance(4);
    expect(ends).toEqual([]);
    clock.advance(1);
    abort();
    expect(ends).toEqual(["timeout"]);
  });
});

test("a wait ends with its signal, and its time-out is forgotten", () => {
  check((clock) => {
    const ends: string[] = [];
    const { signal, abort } = aborting();
    withTimeout(clock, { timeoutMs: 5, signal }, (kind) => ends.push(kind));
    abort();
    expect(ends).toEqual(["aborted"]);
  });
});

test("a wait that is stopped does not end", () => {
  check((clock) => {
    const ends: string[] = [];
    const { signal, abort } = aborting();
    withTimeout(clock, { timeoutMs: 5, signal }, (kind) => ends.push(kind))();
    abort();
    clock.advance(5);
    expect(ends).toEqual([]);
  });
});

test("a timer runs one task at a time, and can be started from within it", () => {
  check((clock) => {
    const done: string[] = [];
    const timer = new Timer(clock);
    timer.start(1, () => done.push("forgotten"));
    timer.start(2, () => {
      done.push("first");
      timer.start(3, () => done.push("second"));
    });
    expect(timer.isRunning).toBe(true);
    expect(clock.pendingMs).toEqual([2]);
    clock.advance(5);
    expect(timer.isRunning).toBe(false);
    expect(done).toEqual(["first", "second"]);
    timer.start(4, () => done.push("stopped"));
    timer.stop();
    expect(timer.isRunning).toBe(false);
  });
});

function aborting(): { readonly signal: AbortSignal; readonly abort: () => void } {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
}
