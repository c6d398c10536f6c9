/**
 * Tests that hints are stored by the owner alone, and make an open faster or leave it as it is.
 */

import { encodeEmbeddedPreloadHints } from "@barewire/protocol/sqlite-storage";
import { DEFAULT_STORAGE_FLAGS, type EngineEvent } from "@barewire/sqlite-storage";
import { openMemoryKv } from "@barewire/sqlite-storage/memory";
import { expect, test } from "vitest";
import { databaseKeys } from "../../packages/storage/src/format/database-keys.js";
import { preloadHintsKey } from "../../packages/storage/src/format/logical-key.js";
import { encodeValue } from "../../packages/storage/src/format/logical-value.js";
import { hex } from "../contract/hex.js";
import { DatabaseUnderTest, ID, kindOf, pages, range, same } from "./database-under-test.js";

type Hints = {
  readonly pgnos?: readonly number[];
  readonly ranges?: readonly { readonly startPgno: number; readonly pageCount: number }[];
};

function persist(database: DatabaseUnderTest, { pgnos = [], ranges = [] }: Hints): Promise<void> {
  const { engine, id, generation } = database;
  const { actorId } = id;
  return engine.persistPreloadHints(id, { actorId, generation, hints: { pgnos, ranges } });
}

async function filled(options = {}): Promise<DatabaseUnderTest> {
  const database = await DatabaseUnderTest.open(options);
  await database.commit(pages("first", range(1, 300)));
  return database;
}

/** The next open brings these pages along, with what they hold. */
async function check(database: DatabaseUnderTest, pgnos: readonly number[]): Promise<void> {
  const preloaded = await database.open();
  expect(preloaded.map(({ pgno }) => pgno).sort((a, b) => a - b)).toEqual(pgnos);
  for (const { pgno, bytes } of preloaded) {
    expect(same(bytes, database.model.get(pgno) ?? null), `page ${pgno}`).toBe(true);
  }
}

test("hinted pages come along with the next open", async () => {
  const database = await filled();
  await check(database, [1]);
  await persist(database, { pgnos: [200, 70], ranges: [{ startPgno: 290, pageCount: 20 }] });
  await check(database, [1, 70, 200, ...range(290, 300)]);
  await persist(database, { pgnos: [5] });
  await check(database, [1, 5]);
  await database.engine.compact(ID);
  await check(database, [1, 5]);
  await persist(database, {});
  await check(database, [1]);
});

test("the budget is kept, and pages beyond it are not even read", async () => {
  const flags = { ...DEFAULT_STORAGE_FLAGS, startupPreloadMaxSize: 3 * 4_096 };
  const database = await filled({ flags });
  await persist(database, { pgnos: [300, 9], ranges: [{ startPgno: 100, pageCount: 200 }] });
  await check(database, [1, 9, 300]);
});

test("hints do not count towards the quota, and are one transaction", async () => {
  const database = await filled();
  const { usedSize } = database.inspect();
  database.kv.reset();
  await persist(database, { pgnos: range(1, 1_000) });
  expect(database.kv.counts().runs).toBe(1);
  expect(database.inspect().usedSize).toBe(usedSize);
});

const INVALID: readonly [string, Hints][] = [
  ["too many pages", { pgnos: range(1, 1_025) }],
  ["page 0", { pgnos: [0] }],
  ["a fraction of a page", { pgnos: [1.5] }],
  ["a page that is no u32", { pgnos: [4_294_967_296] }],
  ["too many ranges", { ranges: range(1, 129).map((startPgno) => ({ startPgno, pageCount: 1 })) }],
  ["a range from page 0", { ranges: [{ startPgno: 0, pageCount: 1 }] }],
  ["a range without pages", { ranges: [{ startPgno: 1, pageCount: 0 }] }],
  ["a range beyond all pages", { ranges: [{ startPgno: 4_294_967_295, pageCount: 2 }] }],
  ["too much in all", { ranges: range(1, 2).map(() => ({ startPgno: 1, pageCount: 600_000 })) }],
];

test.each(INVALID)("hints of %s are refused, and those before stay", async (_, hints) => {
  const database = await filled();
  await persist(database, { pgnos: [7] });
  database.kv.reset();
  expect(await kindOf(persist(database, hints))).toBe("invalid-request");
  expect(database.kv.counts().runs).toBe(0);
  await check(database, [1, 7]);
});

test("bounds themselves are allowed", async () => {
  const database = await filled();
  await persist(database, {
    pgnos: range(1, 1_024),
    ranges: range(1, 128).map(() => ({ startPgno: 4_294_967_295, pageCount: 1 })),
  });
  await check(database, range(1, 256));
});

test("an owner that was replaced stores nothing, one that has closed may", async () => {
  const one = await filled();
  const two = one.beside();
  await two.open();
  await persist(two, { pgnos: [7] });
  expect(await kindOf(persist(one, { pgnos: [8] }))).toBe("fence-mismatch");
  await two.close();
  await persist(two, { pgnos: [9] });
  expect(await kindOf(persist(one, { pgnos: [8] }))).toBe("fence-mismatch");
  await check(two, [1, 9]);
});

test("an owner that is replaced at that very moment stores nothing", async () => {
  const one = await filled();
  const two = one.beside();
  let isReplaced = false;
  const pause = async (step: string, name: string) => {
    if (step !== "commit" || name !== "preload_hints" || isReplaced) return;
    isReplaced = true;
    await two.open();
    await persist(two, { pgnos: [7] });
  };
  const late = one.beside({ kv: openMemoryKv({ store: one.store, pause }) });
  expect(await kindOf(persist(late, { pgnos: [8] }))).toBe("fence-mismatch");
  await check(two, [1, 7]);
});

const RECORD = encodeEmbeddedPreloadHints({ early: [4], hot: [3], ranges: [] });

const RECORDS: readonly [string, Uint8Array, string | undefined][] = [
  ["of this version", RECORD, undefined],
  ["of a newer version", Uint8Array.of(3, 0, 1, 2, 3), "newer"],
  ["of a version without hints", Uint8Array.of(1, 0, 0, 0, 0), "corrupt"],
  ["that is cut off", RECORD.subarray(0, -1), "corrupt"],
  ["that is empty", new Uint8Array(0), "corrupt"],
];

test.each(RECORDS)("a record %s does not keep a database from opening", async (_, bytes, fault) => {
  const events: EngineEvent[] = [];
  const observer = { record: () => {}, onEvent: (event: EngineEvent) => void events.push(event) };
  const database = await filled({ observer });
  const key = preloadHintsKey(databaseKeys(ID));
  await database.tamper((rows) => {
    for (const [rowKey, row] of encodeValue(key, bytes)) rows.set(hex(rowKey), row);
  });
  await check(database, fault === undefined ? [1, 3, 4] : [1]);
  const expected = fault === undefined ? [] : [{ kind: "hints-ignored", database: ID, fault }];
  expect(events.filter(({ kind }) => kind === "hints-ignored")).toEqual(expected);
  await persist(database, { pgnos: [7] });
  await check(database, [1, 7]);
});

test("neither does a row that is damaged", async () => {
  const database = await filled();
  await persist(database, { pgnos: [7] });
  const key = hex(preloadHintsKey(databaseKeys(ID)).bytes);
  await database.tamper((rows) => {
    rows.set(key, Uint8Array.of(0, 1, 2, 3, 4, 5, 6));
  });
  await check(database, [1]);
  await persist(database, { pgnos: [8] });
  await check(database, [1, 8]);
});
