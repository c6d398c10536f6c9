/**
 * Tests transactions of every size: in one message if it holds them, staged above that, refused
 * beyond the quota. Each is compared with a plain database that has done the same.
 */

import { createHash } from "node:crypto";
import { PAGE_SIZE } from "@barewire/protocol/page-size";
import { type Database, openDatabase, type SharedRuntime } from "@barewire/sqlite";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { countFrom, randomNumbers } from "../contract/seeded-random.js";
import { Leftovers } from "../server/server-process.js";
import { digestOf } from "./database-digest.js";
import { randomBytes } from "./ledger.js";
import { openReference, type ReferenceDatabase } from "./reference-database.js";
import { testRuntime } from "./test-runtime.js";
import { NAMESPACE, WireServer } from "./wire-server.js";

const leftovers = new Leftovers();
const opened: (Database | ReferenceDatabase)[] = [];

afterEach(async () => {
  for (const database of opened.splice(0)) await database.close();
});

afterAll(() => leftovers.remove());

const MIB = 1 << 20;
/** Dirty pages that fit into one message: 8 MiB. */
const FAST_PAGES = 2048;
/** The bytes of a blob that one page of an overflow chain holds. */
const OVERFLOW_SIZE = PAGE_SIZE - 4;
/** The bytes that stay in the row: between the least and the most that SQLite leaves there. */
const LOCAL_SIZE = 1_000;

/** SQLite commits directly what its own cache holds; a larger transaction uses a journal. */
const ROUTES = [
  { route: "atomic", pagerCacheKib: 65_536 },
  { route: "journal", pagerCacheKib: 64 },
] as const;

async function open(
  server: WireServer | string,
  runtime: SharedRuntime,
  actor = "one",
): Promise<Database> {
  const link = typeof server === "string" ? { url: server } : { transport: server.transport };
  const database = await openDatabase({ ...link, namespace: NAMESPACE, actor, runtime });
  opened.push(database);
  return database;
}

async function reference(): Promise<ReferenceDatabase> {
  const database = await openReference();
  opened.push(database);
  return database;
}

describe.each(ROUTES)("by the $route route, a transaction", ({ route, pagerCacheKib }) => {
  let runtime: SharedRuntime;

  beforeAll(async () => {
    runtime = await testRuntime({ pagerCacheKib });
  });

  /** The pages of one transaction each, and the way in which each has to reach the server. */
  const sizes = [1, 3, 1024, FAST_PAGES - 1, FAST_PAGES, FAST_PAGES + 1, 2 * FAST_PAGES + 1];

  test("of exactly so many pages goes in one message or is staged, and is all there", async () => {
    const server = new WireServer();
    const plain = await reference();
    const random = randomNumbers(1);
    const schema = sizes.map((pages) => `CREATE TABLE t${pages} (v BLOB)`).join(";");
    let database = await open(server, runtime);
    await database.execute(`BEGIN; ${schema}; COMMIT`);
    for (const sql of schema.split(";")) await plain.all(sql);
    for (const pages of sizes) {
      // The only leaf of the table, the overflow chain of its only row, and, as the file has
      // grown, page 1.
      const blob = randomBytes(random, Math.max(0, pages - 2) * OVERFLOW_SIZE + LOCAL_SIZE);
      const before = (await database.metrics()).engine;
      server.outcomes.length = 0;
      for (const target of [database, plain]) {
        await target.all(`INSERT INTO t${pages} VALUES (?)`, [blob]);
      }
      const after = (await database.metrics()).engine;
      expect(after.committedPages - before.committedPages).toBe(pages);
      expect(after.failedCommits).toBe(0);
      const isAtomic = after.atomicCommits > before.atomicCommits;
      expect(isAtomic || pages * PAGE_SIZE > 64 * 1024).toBe(true);
      if (pages >= 1024) expect(isAtomic).toBe(route === "atomic");
      const isStaged = server.outcomes.includes("ToRivetSqliteCommitFinalizeRequest ok");
      expect(isStaged, `${pages} pages`).toBe(pages > FAST_PAGES);
      expect(server.outcomes.includes("ToRivetSqliteCommitRequest ok")).toBe(!isStaged);
      await database.close();
      database = await open(server, runtime);
      expect(await digestOf(database)).toBe(await digestOf(plain));
    }
    expect(server.findings("one")).toEqual([]);
  });
});

