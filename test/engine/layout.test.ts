/**
 * Tests how values become rows: byte for byte, within the limits, and apart from each other.
 */

import { KV_LIMITS, type KvTransaction } from "@barewire/sqlite-storage";
import { MemoryStore, openMemoryKv } from "@barewire/sqlite-storage/memory";
import { expect, test } from "vitest";
import { DatabaseTransaction } from "../../packages/storage/src/engine/database-transaction.js";
import { MetaCache } from "../../packages/storage/src/engine/meta-cache.js";
import { databaseIdOf, databaseKeys } from "../../packages/storage/src/format/database-keys.js";
import {
  deltaKey,
  type LogicalKey,
  leaseKey,
  metaKey,
  pageIndexKey,
  parseLogicalKey,
  preloadHintsKey,
  shardKey,
  stageKey,
} from "../../packages/storage/src/format/logical-key.js";
import { countFrom, pick, withSeed } from "../contract/seeded-random.js";

import { same } from "./database-under-test.js";

const ID = { namespace: "n", actorId: "a" };
const KEYS = databaseKeys(ID);

function bytesOfSize(size: number, seed: number): Uint8Array {
  return Uint8Array.from({ length: size }, (_, index) => (index * seed) >>> 3);
}

async function inTransaction<T>(
  store: MemoryStore,
  work: (transaction: DatabaseTransaction, kv: KvTransaction) => Promise<T>,
  reads: "batched" | "serial" = "batched",
): Promise<T> {
  return await openMemoryKv({ store }).run("test", (kv) => {
    return work(new DatabaseTransaction(KEYS, kv, new MetaCache(), reads), kv);
  });
}

async function readBack(store: MemoryStore, key: LogicalKey, reads: "batched" | "serial") {
  return await inTransaction(
    store,
    async (transaction) => {
      const [head] = await transaction.headers([key]);
      return head === undefined ? undefined : await transaction.value(head);
    },
    reads,
  );
}

/** Writes each value over the one before, and leaves nothing of it. */
async function check(key: LogicalKey, values: readonly Uint8Array[]): Promise<void> {
  const store = new MemoryStore();
  for (const value of values) {
    await inTransaction(store, async (transaction) => {
      const [old] = await transaction.headers([key]);
      transaction.replace(old, key, value);
    });
    expect(same((await readBack(store, key, "batched")) ?? null, value)).toBe(true);
    expect(same((await readBack(store, key, "serial")) ?? null, value)).toBe(true);
    const rows = [...store.contents().rows()];
    const chunkCount = Math.ceil(value.length / KV_LIMITS.maxValueSize);
    expect([1, 1 + chunkCount]).toContain(rows.length);
  }
  await inTransaction(store, async (transaction) => {
    const [head] = await transaction.headers([key]);
    if (head !== undefined) transaction.remove(head);
  });
  expect(store.contents().size).toBe(0);
}

const SIZES = [
  0, 1, 5, 1_024, 1_025, 65_530, 65_531, 65_532, 65_536, 65_537, 131_072, 131_073, 300_000,
];

test.each([
  ["a commit", deltaKey(KEYS, 1n, 0)],
  ["a shard", shardKey(KEYS, 1)],
])("values of every size are read back from %s, and none leaves a chunk", async (_, key) => {
  await check(
    key,
    SIZES.map((size, index) => bytesOfSize(size, index + 3)),
  );
  await check(key, SIZES.map((size) => bytesOfSize(size, 7)).reverse());
});

test("bytes that look like markers or version stamps are stored as they are", async () => {
  const starts = [[0], [1], [2], [3], [0x33], [0xff], [0, 0], [1, 0, 0, 0, 9]];
  const values = starts.flatMap((start) => {
    return [0, 64, 70_000].map((zeros) => Uint8Array.from([...start, ...new Array(zeros).fill(0)]));
  });
  await check(deltaKey(KEYS, 1n, 0), values);
});

test("slices are those of the value", async () => {
  await withSeed(async (random) => {
    const store = new MemoryStore();
    const value = bytesOfSize(300_000, 5);
    const key = deltaKey(KEYS, 1n, 0);
    await inTransaction(store, async (transaction) => transaction.insert(key, value));
    for (let turn = 0; turn < countFrom("BAREWIRE_TEST_VALUES", 100); turn += 1) {
      const offset = random(value.length);
      const size = pick(random, [0, 1, random(value.length - offset), value.length - offset]);
      const slice = await inTransaction(store, async (transaction) => {
        const [head] = await transaction.headers([key]);
        return head && (await transaction.slice(head, offset, size));
      });
      expect(same(slice ?? null, value.subarray(offset, offset + size))).toBe(true);
    }
  });
});

test("numbers are in the order of their rows, and every key is known again", () => {
  const keys = [
    ...[1n, 255n, 256n, 2n ** 63n].map((txid) => deltaKey(KEYS, txid, 0)),
    leaseKey(KEYS),
    metaKey(KEYS),
    ...[1, 255, 256, 4_294_967_295].map((pgno) => pageIndexKey(KEYS, pgno)),
    preloadHintsKey(KEYS),
    ...[0, 1, 256].map((shardId) => shardKey(KEYS, shardId)),
    ...[1n, 256n].map((txid) => stageKey(KEYS, txid)),
  ];
  const sorted = [...keys].sort((a, b) => Buffer.compare(a.bytes, b.bytes));
  expect(sorted).toEqual(keys);
  for (const key of keys) {
    expect(parseLogicalKey(KEYS, key.bytes)).toEqual(key);
    expect(databaseIdOf(key.bytes)).toEqual(ID);
    expect(parseLogicalKey(KEYS, Uint8Array.of(...key.bytes, 0))).toBeUndefined();
  }
});

test("no id reaches into the rows of another", async () => {
  await withSeed((random) => {
    const parts = ["a", "/", "/META", "/DELTA/", "b", "\u0001", "é", "0", "\u{10ffff}"];
    const name = () => Array.from({ length: 1 + random(4) }, () => pick(random, parts)).join("");
    for (let turn = 0; turn < countFrom("BAREWIRE_TEST_VALUES", 500); turn += 1) {
      const one = { namespace: name(), actorId: name() };
      const two = { namespace: name(), actorId: name() };
      const isSame = one.namespace === two.namespace && one.actorId === two.actorId;
      const [a, b] = [databaseKeys(one), databaseKeys(two)];
      const isInside = Buffer.from(metaKey(b).bytes).subarray(0, a.prefix.length).equals(a.prefix);
      expect(isInside).toBe(isSame);
      expect(databaseIdOf(metaKey(a).bytes)).toEqual(one);
    }
  });
});

test("the longest key is within the limit", () => {
  const keys = databaseKeys({ namespace: "n".repeat(128), actorId: "a".repeat(256) });
  expect(deltaKey(keys, 1n, 0).bytes.length + 4).toBeLessThanOrEqual(512);
});
