/** The predictor: known vectors, ties, and what holds for any reads. */

import { expect, test } from "vitest";
import { randomNumbers, withSeed } from "../../../../test/contract/seeded-random.js";
import { createDeltaPredictor, type PredictorOptions } from "./delta-predictor.js";

const UNBOUNDED: PredictorOptions = {
  stride: true,
  markov: true,
  maxDeltas: 0,
};

function check(
  reads: readonly number[],
  [from, depth, last]: readonly [number, number, number],
  expected: readonly number[],
  options: Partial<PredictorOptions> = {},
): void {
  const predictor = createDeltaPredictor({ ...UNBOUNDED, ...options });
  for (const pgno of reads) predictor.record(pgno);
  expect(predictor.predict(from, depth, last).map(({ pgno }) => pgno)).toEqual(expected);
}

test("equal distances go on", () => {
  check([5, 8, 11, 14], [14, 3, 30], [17, 20, 23]);
});

test("they end with the file", () => {
  check([5, 8, 11, 14], [14, 9, 22], [17, 20], { markov: false });
});

test("descending reads go on downwards", () => {
  check([20, 17, 14, 11], [11, 3, 30], [8, 5, 2]);
});

test("one read, or none, says nothing", () => {
  check([], [1, 10, 100], []);
  check([7], [7, 10, 100], []);
});

test("what followed a distance follows it again", () => {
  check([1, 2, 12, 13, 23, 24], [24, 3, 100], [34, 35, 45]);
});

test("either half can be off", () => {
  check([1, 2, 12, 13, 23, 24], [24, 3, 100], [], { markov: false });
  check([5, 8, 11, 14], [14, 3, 30], [], { stride: false, markov: false });
});

test("of equally frequent successors, the smallest distance is predicted", () => {
  // A step of 10 was followed by 5, then 1, then -1, once each.
  check([10, 20, 25, 35, 36, 46, 45, 55], [10, 1, 100], [11]);
});

test("a bounded table forgets what is rare, and keeps what is frequent", () => {
  const predictor = createDeltaPredictor({ ...UNBOUNDED, stride: false, maxDeltas: 4 });
  const random = randomNumbers(1);
  let pgno = 1_000_000;
  const step = (distance: number): void => {
    pgno += distance;
    predictor.record(pgno);
  };
  for (let round = 0; round < 2000; round++) {
    for (const distance of [3, 40]) step(distance);
    if (round % 8 === 0) step(100 + random(500));
  }
  for (const distance of [3, 40, 3]) step(distance);
  const next = predictor.predict(pgno, 2, pgno + 1000).map((prediction) => prediction.pgno - pgno);
  expect(next).toEqual([40, 43]);
});

test("predictions are distinct, inside the file, no more than asked for, and repeatable", () =>
  withSeed((random) => {
    for (let round = 0; round < 200; round++) {
      const maxDeltas = random(2) * 8;
      const reads = Array.from({ length: random(60) }, () => 1 + random(40));
      const predict = (): readonly number[] => {
        const predictor = createDeltaPredictor({ ...UNBOUNDED, maxDeltas });
        for (const pgno of reads) predictor.record(pgno);
        return predictor.predict(20, 32, 40).map(({ pgno }) => pgno);
      };
      const pgnos = predict();
      expect(new Set(pgnos).size).toBe(pgnos.length);
      expect(pgnos.length).toBeLessThanOrEqual(32);
      expect(pgnos.every((pgno) => pgno >= 1 && pgno <= 40)).toBe(true);
      expect(predict()).toEqual(pgnos);
    }
  }));
