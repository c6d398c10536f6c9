/**
 * Tests the import and export of databases: they survive unchanged, and never in part.
 */

import { appendFileSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { SYSTEM_CLOCK } from "@barewire/clock";
import { PAGE_SIZE } from "@barewire/protocol/page-size";
import { StorageError, type StorageIssue } from "@barewire/sqlite-storage";
import { openLmdbKv } from "@barewire/sqlite-storage/lmdb";
import { openMemoryKv } from "@barewire/sqlite-storage/memory";
import { injectFaults, type KvFault } from "@barewire/sqlite-storage/testing";
import { afterEach, expect, test } from "vitest";
import { databaseKeys } from "../../packages/storage/src/format/database-keys.js";
import { exportDatabase } from "../../packages/storage-cli/src/transfer/export-database.js";
import { importDatabase } from "../../packages/storage-cli/src/transfer/import-database.js";
import {
  TransferError,
  type TransferIssue,
} from "../../packages/storage-cli/src/transfer/transfer-error.js";
import { UnfinishedImport } from "../../packages/storage-cli/src/transfer/unfinished-import.js";
import { noise, page, range } from "../engine/database-under-test.js";
import {
  compareFiles,
  headerOf,
  makeDatabaseFile,
  makeRawFile,
  patchFile,
} from "./database-files.js";
import { ID, StoreUnderTest } from "./store-under-test.js";

const stores: StoreUnderTest[] = [];

afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
});

async function openStore(...kv: Parameters<typeof StoreUnderTest.open>): Promise<StoreUnderTest> {
  const store = await StoreUnderTest.open(...kv);
  stores.push(store);
  return store;
}

type Kind = TransferIssue["kind"] | StorageIssue["kind"];

async function kindOf(work: Promise<unknown>): Promise<Kind | "none"> {
  try {
    await work;
    return "none";
  } catch (error) {
    if (!(error instanceof TransferError) && !(error instanceof StorageError)) throw error;
    expect(error.message).not.toMatch(/barewire-storage-|file-\d/);
    return error.issue.kind;
  }
}

test.each([1, 2, 63, 64, 65, 1_023, 1_024, 1_025])(
  "a file of %i pages comes back byte for byte, and its account is exact",
  async (pageCount) => {
    const store = await openStore();
    const path = store.path();
    await makeRawFile(path, pageCount, noise);
    const counts: number[] = [];
    const onProgress = (done: number) => counts.push(done);
    const { meta } = await importDatabase(store.kv, ID, path, { onProgress });
    expect(meta.dbSizePages).toBe(pageCount);
    expect(counts.at(-1)).toBe(pageCount);
    expect(await store.findings()).toEqual([]);
    expect(Buffer.compare(await store.exported(), await readFile(path))).toBe(0);
  },
);

test.each([512, 1_024, 4_096, 8_192, 65_536])(
  "a database with pages of %i bytes has the same rows afterwards",
  async (pageSize) => {
    const store = await openStore();
    const [source, target] = [store.path(), store.path()];
    await makeDatabaseFile(source, { pageSize });
    const { convertedFrom } = await importDatabase(store.kv, ID, source);
    expect(convertedFrom).toBe(pageSize === PAGE_SIZE ? undefined : pageSize);
    expect(await store.findings()).toEqual([]);
    await exportDatabase(store.kv, ID, target);
    expect(await compareFiles(source, target)).toBe(0);
    expect(await compareFiles(target, target)).toBe(0);
  },
);

test("a comparison of files notices a single row", async () => {
  const store = await openStore();
  const [one, other] = [store.path(), store.path()];
  await makeDatabaseFile(one, { rowCount: 1_000 });
  await makeDatabaseFile(other, { rowCount: 1_001 });
  expect(await compareFiles(one, other)).not.toBe(0);
});

