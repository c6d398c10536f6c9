/**
 * Tests of staged files: which are accepted, how large they may be, and how failures on the way
 * end.
 */

import { SYSTEM_CLOCK } from "@barewire/clock";
import type { LtxHeader } from "@barewire/ltx";
import { openMemoryKv } from "@barewire/sqlite-storage/memory";
import { faultAtIndex, injectFaults } from "@barewire/sqlite-storage/testing";
import { expect, test } from "vitest";
import { databaseKeys } from "../../packages/storage/src/format/database-keys.js";
import { deltaKey, stageKey } from "../../packages/storage/src/format/logical-key.js";
import { encodeValue } from "../../packages/storage/src/format/logical-value.js";
import { MemoryStore } from "../../packages/storage/src/memory.js";
import { maxStagedPages } from "../../packages/storage/src/operations/stage-limits.js";
import { hex } from "../contract/hex.js";
import { countFrom } from "../contract/seeded-random.js";
import { DatabaseUnderTest, ID, kindOf, noise, pages, range } from "./database-under-test.js";
import { cut, Staging, stage, stagedFile } from "./staging.js";

const DIRTY = pages("staged", range(1, 100));

type Change = (file: Uint8Array) => Uint8Array;

/** A file that is sent in two chunks is refused, here or by another process that reads it back. */
async function check(makeFile: (txid: bigint) => Uint8Array, newSize = 100): Promise<void> {
  const database = await DatabaseUnderTest.open();
  await database.commit(pages("first", range(1, 10)));
  for (const processes of ["one", "several"]) {
    const staging = await Staging.begin(database);
    const file = makeFile(staging.txid);
    const chunks = cut(file, Math.ceil(file.length / 2));
    const other = new Staging(database.beside(), staging.txid);
    const outcomes: string[] = [];
    const note = (sent: Promise<unknown>) => {
      return sent.then(
        () => outcomes.push("stored"),
        () => outcomes.push("refused"),
      );
    };
    await note(staging.send(0, chunks[0] ?? noise(1), false));
    const second = processes === "one" ? staging : other;
    await note(second.send(1, chunks[1] ?? noise(1), true));
    // Another process knows only that a chunk is missing.
    const isMissing = processes === "several" && outcomes[0] === "refused";
    const kind = isMissing ? "stage-not-found" : "invalid-request";
    expect(await kindOf(second.finalize(newSize))).toBe(kind);
    database.inspect();
    await database.expectPages();
  }
  await stage(database, pages("after", range(1, 70)));
  await database.expectPages();
}

const HEADERS: readonly [string, Partial<LtxHeader>][] = [
  ["a txid below", { minTxid: 1n, maxTxid: 1n }],
  ["a range of txids", { minTxid: 1n }],
  ["a larger size", { commit: 101 }],
];

test.each(HEADERS)("a file of %s is refused", async (_, header) => {
  await check((txid) => stagedFile(txid, 100, DIRTY, header));
});

test("a file of another size than the request is refused", async () => {
  await check((txid) => stagedFile(txid, 100, DIRTY), 99);
});

test("a file of another page size is refused", async () => {
  const small = new Map(range(1, 100).map((pgno) => [pgno, noise(pgno).subarray(0, 1_024)]));
  await check((txid) => stagedFile(txid, 100, small, { pageSize: 1_024 }));
});

const DAMAGES: readonly [string, Change][] = [
  ["no trailer", (file) => file.subarray(0, -16)],
  ["a trailer of zeros", (file) => file.fill(0, file.length - 16)],
  ["a byte less", (file) => file.subarray(0, -1)],
  ["a byte more", (file) => Uint8Array.of(...file, 0)],
  ["another magic", (file) => file.fill(0, 0, 1)],
  ["another checksum", (file) => file.fill(file.at(-1) === 1 ? 2 : 1, file.length - 1)],
];

test.each(DAMAGES)("a file with %s is refused", async (_, change) => {
  await check((txid) => change(stagedFile(txid, 100, DIRTY)));
});

