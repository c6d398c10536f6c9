/** The commit set: what is read from it, and what it sends. */

import { expect, test } from "vitest";
import { createDirtyPages, type DirtyPages } from "./dirty-pages.js";

const PAGE_SIZE = 8;

function page(fill: number): Uint8Array {
  return new Uint8Array(PAGE_SIZE).fill(fill);
}

/** Page numbers and first bytes of what a commit would send. */
function check(dirty: DirtyPages, size: number, expected: readonly (readonly number[])[]): void {
  expect(dirty.dbSizePages).toBe(size);
  expect(dirty.commitSet().map(({ pgno, bytes }) => [pgno, bytes[0]])).toEqual(expected);
}

test("written pages are sent in ascending order, each as it was written last", () => {
  const dirty = createDirtyPages(PAGE_SIZE, 5);
  dirty.write(4, page(4));
  dirty.write(2, page(2));
  dirty.write(4, page(44));
  check(dirty, 5, [
    [2, 2],
    [4, 44],
  ]);
});

test("a write copies: the writer may use its memory again", () => {
  const dirty = createDirtyPages(PAGE_SIZE, 1);
  const bytes = page(7);
  dirty.write(1, bytes);
  bytes.fill(9);
  expect(dirty.get(1)?.[0]).toBe(7);
});

test("a page is written as a whole", () => {
  expect(() => createDirtyPages(PAGE_SIZE, 1).write(1, new Uint8Array(3))).toThrow(RangeError);
});

test("the file grows up to the last page, and what was not written is zeros", () => {
  const dirty = createDirtyPages(PAGE_SIZE, 1);
  dirty.write(4, page(4));
  expect(dirty.get(3)).toBeNull();
  check(dirty, 4, [
    [2, 0],
    [3, 0],
    [4, 4],
  ]);
});

test("truncating drops what was written beyond", () => {
  const dirty = createDirtyPages(PAGE_SIZE, 5);
  dirty.write(2, page(2));
  dirty.write(5, page(5));
  dirty.truncate(3);
  check(dirty, 3, [[2, 2]]);
});

test("a page that was cut off and grew again has no old content", () => {
  const dirty = createDirtyPages(PAGE_SIZE, 5);
  dirty.truncate(2);
  dirty.write(5, page(5));
  expect(dirty.get(4)).toBeNull();
  expect(dirty.get(2)).toBeUndefined();
  check(dirty, 5, [
    [3, 0],
    [4, 0],
    [5, 5],
  ]);
});

test("truncating alone is something to commit, also where the size is the old one again", () => {
  const dirty = createDirtyPages(PAGE_SIZE, 5);
  expect(dirty.isEmpty).toBe(true);
  dirty.truncate(4);
  expect(dirty.isEmpty).toBe(false);
  dirty.truncate(5);
  expect(dirty.isEmpty).toBe(false);
});

test("a rollback is the last commit again", () => {
  const dirty = createDirtyPages(PAGE_SIZE, 5);
  dirty.truncate(2);
  dirty.write(9, page(9));
  dirty.rollback();
  expect(dirty.isEmpty).toBe(true);
  check(dirty, 5, []);
  expect(dirty.get(4)).toBeUndefined();
});

test("after a commit its size is the committed one", () => {
  const dirty = createDirtyPages(PAGE_SIZE, 1);
  dirty.write(3, page(3));
  dirty.committed();
  expect(dirty.isEmpty).toBe(true);
  expect(dirty.committedPages).toBe(3);
  dirty.rollback();
  check(dirty, 3, []);
});