test("an imported database is opened, written, made smaller and larger like any other", async () => {
  const kv = await openLmdbKv({ path: (await openStore()).path("data") });
  const store = await openStore(kv);
  const path = store.path();
  await makeRawFile(path, 300, noise);
  await importDatabase(kv, ID, path);
  const { generation, meta } = await store.engine.open(ID);
  expect([generation, meta.headTxid, meta.dbSizePages]).toEqual([2n, 1n, 300]);
  const { actorId } = ID;
  let expectedHeadTxid = meta.headTxid;
  const commit = async (pgnos: readonly number[], newDbSizePages: number) => {
    const dirtyPages = pgnos.map((pgno) => ({ pgno, bytes: page(`new ${pgno}`) }));
    const request = { actorId, generation, expectedHeadTxid, dirtyPages, newDbSizePages };
    expectedHeadTxid = (await store.engine.commit(ID, request)).newHeadTxid;
  };
  await commit([7, 301], 301);
  await commit([8], 100);
  await commit([150], 150);
  expect(await store.findings()).toEqual([]);
  const exported = await store.exported();
  const pages = range(1, 150).map((pgno) => {
    if ([7, 8, 150].includes(pgno)) return page(`new ${pgno}`);
    return pgno > 100 ? new Uint8Array(PAGE_SIZE) : noise(pgno);
  });
  pages[0]?.set(headerOf(300));
  expect(Buffer.compare(exported, Buffer.concat(pages))).toBe(0);
  await store.engine.compact(ID);
  expect(Buffer.compare(await store.exported(), exported)).toBe(0);
});

test("a database that used a log and has none left is imported with a rollback journal", async () => {
  const store = await openStore();
  const path = store.path();
  await makeRawFile(path, 3, noise);
  await patchFile(path, 18, Uint8Array.of(2, 2));
  await writeFile(`${path}-wal`, new Uint8Array(32));
  await writeFile(`${path}-journal`, new Uint8Array(512));
  await importDatabase(store.kv, ID, path);
  const exported = await store.exported();
  expect([...exported.subarray(18, 20)]).toEqual([1, 1]);
  const rest = (await readFile(path)).subarray(20);
  expect(Buffer.compare(exported.subarray(20), rest)).toBe(0);
});

/** The changes to a file of ten pages, each with the reason why it is refused then. */
const BAD_FILES: readonly (readonly [string, Kind, (path: string) => Promise<unknown>])[] = [
  ["is a folder", "file-missing", async () => "."],
  ["is not there", "file-missing", async (path) => `${path}.other`],
  ["is empty", "file-invalid", (path) => writeFile(path, "")],
  [
    "is text",
    "file-invalid",
    (path) => writeFile(path, "SQLite format 3, but only text. ".repeat(9)),
  ],
  ["is cut off", "file-invalid", async (path) => cutOff(path, 9 * PAGE_SIZE + 1)],
  ["ends in its header", "file-invalid", async (path) => cutOff(path, 60)],
  ["has pages of 3,000 bytes", "file-invalid", (path) => patchFile(path, 16, u16(3_000))],
  ["has pages of 256 bytes", "file-invalid", (path) => patchFile(path, 16, u16(256))],
  ["is of a later format", "file-invalid", (path) => patchFile(path, 19, Uint8Array.of(3))],
  ["has no room in its pages", "file-invalid", (path) => patchFile(path, 16, headerPart(512, 40))],
  ["has other fractions", "file-invalid", (path) => patchFile(path, 21, Uint8Array.of(32))],
  ["has a live log", "wal-live", (path) => writeFile(`${path}-wal`, new Uint8Array(4_152))],
  ["has a hot journal", "journal-hot", (path) => writeFile(`${path}-journal`, noise(1))],
  ["is no database inside", "conversion-failed", (path) => patchFile(path, 16, u16(2_048))],
];

test.each(BAD_FILES)(
  "a file that %s is refused, and nothing is written",
  async (_, kind, spoil) => {
    const store = await openStore();
    const path = store.path();
    await makeRawFile(path, 10, noise);
    const other = await spoil(path);
    const imported = importDatabase(store.kv, ID, typeof other === "string" ? other : path);
    expect(await kindOf(imported)).toBe(kind);
    expect(await store.rowCount()).toBe(0);
  },
);

test("a file without a valid size in its header is as long as it is", async () => {
  const store = await openStore();
  const path = store.path();
  await makeRawFile(path, 10, noise);
  await patchFile(path, 92, Uint8Array.of(0, 0, 0, 1));
  await cutOff(path, 4 * PAGE_SIZE);
  expect((await importDatabase(store.kv, ID, path)).meta.dbSizePages).toBe(4);
});

test("a file that is written meanwhile is refused, and nothing is left", async () => {
  const store = await openStore();
  const path = store.path();
  await makeRawFile(path, 10, noise);
  const onProgress = () => appendFileSync(path, "more");
  expect(await kindOf(importDatabase(store.kv, ID, path, { onProgress }))).toBe("file-changed");
  expect(await store.rowCount()).toBe(0);
});

