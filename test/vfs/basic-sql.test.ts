/** The database as an application sees it: statements, values, transactions, closing. */

import {
  type Database,
  DatabaseError,
  type DatabaseIssue,
  openDatabaseOnSession,
  type SharedRuntime,
  type SqlParameter,
} from "@barewire/sqlite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { failureOf } from "../contract/failure-of.js";
import { PageMapServer } from "./page-map-server.js";
import { testRuntime } from "./test-runtime.js";

let runtime: SharedRuntime;
const opened: Database[] = [];

beforeAll(async () => {
  runtime = await testRuntime();
});

afterAll(async () => {
  for (const database of opened) await database.close();
});

async function open(
  server: PageMapServer = new PageMapServer(),
  options: Parameters<typeof openDatabaseOnSession>[2] = {},
): Promise<Database> {
  const database = await openDatabaseOnSession(server.open(), runtime, options);
  opened.push(database);
  return database;
}

/** Checks the issue with which `work` fails. */
async function check(work: Promise<unknown>, expected: Partial<DatabaseIssue>): Promise<void> {
  expect(await failureOf(work, DatabaseError)).toMatchObject({ issue: expected });
}

test("a table is there again after a reopen, and each transaction is one commit", async () => {
  const server = new PageMapServer();
  const database = await open(server, { batchAtomicCheck: "always" });
  expect(server.commits).toBe(0);
  await database.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT)");
  const result = await database.run("INSERT INTO t (name) VALUES (?), (?)", ["one", "two"]);
  expect(result).toEqual({ changes: 2, lastInsertRowid: 2 });
  await database.close();
  const again = await open(server);
  expect(await again.all("SELECT * FROM t")).toEqual([
    { id: 1, name: "one" },
    { id: 2, name: "two" },
  ]);
  expect(server.commits).toBe(2);
  expect((await again.metrics()).engine.failedCommits).toBe(0);
});

describe("values", () => {
  let values: Database;

  beforeAll(async () => {
    values = await open();
  });

  test.each<[string, SqlParameter, unknown, string]>([
    ["null", null, null, "null"],
    ["an integer", 42, 42, "integer"],
    ["the largest exact integer", Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, "integer"],
    ["the smallest exact integer", Number.MIN_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, "integer"],
    ["an integer beyond", 2n ** 53n, 2n ** 53n, "integer"],
    ["the largest integer", 2n ** 63n - 1n, 2n ** 63n - 1n, "integer"],
    ["the smallest integer", -(2n ** 63n), -(2n ** 63n), "integer"],
    ["a small bigint", -1n, -1, "integer"],
    ["a fraction", 0.1, 0.1, "real"],
    ["infinity", Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY, "real"],
    ["a boolean", true, 1, "integer"],
    ["text", "é☃😀", "é☃😀", "text"],
    ["empty text", "", "", "text"],
    ["text with zeros in it", "\0a\0", "\0a\0", "text"],
    ["a byte-order mark", "\uFEFFa", "\uFEFFa", "text"],
    ["bytes", new Uint8Array([0, 255]), new Uint8Array([0, 255]), "blob"],
    ["no bytes", new Uint8Array(), new Uint8Array(), "blob"],
  ])("%s comes back as it went in", async (_, value, expected, type) => {
    const row = await values.get("SELECT ? AS v, typeof(?1) AS t", [value]);
    expect(row).toEqual({ v: expected, t: type });
  });

  test("parameters are given by position or by name", async () => {
    const database = await open();
    expect(await database.get("SELECT ? AS a, ? AS b", [1, 2])).toEqual({ a: 1, b: 2 });
    const sql = "SELECT :a AS a, @b AS b, $c AS c";
    expect(await database.get(sql, { a: 1, b: 2, c: 3 })).toEqual({ a: 1, b: 2, c: 3 });
    const invalid = { kind: "invalid-parameter" } as const;
    await check(database.get("SELECT ?", []), invalid);
    await check(database.get("SELECT ?", [1, 2]), invalid);
    await check(database.get("SELECT :a", {}), { ...invalid, parameter: ":a" });
    await check(database.get("SELECT :a", { a: 1, b: 2 }), { ...invalid, parameter: "b" });
    await check(database.get("SELECT ?", { a: 1 }), invalid);
    await check(database.get("SELECT ?", [Number.NaN]), invalid);
    await check(database.get("SELECT ?", [2n ** 63n]), invalid);
    await check(database.get("SELECT ?", ["\ud800"]), invalid);
    // A caller without types may pass anything.
    await check(database.get("SELECT ?", [undefined as never]), invalid);
  });

  test("columns are those of the schema as it is", async () => {
    const database = await open();
    await database.execute("CREATE TABLE t (a); INSERT INTO t VALUES (1)");
    expect(await database.all("SELECT * FROM t")).toEqual([{ a: 1 }]);
    await database.execute("ALTER TABLE t RENAME a TO b; ALTER TABLE t ADD COLUMN c DEFAULT 2");
    expect(await database.all("SELECT * FROM t")).toEqual([{ b: 1, c: 2 }]);
    expect((await database.prepare("SELECT * FROM t")).columns).toEqual(["b", "c"]);
  });
});

