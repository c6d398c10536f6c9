/** Every limit of SQL: what keeps to it runs, and what exceeds it fails in SQLite's words. */

import { type Database, openDatabaseOnSession } from "@barewire/sqlite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { SQL_LIMITS } from "../../packages/sqlite/src/sqlite/sql-limits.js";
import { PageMapServer } from "./page-map-server.js";
import { testRuntime } from "./test-runtime.js";

let database: Database;

beforeAll(async () => {
  database = await openDatabaseOnSession(new PageMapServer().open(), await testRuntime());
  await database.execute(`
    PRAGMA recursive_triggers = ON;
    CREATE TABLE t (a);
    CREATE TABLE deep (a);
    CREATE TRIGGER deeper AFTER INSERT ON deep WHEN NEW.a > 1
      BEGIN INSERT INTO deep VALUES (NEW.a - 1); END;
  `);
});
afterAll(async () => {
  await database.close();
});

function limitOf(name: string): number {
  const limit = SQL_LIMITS.find((each) => each.name === name);
  if (limit === undefined) throw new RangeError(`no limit ${name}`);
  return limit.value;
}

const listOf = (count: number, item: string): string => Array(count).fill(item).join(", ");

interface Case {
  readonly name: string;
  /** SQL that reaches a size. */
  readonly sql: (size: number) => string;
  readonly message: string;
}

/** The number of instructions has no case: a statement of 25,000,000 would take minutes. */
const CASES: readonly Case[] = [
  {
    name: "LENGTH",
    sql: (size) => `SELECT length(zeroblob(${size}))`,
    message: "string or blob too big",
  },
  {
    name: "SQL_LENGTH",
    sql: (size) => `SELECT 1${" ".repeat(size - "SELECT 1;".length)};`,
    message: "too big",
  },
  {
    name: "COLUMN",
    sql: (size) => `SELECT ${listOf(size, "1")}`,
    message: "too many columns in result set",
  },
  {
    name: "COMPOUND_SELECT",
    sql: (size) => Array(size).fill("SELECT a FROM t").join(" UNION ALL "),
    message: "too many terms in compound SELECT",
  },
  {
    name: "FUNCTION_ARG",
    sql: (size) => `SELECT max(${listOf(size, "1")})`,
    message: "too many arguments on function max",
  },
  {
    name: "LIKE_PATTERN_LENGTH",
    sql: (size) => `SELECT 'a' LIKE '${"%a".repeat(size / 2)}${"%".repeat(size % 2)}'`,
    message: "LIKE or GLOB pattern too complex",
  },
  {
    name: "VARIABLE_NUMBER",
    sql: (size) => `EXPLAIN SELECT ?${size}`,
    message: "variable number must be between ?1 and ?32766",
  },
  {
    name: "TRIGGER_DEPTH",
    sql: (size) => `INSERT INTO deep VALUES (${size})`,
    message: "too many levels of trigger recursion",
  },
  {
    name: "PARSER_DEPTH",
    // Some entries of the stack are for what is around the parentheses.
    sql: (size) => `SELECT ${"(".repeat(size - 10)}1${")".repeat(size - 10)}`,
    message: "Recursion limit",
  },
];

test.each(CASES)("$name", async ({ name, sql, message }) => {
  const limit = limitOf(name);
  await database.execute(sql(limit));
  await expect(database.execute(sql(limit + 20))).rejects.toMatchObject({
    message: expect.stringContaining(message),
    issue: { kind: "sqlite", statement: 1 },
  });
});

test("ATTACHED", async () => {
  const limit = limitOf("ATTACHED");
  for (let index = 0; index < limit; index += 1) {
    await database.execute(`ATTACH ':memory:' AS m${index}`);
  }
  await expect(database.execute("ATTACH '' AS more")).rejects.toThrow(
    `too many attached databases - max ${limit}`,
  );
});
