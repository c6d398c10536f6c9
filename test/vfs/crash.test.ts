/**
 * SQLite crashes for real: views upon views are more than the stack of the build can hold, and no
 * text of SQL shows it. The database goes on with what was committed.
 */

import {
  type Database,
  DatabaseError,
  openDatabaseOnSession,
  type SharedRuntime,
} from "@barewire/sqlite";
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { PageMapServer } from "./page-map-server.js";
import { testRuntime } from "./test-runtime.js";

/** About 2,000 of them exhaust the stack. */
const VIEW_COUNT = 3_000;
const CRASH = `SELECT * FROM v${VIEW_COUNT}`;
const CRASHED = { issue: { kind: "sqlite-crashed", reason: "stack-overflow" } };
const ROLLED_BACK = { issue: { kind: "rolled-back", cause: { kind: "sqlite-crashed" } } };

let runtime: SharedRuntime;
let server: PageMapServer;
let database: Database;

beforeAll(async () => {
  runtime = await testRuntime();
});
beforeEach(async () => {
  server = new PageMapServer();
  database = await openDatabaseOnSession(server.open(), runtime);
  const views = Array.from({ length: VIEW_COUNT }, (_, index) => {
    return `CREATE VIEW v${index + 1} AS SELECT * FROM v${index};`;
  });
  await database.execute(`BEGIN; CREATE TABLE v0 (a);${views.join("")} COMMIT`);
});
afterEach(async () => {
  await database.close();
});

async function check(work: Promise<unknown>, expected: object): Promise<void> {
  const failure = await work.then(
    () => null,
    (error: unknown) => error,
  );
  expect(failure).toBeInstanceOf(DatabaseError);
  expect(failure).toMatchObject(expected);
}

async function count(): Promise<unknown> {
  return (await database.get("SELECT count(*) AS n FROM v0"))?.["n"];
}

test("a statement crashes, and the database holds all that was acknowledged", async () => {
  const insert = await database.prepare("INSERT INTO v0 VALUES (?)");
  await insert.run([1]);
  for (const call of [
    () => database.get(CRASH),
    () => database.all(CRASH),
    () => database.run(CRASH),
    () => database.execute(`INSERT INTO v0 VALUES (2); ${CRASH}; INSERT INTO v0 VALUES (3)`),
    () => database.prepare(CRASH),
    () => database.iterate(CRASH).next(),
  ]) {
    await check(call(), CRASHED);
    // A statement that was prepared before is prepared again.
    await insert.run([4]);
  }
  expect(await database.all("SELECT a, count(*) AS n FROM v0 GROUP BY a")).toEqual([
    { a: 1, n: 1 },
    { a: 2, n: 1 },
    { a: 4, n: 6 },
  ]);
  await database.close();
  database = await openDatabaseOnSession(server.open(), runtime);
  expect(await count()).toBe(8);
  expect(await database.all("PRAGMA integrity_check")).toEqual([{ integrity_check: "ok" }]);
});

test("a transaction is rolled back as a whole, whatever is caught in it", async () => {
  const transaction = database.transaction(async (scope) => {
    await scope.run("INSERT INTO v0 VALUES (1)");
    await check(scope.get(CRASH), ROLLED_BACK);
    await check(scope.run("INSERT INTO v0 VALUES (2)"), ROLLED_BACK);
    const inner = scope.transaction((nested) => nested.run("INSERT INTO v0 VALUES (3)"));
    await check(inner, ROLLED_BACK);
    return "done";
  });
  await check(transaction, ROLLED_BACK);
  expect(await count()).toBe(0);
  await database.transaction((scope) => scope.run("INSERT INTO v0 VALUES (5)"));
  expect(await database.all("SELECT a FROM v0")).toEqual([{ a: 5 }]);
});

test("a connection of one's own goes on after ROLLBACK", async () => {
  const connection = await database.reserve();
  await connection.execute("BEGIN; INSERT INTO v0 VALUES (1)");
  await check(connection.all(CRASH), ROLLED_BACK);
  await check(connection.execute("INSERT INTO v0 VALUES (2)"), ROLLED_BACK);
  await check(connection.execute("SAVEPOINT s"), ROLLED_BACK);
  await connection.execute(" /* ends it */ rollback transaction;");
  await connection.run("INSERT INTO v0 VALUES (3)");
  await connection.execute("BEGIN; INSERT INTO v0 VALUES (4)");
  await check(connection.all(CRASH), ROLLED_BACK);
  await check(connection.execute("COMMIT"), ROLLED_BACK);
  await connection.run("INSERT INTO v0 VALUES (5)");
  await connection.release();
  expect(await database.all("SELECT a FROM v0")).toEqual([{ a: 3 }, { a: 5 }]);
});

test("rows that were being read fail, and settings are kept", async () => {
  await database.execute(`
    PRAGMA foreign_keys = ON;
    PRAGMA recursive_triggers = 1;
    PRAGMA cache_size = -4321;
    CREATE TABLE child (a REFERENCES parent);
    CREATE TABLE parent (a PRIMARY KEY);
    INSERT INTO v0 VALUES (1), (2), (3), (4);
  `);
  const rows = database.iterate("SELECT a FROM v0", [], { readAhead: 1 });
  expect((await rows.next()).value).toEqual({ a: 1 });
  await check(database.get(CRASH), CRASHED);
  await expect(rows.next()).rejects.toBeInstanceOf(DatabaseError);
  expect(await database.get("PRAGMA foreign_keys")).toEqual({ foreign_keys: 1 });
  expect(await database.get("PRAGMA recursive_triggers")).toEqual({ recursive_triggers: 1 });
  expect(await database.get("PRAGMA cache_size")).toEqual({ cache_size: -4321 });
  await check(database.run("INSERT INTO child VALUES (9)"), {
    issue: { kind: "sqlite", code: 19 },
  });
  expect(await count()).toBe(4);
});

test("fifty crashes lose nothing, and leave no memory behind", async () => {
  const sizes: number[] = [];
  for (let round = 1; round <= 50; round += 1) {
    await database.run("INSERT INTO v0 VALUES (?)", [round]);
    await check(database.get(CRASH), CRASHED);
    expect(await count()).toBe(round);
    sizes.push(process.memoryUsage().rss);
  }
  // A SQLite takes 17 MB: fifty of them would be more than 800 MB.
  const [early = 0, late = 0] = [sizes[9], sizes[49]];
  expect((late - early) / 1e6).toBeLessThan(350);
}, 60_000);
