/** Tests which distances between pages are predicted, and what holds for any reads. */

import { expect, test } from "vitest";
import { withSeed } from "../../../../test/contract/seeded-random.js";
import { FetchBudget } from "../cache/fetch-budget.js";
import { createMarkovPredictor } from "./markov-predictor.js";

/** The pages predicted at the last of `reads`, all of which are misses. */
function predicted(reads: readonly number[], dbSizePages = 10_000): readonly number[] {
  const cached = new Set(reads);
  const predictor = createMarkovPredictor({
    dbSizePages,
    maxFetchPages: 256,
    isFetchable: (pgno) => pgno >= 1 && pgno <= dbSizePages && !cached.has(pgno),
    bytesOf: () => undefined,
    openBudget: (source) => new FetchBudget(source, { fetched: 0, used: 0, wasted: 0 }),
  });
  for (const pgno of reads) {
    predictor.observe({ kind: "read", pgno, outcome: "miss", isFirstRead: true });
  }
  return predictor.onMiss(reads.at(-1) ?? 1)?.pgnos ?? [];
}

function check(reads: readonly number[], expected: readonly number[]): void {
  expect(predicted(reads).slice(0, expected.length || 1)).toEqual(expected);
}

test("a pattern that was seen twice is followed", () => {
  check([1, 2, 12, 13, 23, 24], [34, 35, 45]);
  check([100, 150, 119, 169, 138, 188], [157, 207, 176]);
});

test("a pattern that was seen once, or a single read, says nothing", () => {
  check([1, 2, 12, 13], []);
  check([7], []);
});

test("a distance that mostly has other successors is not followed", () => {
  check([1, 11, 12, 22, 25, 35, 42, 52, 53, 63, 68, 78], []);
});

test("predictions are distinct, in the file, not cached, few, and repeatable", () =>
  withSeed((random) => {
    for (let round = 0; round < 300; round++) {
      const reads = Array.from({ length: 1 + random(60) }, () => 1 + random(40));
      const pgnos = predicted(reads, 40);
      expect(new Set(pgnos).size).toBe(pgnos.length);
      expect(pgnos.length).toBeLessThanOrEqual(8);
      expect(pgnos.every((pgno) => pgno >= 1 && pgno <= 40 && !reads.includes(pgno))).toBe(true);
      expect(predicted(reads, 40)).toEqual(pgnos);
    }
  }));
