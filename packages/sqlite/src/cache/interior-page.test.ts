/** Child pointers and overflow chains out of page bytes, good and bad. */

import { expect, test } from "vitest";
import { withSeed } from "../../../../test/contract/seeded-random.js";
import { interiorPage, leafPage } from "../../../../test/traces/tree-bytes.js";
import { chainsOf, restOf } from "../prefetch/overflow-chain.js";
import { childrenOf } from "./interior-page.js";

const CHILDREN = [7, 3, 90, 12, 41];

function check(bytes: Uint8Array, expected: readonly number[] | undefined, pgno = 2): void {
  expect(childrenOf(pgno, bytes, 100)).toEqual(expected);
}

function changed(change: (view: DataView) => void): Uint8Array {
  const bytes = interiorPage(CHILDREN);
  change(new DataView(bytes.buffer));
  return bytes;
}

test("children come in key order, the rightmost last", () => {
  check(interiorPage(CHILDREN), CHILDREN);
});

test("the header of page 1 comes after that of the file", () => {
  check(interiorPage(CHILDREN, 1), CHILDREN, 1);
});

test.each([
  ["a leaf", (view: DataView) => view.setUint8(0, 13)],
  ["no cell", (view: DataView) => view.setUint16(3, 0)],
  ["more cells than fit", (view: DataView) => view.setUint16(3, 4000)],
  ["a cell in the header", (view: DataView) => view.setUint16(12, 4)],
  ["a cell at the very end", (view: DataView) => view.setUint16(12, 4094)],
  ["a child beyond the file", (view: DataView) => view.setUint32(8, 101)],
  ["a child 0", (view: DataView) => view.setUint32(8, 0)],
  ["a child 1", (view: DataView) => view.setUint32(8, 1)],
  ["itself as a child", (view: DataView) => view.setUint32(8, 2)],
  ["a child twice", (view: DataView) => view.setUint32(8, 7)],
])("a page with %s has no children", (_name, change) => {
  check(changed(change), undefined);
});

test("a page that is cut short has no children", () => {
  for (const length of [0, 1, 11, 12, 20])
    check(interiorPage(CHILDREN).slice(0, length), undefined);
});

test("garbage gives children inside the file, or none", () =>
  withSeed((random) => {
    for (let round = 0; round < 3000; round++) {
      const bytes = random(2) === 0 ? interiorPage(CHILDREN) : leafPage([5, 9], 9000);
      for (let change = 0; change < 8; change++) bytes[random(64)] = random(256);
      for (let change = 0; change < 8; change++) bytes[random(4096)] = random(256);
      const children = childrenOf(2, bytes, 100) ?? [];
      const chain = chainsOf(2, bytes).flatMap((found) => restOf(found, 100));
      expect(children.every((pgno) => pgno >= 2 && pgno <= 100)).toBe(true);
      expect(chain.every((pgno) => pgno <= 100)).toBe(true);
      expect(chain.length).toBeLessThanOrEqual(16 * 63);
    }
  }));

test("a row of four overflow pages goes on with three more", () => {
  const chains = chainsOf(2, leafPage([20, 24, 28], 16_400));
  expect(chains).toEqual([20, 24, 28].map((first) => ({ first, pageCount: 4 })));
  expect(restOf({ first: 24, pageCount: 4 }, 100)).toEqual([25, 26, 27]);
});

test("a page that is no leaf of a table has no chain", () => {
  expect(chainsOf(2, interiorPage(CHILDREN))).toEqual([]);
});

test("a chain ends with the file", () => {
  expect(restOf({ first: 99, pageCount: 4 }, 100)).toEqual([100]);
});
