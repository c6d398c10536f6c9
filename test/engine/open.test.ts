/** There is one owner at a time, and opening costs the same however large a database is. */

import { SYSTEM_CLOCK } from "@barewire/clock";
import { ManualClock } from "@barewire/clock/testing";
import { encodeEmbeddedMeta } from "@barewire/protocol/sqlite-storage";
import { NOOP_OBSERVER } from "@barewire/sqlite-storage";
import { MemoryStore, openMemoryKv } from "@barewire/sqlite-storage/memory";
import { faultAtIndex, injectFaults, type KvFault } from "@barewire/sqlite-storage/testing";
import { expect, test } from "vitest";
import { databaseKeys } from "../../packages/storage/src/format/database-keys.js";
import {
  type LogicalKey,
  metaKey,
  pageIndexKey,
  shardKey,
} from "../../packages/storage/src/format/logical-key.js";
import { encodeValue } from "../../packages/storage/src/format/logical-value.js";
import { decodeMetaRecord } from "../../packages/storage/src/format/meta-record.js";
import { hex } from "../contract/hex.js";
import {
  DatabaseUnderTest,
  ID,
  issueOf,
  kindOf,
  outcomeOf,
  pages,
  range,
} from "./database-under-test.js";

const KEYS = databaseKeys(ID);

/** Stores a value under a key of the engine. */
async function put(database: DatabaseUnderTest, key: LogicalKey, bytes: Uint8Array): Promise<void> {
  await database.tamper((rows) => {
    for (const [rowKey, row] of encodeValue(key, bytes)) rows.set(hex(rowKey), row);
  });
}

/**
 * Checks that opening is refused with `issue` while META is as `change` makes it, and works again
 * after.
 */
async function check(change: (meta: Uint8Array) => Uint8Array, issue: object): Promise<void> {
  const database = await DatabaseUnderTest.open();
  await database.commit(pages("first", range(1, 5)));
  const key = hex(metaKey(KEYS).bytes);
  const row = new Map(database.rows().map(([k, value]) => [hex(k), value])).get(key);
  const meta = row?.slice(5) ?? new Uint8Array(0);
  await put(database, metaKey(KEYS), change(meta));
  const before = database.digest();
  expect(await issueOf(database.engine.open(ID))).toMatchObject(issue);
  expect(await issueOf(database.read(1))).toMatchObject(issue);
  expect(database.digest()).toBe(before);
  await put(database, metaKey(KEYS), meta);
  await database.open();
  await database.expectPages();
}

test("a new database is empty", async () => {
  const nowMs = 1_234;
  const database = new DatabaseUnderTest({ clock: new ManualClock(nowMs) });
  // A later version of the protocol may tell more.
  expect(await database.engine.open(ID)).toMatchObject({
    generation: 1n,
    meta: {
      generation: 1n,
      headTxid: 0n,
      materializedTxid: 0n,
      dbSizePages: 0,
      pageSize: 4_096,
      creationTsMs: 1_234n,
      maxDeltaBytes: 8_388_608n,
    },
    preloadedPages: [],
  });
  expect(database.kv.counts().runs).toBe(1);
  expect(database.inspect().rowCount).toBe(1);
});

test("each opening raises the generation, wherever it happens and whatever was before", async () => {
  const one = await DatabaseUnderTest.open();
  const two = one.beside();
  await two.open();
  await one.open();
  await one.close();
  await two.open();
  expect(two.generation).toBe(4n);
});

test("who was replaced can neither write nor read nor close", async () => {
  const one = await DatabaseUnderTest.open();
  await one.commit(pages("first", range(1, 5)));
  const two = one.beside();
  await two.open();
  for (const work of [
    () => one.engine.commit(ID, one.request(pages("x", [1]))),
    () => one.read(1),
    () => one.readRange(1, 5),
    () => one.engine.ensureOwner(ID, one.generation),
  ]) {
    expect(await kindOf(work())).toBe("fence-mismatch");
  }
  await one.close();
  await two.commit(pages("second", [1]));
  await two.expectPages();
});

