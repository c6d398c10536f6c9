/** Tests how often the plan of a statement is followed, where it has nothing to say. */

import { expect, test } from "vitest";
import { FetchBudget } from "../cache/fetch-budget.js";
import { DEFAULT_PAGE_FLAGS } from "../cache/page-flags.js";
import type { QueryPlan } from "../plan/query-plan.js";
import { leadByPlan } from "./plan-predictor.js";
import { NO_PREDICTION } from "./predictor.js";

const ROOT = 2;
const OTHER_ROOT = 3;
/** The misses before a plan of look-ups counts as one that says nothing. */
const FOLLOWED = 17;
const MISSES_PER_WALK = 64;

function planOf(rootPgno: number, loop: "none" | "rows"): QueryPlan {
  const key = [{ kind: "parameter", index: 1 }] as const;
  return {
    cursors: [{ cursor: 0, rootPgno, tree: "table", order: [], lastColumn: 1 }],
    accesses: [
      {
        cursor: 0,
        kind: loop === "none" ? "row" : "range",
        direction: "forward",
        key,
        includesKey: true,
        end: [],
        includesEnd: false,
        loop,
        isConditional: false,
        within: -1,
      },
    ],
    limit: { kind: "unknown" },
    isFiltered: false,
  };
}

/** Counts how often the predictor looks at the root of a plan, which each walk over it does. */
class Fixture {
  readonly looks = new Map<number, number>();
  readonly #predictor = leadByPlan(
    DEFAULT_PAGE_FLAGS,
    {
      dbSizePages: 10_000,
      maxFetchPages: 256,
      // The roots are on their way, so there is nothing to fetch along with them.
      isFetchable: (pgno) => pgno !== ROOT && pgno !== OTHER_ROOT,
      bytesOf: (pgno) => {
        this.looks.set(pgno, (this.looks.get(pgno) ?? 0) + 1);
        return undefined;
      },
      openBudget: (source) => new FetchBudget(source, { fetched: 0, used: 0, wasted: 0 }),
    },
    NO_PREDICTION,
  );
  #lastRun = 0;

  /** Runs the statement so often, and misses its root each time. */
  miss(plan: QueryPlan, count: number): void {
    for (let miss = 0; miss < count; miss++) {
      this.#lastRun += 1;
      const run = { id: this.#lastRun, plan, maxRows: 1, parameters: [this.#lastRun] };
      this.#predictor.observe({ kind: "statement", run });
      this.#predictor.onMiss(plan.cursors[0]?.rootPgno ?? 0);
    }
  }

  walksOver(root: number): number {
    // A walk looks at the root as one of the roots, and as the page that it begins with.
    return (this.looks.get(root) ?? 0) / LOOKS_PER_WALK;
  }
}

const LOOKS_PER_WALK = 2;

test("the plan of look-ups that it adds nothing to is followed for one miss of 64", () => {
  const fixture = new Fixture();
  const plan = planOf(ROOT, "none");
  fixture.miss(plan, FOLLOWED);
  expect(fixture.walksOver(ROOT)).toBe(FOLLOWED);
  fixture.miss(plan, 10 * MISSES_PER_WALK);
  expect(fixture.walksOver(ROOT)).toBe(FOLLOWED + 10);
});

test("another plan is followed at once, and so is the first one after it", () => {
  const fixture = new Fixture();
  const plan = planOf(ROOT, "none");
  fixture.miss(plan, FOLLOWED + 5);
  fixture.miss(planOf(OTHER_ROOT, "none"), 1);
  expect(fixture.walksOver(OTHER_ROOT)).toBe(1);
  fixture.miss(plan, 1);
  expect(fixture.walksOver(ROOT)).toBe(FOLLOWED + 1);
});

test("a range is always followed, because the next one may be longer", () => {
  const fixture = new Fixture();
  const misses = 10 * MISSES_PER_WALK;
  fixture.miss(planOf(ROOT, "rows"), misses);
  expect(fixture.walksOver(ROOT)).toBe(misses);
});
