/**
 * Tests the text of SQL: text that is not SQL is refused before anything runs, and an error has its
 * offset in the text, in the units of JavaScript.
 */

import {
  type Database,
  DatabaseError,
  type DatabaseIssue,
  openDatabaseOnSession,
  type SharedRuntime,
} from "@barewire/sqlite";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { pick, withSeed } from "../contract/seeded-random.js";
import { PageMapServer } from "./page-map-server.js";
import { testRuntime } from "./test-runtime.js";

let runtime: SharedRuntime;
let database: Database;

beforeAll(async () => {
  runtime = await testRuntime();
});
beforeEach(async () => {
  database = await openDatabaseOnSession(new PageMapServer().open(), runtime);
});
afterEach(async () => {
  await database.close();
});

async function check(work: Promise<unknown>, expected: Partial<DatabaseIssue>): Promise<void> {
  const failure = await work.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(failure instanceof DatabaseError)) throw new Error(`expected a failure, got ${failure}`);
  expect(failure.issue).toMatchObject(expected);
}

/** Every method that takes SQL. */
const METHODS: Readonly<Record<string, (sql: string) => Promise<unknown>>> = {
  execute: (sql) => database.execute(sql),
  run: (sql) => database.run(sql),
  all: (sql) => database.all(sql),
  get: (sql) => database.get(sql),
  // The other methods return a rejected promise, and this one throws before there is an iterator.
  iterate: async (sql) => database.iterate(sql).next(),
  prepare: (sql) => database.prepare(sql),
};

describe.each(Object.entries(METHODS))("%s", (_, call) => {
  test("a NUL is refused with its place, wherever it is, and nothing is run", async () => {
    await database.execute("CREATE TABLE t (a)");
    for (const sql of [
      "\0",
      "\0SELECT 1",
      "INSERT INTO t VALUES (1);\0",
      "SELECT 'é\0'",
      "-- \0",
    ]) {
      await check(call(sql), { kind: "invalid-sql", offset: sql.indexOf("\0") });
    }
    expect(await database.get("SELECT count(*) AS n FROM t")).toEqual({ n: 0 });
  });

  test("half of a surrogate pair is refused with its place", async () => {
    await check(call("SELECT '😀\ud83d'"), { kind: "invalid-sql", offset: 10 });
    await check(call("SELECT '\udc00'"), { kind: "invalid-sql", offset: 8 });
  });

  test("an error is where it is in the text", async () => {
    await check(call("/* é☃😀 */ SELEC 1"), { kind: "sqlite", code: 1, offset: 11, statement: 1 });
    await check(call("SELECT 'é☃😀', b"), { kind: "sqlite", offset: 15, statement: 1 });
  });
});

test("what follows the only statement may be blank, in linear time", async () => {
  const blank = ` ; /* ; */ ${"/* a */ -- b\n".repeat(10_000)}\t\r\f\uFEFF/* not closed`;
  const startedAt = performance.now();
  expect(await database.get(`SELECT 1 AS a${blank}`)).toEqual({ a: 1 });
  const second = `SELECT 1 AS a;${"/* a */".repeat(10_000)} SELECT 2`;
  await check(database.get(second), { kind: "invalid-sql", offset: second.indexOf("SELECT 2") });
  expect(performance.now() - startedAt).toBeLessThan(5_000);
});

test("a script of many statements takes time in proportion to its length", async () => {
  const startedAt = performance.now();
  const comment = `-- ${"é".repeat(400)}\n`;
  await database.execute(
    `CREATE TABLE t (a);${`${comment}INSERT INTO t VALUES (1);`.repeat(2_000)}`,
  );
  expect(performance.now() - startedAt).toBeLessThan(5_000);
  expect(await database.get("SELECT count(*) AS n FROM t")).toEqual({ n: 2_000 });
});

test("the statement of a script that fails is told, and those before it have been run", async () => {
  const script = "CREATE TABLE a(x);\nCREATE TABLE b(y);\nSELECT 1;  CREATE TABEL c(z);";
  await check(database.execute(script), { kind: "sqlite", offset: 56, statement: 4 });
  expect(await database.all("SELECT name FROM sqlite_schema")).toEqual([
    { name: "a" },
    { name: "b" },
  ]);
  const failing =
    ";; /* none */ ; INSERT INTO a VALUES (1); SELECT abs(-9223372036854775808); SELECT 2";
  await check(database.execute(failing), { kind: "sqlite", offset: -1, statement: 2 });
});

const PIECES = [
  "SELECT 1",
  "SELECT 'é'",
  "SELECT '😀' -- ☃\n",
  "/* ☃😀é */ SELECT 2",
  "",
  " \n\t",
  "-- é\n",
];

test("in generated scripts, statement and offset are those of the mistake", async () => {
  await withSeed(async (random) => {
    for (let round = 0; round < 100; round += 1) {
      const pieces = Array.from({ length: random(8) }, () => pick(random, PIECES));
      const before = pieces.map((piece) => `${piece};`).join("");
      const statement = pieces.filter((piece) => piece.includes("SELECT")).length + 1;
      const sql = `${before} SELECT missing; SELECT 3`;
      const offset = sql.indexOf("missing");
      await check(database.execute(sql), { kind: "sqlite", offset, statement });
    }
  });
});
