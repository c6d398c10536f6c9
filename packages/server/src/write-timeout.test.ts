/** The write timeout runs out only if frames wait and none leaves. */

import { ManualClock } from "@barewire/clock/testing";
import { expect, test } from "vitest";
import { WriteTimeout } from "./write-timeout.js";

/** A watch that stalls after 10 ms of a clock that the test moves. */
class Watched {
  readonly #clock = new ManualClock();
  stalledCount = 0;
  readonly watch = new WriteTimeout(this.#clock, 10, () => {
    this.stalledCount += 1;
  });

  get timerCount(): number {
    return this.#clock.pendingMs.length;
  }

  pass(durationMs: number): void {
    this.#clock.advance(durationMs);
  }
}

test("nothing that leaves for too long is a stall, told once", () => {
  const watched = new Watched();
  watched.watch.onWrite();
  watched.pass(9);
  expect(watched.stalledCount).toBe(0);
  watched.pass(100);
  expect(watched.stalledCount).toBe(1);
});

test("as long as something leaves now and then, it is slow and not stalled", () => {
  const watched = new Watched();
  watched.watch.onWrite();
  for (let count = 0; count < 20; count++) {
    watched.watch.onWrite();
    watched.pass(7);
    watched.watch.onWritten();
  }
  expect(watched.stalledCount).toBe(0);
  watched.pass(10);
  expect(watched.stalledCount).toBe(1);
});

test("an idle socket is watched by no timer, and waits anew when it sends again", () => {
  const watched = new Watched();
  watched.watch.onWrite();
  watched.watch.onWritten();
  watched.pass(50);
  expect(watched.timerCount).toBe(0);
  watched.watch.onWrite();
  watched.pass(9);
  watched.watch.onWritten();
  expect(watched.stalledCount).toBe(0);
});

test("a socket that has closed is not told of any more", () => {
  const watched = new Watched();
  watched.watch.onWrite();
  watched.watch.stop();
  watched.watch.onWrite();
  watched.pass(50);
  expect(watched.stalledCount).toBe(0);
  expect(watched.timerCount).toBe(0);
});
