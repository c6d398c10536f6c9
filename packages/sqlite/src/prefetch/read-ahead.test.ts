/**
 * Tests which reads the read-ahead takes for a scan, and how far it then looks.
 */

import { expect, test } from "vitest";
import type { ReadAheadMode } from "../cache/page-flags.js";
import { createReadAhead, type ReadAheadPlan } from "./read-ahead.js";

/** The plan of the last of `pgnos`, one after another. */
function check(
  pgnos: readonly number[],
  expected: Partial<ReadAheadPlan>,
  mode: ReadAheadMode = "adaptive",
): void {
  const readAhead = createReadAhead(mode);
  const plans = pgnos.map((pgno) => readAhead.plan(pgno));
  expect(plans.at(-1)).toMatchObject(expected);
}

test("three steps make a scan, five its full window", () => {
  check([2, 3, 4], { mode: "bounded", depth: 64, budgetPages: 64 });
  check([2, 3, 4, 5], { mode: "forward", depth: 128, budgetPages: 256 });
  check([2, 3, 4, 5, 6, 7], { mode: "forward", depth: 256 });
});

test("gaps of up to 8 pages belong to a scan, larger ones do not", () => {
  check([2, 10, 18, 26, 34, 42], { mode: "forward", depth: 256 });
  check([2, 11, 20, 29, 38, 47], { mode: "bounded" });
});

test("two scans by turns stay bounded", () => {
  check([2, 20, 3, 21, 4, 22], { mode: "bounded" });
});

test("an excursion does not end a scan", () => {
  check([2, 3, 4, 5, 6, 7, 8, 500, 9], { mode: "forward" });
});

test("the page of an excursion itself is bounded", () => {
  check([2, 3, 4, 5, 6, 7, 8, 500], { mode: "bounded" });
});

test("scattered reads wear a scan out", () => {
  const scattered = Array.from({ length: 12 }, (_, index) => 1000 + 100 * index);
  check([2, 3, 4, 5, 6, 7, 8, ...scattered, 9], { mode: "bounded" });
});

test("the same page again changes nothing", () => {
  check([2, 3, 3, 3, 4, 4, 5, 5, 6], { mode: "forward" });
});

test.each([
  ["bounded", 64],
  ["legacy", 16],
  ["none", 0],
] as const)("the mode %s looks at most %i pages ahead", (mode, depth) => {
  check([2, 3, 4, 5, 6, 7], { mode: "bounded", depth }, mode);
});
