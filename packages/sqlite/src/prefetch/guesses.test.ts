/** Tests what guesses may cost, and when they are made more of. */

import { expect, test } from "vitest";
import { withSeed } from "../../../../test/contract/seeded-random.js";
import { FetchBudget } from "../cache/fetch-budget.js";
import type { SourceCounts } from "../cache/page-counters.js";
import { Guesses } from "./guesses.js";
import type { DatabasePages } from "./predictor.js";

interface Fixture {
  readonly guesses: Guesses;
  readonly totals: SourceCounts;
}

function fixture(initialCredit = 12): Fixture {
  const totals: SourceCounts = { fetched: 0, used: 0, wasted: 0 };
  const pages: DatabasePages = {
    dbSizePages: 1000,
    maxFetchPages: 256,
    isFetchable: () => true,
    bytesOf: () => undefined,
    openBudget: (source) => new FetchBudget(source, totals),
  };
  return { guesses: new Guesses(pages, "scan", initialCredit), totals };
}

/** Fetches for all of the credit, up to 8 pages, of which SQLite then reads a share. */
function guess({ guesses }: Fixture, usedShare: number): number {
  const count = Math.min(8, guesses.credit);
  if (count === 0) return 0;
  const budget = guesses.pay(count);
  budget.recordFetched(count);
  for (let page = 0; page < Math.floor(count * usedShare); page++) budget.recordUsed();
  return count;
}

function miss({ guesses }: Fixture, count: number): void {
  for (let read = 0; read < count; read++) guesses.observeRead("miss");
}

test("guesses that are all wrong end with their credit, but for a trial every 128 misses", () => {
  const at = fixture();
  for (let round = 0; round < 1280; round++) {
    guess(at, 0);
    miss(at, 1);
  }
  expect(at.totals.fetched).toBe(12 + 9);
});

test("guesses that are all right are paid back twice, up to 64 pages", () => {
  const at = fixture();
  for (let round = 0; round < 50; round++) guess(at, 1);
  expect(at.guesses.credit).toBe(64);
});

test("guesses that are not used within two periods of reads are wasted", () => {
  const at = fixture();
  guess(at, 0.5);
  miss(at, 63);
  expect(at.totals.wasted).toBe(0);
  miss(at, 65);
  expect(at.totals).toEqual({ fetched: 8, used: 4, wasted: 4 });
});

test("whatever is read, the waste is at most the credit and the trials, and a share of the use", () =>
  withSeed((random) => {
    for (let round = 0; round < 50; round++) {
      const at = fixture();
      let misses = 0;
      const share = random(70) / 100;
      for (let step = 0; step < 400; step++) {
        guess(at, share);
        const count = random(20);
        miss(at, count);
        misses += count;
      }
      const { fetched, used } = at.totals;
      expect(fetched - used).toBeLessThanOrEqual(12 + misses / 128);
    }
  }));