test("requests that no staged commit can be made of are refused", async () => {
  const database = await DatabaseUnderTest.open();
  await database.commit(pages("first", range(1, 10)));
  const bytes = stagedFile(2n, 100, DIRTY);
  const cases: readonly [string, (staging: Staging) => Promise<unknown>][] = [
    ["invalid-request", (staging) => staging.send(0, new Uint8Array(0), false)],
    ["invalid-request", (staging) => staging.send(0, new Uint8Array(8_388_609), false)],
    ["invalid-request", (staging) => staging.send(-1, bytes, false)],
    ["invalid-request", (staging) => staging.send(0.5, bytes, false)],
    ["invalid-request", (staging) => staging.send(1_024, bytes, false)],
    ["invalid-request", (staging) => staging.send(1, bytes, false)],
    ["invalid-request", (staging) => staging.finalize(0)],
    ["stage-not-found", (staging) => staging.finalize(100)],
    ["stage-not-found", ({ txid }) => new Staging(database, txid - 1n).send(0, bytes, false)],
    ["stage-not-found", ({ txid }) => new Staging(database, txid + 1n).send(0, bytes, false)],
    ["stage-not-found", ({ txid }) => new Staging(database, txid + 1n).finalize(100)],
    [
      "fence-mismatch",
      ({ txid }) => {
        const other = database.beside();
        other.generation += 1n;
        return new Staging(other, txid).send(0, bytes, false);
      },
    ],
    [
      "fence-mismatch",
      ({ txid }) => {
        const other = database.beside();
        other.head -= 1n;
        return new Staging(other, txid).finalize(100);
      },
    ],
  ];
  for (const [kind, work] of cases) {
    expect(await kindOf(work(await Staging.begin(database)))).toBe(kind);
    database.inspect();
  }
  await database.expectPages();
});

test("after the last chunk there is no other", async () => {
  const database = await DatabaseUnderTest.open();
  const staging = await Staging.begin(database);
  const file = stagedFile(staging.txid, 100, DIRTY);
  await staging.send(0, file, true);
  expect(await kindOf(staging.send(0, file, false))).toBe("invalid-request");
  const other = new Staging(database.beside(), staging.txid);
  expect(await kindOf(other.send(1, file, true))).toBe("invalid-request");
  database.inspect();
});

/** A database in a store that refuses commits while `disk` is full. */
async function onDisk(disk: { readonly isFull: boolean }): Promise<DatabaseUnderTest> {
  const store = new MemoryStore();
  const full = { kind: "fail", issue: { kind: "kv-full" } } as const;
  const kv = injectFaults(
    openMemoryKv({ store }),
    ({ operation }) => (disk.isFull && operation === "commit" ? full : undefined),
    SYSTEM_CLOCK,
  );
  return await DatabaseUnderTest.open({ store, kv });
}

test("a failure of the store passes: the same chunk may come again", async () => {
  const disk = { isFull: false };
  const database = await onDisk(disk);
  const staging = await Staging.begin(database);
  const chunks = cut(stagedFile(staging.txid, 100, DIRTY), 1_000);
  await staging.send(0, chunks[0] ?? noise(1), false);
  disk.isFull = true;
  expect(await kindOf(staging.send(1, chunks[1] ?? noise(1), false))).toBe("kv-full");
  disk.isFull = false;
  expect(await kindOf(staging.send(2, chunks[2] ?? noise(1), false))).toBe("invalid-request");
  expect(await kindOf(staging.finalize(100))).toBe("stage-not-found");
  await staging.sendAll(chunks, 1);
  database.kv.reset();
  await staging.finalize(100);
  expect(database.kv.counts().runs).toBe(1);
  staging.committed(DIRTY, 100);
  await database.expectPages();
});

test("what is committed is what is stored, not what this process has been sent", async () => {
  const disk = { isFull: false };
  const database = await onDisk(disk);
  const staging = await Staging.begin(database);
  const sent = stagedFile(staging.txid, 200, DIRTY);
  const dirty = new Map([...DIRTY, ...pages("more", range(101, 200))]);
  const stored = stagedFile(staging.txid, 200, dirty);
  // Both files begin with the same pages.
  await staging.send(0, sent.subarray(0, 1_000), false);
  disk.isFull = true;
  expect(await kindOf(staging.send(1, sent.subarray(1_000), true))).toBe("kv-full");
  disk.isFull = false;
  const other = new Staging(
    database.beside({ kv: openMemoryKv({ store: database.store }) }),
    staging.txid,
  );
  await other.send(1, stored.subarray(1_000), true);
  await staging.finalize(200);
  staging.committed(dirty, 200);
  await database.expectPages();
});