test("who has closed the database has to open it again", async () => {
  const database = await DatabaseUnderTest.open();
  await database.commit(pages("first", range(1, 5)));
  await database.engine.ensureOwner(ID, database.generation);
  await database.close();
  await database.close();
  const request = database.request(pages("x", [1]));
  expect(await kindOf(database.engine.commit(ID, request))).toBe("fence-mismatch");
  expect(await kindOf(database.read(1))).toBe("fence-mismatch");
  expect(await kindOf(database.engine.ensureOwner(ID, database.generation))).toBe("fence-mismatch");
  expect(await kindOf(database.engine.close(ID, database.generation + 1n))).toBe("fence-mismatch");
  await database.open();
  await database.expectPages();
});

test("a database that does not exist can be neither used nor closed", async () => {
  const database = new DatabaseUnderTest();
  expect(await kindOf(database.read(1))).toBe("database-missing");
  expect(await kindOf(database.engine.ensureOwner(ID, 1n))).toBe("database-missing");
  expect(await kindOf(database.engine.close(ID, 1n))).toBe("database-missing");
});

test("a commit that lands while another process opens is not undone", async () => {
  const one = await DatabaseUnderTest.open();
  await one.commit(pages("first", range(1, 5)));
  const { store } = one;
  let steps = 0;
  const pause = async (step: string, name: string) => {
    if (step !== "commit" || name !== "open" || steps > 0) return;
    steps += 1;
    await one.commit(pages("second", [2, 3]));
  };
  const two = one.beside({ kv: openMemoryKv({ store, pause }) });
  await two.open();
  expect([two.head, two.generation]).toEqual([2n, 2n]);
  expect(two.kv.counts().attempts).toBeGreaterThan(two.kv.counts().runs);
  await two.expectPages();
});

test("two that open at once get different generations", async () => {
  const one = new DatabaseUnderTest();
  const others = [one, one.beside(), one.beside(), one.beside()];
  await Promise.all(others.map((other) => other.open()));
  const generations = others.map(({ generation }) => generation);
  expect(generations.sort()).toEqual([1n, 2n, 3n, 4n]);
});

test("opening after an orderly close reads as much of a large database as of a small one", async () => {
  const costs = [];
  for (const pageCount of [256, 4_096]) {
    const database = await DatabaseUnderTest.open();
    await database.fill(1, pageCount);
    await database.close();
    const fresh = database.beside();
    await fresh.open();
    const opening = fresh.kv.counts();
    fresh.kv.reset();
    await fresh.expectPages([pageCount / 2]);
    costs.push({
      opening: opening.readBytes,
      runs: opening.runs,
      read: fresh.kv.counts().readBytes,
    });
  }
  const [small, large] = costs;
  expect([small?.runs, large?.runs]).toEqual([2, 2]);
  // A read takes the end of a commit and one page of it, in chunks of 64 KiB.
  for (const cost of costs) {
    expect(cost.opening).toBeLessThan(4 * 65_536);
    expect(cost.read).toBeLessThan(4 * 65_536);
  }
});

test("opening after a crash does not read the pages either", async () => {
  const database = await DatabaseUnderTest.open();
  await database.fill(1, 2_000);
  const fresh = database.beside();
  await fresh.open();
  expect(fresh.kv.counts().readBytes).toBeLessThan(4 * 65_536);
});

test("what lies beyond the end after a crash is removed and told of", async () => {
  const events: string[] = [];
  const observer = {
    ...NOOP_OBSERVER,
    onEvent: ({ kind }: { kind: string }) => void events.push(kind),
  };
  const database = await DatabaseUnderTest.open({ observer });
  await database.commit(pages("first", range(1, 5)));
  const { meta, usedSize } = database.inspect();
  if (meta === undefined) throw new Error("there is no META");
  const txid = new Uint8Array(8).fill(0, 0, 7);
  txid[7] = 1;
  const rows = [
    [pageIndexKey(KEYS, 77), txid],
    [shardKey(KEYS, 1), new Uint8Array(200_000)],
  ] as const;
  let added = 0n;
  for (const [key, value] of rows) {
    await put(database, key, value);
    added += BigInt(key.bytes.length + value.length);
  }
  const used = { ...meta, sqliteStorageUsed: usedSize + added };
  await put(database, metaKey(KEYS), encodeEmbeddedMeta(used));
  await database.open();
  expect(events).toEqual(["recovered"]);
  expect(database.inspect().usedSize).toBe(usedSize);
  await database.expectPages();
});

