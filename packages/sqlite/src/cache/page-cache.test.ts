/**
 * Tests which pages the cache keeps and evicts, and its invariants.
 */

import { expect, test } from "vitest";
import type { PageClass } from "./cache-share.js";
import { FetchBudget } from "./fetch-budget.js";
import { createPageCache, type PageCache } from "./page-cache.js";
import { createMemorySlab, type MemorySlab } from "./page-slab.js";

const PAGE_SIZE = 16;
const SLOTS = 256;

interface Fixture {
  readonly cache: PageCache;
  readonly slab: MemorySlab;
  readonly budget: FetchBudget;
  readonly share: ReturnType<PageCache["open"]>;
}

function fixture(): Fixture {
  const slab = createMemorySlab(PAGE_SIZE, SLOTS);
  const cache = createPageCache(slab);
  const budget = new FetchBudget("scan", { fetched: 0, used: 0, wasted: 0 });
  return { cache, slab, budget, share: cache.open() };
}

const PAGE = new Uint8Array(PAGE_SIZE).fill(7);

function insert({ share, budget }: Fixture, pgno: number, pageClass: PageClass = "target"): void {
  share.insert(pgno, PAGE, budget, pageClass);
}

/** Reads `count` pages once, far from all others. */
function churn(at: Fixture, count: number): void {
  for (let pgno = 10_000; pgno < 10_000 + count; pgno++) {
    insert(at, pgno);
    at.share.recordAccess(pgno);
  }
}

/** Tells whether each page survives more pages than there are slots, each read once. */
function check(at: Fixture, pgnos: readonly number[], survives: "stays" | "goes"): void {
  churn(at, 3 * SLOTS);
  const there = pgnos.filter((pgno) => at.share.slotOf(pgno) !== undefined);
  expect(there).toEqual(survives === "stays" ? pgnos : []);
  expect(at.cache.usedSlots).toBeLessThanOrEqual(SLOTS);
}

/** Uses up the early phase, which keeps the first pages of a session. */
function passEarlyPhase(at: Fixture): void {
  for (let pgno = 5000; pgno < 5128; pgno++) {
    insert(at, pgno);
    at.share.recordAccess(pgno);
  }
}

test("the bytes of a page are in its slot", () => {
  const at = fixture();
  insert(at, 5);
  expect(at.slab.view(at.share.slotOf(5) ?? -1)).toEqual(PAGE);
});

test("page 1 stays, whatever comes", () => {
  const at = fixture();
  insert(at, 1, "startup");
  at.share.clear();
  check(at, [1], "stays");
});

test("pages that came with the open survive a scan", () => {
  const at = fixture();
  for (const pgno of [2, 3, 4]) insert(at, pgno, "startup");
  check(at, [2, 3, 4], "stays");
});

test("pages that were asked for early survive a scan", () => {
  const at = fixture();
  for (const pgno of [2, 3, 4]) {
    insert(at, pgno);
    at.share.recordAccess(pgno);
  }
  check(at, [2, 3, 4], "stays");
});

test("pages that are asked for again and again survive a scan", () => {
  const at = fixture();
  passEarlyPhase(at);
  for (let round = 0; round < 2; round++) {
    for (let pgno = 20; pgno < 40; pgno++) {
      if (round === 0) insert(at, pgno);
      at.share.recordAccess(pgno);
    }
  }
  check(at, [20, 30, 39], "stays");
});

test("a page that is read twice in a row is not one that is used again", () => {
  const at = fixture();
  passEarlyPhase(at);
  insert(at, 20);
  at.share.recordAccess(20);
  at.share.recordAccess(20);
  check(at, [20], "goes");
});

test("what is kept has a limit, and so the rest has slots", () => {
  const at = fixture();
  for (let pgno = 2; pgno < 300; pgno++) insert(at, pgno, "startup");
  churn(at, SLOTS);
  const kept = Array.from({ length: 300 }, (_, pgno) => at.share.slotOf(pgno)).filter(
    (slot) => slot !== undefined,
  );
  expect(kept).toHaveLength(SLOTS / 4);
});

test("a scan throws out what it has read before what it is about to read", () => {
  const at = fixture();
  passEarlyPhase(at);
  for (let pgno = 20; pgno < 120; pgno++) insert(at, pgno, "prefetched");
  for (let pgno = 20; pgno < 40; pgno++) at.share.recordAccess(pgno);
  for (let pgno = 120; pgno < 232; pgno++) insert(at, pgno, "prefetched");
  expect(at.share.slotOf(39)).toBeUndefined();
  expect(at.share.slotOf(40)).toBeDefined();
});

test("first use and waste are told once", () => {
  const at = fixture();
  at.budget.recordFetched(2);
  for (const pgno of [5, 6]) insert(at, pgno, "prefetched");
  at.share.recordAccess(5);
  at.share.recordAccess(5);
  at.share.clear();
  expect(at.budget.counts).toEqual({ fetched: 2, used: 1, wasted: 1 });
});

test("a slot that is being read is not filled again until it is left", () => {
  const at = fixture();
  insert(at, 5, "prefetched");
  const slot = at.share.slotOf(5) ?? -1;
  at.slab.pin(slot);
  at.slab.view(slot).fill(9);
  at.share.remove(5);
  churn(at, 3 * SLOTS);
  expect(at.slab.view(slot)[0]).toBe(9);
  at.slab.unpin(slot);
  for (let pgno = 20_000; pgno < 20_000 + 2 * SLOTS; pgno++) insert(at, pgno);
  expect(at.slab.view(slot)[0]).toBe(7);
});

test("where every slot is being read, nothing is put in, and nothing is lost", () => {
  const at = fixture();
  insert(at, 1, "startup");
  churn(at, SLOTS);
  for (let slot = 0; slot < SLOTS; slot++) at.slab.pin(slot);
  expect(at.share.insert(5, PAGE, at.budget, "prefetched")).toBeUndefined();
  expect(at.share.slotOf(1)).toBeDefined();
  for (let slot = 0; slot < SLOTS; slot++) at.slab.unpin(slot);
  expect(at.share.insert(5, PAGE, at.budget, "prefetched")).toBeDefined();
});

test("databases share the budget, and do not see each other's pages", () => {
  const at = fixture();
  const other = at.cache.open();
  insert(at, 1, "startup");
  other.insert(1, new Uint8Array(PAGE_SIZE).fill(3), at.budget, "startup");
  churn(at, 2 * SLOTS);
  expect(at.slab.view(other.slotOf(1) ?? -1)[0]).toBe(3);
  expect(other.slotOf(10_000)).toBeUndefined();
  expect(at.cache.usedSlots).toBe(SLOTS);
  expect(other.databaseId).not.toBe(at.share.databaseId);
});

test("a database that closes gives its slots back", () => {
  const at = fixture();
  insert(at, 1, "startup");
  churn(at, 50);
  at.share.close();
  expect(at.cache.usedSlots).toBe(0);
  expect(at.share.insert(2, PAGE, at.budget, "target")).toBeUndefined();
});

test("there are no more databases than have slots to work with", () => {
  const { cache } = fixture();
  const open = (): unknown => cache.open();
  for (let count = 1; count < SLOTS / 8; count++) open();
  expect(open).toThrow(RangeError);
});