test("what SQLite refuses comes with its codes and words", async () => {
  const database = await open();
  await database.execute("CREATE TABLE t (a UNIQUE, b NOT NULL)");
  await database.run("INSERT INTO t VALUES (1, 1)");
  const sqlite = { kind: "sqlite", cause: null } as const;
  await check(database.run("INSERT INTO t VALUES (1, 1)"), {
    ...sqlite,
    code: 19,
    extendedCode: 2067,
  });
  await check(database.run("SELEC 1"), { ...sqlite, code: 1, offset: 0 });
  await expect(database.all("SELECT * FROM u")).rejects.toThrow("no such table: u");
  await check(database.run("SELECT 1; SELECT 2"), { kind: "invalid-sql" });
  await check(database.run(" -- nothing"), { kind: "invalid-sql" });
  expect(await database.get("SELECT 1 AS a; -- the end")).toEqual({ a: 1 });
});

test("all rows of a large result come, in order", async () => {
  const database = await open();
  const sql = `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
    SELECT i, hex(zeroblob(100)) AS z FROM n`;
  const rows = await database.all<{ i: number; z: string }>(sql);
  expect(rows.map(({ i }) => i)).toEqual(Array.from({ length: 5_000 }, (_, index) => index + 1));
  let seen = 0;
  for await (const row of database.iterate<{ i: number; z: string }>(sql)) {
    seen += 1;
    expect(row.i).toBe(seen);
    if (seen === 250) break;
  }
  // The loop that was left has let go of its statement.
  expect(await database.get("SELECT 1 AS one")).toEqual({ one: 1 });
});

test("writes may go on while rows are iterated", async () => {
  const database = await open();
  await database.execute("CREATE TABLE t (a); CREATE TABLE u (a)");
  await database.run(
    "INSERT INTO t WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i+1 FROM n LIMIT 300) SELECT i FROM n",
  );
  const insert = await database.prepare("INSERT INTO u VALUES (?)");
  expect(insert.isReadonly).toBe(false);
  for await (const { a } of database.iterate<{ a: number }>("SELECT a FROM t")) {
    await insert.run([a]);
  }
  expect(await database.get("SELECT count(*) AS n, sum(a) AS s FROM u")).toEqual({
    n: 300,
    s: 45_150,
  });
});

