import { deepStrictEqual } from "node:assert";
import { expect, test } from "vitest";
import { pick, type Random, withSeed } from "../../../../test/contract/seeded-random.js";
import { exactJson } from "./exact-json.js";

const EXACT: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  0.1,
  2 ** 53,
  2 ** 60,
  5e-324,
  "",
  "ä\u0000\u2028",
  "a\ud800b",
  "__proto__",
];

const INEXACT: readonly unknown[] = [
  undefined,
  -0,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  5n,
  Symbol("s"),
  () => 1,
  new Uint8Array(2),
  new (class Point {})(),
  new Map(),
  Object.create(null),
  Object.assign([1], { length: 2 }),
];

function randomTree(random: Random, leaves: readonly unknown[], depth: number): unknown {
  const kind = depth === 0 ? 0 : random(3);
  if (kind === 0) return pick(random, leaves);
  const items = Array.from({ length: random(4) }, () => randomTree(random, leaves, depth - 1));
  if (kind === 1) return items;
  return Object.fromEntries(
    items.map((item, index) => [`${pick(random, ["a", "ä"])}${index}`, item]),
  );
}

test("what is read back is the same value", async () => {
  await withSeed((random) => {
    for (let round = 0; round < 2_000; round++) {
      const value = randomTree(random, EXACT, 4);
      // The strict comparison tells 0 from -0.
      deepStrictEqual(JSON.parse(exactJson(value) ?? "refused"), value);
    }
  });
});

test("a value that would be read back as another one is refused, wherever it is", async () => {
  await withSeed((random) => {
    for (const [index, value] of INEXACT.entries()) {
      expect(exactJson(value), `value ${index}`).toBeNull();
      const tree = [randomTree(random, EXACT, 3), { inside: [value] }, 1];
      expect(exactJson(tree), `value ${index} inside`).toBeNull();
    }
  });
});

test("as many values as a few hundred rows have are worth while, and more are not", () => {
  expect(
    exactJson(Array.from({ length: 300 }, (_, row) => [row, `row ${row}`, null])),
  ).not.toBeNull();
  expect(exactJson(Array.from({ length: 5_000 }, (_, row) => row))).toBeNull();
});
