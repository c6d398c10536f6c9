/**
 * The bound of expression depth against the SQLite of a newer Node, which has SQLite's own: what it
 * accepts is accepted, and what it refuses is refused, in its words. What is accepted does not
 * crash this build.
 */

import { spawnSync } from "node:child_process";
import { type Database, openDatabaseOnSession } from "@barewire/sqlite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { TOO_DEEP } from "../../packages/sqlite/src/sqlite/expression-depth.js";
import { countFrom, pick, type Random, withSeed } from "../contract/seeded-random.js";
import { newerNode } from "./newer-node.js";
import { PageMapServer } from "./page-map-server.js";
import { testRuntime } from "./test-runtime.js";

const SCHEMA = "CREATE TABLE t (a, b); INSERT INTO t VALUES (1, 2);";
const TIMEOUT_MS = 300_000;

let database: Database;

beforeAll(async () => {
  database = await openDatabaseOnSession(new PageMapServer().open(), await testRuntime());
  await database.execute(SCHEMA);
});
afterAll(async () => {
  await database.close();
});

/** Depth is refused by the bound, or before it by the stack of the parser. */
const REFUSALS: readonly string[] = [TOO_DEEP, "Recursion limit"];

/** SQLite adds up the levels of queries in one another; this bound does not. */
const LENIENT: ReadonlySet<string> = new Set(["subquery", "subquery of FROM"]);
/** SQLite does not count COLLATE at all, and the stack holds some thousands. */
const STRICT: ReadonlySet<string> = new Set(["collate"]);

type Shape = (count: number) => string;
const around =
  (before: string, inner: string, after: string): Shape =>
  (count) =>
    `${before.repeat(count)}${inner}${after.repeat(count)}`;

/** Expressions that grow with a count; those that nest are bounded by the parser, too. */
const SHAPES: Readonly<Record<string, Shape>> = {
  sum: around("a+", "a", ""),
  and: around("a=1 AND ", "b", ""),
  "and zero": around("0 AND ", "0", ""),
  "and zero with calls": around("abs(a) AND 0 AND ", "0", ""),
  or: around("a<b OR ", "b", ""),
  concat: around("a||", "b", ""),
  arrow: around("", "'{}'", "->'x'"),
  not: around("NOT ", "a", ""),
  minus: around("- ", "a", ""),
  plus: around("+ ", "a", ""),
  "minus plus": around("-+", "a", ""),
  tilde: around("~", "a", ""),
  parentheses: around("(", "a", ")"),
  "minus in parentheses": around("-(", "a", ")"),
  isnull: around("", "a", " ISNULL"),
  "not null": around("", "a", " NOT NULL"),
  is: around("", "a", " IS NOT NULL"),
  "is not": around("", "a IS ", "NOT b"),
  "is distinct": around("a IS NOT DISTINCT FROM ", "b", ""),
  like: around("", "a", " LIKE 'x'"),
  "not like": around("", "a", " NOT LIKE 'x' ESCAPE '!'"),
  in: around("", "a", " IN (1, 2)"),
  "not in": around("", "a", " NOT IN (1, b)"),
  "in nothing": around("", "a", " IN ()"),
  between: (count) => `a BETWEEN ${"b+".repeat(count)}1 AND 2`,
  "not between": (count) => `${"a+".repeat(count)}a NOT BETWEEN 1 AND 2 AND b`,
  collate: around("", "a", " COLLATE nocase"),
  cast: around("CAST(", "a", " AS INT)"),
  call: around("abs(", "a", ")"),
  arguments: (count) => `max(${"a, ".repeat(Math.min(count, 90))}${"a+".repeat(count)}b)`,
  case: around("CASE WHEN a THEN ", "b", " END"),
  "wide case": (count) => `CASE a ${"WHEN b THEN 1 ".repeat(count)}ELSE 2 END`,
  list: (count) => `a IN (${"a+b, ".repeat(count)}1)`,
  qualified: around("t.a+main.t.b*", "t.a", ""),
  subquery: (count) => `(SELECT ${"a+".repeat(count)}b FROM t LIMIT 1) + 1`,
  "subquery of FROM": (count) => `(SELECT c FROM (SELECT ${"a+".repeat(count)}b AS c FROM t)) + 1`,
  row: (count) => `(a, ${"a+".repeat(count)}b) = (1, 2)`,
  filter: (count) => `count(*) FILTER (WHERE ${"a+".repeat(count)}b) + 1`,
  window: (count) => `sum(a) OVER (PARTITION BY ${"a+".repeat(count)}b) + 1 + 1`,
  text: (count) => `'${"((((a+b NOT ".repeat(count)}' || "a" || /* ${"(1+".repeat(count)} */ b`,
};

/** The statements that an expression may stand in. */
const STATEMENTS: readonly ((expression: string) => string)[] = [
  (expression) => `SELECT ${expression} FROM t`,
  (expression) => `SELECT 1 FROM t WHERE ${expression} ORDER BY 1`,
  (expression) => `INSERT INTO t(a) VALUES (1), (${expression.replaceAll(/\b[ab]\b/g, "1")})`,
  (expression) => `UPDATE t SET a = 1, b = ${expression} WHERE 0`,
  (expression) => `CREATE TEMP TRIGGER r AFTER INSERT ON t BEGIN
    SELECT CASE WHEN 1 THEN 2 END; SELECT ${expression} FROM t; END`,
  (expression) =>
    `SELECT * FROM t JOIN t AS u ON ${expression.replaceAll(/(?<!\.)\b[ab]\b/g, "u.a")}`,
  (expression) => `WITH c AS (SELECT ${expression} FROM t) SELECT * FROM c`,
];

