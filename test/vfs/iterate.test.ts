/**
 * Tests rows that are read one by one while other statements run.
 */

import {
  type Database,
  type IterateOptions,
  openDatabaseOnSession,
  type SharedRuntime,
} from "@barewire/sqlite";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { PageMapServer } from "./page-map-server.js";
import { testRuntime } from "./test-runtime.js";

const ROWS = 500;

let runtime: SharedRuntime;
const opened: Database[] = [];

beforeAll(async () => {
  runtime = await testRuntime();
});

afterEach(async () => {
  for (const database of opened.splice(0)) await database.close();
});

/** A table of rows with the ids from 1 to `ROWS`, each with v = 0. */
async function open(): Promise<Database> {
  const database = await openDatabaseOnSession(new PageMapServer().open(), runtime);
  opened.push(database);
  await database.execute(`
    CREATE TABLE t (id INTEGER PRIMARY KEY, v);
    INSERT INTO t WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT ${ROWS})
      SELECT i, 0 FROM n;
    CREATE TABLE other (a); CREATE INDEX other_a ON other (a); INSERT INTO other VALUES (1)`);
  return database;
}

type Row = { readonly id: number; readonly v: number };

/** The rows of an iteration that runs `between` after row `at` and each later one. */
async function check(
  database: Database,
  { at, options }: { readonly at: number; readonly options?: IterateOptions },
  between: (row: Row) => Promise<unknown>,
): Promise<readonly Row[]> {
  const seen: Row[] = [];
  for await (const row of database.iterate<Row>("SELECT * FROM t", [], options)) {
    seen.push(row);
    if (seen.length >= at) await between(row);
  }
  return seen;
}

describe("rows that are deleted in the loop before they are reached", () => {
  const remove = (database: Database) => (row: Row) =>
    database.run("DELETE FROM t WHERE id > ?", [row.id]);

  test("do not come where every row is followed by a write", async () => {
    const database = await open();
    expect(await check(database, { at: 1 }, remove(database))).toHaveLength(1);
  });

  test.each([
    [1, 150],
    [7, 154],
    [1_000, 500],
  ])("with readAhead %i come with the batch that was read before", async (readAhead, expected) => {
    const database = await open();
    const rows = await check(database, { at: 150, options: { readAhead } }, remove(database));
    expect(rows).toHaveLength(expected);
  });

  test("come without readAhead up to the end of one batch", async () => {
    const database = await open();
    // The iteration reads one row, one batch of 100, and begins a second batch.
    expect(await check(database, { at: 150 }, remove(database))).toHaveLength(201);
  });
});

test("a row is as it was when its batch was read, or with readAhead 1 as it is", async () => {
  const database = await open();
  const update = (row: Row): Promise<unknown> =>
    database.run("UPDATE t SET v = ? WHERE id > ?", [row.id, row.id]);
  const own = await check(database, { at: 120, options: { readAhead: 1 } }, update);
  expect(own.every(({ id, v }) => v === (id > 120 ? id - 1 : 0))).toBe(true);
  await database.run("UPDATE t SET v = 0");
  const batched = await check(database, { at: 120, options: { readAhead: 50 } }, update);
  expect(batched.every(({ id, v }) => v === (id > 150 ? id - ((id - 1) % 50) - 1 : 0))).toBe(true);
});

test("a loop that writes itself by RETURNING, or reads, goes on", async () => {
  const database = await open();
  const seen = await check(database, { at: 1 }, () =>
    database.get("INSERT INTO other VALUES (2) RETURNING a"),
  );
  expect(seen).toHaveLength(ROWS);
  expect(await check(database, { at: 1 }, () => database.get("SELECT 1"))).toHaveLength(ROWS);
});

describe("what cannot run while rows are read ends the iteration:", () => {
  const run = (sql: string) => (database: Database) => database.run(sql);
  const statements: readonly (readonly [string, (database: Database) => Promise<unknown>])[] = [
    ["DROP TABLE", run("DROP TABLE t")],
    ["DROP TABLE of another", (database) => database.execute("SELECT 1; DROP TABLE other")],
    ["DROP INDEX", (database) => database.get(" -- a comment\n/* and one */ drop index other_a")],
    ["VACUUM", async (database) => (await database.prepare("VACUUM")).run()],
    [
      "DROP TABLE in a transaction",
      (database) => database.transaction((scope) => scope.run("DROP TABLE other")),
    ],
  ];

  test.each(statements)("%s", async (_, between) => {
    const database = await open();
    const rows = database.iterate<Row>("SELECT * FROM t");
    const third = database.iterate<Row>("SELECT * FROM t", [], { readAhead: 1 });
    await Promise.all([rows.next(), third.next()]);
    await between(database);
    for (const iteration of [rows, third]) {
      const closed = { issue: { kind: "statement-closed" } };
      await expect(iteration.next()).rejects.toMatchObject(closed);
      expect(await iteration.next()).toEqual({ done: true, value: undefined });
    }
    expect(await database.get("PRAGMA integrity_check")).toEqual({ integrity_check: "ok" });
  });

  test("but not one that has read all of its rows, nor a statement that is only explained", async () => {
    const database = await open();
    const all = database.iterate<Row>("SELECT * FROM t LIMIT 2", [], { readAhead: 3 });
    await all.next();
    const explained = database.iterate<Row>("SELECT * FROM t", [], { readAhead: 1 });
    await explained.next();
    await database.execute("EXPLAIN DROP TABLE t; REINDEX; ALTER TABLE t ADD COLUMN w");
    expect(await explained.next()).toEqual({ done: false, value: { id: 2, v: 0 } });
    await database.execute("DROP TABLE t");
    expect(await all.next()).toEqual({ done: false, value: { id: 2, v: 0 } });
    expect(await all.next()).toEqual({ done: true, value: undefined });
  });
});

describe("an iteration is an async generator:", () => {
  test("calls of next come in order", async () => {
    const database = await open();
    const rows = database.iterate<Row>("SELECT * FROM t");
    const calls = await Promise.all(Array.from({ length: ROWS + 2 }, () => rows.next()));
    expect(calls.map(({ value }) => value?.id)).toEqual([
      ...Array.from({ length: ROWS }, (_, index) => index + 1),
      undefined,
      undefined,
    ]);
  });

  test("return and throw end it, also while rows are on their way", async () => {
    const database = await open();
    const [returned, thrown] = [1, 2].map(() => database.iterate<Row>("SELECT * FROM t"));
    const next = returned?.next();
    expect(await returned?.return()).toEqual({ done: true, value: undefined });
    expect(await next).toEqual({ done: true, value: undefined });
    await thrown?.next();
    await expect(thrown?.throw(new TypeError("planted"))).rejects.toThrow("planted");
    expect(await thrown?.next()).toEqual({ done: true, value: undefined });
    // Both iterations have released the table.
    await database.execute("DROP TABLE t");
  });

  test("a failure ends it", async () => {
    const database = await open();
    const rows = database.iterate("SELECT * FROM missing");
    await expect(rows.next()).rejects.toMatchObject({ issue: { kind: "sqlite" } });
    expect(await rows.next()).toEqual({ done: true, value: undefined });
  });
});
