/**
 * The mathematical functions against those of another build of SQLite: the program of the system,
 * which has them compiled in.
 */

import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { type Database, openDatabaseOnSession } from "@barewire/sqlite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { hasDebianSqlite } from "./debian-sqlite.js";
import { PageMapServer } from "./page-map-server.js";
import { testRuntime } from "./test-runtime.js";

let database: Database;

beforeAll(async () => {
  database = await openDatabaseOnSession(new PageMapServer().open(), await testRuntime());
});
afterAll(async () => {
  await database.close();
});

const UNARY =
  "acos acosh asin asinh atan atanh ceil ceiling cos cosh degrees exp floor ln log log10 log2 " +
  "radians sign sin sinh sqrt tan tanh trunc";
const BINARY = "atan2 log mod pow power";
const VALUES = [
  ...[
    "NULL",
    "'a'",
    "x'31'",
    "''",
    "'0.5'",
    "'3'",
    "' 7 '",
    "'1e3'",
    "0",
    "1",
    "-1",
    "2",
    "-7",
    "10",
  ],
  ...["0.0", "-0.0", "0.5", "-0.5", "1.0", "2.5", "-2.5", "1e300", "-1e300", "9e999", "-9e999"],
  ...["9223372036854775807", "-9223372036854775808", "9007199254740993", "1e-320"],
];

const CALLS: readonly string[] = [
  "pi()",
  ...UNARY.split(" ").flatMap((name) => VALUES.map((value) => `${name}(${value})`)),
  ...BINARY.split(" ").flatMap((name) =>
    VALUES.flatMap((x) => VALUES.map((y) => `${name}(${x}, ${y})`)),
  ),
];

/** The last digits of a transcendental function are the library's own, so twelve are compared. */
function sqlOf(call: string): string {
  const name = call.replaceAll("'", "''");
  const value = "iif(abs(v + 0.0) > 9e307, v, printf('%.12g', v))";
  return `SELECT '${name}' AS call, typeof(v) AS type, ${value} AS v FROM (SELECT ${call} AS v)`;
}

test.skipIf(!hasDebianSqlite())("every function is what SQLite says it is", async () => {
  const script = [".mode json", ...CALLS.map((call) => `${sqlOf(call)};`)].join("\n");
  const running = promisify(execFile)("sqlite3", [":memory:"], { maxBuffer: 1 << 26 });
  running.child.stdin?.end(script);
  const { stdout } = await running;
  const expected = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line)[0]);
  expect(expected).toHaveLength(CALLS.length);
  const mine: unknown[] = [];
  for (const call of CALLS) mine.push(await database.get(sqlOf(call)));
  expect(mine).toEqual(expected);
});

test("they may be used in indexes, and a wrong count of arguments is refused", async () => {
  await database.execute(`
    CREATE TABLE t (a, b AS (floor(a)) STORED, CHECK (sqrt(a) < 100));
    CREATE INDEX t_ln ON t (ln(a), sign(a));
    INSERT INTO t (a) VALUES (2.5);
  `);
  expect(await database.get("SELECT b FROM t WHERE ln(a) > 0.9")).toEqual({ b: 2 });
  await expect(database.get("SELECT log(1, 2, 3)")).rejects.toThrow("wrong number of arguments");
  await expect(database.get("SELECT sqrt(1, 2)")).rejects.toThrow("wrong number of arguments");
});

test("the other functions of the extension are there", async () => {
  const sql = `SELECT median(column1) AS m, variance(column1) AS v, reverse('abc') AS r
    FROM (VALUES (1), (3))`;
  expect(await database.get(sql)).toEqual({ m: 2, v: 2, r: "cba" });
});
