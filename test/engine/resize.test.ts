/**
 * Tests that truncated pages never come back, and that pages never written read as zeros.
 */

import { expect, test } from "vitest";
import { databaseKeys } from "../../packages/storage/src/format/database-keys.js";
import { shardKey } from "../../packages/storage/src/format/logical-key.js";
import { hex } from "../contract/hex.js";
import { countFrom, pick, withSeed } from "../contract/seeded-random.js";
import { DatabaseUnderTest, ID, kindOf, noise, pages, range } from "./database-under-test.js";

/** Truncates a database of `before` pages at `after` and makes it larger again. */
async function check(before: number, after: number, compact: "compact" | "leave"): Promise<void> {
  const database = await DatabaseUnderTest.open();
  await database.commit(new Map(range(1, before).map((pgno) => [pgno, noise(pgno)])));
  if (compact === "compact") await database.engine.compact(ID);
  await database.commit(pages("shared", range(Math.max(1, after - 3), before)));
  await database.commit(pages("last", [1]), after);
  await database.expectPages(range(1, before));
  await database.commit(pages("larger", [1]), before + 10);
  await database.expectPages();
  if (compact === "compact") await database.engine.compact(ID);
  database.inspect();
  await database.expectPages();
}

const SIZES: readonly [number, number][] = [
  [130, 64],
  [130, 63],
  [130, 65],
  [130, 1],
  [128, 127],
  [127, 128],
  [200, 129],
];

test.each(SIZES)("of %i pages, what is above %i is gone for good", async (before, after) => {
  await check(before, after, "leave");
});

test.each(SIZES)("so it is with %i and %i pages in shards", async (before, after) => {
  await check(before, after, "compact");
});

test("a commit that makes the database smaller gives back what it used", async () => {
  const database = await DatabaseUnderTest.open();
  await database.commit(pages("first", [1]));
  const { usedSize } = database.inspect();
  await database.commit(new Map(range(2, 500).map((pgno) => [pgno, noise(pgno)])));
  await database.commit(pages("first", [1]), 1);
  expect(database.inspect().usedSize).toBeLessThan(usedSize + 1_000n);
  expect(database.inspect().pageIndexCount).toBe(1);
});

test("what was read before it was cut off does not come back from memory either", async () => {
  const database = await DatabaseUnderTest.open();
  await database.commit(new Map(range(1, 130).map((pgno) => [pgno, noise(pgno)])));
  await database.expectPages();
  await database.commit(pages("shorter", [1]), 64);
  await database.commit(pages("larger", [1]), 130);
  await database.expectPages();
  // All pages are read by one request, which finds their entries in the cache.
  await database.expectPages([70, 71]);
});

test("pages that were never written read as zeros, and cost next to nothing", async () => {
  const database = await DatabaseUnderTest.open();
  await database.commit(pages("first", [1, 2, 3]));
  await database.commit(pages("second", [1]), 100_000);
  await database.expectPages([1, 2, 3, 4, 63, 64, 50_000, 99_999, 100_000, 100_001]);
  expect(database.inspect().usedSize).toBeLessThan(500_000n);
  await database.commit(pages("third", [50_000]));
  await database.engine.compact(ID);
  database.inspect();
  await database.expectPages([1, 2, 3, 4, 63, 64, 49_999, 50_000, 50_001, 100_000]);
});

test("a size far beyond the pages that are written is refused, whatever it would take", async () => {
  const database = await DatabaseUnderTest.open();
  await database.commit(pages("first", [1]));
  for (const size of [600_000, 2 ** 32 - 2]) {
    const refused = database.commit(pages("second", [1]), size);
    expect(await kindOf(refused)).toBe("invalid-request");
  }
  await database.expectPages([1]);
});

test("the page of the lock byte is never written and reads as zeros", async () => {
  const database = await DatabaseUnderTest.open();
  await database.commit(pages("first", [1, 262_144, 262_146]), 262_146);
  await database.expectPages([1, 262_143, 262_144, 262_145, 262_146]);
  const { pages: found } = await database.readRange(262_144, 3);
  expect(found.map(({ bytes }) => bytes !== null)).toEqual([true, true, true]);
});

test("a shard that got lost is corruption, not zeros", async () => {
  const database = await DatabaseUnderTest.open();
  await database.commit(pages("first", [1]), 200);
  await database.tamper((rows) => {
    rows.delete(hex(shardKey(databaseKeys(ID), 1).bytes));
  });
  expect(await kindOf(database.read(100))).toBe("corrupt");
  await database.expectPages([1, 63, 128, 200]);
});

test("random commits of all sizes leave what the model has", async () => {
  await withSeed(async (random) => {
    const database = await DatabaseUnderTest.open();
    const turns = countFrom("BAREWIRE_TEST_COMMITS", 60);
    for (let turn = 0; turn < turns; turn += 1) {
      const size = Math.max(1, random(2) === 0 ? random(300) : database.size + random(9) - 4);
      const pgnos = range(1, size).filter(() => random(12) === 0);
      const dirty = new Map(pgnos.map((pgno) => [pgno, noise(random(1_000_000))]));
      await database.commit(dirty, size);
      const next = pick(random, ["compact", "reopen", "close", "nothing", "nothing"]);
      if (next === "compact") await database.engine.compact(ID);
      if (next === "close") await database.close();
      if (next === "close" || next === "reopen") await database.open();
      database.inspect();
      await database.expectPages();
    }
  });
});
