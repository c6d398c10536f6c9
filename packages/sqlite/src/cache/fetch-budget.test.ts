/** Tests how a budget counts its pages: used, wasted, or still open. */

import { expect, test } from "vitest";
import { FetchBudget } from "./fetch-budget.js";
import type { SourceCounts } from "./page-counters.js";

function check(act: (budget: FetchBudget) => void, expected: SourceCounts): void {
  const totals: SourceCounts = { fetched: 0, used: 0, wasted: 0 };
  const budget = new FetchBudget("scan", totals);
  budget.recordFetched(4);
  budget.recordUsed();
  act(budget);
  expect(budget.counts).toEqual(expected);
  expect(totals).toEqual(expected);
  expect(budget.openPages).toBe(expected.fetched - expected.used - expected.wasted);
}

test("a page that was evicted before it was read is wasted", () => {
  check((budget) => budget.recordWasted(), { fetched: 4, used: 1, wasted: 1 });
});

test("a budget that closes has wasted what is open, and no more than that", () => {
  check((budget) => budget.close(), { fetched: 4, used: 1, wasted: 3 });
  const closeTwice = (budget: FetchBudget): void => {
    budget.recordWasted();
    budget.close();
    budget.close();
    budget.recordWasted();
  };
  check(closeTwice, { fetched: 4, used: 1, wasted: 3 });
});

test("a page that is read after its budget has closed is used after all", () => {
  const useLate = (budget: FetchBudget): void => {
    budget.close();
    budget.recordUsed();
  };
  check(useLate, { fetched: 4, used: 2, wasted: 2 });
});

test("a budget that fetches again is open again", () => {
  const fetchAgain = (budget: FetchBudget): void => {
    budget.close();
    budget.recordFetched(2);
    budget.recordUsed();
    budget.recordWasted();
  };
  check(fetchAgain, { fetched: 6, used: 2, wasted: 4 });
});
