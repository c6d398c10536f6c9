/**
 * Tests that caches evict in time, and keep to their size.
 */

import { ManualClock } from "@barewire/clock/testing";
import { expect, test } from "vitest";
import { PageCache } from "../../packages/storage/src/engine/page-cache.js";
import { PageIndexCache } from "../../packages/storage/src/engine/page-index-cache.js";
import { allRows, databaseKeys } from "../../packages/storage/src/format/database-keys.js";
import { DatabaseUnderTest, ID, noise, pages, range } from "./database-under-test.js";

function entriesOf(pgnos: readonly number[], txid: bigint): ReadonlyMap<number, bigint> {
  return new Map(pgnos.map((pgno) => [pgno, txid]));
}

test("places are known at their head alone", () => {
  const cache = new PageIndexCache(100);
  cache.publish("a", 5n, entriesOf([1, 2], 4n));
  expect([...cache.entriesAt("a", 5n)]).toEqual([
    [1, 4n],
    [2, 4n],
  ]);
  expect(cache.entriesAt("a", 4n).size).toBe(0);
  expect(cache.entriesAt("a", 6n).size).toBe(0);
  expect(cache.entriesAt("b", 5n).size).toBe(0);
});

test("a slow reader does not replace what is newer", () => {
  const cache = new PageIndexCache(100);
  cache.publish("a", 5n, entriesOf([1], 5n));
  cache.publish("a", 4n, entriesOf([1], 3n));
  expect(cache.entriesAt("a", 5n).get(1)).toBe(5n);
  cache.publish("a", 6n, entriesOf([2], 6n));
  expect([...cache.entriesAt("a", 6n).keys()]).toEqual([2]);
});

test("a commit carries on what was known before it, and only then", () => {
  const cache = new PageIndexCache(100);
  const commit = {
    fromTxid: 5n,
    headTxid: 6n,
    entries: entriesOf([2], 6n),
    size: "same-or-larger",
  } as const;
  cache.publish("a", 5n, entriesOf([1, 2], 4n));
  cache.advance("a", commit);
  expect(cache.entriesAt("a", 6n)).toEqual(
    new Map([
      [1, 4n],
      [2, 6n],
    ]),
  );
  cache.advance("a", { ...commit, fromTxid: 7n, headTxid: 8n });
  expect(cache.entriesAt("a", 8n)).toEqual(new Map([[2, 6n]]));
  cache.advance("a", {
    ...commit,
    fromTxid: 8n,
    headTxid: 9n,
    size: "smaller",
    entries: new Map(),
  });
  expect(cache.entriesAt("a", 9n).size).toBe(0);
  cache.advance("a", commit);
  expect(cache.entriesAt("a", 6n).size).toBe(0);
});

test("places keep to their number, the database used last is kept", () => {
  const cache = new PageIndexCache(10);
  cache.publish("a", 1n, entriesOf(range(1, 6), 1n));
  cache.publish("b", 1n, entriesOf(range(1, 4), 1n));
  cache.publish("a", 1n, entriesOf([7], 1n));
  expect([cache.entriesAt("a", 1n).size, cache.entriesAt("b", 1n).size, cache.count]).toEqual([
    7, 0, 7,
  ]);
  cache.publish("a", 1n, entriesOf(range(1, 11), 1n));
  expect(cache.count).toBe(0);
});

test("pages keep to their size, and those of one blob are apart from those of another", () => {
  const cache = new PageCache(10 * 4_300);
  for (let blob = 0; blob < 20; blob += 1) {
    cache.keepPages(`blob ${blob}`, new Map([[1, noise(blob)]]));
    cache.blob("blob 0");
    expect(cache.size).toBeLessThanOrEqual(10 * 4_300);
  }
  expect(cache.blob("blob 0")?.pages.get(1)).toEqual(noise(0));
  expect(cache.blob("blob 5")).toBeUndefined();
  expect(cache.blob("blob 19")?.pages.get(1)).toEqual(noise(19));
  cache.keepPages("large", new Map(range(1, 20).map((pgno) => [pgno, noise(pgno)])));
  // Entries that were used stay, and entries that do not fit are evicted.
  const kept = ["blob 0", "blob 19", "large"].map((name) => cache.blob(name)?.pages.size);
  expect(kept).toEqual([1, 1, undefined]);
});

test("a shard that was written anew is not read as the one that it was", async () => {
  const database = await DatabaseUnderTest.open();
  for (const text of ["first", "second", "third"]) {
    await database.commit(pages(text, range(1, 70)));
    await database.engine.compact(ID);
    await database.expectPages();
  }
});

test("a database that was removed and created again is not read as the one that it was", async () => {
  const clock = new ManualClock(1);
  const database = await DatabaseUnderTest.open({ clock });
  await database.commit(pages("former", range(1, 70)));
  await database.expectPages();
  const keys = databaseKeys(ID);
  await database.kv.run("remove", async (transaction) => {
    for (const { start, end } of allRows(keys)) transaction.clearRange(start, end);
  });
  clock.advance(1);
  const other = await DatabaseUnderTest.open({ clock, store: database.store });
  await other.commit(pages("present", range(1, 70)));
  const again = new DatabaseUnderTest({ clock, store: database.store }, other.model);
  // The process that served the former database serves this one, with the caches that it has.
  Object.assign(again, { engine: database.engine });
  await again.open();
  expect(again.head).toBe(database.head);
  await again.expectPages();
  expect(await again.read(1, 70)).toEqual([other.model.get(1), other.model.get(70)]);
});

test("a blob that is larger than the cache leaves nothing behind", () => {
  const cache = new PageCache(10 * 4_300);
  cache.keepPages("large", new Map(range(1, 20).map((pgno) => [pgno, noise(pgno)])));
  expect([cache.size, cache.blob("large")]).toEqual([0, undefined]);
});

test("a cache of no size keeps nothing", () => {
  const cache = new PageCache(0);
  cache.keepPages("blob", new Map([[1, noise(1)]]));
  cache.keepLayout("blob", { rows: [], frames: [] });
  expect([cache.size, cache.blob("blob")]).toEqual([0, undefined]);
});