describe.each(ROUTES)("by the $route route, a transaction over the quota", ({ pagerCacheKib }) => {
  test("in one message is refused, and the database is as it was", async () => {
    const server = new WireServer({ thresholds: { maxStorageSize: BigInt(4 * MIB) } });
    await checkRefused(server, 5 * MIB, pagerCacheKib);
    expect(server.outcomes).not.toContain("ToRivetSqliteCommitStageBeginRequest ok");
    expect(server.findings("one")).toEqual([]);
  });

  test("that is staged is refused, and the database is as it was", async () => {
    // The quota fits the first row, two chunks and little more: a staged chunk must not stay in the
    // way.
    const maxStorageSize = BigInt(5 * MIB + 65_536);
    const server = new WireServer({ thresholds: { maxStorageSize } });
    await checkRefused(server, 12 * MIB, pagerCacheKib);
    expect(server.outcomes).toContain("ToRivetSqliteCommitStageBeginRequest ok");
    expect(server.findings("one")).toEqual([]);
  });
});

test("a transaction over the quota is refused by a server that has the quota as a setting", async () => {
  const { url } = await leftovers.serve(["--max-database-size", "5MiB"]);
  await checkRefused(url, 12 * MIB, 64);
});

/** Checks that the transaction that writes so much is refused, and then a small one succeeds. */
async function checkRefused(
  server: WireServer | string,
  size: number,
  pagerCacheKib: number,
): Promise<void> {
  const runtime = await testRuntime({ pagerCacheKib });
  const plain = await reference();
  const database = await open(server, runtime);
  const random = randomNumbers(size);
  const both = async (sql: string, blob?: Uint8Array): Promise<void> => {
    for (const target of [database, plain]) await target.all(sql, blob ? [blob] : []);
  };
  await both("CREATE TABLE t (id INTEGER PRIMARY KEY, v BLOB)");
  await both("INSERT INTO t (v) VALUES (?)", randomBytes(random, MIB));
  const large = randomBytes(random, size);
  const refused = database.transaction(async (scope) => {
    await scope.run("UPDATE t SET v = zeroblob(5)");
    await scope.run("INSERT INTO t (v) VALUES (?)", [large]);
  });
  await expect(refused).rejects.toMatchObject({
    issue: { kind: "sqlite", code: 13, cause: { kind: "full", what: "quota" } },
  });
  // The rollback holds in the same session, and for a session that opens the database again.
  expect(await digestOf(database)).toBe(await digestOf(plain));
  for (let round = 0; round < 3; round++) {
    await both("INSERT INTO t (v) VALUES (?)", randomBytes(random, 20_000));
  }
  expect(await digestOf(database)).toBe(await digestOf(plain));
  await database.close();
  const again = await open(server, runtime);
  expect(await digestOf(again)).toBe(await digestOf(plain));
  await again.close();
}

describe("a transaction of 100 MB", () => {
  const rowCount = countFrom("BAREWIRE_LARGE_TRANSACTION_MB", 100);
  const rowSize = 1_000_000;

  test("reaches a server on LMDB as one commit", async () => {
    const { url } = await leftovers.serve(["--store", `lmdb:${leftovers.folder()}/data`]);
    const runtime = await testRuntime();
    const random = randomNumbers(7);
    const hash = createHash("sha256");
    const database = await open(url, runtime);
    await database.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, v BLOB)");
    await database.transaction(async (scope) => {
      for (let row = 0; row < rowCount; row++) {
        const blob = randomBytes(random, rowSize);
        hash.update(blob);
        await scope.run("INSERT INTO t (v) VALUES (?)", [blob]);
      }
    });
    const { engine } = await database.metrics();
    expect(engine.atomicCommits + engine.journalCommits).toBe(2);
    expect(engine.committedPages).toBeGreaterThan((rowCount * rowSize) / PAGE_SIZE);
    await database.close();
    const again = await open(url, await testRuntime());
    const found = createHash("sha256");
    let count = 0;
    for await (const { v } of again.iterate<{ v: Uint8Array }>("SELECT v FROM t ORDER BY id")) {
      found.update(v);
      count += 1;
    }
    expect(count).toBe(rowCount);
    expect(found.digest("hex")).toBe(hash.digest("hex"));
    expect(await again.get("PRAGMA integrity_check")).toEqual({ integrity_check: "ok" });
  }, 600_000);
});
