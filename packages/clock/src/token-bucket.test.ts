/**
 * Tests the number of tokens that a bucket gives, at once and over time.
 */

import { expect, test } from "vitest";
import { ManualClock } from "./testing.js";
import { TokenBucket } from "./token-bucket.js";

/** The numbers of tokens that are taken one by one after each pause. */
function check(pausesMs: readonly number[], counts: readonly number[]): void {
  const clock = new ManualClock();
  const bucket = new TokenBucket(clock, { capacity: 5, perSecond: 2 });
  const taken = pausesMs.map((pauseMs) => {
    clock.advance(pauseMs);
    let count = 0;
    while (bucket.take()) count += 1;
    return count;
  });
  expect(taken).toEqual(counts);
}

test("a bucket is full at first, and tokens come back one after another", () => {
  check([0, 499, 1, 1_000], [5, 0, 1, 2]);
});

test("a bucket never has more tokens than its capacity", () => {
  check([60_000, 3_600_000], [5, 5]);
});

test("what empties the bucket may take more than it has, and is made up for", () => {
  const clock = new ManualClock();
  const bucket = new TokenBucket(clock, { capacity: 5, perSecond: 2 });
  expect(bucket.take(10)).toBe(true);
  clock.advance(2_999);
  expect(bucket.take()).toBe(false);
  clock.advance(1);
  expect(bucket.take()).toBe(true);
});