test("a database that is too large for its quota is refused, and nothing is left", async () => {
  const store = await openStore();
  const path = store.path();
  await makeRawFile(path, 2_000, noise);
  const options = { maxStorageSize: 5_000_000n };
  expect(await kindOf(importDatabase(store.kv, ID, path, options))).toBe("quota-exceeded");
  expect(await store.rowCount()).toBe(0);
});

test("nothing is imported over a database, or over rows without their record", async () => {
  const store = await openStore();
  const path = store.path();
  await makeRawFile(path, 2, noise);
  await store.engine.open(ID);
  expect(await kindOf(importDatabase(store.kv, ID, path))).toBe("database-exists");
  const options = { unfinished: "replace" } as const;
  expect(await kindOf(importDatabase(store.kv, ID, path, options))).toBe("database-exists");
  const { prefix } = databaseKeys({ ...ID, actorId: "other" });
  await store.kv.run("set", async (tx) => tx.set(Buffer.concat([prefix, Buffer.of(1)]), prefix));
  const other = { ...ID, actorId: "other" };
  expect(await kindOf(importDatabase(store.kv, other, path))).toBe("database-exists");
});

const FULL: KvFault = { kind: "fail", issue: { kind: "kv-full" } };

test("an import that fails at any transaction leaves nothing, and can be had again", async () => {
  const path = (await openStore()).path();
  await makeRawFile(path, 2_100, noise);
  for (let count = 1; ; count += 1) {
    let commits = 0;
    const memory = openMemoryKv();
    const kv = injectFaults(
      memory,
      ({ operation, name }) => {
        if (operation !== "commit" || name === "import_discard") return undefined;
        commits += 1;
        return commits === count ? FULL : undefined;
      },
      SYSTEM_CLOCK,
    );
    const store = await openStore(kv);
    const kind = await kindOf(importDatabase(kv, ID, path));
    if (kind === "none") {
      expect(count).toBe(6);
      return;
    }
    expect(kind).toBe("kv-full");
    expect(await store.rowCount()).toBe(0);
    await importDatabase(memory, ID, path);
    expect(await store.findings()).toEqual([]);
  }
});

test("answers that are lost change nothing", async () => {
  const memory = openMemoryKv();
  let commits = 0;
  const kv = injectFaults(
    memory,
    ({ operation }) => {
      if (operation === "commit") commits += 1;
      return operation === "commit" && commits % 2 === 1 ? { kind: "lose-answer" } : undefined;
    },
    SYSTEM_CLOCK,
  );
  const store = await openStore(kv);
  const path = store.path();
  await makeRawFile(path, 1_100, noise);
  await importDatabase(kv, ID, path);
  expect(kv.faultCount()).toBeGreaterThan(2);
  expect(await store.findings()).toEqual([]);
  expect(Buffer.compare(await store.exported(), await readFile(path))).toBe(0);
});

function unfinished(store: StoreUnderTest, token: number): UnfinishedImport {
  const identity = {
    nowMs: 0,
    token: new Uint8Array(16).fill(token),
    maxStorageSize: 1_000_000n,
  };
  return new UnfinishedImport(store.kv, databaseKeys(ID), identity);
}

test("an interrupted import is no database, and the next one takes its place if told to", async () => {
  const store = await openStore();
  const path = store.path();
  await makeRawFile(path, 1_100, noise);
  await makeRawFile(`${path}2`, 70, noise);
  // The rows are those of a process that was killed during the import.
  const interrupted = unfinished(store, 1);
  await interrupted.begin("refuse");
  const rows = await rowsOf(path);
  await interrupted.write(rows);
  expect(await kindOf(store.engine.open(ID))).toBe("corrupt");
  expect(await store.findings()).toContainEqual({
    part: "meta",
    reason: "a migration was not completed",
  });
  expect(await kindOf(importDatabase(store.kv, ID, `${path}2`))).toBe("import-unfinished");
  await importDatabase(store.kv, ID, `${path}2`, { unfinished: "replace" });
  expect(await store.findings()).toEqual([]);
  expect((await store.engine.open(ID)).meta.dbSizePages).toBe(70);
  expect(await kindOf(interrupted.write(rows))).toBe("import-replaced");
  expect(await store.findings()).toEqual([]);
});