describe("transactions", () => {
  test("what is returned is committed, what throws is rolled back", async () => {
    const server = new PageMapServer();
    const database = await open(server);
    await database.execute("CREATE TABLE t (a)");
    const value = await database.transaction(async (scope) => {
      await scope.run("INSERT INTO t VALUES (1)");
      await scope.run("INSERT INTO t VALUES (2)");
      return "done";
    });
    expect(value).toBe("done");
    expect(server.commits).toBe(2);
    const failing = database.transaction(async (scope) => {
      await scope.run("INSERT INTO t VALUES (3)");
      throw new TypeError("of the application");
    });
    await expect(failing).rejects.toThrow(new TypeError("of the application"));
    expect(await database.get("SELECT count(*) AS n FROM t")).toEqual({ n: 2 });
    expect(server.commits).toBe(2);
  });

  test("one inside another is a savepoint", async () => {
    const database = await open();
    await database.execute("CREATE TABLE t (a)");
    await database.transaction(async (outer) => {
      await outer.run("INSERT INTO t VALUES (1)");
      const failing = outer.transaction(async (inner) => {
        await inner.run("INSERT INTO t VALUES (2)");
        throw new TypeError("inside");
      });
      await expect(failing).rejects.toThrow("inside");
      await outer.transaction((inner) => inner.run("INSERT INTO t VALUES (3)"));
    });
    expect(await database.all("SELECT a FROM t")).toEqual([{ a: 1 }, { a: 3 }]);
  });

  test("others wait for the end, and its scope ends with it", async () => {
    const database = await open();
    await database.execute("CREATE TABLE t (a)");
    let leaked = database as Pick<Database, "run">;
    const transaction = database.transaction(async (scope) => {
      leaked = scope;
      await scope.run("INSERT INTO t VALUES (1)");
      // The other statement was sent long ago.
      expect(await scope.all("SELECT a FROM t")).toEqual([{ a: 1 }]);
      throw new TypeError("rolled back");
    });
    const other = database.run("INSERT INTO t VALUES (2)");
    await expect(transaction).rejects.toThrow("rolled back");
    await other;
    expect(await database.all("SELECT a FROM t")).toEqual([{ a: 2 }]);
    await check(leaked.run("INSERT INTO t VALUES (3)"), { kind: "closed" });
  });

  test("of several at once, each is whole", async () => {
    const database = await open();
    await database.execute("CREATE TABLE t (a)");
    const add = (): Promise<unknown> =>
      database.transaction(async (scope) => {
        const row = await scope.get<{ n: number }>("SELECT count(*) AS n FROM t");
        await scope.run("INSERT INTO t VALUES (?)", [row?.n ?? -1]);
      });
    await Promise.all(Array.from({ length: 20 }, add));
    expect(await database.get("SELECT count(DISTINCT a) AS n FROM t")).toEqual({ n: 20 });
  });
});

test("what comes while a transaction has its turn after another is no part of it", async () => {
  const database = await open();
  await database.execute("CREATE TABLE t (a)");
  const steps: (() => void)[] = [];
  const transactions = [1, 2].map((a) =>
    database.transaction(async (scope) => {
      await scope.run("INSERT INTO t VALUES (?)", [a]);
      await new Promise<void>((resolve) => steps.push(resolve));
      if (a === 2) throw new TypeError("rolled back");
    }),
  );
  const outcomes = Promise.allSettled(transactions);
  await expect.poll(() => steps.length).toBe(1);
  steps[0]?.();
  await expect.poll(() => steps.length).toBe(2);
  const third = database.run("INSERT INTO t VALUES (3)");
  const read = database.all("SELECT a FROM t");
  steps[1]?.();
  await Promise.all([third, outcomes]);
  expect(await read).toEqual([{ a: 1 }, { a: 3 }]);
  expect(await database.all("SELECT a FROM t")).toEqual([{ a: 1 }, { a: 3 }]);
});

test("calls beyond the queue are refused, the others are carried out", async () => {
  const database = await open(new PageMapServer(), { maxQueuedCount: 3 });
  const calls = Array.from({ length: 6 }, () => database.get("SELECT 1 AS a"));
  const results = await Promise.allSettled(calls);
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(4);
  await check(calls[5] ?? Promise.resolve(), { kind: "overloaded", maxQueuedCount: 3 });
});

test("closing rolls back, refuses what waits and what comes, and may be repeated", async () => {
  const server = new PageMapServer();
  const database = await open(server);
  await database.execute("CREATE TABLE t (a)");
  const connection = await database.reserve();
  await connection.execute("BEGIN; INSERT INTO t VALUES (1)");
  const waiting = [connection.get("SELECT 1"), connection.get("SELECT 2")];
  const closed = database.close();
  const [, last] = await Promise.allSettled(waiting);
  expect(last).toMatchObject({ reason: { issue: { kind: "closed" } } });
  await closed;
  await database.close();
  await database.abandon();
  await check(database.get("SELECT 1"), { kind: "closed" });
  const again = await open(server);
  expect(await again.get("SELECT count(*) AS n FROM t")).toEqual({ n: 0 });
});

test("two databases of one process do not see each other", async () => {
  const databases = await Promise.all([open(), open()]);
  await Promise.all(
    databases.map((database, index) =>
      database.execute(`CREATE TABLE t (a); INSERT INTO t VALUES (${index})`),
    ),
  );
  for (const [index, database] of databases.entries()) {
    expect(await database.all("SELECT a FROM t")).toEqual([{ a: index }]);
  }
});
