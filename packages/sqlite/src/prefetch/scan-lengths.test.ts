/** Tests for how long a scan is expected to go on, after others have ended. */

import { expect, test } from "vitest";
import { ScanLengths } from "./scan-lengths.js";

function grow(lengths: ScanLengths, until: number): void {
  for (let length = 1; length < until; length++) lengths.observeGrowth(length, length + 1);
}

function check(lengths: ScanLengths, expected: readonly (readonly [number, number])[]): void {
  for (const [length, after] of expected) expect(lengths.expectedAfter(length)).toBe(after);
}

test("at first every scan is expected to go on without end", () => {
  check(new ScanLengths(), [
    [1, Number.POSITIVE_INFINITY],
    [5000, Number.POSITIVE_INFINITY],
  ]);
});

test("after scans that ended between 8 and 15 pages, a shorter one is followed up to 8", () => {
  const lengths = new ScanLengths();
  for (let scan = 0; scan < 3; scan++) {
    grow(lengths, 10);
    lengths.observeEnd(10);
  }
  check(lengths, [
    [3, 5],
    [10, 0],
    [16, Number.POSITIVE_INFINITY],
  ]);
});

test("scans that go on are trusted again", () => {
  const lengths = new ScanLengths();
  for (let scan = 0; scan < 3; scan++) lengths.observeEnd(10);
  for (let scan = 0; scan < 2; scan++) grow(lengths, 100);
  check(lengths, [[10, Number.POSITIVE_INFINITY]]);
});