/**
 * Stages a commit while the answer of the operation `index` is lost; returns how many operations
 * there were.
 */
async function stageWithLoss(index: number): Promise<number> {
  const store = new MemoryStore();
  await DatabaseUnderTest.open({ store }).then((first) => first.commit(pages("first", [1])));
  const lost = faultAtIndex(index, { kind: "lose-answer" });
  const kv = injectFaults(
    openMemoryKv({ store }),
    (place) => (place.operation === "commit" ? lost(place) : undefined),
    SYSTEM_CLOCK,
  );
  const database = await DatabaseUnderTest.open({ store, kv });
  await stage(database, DIRTY, { chunkSize: 3_000 });
  await database.expectPages();
  return kv.operationCount();
}

test("an answer that is lost, whichever it is, changes nothing", async () => {
  const count = await stageWithLoss(0);
  for (let index = 1; index <= count; index += 1) await stageWithLoss(index);
});

test("a record that is damaged is no staged commit any more", async () => {
  const database = await DatabaseUnderTest.open();
  await database.commit(pages("first", range(1, 10)));
  const staging = await Staging.begin(database);
  await staging.send(0, stagedFile(staging.txid, 100, DIRTY), true);
  const key = stageKey(databaseKeys(ID), staging.txid);
  await database.tamper((rows) => {
    for (const [rowKey, row] of encodeValue(key, Uint8Array.of(9, 9))) rows.set(hex(rowKey), row);
  });
  expect(await kindOf(staging.finalize(100))).toBe("corrupt");
  await database.open();
  expect(database.inspect()).toMatchObject({ stageCount: 0, deltaCount: 1 });
  await stage(database, DIRTY);
  await database.expectPages();
});

test("a chunk that got lost is corruption", async () => {
  const database = await DatabaseUnderTest.open();
  const staging = await Staging.begin(database);
  const chunks = cut(stagedFile(staging.txid, 100, DIRTY), 3_000);
  await staging.sendAll(chunks);
  await database.tamper((rows) => {
    rows.delete(hex(deltaKey(databaseKeys(ID), staging.txid, 1).bytes));
  });
  const other = new Staging(database.beside(), staging.txid);
  expect(await kindOf(other.finalize(100))).toBe("corrupt");
});

test("100 MB, which are 25,600 pages, are one commit", async () => {
  const id = { namespace: "n".repeat(40), actorId: "a".repeat(60) };
  const some = [1, 2, 64, 12_345, 25_599, 25_600, 25_601];
  const database = await DatabaseUnderTest.open({ id });
  await stage(database, pages("large", range(1, 25_600)), { chunkSize: 400_000 });
  await database.expectPages(some);
  // The other combinations would take half a minute more, and are similar.
  if (countFrom("BAREWIRE_TEST_LARGE", 0) === 0) return;
  await stage(database, pages("again", range(1, 25_600)), { chunkSize: 400_000 });
  await database.expectPages(some);
  await database.engine.compact(id);
  expect(database.inspect()).toMatchObject({ deltaCount: 0, shardCount: 401 });
  await database.expectPages(some);
});

test.each([
  ["usual names", { namespace: "default", actorId: "a".repeat(30) }, 65_536, 65_536],
  ["long names", { namespace: "n".repeat(40), actorId: "a".repeat(200) }, 25_600, 65_536],
  ["the longest names", { namespace: "n".repeat(128), actorId: "a".repeat(256) }, 19_000, 25_600],
])("with %s, a commit may have so many pages", (_, id, min, max) => {
  const count = maxStagedPages(databaseKeys(id));
  expect(count).toBeGreaterThanOrEqual(min);
  expect(count).toBeLessThanOrEqual(max);
});
