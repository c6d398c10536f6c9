/**
 * Tests every interleaving of a worker that reads a page and a host that replaces it in the slab.
 * The host acts between any two steps of the reader, which gets the page that it asked for, whole,
 * or nothing.
 */

import { afterEach, expect, test, vi } from "vitest";
import { createSlabMemory } from "./page-table.js";
import { createPageTableReader } from "./page-table-reader.js";
import { createSharedSlab } from "./shared-slab.js";

const PAGE_SIZE = 64;
const SLOT = 2;

/**
 * The uninterrupted steps of the host. Filling a slot takes time: a reader may come before the end.
 */
type HostWork = "unpublish" | "unpublish and fill" | "unpublish, fill and publish";

afterEach(() => {
  vi.restoreAllMocks();
});

/** Runs `interrupt` before the atomic operation of this index, counting from now. */
function interruptAt(index: number, interrupt: () => void): { readonly count: () => number } {
  let count = 0;
  let isInterrupting = false;
  const step = (): void => {
    if (isInterrupting) return;
    count += 1;
    if (count !== index + 1) return;
    isInterrupting = true;
    interrupt();
    isInterrupting = false;
  };
  const { load, add, sub } = Atomics;
  vi.spyOn(Atomics, "load").mockImplementation((...[array, at]: Parameters<typeof load>) => {
    step();
    return load(array, at);
  });
  vi.spyOn(Atomics, "add").mockImplementation((...[array, at, by]: Parameters<typeof add>) => {
    step();
    return add(array, at, by);
  });
  vi.spyOn(Atomics, "sub").mockImplementation((...[array, at, by]: Parameters<typeof sub>) => {
    step();
    return sub(array, at, by);
  });
  return { count: () => count };
}

/** The number of steps that the reader has made; its result is checked. */
function check(work: HostWork, next: { databaseId: number; pgno: number }, index: number): number {
  const memory = createSlabMemory(PAGE_SIZE, 8);
  const slab = createSharedSlab(memory);
  const reader = createPageTableReader(memory, 1);
  const old = new Uint8Array(PAGE_SIZE).fill(1);
  slab.fill(SLOT, old);
  slab.publish(1, 42, SLOT);
  const steps = interruptAt(index, () => {
    const isFree = slab.unpublish(1, 42, SLOT);
    // A slot that is pinned is left alone until it is released.
    if (work === "unpublish" || !isFree) return;
    slab.fill(SLOT, new Uint8Array(PAGE_SIZE).fill(2));
    if (work !== "unpublish and fill") slab.publish(next.databaseId, next.pgno, SLOT);
  });
  const target = new Uint8Array(PAGE_SIZE);
  const isCopied = reader.copy(42, 0, PAGE_SIZE, target, 0);
  const { count } = steps;
  vi.restoreAllMocks();
  if (isCopied) expect({ work, index, target }).toEqual({ work, index, target: old });
  return count();
}

const WORKS: readonly HostWork[] = [
  "unpublish",
  "unpublish and fill",
  "unpublish, fill and publish",
];

test.each(WORKS)("a reader is right whenever the host does this: %s", (work) => {
  // Another page of the same database, the same page of another, and one of the same bucket.
  for (const next of [
    { databaseId: 1, pgno: 43 },
    { databaseId: 2, pgno: 42 },
    { databaseId: 1, pgno: 58 },
    { databaseId: 17, pgno: 42 },
  ]) {
    const stepCount = check(work, next, Number.POSITIVE_INFINITY);
    expect(stepCount).toBeGreaterThan(3);
    for (let index = 0; index < stepCount; index += 1) check(work, next, index);
  }
});
