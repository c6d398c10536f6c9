/** When a socket counts as stalled. */

import { expect, test } from "vitest";
import { WriteTimeout } from "./write-timeout.js";

/** A watch that stalls after 10 ms of a clock that the test moves. */
class Watched {
  nowMs = 0;
  stalledCount = 0;
  readonly #due = new Set<{ readonly atMs: number; readonly task: () => void }>();
  readonly watch = new WriteTimeout(
    {
      monotonicMs: () => this.nowMs,
      schedule: (task, delayMs) => {
        const entry = { atMs: this.nowMs + delayMs, task };
        this.#due.add(entry);
        return () => this.#due.delete(entry);
      },
    },
    10,
    () => {
      this.stalledCount += 1;
    },
  );

  get timerCount(): number {
    return this.#due.size;
  }

  pass(durationMs: number): void {
    for (let passed = 0; passed < durationMs; passed++) {
      this.nowMs += 1;
      for (const entry of [...this.#due]) {
        if (entry.atMs > this.nowMs || !this.#due.delete(entry)) continue;
        entry.task();
      }
    }
  }
}

test("nothing that leaves for too long is a stall, told once", () => {
  const watched = new Watched();
  watched.watch.begin();
  watched.pass(9);
  expect(watched.stalledCount).toBe(0);
  watched.pass(100);
  expect(watched.stalledCount).toBe(1);
});

test("as long as something leaves now and then, it is slow and not stalled", () => {
  const watched = new Watched();
  watched.watch.begin();
  for (let count = 0; count < 20; count++) {
    watched.watch.begin();
    watched.pass(7);
    watched.watch.end();
  }
  expect(watched.stalledCount).toBe(0);
  watched.pass(10);
  expect(watched.stalledCount).toBe(1);
});

test("an idle socket is watched by no timer, and waits anew when it sends again", () => {
  const watched = new Watched();
  watched.watch.begin();
  watched.watch.end();
  watched.pass(50);
  expect(watched.timerCount).toBe(0);
  watched.watch.begin();
  watched.pass(9);
  watched.watch.end();
  expect(watched.stalledCount).toBe(0);
});

test("a socket that has closed is not told of any more", () => {
  const watched = new Watched();
  watched.watch.begin();
  watched.watch.stop();
  watched.watch.begin();
  watched.pass(50);
  expect(watched.stalledCount).toBe(0);
  expect(watched.timerCount).toBe(0);
});