test("of two imports, the one that was replaced cannot go on", async () => {
  const store = await openStore();
  const [one, other] = [unfinished(store, 1), unfinished(store, 2)];
  await one.begin("refuse");
  await other.begin("replace");
  expect(await kindOf(one.write([]))).toBe("import-replaced");
  expect(await kindOf(one.finish((meta) => meta))).toBe("import-replaced");
  expect(await kindOf(one.discard())).toBe("import-replaced");
  await other.write([]);
});

test("an export is of one commit, whatever is committed meanwhile", async () => {
  const kv = await openLmdbKv({ path: (await openStore()).path("data") });
  const store = await openStore(kv);
  const path = store.path();
  await makeRawFile(path, 1_500, noise);
  await importDatabase(kv, ID, path);
  const { generation } = await store.engine.open(ID);
  const request = {
    actorId: ID.actorId,
    generation,
    expectedHeadTxid: 1n,
    newDbSizePages: 1_490,
    dirtyPages: range(1, 1_490).map((pgno) => ({ pgno, bytes: noise(-pgno) })),
  };
  let committed: Promise<unknown> | undefined;
  let doneAtCommit = 0;
  await exportDatabase(kv, ID, store.path("early"), (done) => {
    committed ??= store.engine.commit(ID, request).then(() => store.engine.compact(ID));
    doneAtCommit = done;
  });
  await committed;
  expect(doneAtCommit).toBe(1_500);
  const early = (await readdir(store.folder)).find((name) => name.startsWith("early"));
  const exported = await readFile(`${store.folder}/${early}`);
  expect(Buffer.compare(exported, await readFile(path))).toBe(0);
  const later = Buffer.concat(range(1, 1_490).map((pgno) => noise(-pgno)));
  expect(Buffer.compare(await store.exported(), later)).toBe(0);
});

test("an export overwrites nothing and leaves no part of a file", async () => {
  const store = await openStore();
  const path = store.path();
  await makeRawFile(path, 300, noise);
  await importDatabase(store.kv, ID, path);
  const free = store.path("free");
  for (const suffix of ["", "-wal", "-journal"]) {
    const target = store.path("taken");
    await writeFile(target + suffix, "");
    expect(await kindOf(exportDatabase(store.kv, ID, target))).toBe("file-exists");
  }
  const nowhere = `${store.folder}/no/folder.db`;
  expect(await kindOf(exportDatabase(store.kv, ID, nowhere))).toBe("file-missing");
  const other = { ...ID, actorId: "other" };
  expect(await kindOf(exportDatabase(store.kv, other, free))).toBe("database-missing");
  const { start, end } = { start: Uint8Array.of(3), end: Uint8Array.of(4) };
  await store.kv.run("damage", async (tx) => tx.clearRange(start, end));
  expect(await kindOf(exportDatabase(store.kv, ID, free))).toBe("corrupt");
  const names = await readdir(store.folder);
  expect(names.filter((name) => /free|partial/.test(name))).toEqual([]);
});

test("an empty database is exported as the empty file that SQLite takes for one", async () => {
  const store = await openStore();
  await store.engine.open(ID);
  expect((await store.exported()).length).toBe(0);
});

async function cutOff(path: string, size: number): Promise<void> {
  await writeFile(path, (await readFile(path)).subarray(0, size));
}

/** The rows that an import of the file writes. */
async function rowsOf(path: string) {
  const other = await openStore();
  await importDatabase(other.kv, ID, path);
  const { prefix } = databaseKeys(ID);
  const spaces = [prefix, Uint8Array.from(prefix, (byte, index) => (index === 0 ? 3 : byte))];
  const meta = Buffer.concat([prefix, Buffer.from("/META")]);
  const rows = await Promise.all(
    spaces.map((start) => {
      const end = Uint8Array.from(start, (byte, at) => (at === start.length - 1 ? 1 : byte));
      return other.kv.run("read", (tx) => tx.range({ start, end }), { readOnly: true });
    }),
  );
  return rows.flatMap((found) => found.rows).filter(([key]) => Buffer.compare(key, meta) !== 0);
}

function u16(value: number): Uint8Array {
  return Uint8Array.of(value >> 8, value & 255);
}

/** A page size and how many bytes at the end of each page are not SQLite's. */
function headerPart(pageSize: number, reservedSize: number): Uint8Array {
  return Uint8Array.of(...u16(pageSize), 1, 1, reservedSize);
}
