/**
 * Prefetching decides what to fetch and nothing else: on damaged pages and with the plan of another
 * schema, every query has the same outcome as without, and a walk over any bytes ends within its
 * limits.
 */

import { DatabaseError } from "@barewire/sqlite";
import { expect, test } from "vitest";
import { chinookStatements } from "../../bench/queries/chinook-data.js";
import { runCold } from "../../bench/queries/cold-run.js";
import { createImage, PAGE_SIZE, type PageImage } from "../../bench/queries/page-image.js";
import { CHINOOK_QUERIES, type ColdQuery } from "../../bench/queries/query-set.js";
import { PEERS, productStrategy, type Strategy } from "../../bench/queries/strategies.js";
import type { QueryPlan, StatementRun } from "../../packages/sqlite/src/plan/query-plan.js";
import { walkPlan } from "../../packages/sqlite/src/prefetch/plan-walk.js";
import { countFrom, pick, type Random, withSeed } from "../contract/seeded-random.js";

const DAMAGED_DATABASES = countFrom("BAREWIRE_TEST_DAMAGED_QUERIES", 20);
const WALKS = countFrom("BAREWIRE_TEST_PLAN_WALKS", 800);
const LIMITS = { maxPages: 50, maxGuesses: 20, spareGuesses: 10 } as const;
const CUSTOM =
  "SELECT t.*, l.* FROM tracks t JOIN invoice_items l USING (TrackId) WHERE t.Name > ?";

const SHOP_SEED = 5;

/** Changes some bytes of some of the pages, mostly those by which pages are connected. */
function damaged(image: PageImage, pgnos: readonly number[], random: Random): PageImage {
  const pages = new Map<number, Uint8Array>();
  for (let count = 1 + random(6); count > 0; count--) {
    const pgno = pick(random, pgnos);
    const bytes = image.page(pgno).slice();
    const size = random(10) < 7 ? 64 : PAGE_SIZE;
    for (let change = 0; change < 4; change++) bytes[random(size)] = random(256);
    pages.set(pgno, bytes);
  }
  return { ...image, page: (pgno) => pages.get(pgno) ?? image.page(pgno) };
}

/** Returns what an application sees of a query: its rows, or how it fails. */
async function outcome(query: ColdQuery, image: PageImage, strategy: Strategy): Promise<string> {
  try {
    return JSON.stringify((await runCold(query, image, strategy)).rows);
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    return JSON.stringify(error.issue);
  }
}

test("a damaged database has the outcomes that it has without prefetching", () =>
  withSeed(async (random) => {
    const image = await createImage(chinookStatements(SHOP_SEED));
    const onePage = pick(random, PEERS.slice(0, 1));
    const outcomes: string[] = [];
    for (let round = 0; round < DAMAGED_DATABASES; round++) {
      const query = pick(random, CHINOOK_QUERIES);
      const { touched } = await runCold(query, image, onePage);
      const broken = damaged(image, touched.slice(1), random);
      const expected = await outcome(query, broken, onePage);
      const got = await outcome(query, broken, productStrategy("barewire"));
      expect(got, `round ${round}: ${query.name}`).toBe(expected);
      outcomes.push(expected);
    }
    // Some damage is noticed, or the test would show nothing.
    expect(outcomes.some((text) => text.includes('"kind":"sqlite"'))).toBe(true);
  }));

test("a walk over any bytes ends within its limits, and stays inside the file", () =>
  withSeed(async (random) => {
    const image = await createImage(chinookStatements(SHOP_SEED));
    const queries = [...CHINOOK_QUERIES.map(({ sql }) => sql), CUSTOM];
    const plans = await Promise.all(queries.map((sql) => image.planOf(sql)));
    const pgnos = Array.from({ length: image.pageCount - 1 }, (_, index) => index + 2);
    for (let walk = 0; walk < WALKS; walk++) {
      checkWalk(pick(random, plans), damaged(image, pgnos, random), random);
    }
  }));

function checkWalk(plan: QueryPlan, image: PageImage, random: Random): void {
  const { pageCount } = image;
  const share = random(101);
  const missing = new Set<number>();
  for (let pgno = 1; pgno <= pageCount; pgno++) if (random(100) < share) missing.add(pgno);
  // A root may be that of a tree that is there no more, and a table an index.
  const shift = random(10) < 3 ? random(pageCount) : 0;
  const cursors = plan.cursors.map((cursor) => ({
    ...cursor,
    rootPgno: 1 + ((cursor.rootPgno - 1 + shift) % pageCount),
  }));
  const run: StatementRun = {
    id: 1,
    plan: { ...plan, cursors },
    maxRows: random(1_000),
    parameters: [random(4_000), random(2) === 0 ? "Track" : null],
  };
  const result = walkPlan({
    run,
    dbSizePages: pageCount,
    followsRows: random(10) < 8,
    ...LIMITS,
    positions: new Map(),
    bytesOf: (pgno) => (missing.has(pgno) ? undefined : anyBytes(pgno, image, random)),
    isFetchable: (pgno) => missing.has(pgno),
  });
  expect(result.missing.size).toBeLessThanOrEqual(LIMITS.maxPages + LIMITS.maxGuesses);
  expect(result.guesses.size).toBeLessThanOrEqual(LIMITS.maxGuesses);
  for (const pgno of result.missing) {
    expect(pgno >= 1 && pgno <= pageCount && missing.has(pgno)).toBe(true);
  }
}

/** A page of the file, or rarely any bytes with the type of a page of a b-tree. */
function anyBytes(pgno: number, image: PageImage, random: Random): Uint8Array {
  if (random(50) > 0) return image.page(pgno);
  const bytes = Uint8Array.from({ length: PAGE_SIZE }, () => random(256));
  bytes[pgno === 1 ? 100 : 0] = pick(random, [2, 5, 10, 13]);
  return bytes;
}
