/** The page table that threads share: what is published is found, what is unpublished is not. */

import { expect, test } from "vitest";
import { createSlabMemory, pageTable } from "./page-table.js";
import { createPageTableReader } from "./page-table-reader.js";
import { createSharedSlab } from "./shared-slab.js";

const PAGE = 16;

/** The first byte that a reader of the database finds for each page, or null. */
function check(
  reader: ReturnType<typeof createPageTableReader>,
  expected: Readonly<Record<number, number | null>>,
): void {
  const target = new Uint8Array(PAGE);
  const found = Object.keys(expected).map((pgno) => {
    return [pgno, reader.copy(Number(pgno), 0, PAGE, target, 0) ? target[0] : null];
  });
  expect(Object.fromEntries(found)).toEqual(expected);
}

test("a page is found by its database from publishing until unpublishing", () => {
  const memory = createSlabMemory(PAGE, 8);
  const slab = createSharedSlab(memory);
  const [one, two] = [createPageTableReader(memory, 1), createPageTableReader(memory, 2)];
  slab.fill(3, new Uint8Array(PAGE).fill(7));
  slab.publish(1, 42, 3);
  check(one, { 42: 7, 41: null });
  check(two, { 42: null });
  expect(slab.unpublish(1, 42, 3)).toBe(true);
  check(one, { 42: null });
});

test("pages of one bucket are found whatever the order of their leaving", () => {
  const memory = createSlabMemory(PAGE, 8);
  const slab = createSharedSlab(memory);
  const reader = createPageTableReader(memory, 1);
  // 16 buckets, so that these three share one.
  const pgnos = [5, 21, 37];
  pgnos.forEach((pgno, slot) => {
    slab.fill(slot, new Uint8Array(PAGE).fill(pgno));
    slab.publish(1, pgno, slot);
  });
  check(reader, { 5: 5, 21: 21, 37: 37 });
  expect(pgnos.map((pgno) => slab.find(1, pgno))).toEqual([0, 1, 2]);
  slab.unpublish(1, 21, 1);
  check(reader, { 5: 5, 21: null, 37: 37 });
  expect(pgnos.map((pgno) => slab.find(1, pgno))).toEqual([0, undefined, 2]);
  slab.unpublish(1, 37, 2);
  check(reader, { 5: 5, 21: null, 37: null });
  expect(slab.find(2, 5)).toBeUndefined();
});

test("the same page of two databases in one bucket is a page of each", () => {
  const memory = createSlabMemory(PAGE, 8);
  const slab = createSharedSlab(memory);
  // 16 buckets, over which the databases are spread by their numbers.
  const ids = [1, 17, 33];
  ids.forEach((id, slot) => {
    slab.fill(slot, new Uint8Array(PAGE).fill(id));
    slab.publish(id, 42, slot);
  });
  for (const id of ids) check(createPageTableReader(memory, id), { 42: id });
  check(createPageTableReader(memory, 49), { 42: null });
});

test("a slot that is being read is not given back", () => {
  const memory = createSlabMemory(PAGE, 8);
  const slab = createSharedSlab(memory);
  slab.publish(1, 9, 0);
  const { cells, pinsAt } = pageTable(memory);
  Atomics.add(cells, pinsAt, 1);
  expect(slab.unpublish(1, 9, 0)).toBe(false);
  expect(slab.isPinned(0)).toBe(true);
  Atomics.sub(cells, pinsAt, 1);
  expect(slab.isPinned(0)).toBe(false);
});
