/**
 * Tests a full database by real SQL: which statements fail, how, and how space is freed. It runs on
 * stores in memory, in LMDB and in PostgreSQL.
 */

import { type Database, DatabaseError, openDatabase, type SharedRuntime } from "@barewire/sqlite";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { randomNumbers } from "../contract/seeded-random.js";
import { startPostgresIfPossible } from "../postgres/postgres-server.js";
import { Leftovers } from "../server/server-process.js";
import { randomBytes } from "./ledger.js";
import { testRuntime } from "./test-runtime.js";
import { NAMESPACE, WireServer } from "./wire-server.js";

const KIB = 1 << 10;
const MIB = 1 << 20;
const ROW_SIZE = 20_000;

const leftovers = new Leftovers();
const opened: Database[] = [];

afterEach(async () => {
  for (const database of opened.splice(0)) await database.close();
});

afterAll(() => leftovers.remove());

async function open(server: WireServer | string, runtime: SharedRuntime): Promise<Database> {
  const link = typeof server === "string" ? { url: server } : { transport: server.transport };
  const database = await openDatabase({ ...link, namespace: NAMESPACE, actor: "one", runtime });
  opened.push(database);
  return database;
}

const FULL = { kind: "sqlite", code: 13, cause: { kind: "full", what: "quota" } };

/** Inserts rows until the database is full; returns how many there are then. */
async function fill(database: Database, table: string): Promise<number> {
  const random = randomNumbers(11);
  for (let count = 0; count < 1_000; count += 1) {
    try {
      await database.run(`INSERT INTO ${table} (v) VALUES (?)`, [randomBytes(random, ROW_SIZE)]);
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error;
      expect(error.issue).toMatchObject(FULL);
      expect(error.message).toContain("the quota is");
      expect(error.message).toContain("database or disk is full");
      return count;
    }
  }
  throw new Error("it never became full");
}

async function checkSound(database: Database): Promise<void> {
  expect(await database.all("PRAGMA integrity_check")).toEqual([{ integrity_check: "ok" }]);
}

/** Fills the database to its quota, frees space, and fills it again, several times. */
async function check(server: WireServer | string, pagerCacheKib: number): Promise<void> {
  const runtime = await testRuntime({ pagerCacheKib });
  const database = await open(server, runtime);
  await database.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, v BLOB)");
  const first = await fill(database, "t");
  expect(first).toBeGreaterThan(20);
  for (let round = 0; round < 2; round += 1) {
    // The statements change one row in place, then a part of all, and then VACUUM, which is a
    // staged commit.
    await database.run("UPDATE t SET v = zeroblob(100) WHERE id = (SELECT max(id) FROM t)");
    await database.run("DELETE FROM t WHERE id % 3 > 0");
    await database.execute("VACUUM");
    expect(await fill(database, "t")).toBeGreaterThan(first / 4);
  }
  const [{ size = 0 } = {}] = await database.all<{ size: number }>(
    "SELECT count(*) AS size FROM t",
  );
  expect(size).toBeGreaterThan(first / 2);
  await database.execute("DROP TABLE t; VACUUM; CREATE TABLE u (id INTEGER PRIMARY KEY, v BLOB)");
  expect(await fill(database, "u")).toBeGreaterThan(first / 2);
  await checkSound(database);
  await database.close();
  const again = await open(server, runtime);
  await checkSound(again);
  await again.run("DELETE FROM u");
  await again.run("INSERT INTO u (v) VALUES (1)");
}

describe.each([
  { route: "atomic", pagerCacheKib: 65_536 },
  { route: "journal", pagerCacheKib: 64 },
])("by the $route route, a full database", ({ pagerCacheKib }) => {
  test("becomes less full by DELETE, VACUUM and DROP", async () => {
    const server = new WireServer({ thresholds: { maxStorageSize: BigInt(640 * KIB) } });
    await check(server, pagerCacheKib);
    expect(server.findings("one")).toEqual([]);
  });
});

test("VACUUM of a full database is staged, and a large table is dropped", async () => {
  const server = new WireServer({ thresholds: { maxStorageSize: BigInt(20 * MIB) } });
  const database = await open(server, await testRuntime());
  const random = randomNumbers(5);
  await database.execute("CREATE TABLE small (v BLOB); CREATE TABLE large (v BLOB)");
  await database.run("INSERT INTO small VALUES (?)", [randomBytes(random, 9 * MIB)]);
  await database.run("INSERT INTO large VALUES (?)", [randomBytes(random, 9 * MIB)]);
  const third = () => database.run("INSERT INTO small VALUES (?)", [randomBytes(random, 3 * MIB)]);
  await expect(third()).rejects.toMatchObject({ issue: FULL });
  await database.execute("DROP TABLE large");
  await database.execute("VACUUM");
  expect(server.outcomes.filter((text) => text.includes("Finalize"))).toEqual(
    Array.from({ length: 3 }, () => "ToRivetSqliteCommitFinalizeRequest ok"),
  );
  await third();
  await checkSound(database);
  expect(server.findings("one")).toEqual([]);
});

test("a quota that was set far below what is used lets a database free room", async () => {
  const server = new WireServer();
  const wide = await open(server, await testRuntime());
  await wide.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, v BLOB)");
  const random = randomNumbers(3);
  for (let row = 0; row < 100; row += 1) {
    await wide.run("INSERT INTO t (v) VALUES (?)", [randomBytes(random, ROW_SIZE)]);
  }
  await wide.close();
  const thresholds = { maxStorageSize: BigInt(256 * KIB) };
  const narrow = new WireServer({ store: server.memory, thresholds });
  const database = await open(narrow, await testRuntime());
  const insert = () => database.run("INSERT INTO t (v) VALUES (?)", [randomBytes(random, 30_000)]);
  await expect(insert()).rejects.toMatchObject({ issue: FULL });
  await database.run("DELETE FROM t WHERE id = 50");
  await database.run("DELETE FROM t WHERE id > 5");
  await database.execute("VACUUM");
  await insert();
  await checkSound(database);
  expect(narrow.findings("one")).toEqual([]);
});

test("the same on LMDB", async () => {
  const store = `lmdb:${leftovers.folder()}/data`;
  const { url } = await leftovers.serve(["--store", store, "--max-database-size", "640KiB"]);
  await check(url, 64);
});

test("the same on PostgreSQL", async (context) => {
  const postgres = await startPostgresIfPossible();
  if (typeof postgres === "string") return context.skip(postgres);
  try {
    const flags = ["--store", postgres.url, "--max-database-size", "640KiB"];
    const { server, url } = await leftovers.serve(flags);
    await check(url, 65_536);
    for (const database of opened.splice(0)) await database.close();
    await server.kill("SIGTERM");
  } finally {
    await postgres.remove();
  }
});
