/** Rows as lists of values, and what an object holds where several columns have the same name. */

import {
  type Database,
  openDatabaseOnSession,
  type SharedRuntime,
  type SqlParameters,
  type SqlRow,
  type SqlRowArray,
  type SqlScope,
} from "@barewire/sqlite";
import { afterAll, beforeAll, describe, expect, expectTypeOf, test } from "vitest";
import { PageMapServer } from "./page-map-server.js";
import { testRuntime } from "./test-runtime.js";

const ARRAYS = { rowMode: "array" } as const;

let runtime: SharedRuntime;
let database: Database;

beforeAll(async () => {
  runtime = await testRuntime();
  database = await openDatabaseOnSession(new PageMapServer().open(), runtime);
  await database.execute(`
    CREATE TABLE t (id INTEGER PRIMARY KEY, a);
    CREATE TABLE u (id INTEGER PRIMARY KEY, t_id, a);
    INSERT INTO t VALUES (1, 'one'), (2, 'two');
    INSERT INTO u VALUES (10, 1, NULL), (20, 2, x'00ff')`);
});

afterAll(async () => {
  await database.close();
});

async function collected<Row>(rows: AsyncIterable<Row>): Promise<Row[]> {
  const all: Row[] = [];
  for await (const row of rows) all.push(row);
  return all;
}

/** Every way to read rows as lists gives `expected`, and a prepared statement names the columns. */
async function check(
  scope: SqlScope,
  [sql, parameters]: readonly [string, SqlParameters?],
  columns: readonly string[],
  expected: readonly SqlRowArray[],
): Promise<void> {
  const statement = await scope.prepare(sql, ARRAYS);
  expect(statement.columns).toEqual(columns);
  expect(await scope.all(sql, parameters, ARRAYS)).toEqual(expected);
  expect(await statement.all(parameters)).toEqual(expected);
  expect(await scope.get(sql, parameters, ARRAYS)).toEqual(expected[0]);
  expect(await statement.get(parameters)).toEqual(expected[0]);
  expect(await collected(scope.iterate(sql, parameters, ARRAYS))).toEqual(expected);
  expect(await collected(statement.iterate(parameters))).toEqual(expected);
  const byOne = { ...ARRAYS, readAhead: 1 };
  expect(await collected(scope.iterate(sql, parameters, byOne))).toEqual(expected);
  const objects = expected.map((values) =>
    Object.fromEntries(columns.map((column, index) => [column, values[index]])),
  );
  expect(await scope.all(sql, parameters)).toEqual(objects);
  expect(await scope.all(sql, parameters, { rowMode: "object" })).toEqual(objects);
}

const JOIN = "SELECT * FROM t JOIN u ON t.id = u.t_id WHERE u.id < ? ORDER BY u.id";

const CASES: readonly (readonly [
  string,
  readonly [string, SqlParameters?],
  readonly string[],
  readonly SqlRowArray[],
])[] = [
  ["two columns of the same name", ["SELECT 1 AS a, 2 AS a"], ["a", "a"], [[1, 2]]],
  [
    "a join of tables with the same columns",
    [JOIN, [100]],
    ["id", "a", "id", "t_id", "a"],
    [
      [1, "one", 10, 1, null],
      [2, "two", 20, 2, new Uint8Array([0, 255])],
    ],
  ],
  ["no rows", [JOIN, [0]], ["id", "a", "id", "t_id", "a"], []],
  [
    "names that objects have",
    ['SELECT 1 AS "__proto__", 2 AS "length"'],
    ["__proto__", "length"],
    [[1, 2]],
  ],
  ["names that are numbers, in another order", ['SELECT 1 AS "2", 2 AS "1"'], ["2", "1"], [[1, 2]]],
  ["parameters by name", ["SELECT :x AS a, :x + 1 AS a", { x: 1 }], ["a", "a"], [[1, 2]]],
  [
    "more rows than a batch",
    [
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 2100) SELECT i, -i FROM n",
    ],
    ["i", "-i"],
    Array.from({ length: 2100 }, (_, index) => [index + 1, -index - 1]),
  ],
];

describe("rows as lists have all values in the order of the columns:", () => {
  test.each(CASES)("%s", (_, call, columns, expected) => check(database, call, columns, expected));

  test.each(CASES)("in a transaction and on a reserved connection, %s", async (_, ...given) => {
    await database.transaction(async (scope) => {
      await check(scope, ...given);
      await scope.transaction((inner) => check(inner, ...given));
    });
    await using connection = await database.reserve();
    await check(connection, ...given);
  });
});

test("an object has the last of several columns of the same name", async () => {
  expect(await database.get("SELECT 1 AS a, 2 AS b, 3 AS a")).toEqual({ a: 3, b: 2 });
});

test("a statement that returns no columns gives no rows", async () => {
  const statement = await database.prepare("DELETE FROM t WHERE id = 77", ARRAYS);
  expect(statement.columns).toEqual([]);
  expect(await statement.all()).toEqual([]);
  expect(await statement.get()).toBeUndefined();
});

test("rows that a writing statement returns come as lists, and are written", async () => {
  const insert = await database.prepare("INSERT INTO t (a) VALUES (?) RETURNING id, a, a", ARRAYS);
  const id = (await database.all("SELECT * FROM t")).length + 1;
  expect(await insert.get(["more"])).toEqual([id, "more", "more"]);
  expect(await database.get("SELECT a FROM t WHERE id = ?", [id], ARRAYS)).toEqual(["more"]);
  await database.run("DELETE FROM t WHERE id = ?", [id]);
});

test("the columns of a prepared statement are those of the rows that were read last", async () => {
  await database.execute("CREATE TABLE grown (a); INSERT INTO grown VALUES (1)");
  const statement = await database.prepare("SELECT * FROM grown", ARRAYS);
  const reads = [() => statement.all(), () => statement.get(), () => statement.iterate().next()];
  for (const [index, read] of reads.entries()) {
    await database.execute(`ALTER TABLE grown ADD COLUMN b${index}`);
    await read();
    const added = Array.from({ length: index + 1 }, (_, number) => `b${number}`);
    expect(statement.columns).toEqual(["a", ...added]);
  }
  expect(await statement.get()).toEqual([1, null, null, null]);
});

test("the type of a row follows the options", async () => {
  expectTypeOf(await database.all("SELECT 1")).toEqualTypeOf<SqlRow[]>();
  expectTypeOf(await database.all("SELECT 1", [], ARRAYS)).toEqualTypeOf<SqlRowArray[]>();
  const row = await database.get<[number, string]>("SELECT 1, 'a'", [], ARRAYS);
  expectTypeOf(row).toEqualTypeOf<[number, string] | undefined>();
  expect(row).toEqual([1, "a"]);
});