test("a database with a META of version 1 is opened, and is of version 2 then", async () => {
  const database = await DatabaseUnderTest.open();
  await database.commit(pages("first", range(1, 70)));
  const { meta } = database.inspect();
  if (meta === undefined) throw new Error("there is no META");
  const shorter = encodeEmbeddedMeta(meta, 1).length - encodeEmbeddedMeta(meta).length;
  const sqliteStorageUsed = meta.sqliteStorageUsed + BigInt(shorter);
  await put(database, metaKey(KEYS), encodeEmbeddedMeta({ ...meta, sqliteStorageUsed }, 1));
  database.inspect();
  await database.open();
  expect(database.inspect().meta).toMatchObject({ schemaVersion: 3, lastCommit: null });
  await database.expectPages();
  await database.commit(pages("second", [70]));
  await database.expectPages();
});

test("META of a newer version is refused", async () => {
  const issue = { kind: "unsupported-record", record: "meta" };
  await check((meta) => Uint8Array.of(3, 0, ...meta.subarray(2)), issue);
});

const IMPOSSIBLE: readonly [string, object][] = [
  ["schemaVersion", { schemaVersion: 4 }],
  ["pageSize", { pageSize: 8_192 }],
  ["shardSize", { shardSize: 32 }],
  ["generation", { generation: 0n }],
  ["nextTxid", { nextTxid: 1n }],
  ["materializedTxid", { materializedTxid: 9n }],
  ["dbSizePages", { dbSizePages: 0 }],
  ["origin", { origin: "MIGRATION_FROM_V1_IN_PROGRESS" }],
  ["headTxid", { headTxid: 2n, nextTxid: 3n }],
];

test.each(IMPOSSIBLE)("META with an impossible %s is refused", async (_, change) => {
  await check((meta) => encodeEmbeddedMeta({ ...decodeMetaRecord(meta), ...change }), {
    kind: "corrupt",
    part: "meta",
  });
});

test.each([
  ["cut off", (meta: Uint8Array) => meta.subarray(0, -1)],
  ["empty", () => new Uint8Array(0)],
  ["of version 0", (meta: Uint8Array) => Uint8Array.of(0, 0, ...meta.subarray(2))],
])("META that is %s is refused", async (_, change) => {
  await check(change, { kind: "corrupt", part: "meta" });
});

test.each([
  ["an empty namespace", { namespace: "", actorId: "a" }],
  ["an empty id", { namespace: "a", actorId: "" }],
  ["a zero", { namespace: "a\0", actorId: "a" }],
  ["a long namespace", { namespace: "a".repeat(129), actorId: "a" }],
  ["a long id", { namespace: "a", actorId: "é".repeat(129) }],
  ["half a character", { namespace: "a", actorId: "\ud800" }],
])("%s names no database", async (_, id) => {
  const store = new MemoryStore();
  const database = new DatabaseUnderTest({ store });
  expect(await kindOf(database.engine.open(id))).toBe("invalid-request");
  expect(store.contents().size).toBe(0);
});

test.each(["fail", "crash"] as const)(
  "%s at any operation of opening and closing",
  async (kind) => {
    for (let index = 1, isOver = false; !isOver; index += 1) {
      const store = new MemoryStore();
      const first = await DatabaseUnderTest.open({ store });
      await first.commit(pages("first", range(1, 70)));
      const { actorId } = ID;
      await first.engine.commitStageBegin(ID, { actorId, generation: first.generation });
      const fault: KvFault =
        kind === "fail" ? { kind, issue: { kind: "kv-failed" } } : { kind, when: "after" };
      const kv = injectFaults(openMemoryKv({ store }), faultAtIndex(index, fault), SYSTEM_CLOCK);
      const second = first.beside({ kv });
      const outcome = await outcomeOf(
        second.open().then(() => second.close()),
        kv,
      );
      isOver = outcome === "done";
      expect(kv.faultCount()).toBe(isOver ? 0 : 1);
      first.inspect();
      await first.open();
      await first.expectPages();
      await first.commit(pages("last", [1, 71]));
      await first.expectPages();
    }
  },
);