const JUDGE = `
  const { DatabaseSync } = require("node:sqlite");
  const database = new DatabaseSync(":memory:");
  database.exec(${JSON.stringify(SCHEMA)});
  const verdicts = JSON.parse(require("node:fs").readFileSync(0, "utf8")).map((sql) => {
    try {
      database.prepare("EXPLAIN " + sql);
      return "accepted";
    } catch (error) {
      return error.message;
    }
  });
  process.stdout.write(JSON.stringify(verdicts));
`;

/** Returns the verdict of the judge on each statement, which it prepares and does not run. */
function judge(node: string, statements: readonly string[]): readonly string[] {
  const { stdout, stderr } = spawnSync(node, ["-e", JUDGE], {
    input: JSON.stringify(statements),
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  if (stdout === "") throw new Error(stderr);
  // The judge prints the list of its verdicts.
  return JSON.parse(stdout) as readonly string[];
}

/** The same of this build. */
async function verdictOf(sql: string): Promise<string> {
  try {
    await database.execute(`EXPLAIN ${sql}`);
    return "accepted";
  } catch (error) {
    expect(error).toMatchObject({ issue: { kind: "sqlite", code: 1 } });
    return error instanceof Error ? error.message : "";
  }
}

const { program: NODE } = newerNode();

/** Counts around the limit of each shape, and far beyond it. */
const COUNTS = [1, 10, 300, 495, 501, 980, 997, 998, 999, 1_000, 1_001, 1_400, 2_000, 20_000];

test.skipIf(NODE === null).each(Object.keys(SHAPES))(
  "%s: accepted and refused as by the judge",
  async (name) => {
    const shape = SHAPES[name];
    if (NODE === null || shape === undefined) return;
    const statements = COUNTS.map((count) => `SELECT ${shape(count)} FROM t`);
    const expected = judge(NODE, statements);
    const mine: string[] = [];
    for (const sql of statements) mine.push(await verdictOf(sql));
    for (const [index, count] of COUNTS.entries()) {
      const [theirs = "", ours = ""] = [expected[index], mine[index]];
      const isRefused = REFUSALS.includes(theirs);
      if (isRefused && LENIENT.has(name)) continue;
      if (!isRefused && STRICT.has(name) && count > 7_000) continue;
      if (isRefused) expect(REFUSALS, `${count}`).toContain(ours);
      else expect(ours, `${count}`).toBe(theirs);
    }
  },
  TIMEOUT_MS,
);

/** Pieces that are put around and beside an expression, of about one level each. */
const STEPS: readonly ((inner: string) => string)[] = [
  ...["+", "*", "||", "=", "<", "AND", "OR", "IS", "IS NOT", "&", "->", "LIKE", "NOT LIKE"].flatMap(
    (operator) => [
      (inner: string) => `${inner} ${operator} a`,
      (inner: string) => `b ${operator} ${inner}`,
      (inner: string) => `b ${operator} (${inner})`,
    ],
  ),
  (inner) => `(${inner})`,
  (inner) => `NOT ${inner}`,
  (inner) => `- ${inner}`,
  (inner) => `${inner} ISNULL`,
  (inner) => `${inner} NOT NULL`,
  (inner) => `${inner} IN (1, a, 2)`,
  (inner) => `a NOT IN (1, ${inner})`,
  (inner) => `${inner} BETWEEN 1 AND 2`,
  (inner) => `a NOT BETWEEN ${inner} AND b`,
  (inner) => `${inner} LIKE 'x' ESCAPE '!'`,
  (inner) => `coalesce(1, ${inner}, b)`,
  (inner) => `CAST(${inner} AS TEXT)`,
  (inner) => `CASE WHEN a THEN ${inner} ELSE 1 END`,
  (inner) => `CASE ${inner} WHEN a THEN 1 END`,
];

function randomExpression(random: Random, stepCount: number): string {
  let expression = "a";
  while (expression.length < 2 * stepCount) {
    const step = pick(random, STEPS);
    // Chains are what grows deep; what nests is bounded by the parser first.
    const count = random(4) === 0 ? random(120) : 1;
    for (let index = 0; index < count; index += 1) expression = step(expression);
  }
  return expression;
}

test.skipIf(NODE === null)(
  "generated expressions and statements",
  async () => {
    if (NODE === null) return;
    await withSeed(async (random) => {
      const count = countFrom("BAREWIRE_TEST_EXPRESSIONS", 150);
      const statements = Array.from({ length: count }, () => {
        return pick(random, STATEMENTS)(randomExpression(random, 200 + random(8_000)));
      });
      const expected = judge(NODE, statements);
      const refused = expected.filter((verdict) => REFUSALS.includes(verdict)).length;
      // Otherwise the expressions would be too small, or too large, to prove anything.
      expect(refused).toBeGreaterThan(count / 30);
      const accepted = expected.filter((verdict) => verdict === "accepted").length;
      expect(accepted).toBeGreaterThan(count / 30);
      for (const [index, sql] of statements.entries()) {
        const theirs = expected[index] ?? "";
        const ours = await verdictOf(sql);
        const isRefused = REFUSALS.includes(theirs);
        // If the text is no SQL, either fault may be reported.
        const isSame = isRefused
          ? REFUSALS.includes(ours)
          : theirs !== "accepted" || ours === theirs;
        if (!isSame) throw new Error(`judge: ${theirs}; bound: ${ours}; ${sql.slice(0, 3_000)}`);
      }
    });
  },
  TIMEOUT_MS,
);
