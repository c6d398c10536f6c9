/**
 * Tests what databases of one process share and count, and how forgotten ones end.
 */

import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { type Database, openDatabase, openDatabaseOnSession } from "@barewire/sqlite";
import { expect, test } from "vitest";
import { PageMapServer } from "./page-map-server.js";
import { testRuntime } from "./test-runtime.js";
import { NAMESPACE, WireServer } from "./wire-server.js";

/** A page cache of the least size, and the most databases that share it. */
const LEAST_CACHE = { cacheBytes: 64 * 4096 };
const MAX_DATABASES = 8;

test("a database for which the page cache has no room is refused, until another is closed", async () => {
  const runtime = await testRuntime(LEAST_CACHE);
  let closedSessions = 0;
  const open = (server = new PageMapServer()): Promise<Database> => {
    const session = server.open();
    const close = async (): Promise<void> => {
      closedSessions += 1;
    };
    return openDatabaseOnSession({ ...session, isFenced: false, close }, runtime);
  };
  const databases: Database[] = [];
  for (let count = 0; count < MAX_DATABASES; count++) databases.push(await open());
  await expect(open()).rejects.toMatchObject({ issue: { kind: "too-many-databases" } });
  // The database has been closed at its server.
  expect(closedSessions).toBe(1);
  // The other databases are not affected by it, nor by each other.
  await Promise.all(
    databases.map(async (database, index) => {
      await database.execute("CREATE TABLE t (v); CREATE TABLE u (w)");
      for (let row = 0; row < 5; row++) await database.run("INSERT INTO t VALUES (?)", [index]);
    }),
  );
  for (const [index, database] of databases.entries()) {
    expect(await database.get("SELECT total(v) AS v FROM t")).toEqual({ v: 5 * index });
  }
  expect(runtime.cache.usedSlots).toBeLessThanOrEqual(64);
  await databases.pop()?.close();
  const late = await open();
  expect(await late.get("SELECT 1 AS one")).toEqual({ one: 1 });
  await late.close();
  for (const database of databases) await database.close();
  expect(runtime.cache.usedSlots).toBe(0);
});

test("metrics count every page that was read before they were asked for", async () => {
  const server = new PageMapServer();
  // SQLite's own cache is tiny, so each scan reads each page.
  const runtime = await testRuntime({ pagerCacheKib: 8 });
  const writer = await openDatabaseOnSession(server.open(), runtime);
  const rows = "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n LIMIT 503)";
  await writer.execute(`CREATE TABLE t (v); INSERT INTO t ${rows} SELECT zeroblob(3000) FROM n`);
  await writer.close();
  const database = await openDatabaseOnSession(server.open(), runtime);
  const read = async (sql: string): Promise<number> => {
    const before = (await database.metrics()).pages.requested;
    await database.get(sql);
    return (await database.metrics()).pages.requested - before;
  };
  const scan = "SELECT total(length(v)) AS size FROM t";
  await read(scan);
  // The database is cached as a whole by now, so only the counters tell the host of a read.
  const counts = [await read(scan), await read(scan), await read(scan)];
  // One row fits into a leaf.
  expect(counts[0]).toBeGreaterThanOrEqual(503);
  expect(new Set(counts).size).toBe(1);
  // A statement that fails has read pages too.
  expect(await read("SELECT v FROM t LIMIT 5")).toBeGreaterThan(0);
  const before = (await database.metrics()).pages.requested;
  const fails = "SELECT abs(CASE rowid WHEN 7 THEN -9223372036854775808 ELSE 1 END) FROM t";
  await expect(database.all(fails)).rejects.toMatchObject({ issue: { kind: "sqlite" } });
  expect((await database.metrics()).pages.requested - before).toBeGreaterThanOrEqual(7);
  await database.close();
});

test("a database that is forgotten without being closed is ended when memory is collected", async () => {
  const server = new WireServer();
  const runtime = await testRuntime();
  const open = (): Promise<Database> =>
    openDatabase({ transport: server.transport, namespace: NAMESPACE, actor: "one", runtime });
  const forget = async (): Promise<void> => {
    const database = await open();
    await database.execute("CREATE TABLE t (v); INSERT INTO t VALUES (1)");
    const connection = await database.reserve();
    await connection.execute("BEGIN; INSERT INTO t VALUES (2)");
  };
  await forget();
  expect(server.linkCount).toBe(1);
  setFlagsFromString("--expose-gc");
  const collect: () => void = runInNewContext("gc");
  const linkCount = (): number => {
    collect();
    return server.linkCount;
  };
  await expect.poll(linkCount, { timeout: 60_000 }).toBe(0);
  expect(runtime.cache.usedSlots).toBe(0);
  const database = await open();
  // Rows that were not committed are gone.
  expect(await database.all("SELECT v FROM t")).toEqual([{ v: 1 }]);
  // A database that is in use is not forgotten, whatever is collected.
  const statement = await database.prepare("SELECT v FROM t");
  for (let round = 0; round < 5; round++) {
    collect();
    expect(await statement.all()).toEqual([{ v: 1 }]);
  }
  await database.close();
});
