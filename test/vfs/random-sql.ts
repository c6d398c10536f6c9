/**
 * Random statements over a few tables: everything whose result depends on the data alone.
 */

import type { SqlParameter } from "@barewire/sqlite";
import { pick, type Random } from "../contract/seeded-random.js";

export interface RandomStatement {
  readonly sql: string;
  readonly parameters: readonly SqlParameter[];
}

const TABLES = ["t0", "t1", "t2"] as const;
const COLUMNS = ["a", "b", "c"] as const;

/** Sizes around what fits into a page, a cell, and one or more overflow pages. */
const SIZES = [0, 1, 20, 100, 489, 490, 1_000, 4_045, 4_061, 4_091, 4_096, 4_097, 8_188, 20_000];

/** One statement. Many fail, which is a result like any other. */
export function randomStatement(random: Random): RandomStatement {
  return pick(random, [...reads(random), ...writes(random), ...others(random)])();
}

/** The statements that begin a session, whatever the previous one has left. */
export const PREPARATION: readonly RandomStatement[] = TABLES.map((table) =>
  statement(`CREATE TABLE IF NOT EXISTS ${table} (a, b, c)`),
);

/** Statements that change nothing. */
function reads(random: Random): readonly (() => RandomStatement)[] {
  const table = pick(random, TABLES);
  const column = pick(random, COLUMNS);
  const value = (): SqlParameter => randomValue(random);
  return [
    () => statement(`SELECT rowid AS r, * FROM ${table} ORDER BY rowid`),
    () => statement(`SELECT ${column}, count(*) AS n FROM ${table} GROUP BY ${column} ORDER BY 1`),
    () =>
      statement(`SELECT * FROM ${table} WHERE ${column} >= ? ORDER BY ${column}, rowid`, value()),
    () => statement(`SELECT * FROM ${table} ORDER BY rowid DESC LIMIT ?`, random(20)),
    () =>
      statement(`SELECT x.a, y.b FROM ${table} x JOIN t1 y ON x.a = y.a ORDER BY 1, 2 LIMIT 50`),
    () => statement(`SELECT total(length(${column})) AS s, max(rowid) AS m FROM ${table}`),
  ];
}

/** Statements that insert, change and delete rows. */
function writes(random: Random): readonly (() => RandomStatement)[] {
  const table = pick(random, TABLES);
  const column = pick(random, COLUMNS);
  const value = (): SqlParameter => randomValue(random);
  return [
    ...repeat(6, () =>
      statement(`INSERT INTO ${table} (a, b, c) VALUES (?, ?, ?)`, value(), value(), value()),
    ),
    () =>
      statement(
        `INSERT INTO ${table} (a, b, c) VALUES (?, ?, ?)
         ON CONFLICT DO UPDATE SET b = excluded.b, c = ?`,
        value(),
        value(),
        value(),
        value(),
      ),
    ...repeat(2, () =>
      statement(
        `INSERT INTO ${table} (a, b, c)
         WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
         SELECT i * 7919 % 1000, hex(zeroblob(?)), i FROM n`,
        1 + random(120),
        random(300),
      ),
    ),
    () =>
      statement(
        `INSERT INTO ${table} (a, b, c) SELECT c, a, b FROM t0 WHERE rowid < ?`,
        random(40),
      ),
    ...repeat(3, () =>
      statement(`UPDATE ${table} SET ${column} = ? WHERE rowid % ? = 0`, value(), 1 + random(9)),
    ),
    () => statement(`UPDATE ${table} SET b = b || ? WHERE a = ?`, "tail", value()),
    ...repeat(2, () => statement(`DELETE FROM ${table} WHERE rowid % ? = 1`, 1 + random(9))),
    () => statement(`DELETE FROM ${table} WHERE ${column} < ? RETURNING rowid`, value()),
    () => statement(`DELETE FROM ${table}`),
  ];
}

/** Statements for the schema, transactions, and the file. */
function others(random: Random): readonly (() => RandomStatement)[] {
  const table = pick(random, TABLES);
  const column = pick(random, COLUMNS);
  return [
    () => statement(`CREATE TABLE IF NOT EXISTS ${table} (a, b, c)`),
    () => statement(`CREATE TABLE ${table} (a INTEGER PRIMARY KEY, b UNIQUE, c CHECK (c <> 5))`),
    () => statement(`CREATE TABLE ${table} (a TEXT NOT NULL PRIMARY KEY, b, c) WITHOUT ROWID`),
    () => statement(`DROP TABLE ${table}`),
    () => statement(`CREATE INDEX i${random(4)} ON ${table} (${column})`),
    () => statement(`DROP INDEX i${random(4)}`),
    () => statement(`ALTER TABLE ${table} RENAME COLUMN b TO b${random(2)}`),
    () =>
      statement(
        `CREATE TRIGGER g${random(2)} AFTER INSERT ON ${table} WHEN new.a IS NOT NULL
         BEGIN DELETE FROM t2 WHERE c = new.c; END`,
      ),
    () => statement(`DROP TRIGGER g${random(2)}`),
    ...repeat(3, () => statement("BEGIN")),
    ...repeat(3, () => statement("COMMIT")),
    ...repeat(2, () => statement("ROLLBACK")),
    () => statement(`SAVEPOINT s${random(2)}`),
    () => statement(`RELEASE s${random(2)}`),
    () => statement(`ROLLBACK TO s${random(2)}`),
    () => statement("VACUUM"),
    () => statement("REINDEX"),
    () => statement("ANALYZE"),
    () => statement(`PRAGMA user_version = ${random(1_000)}`),
    () => statement("PRAGMA freelist_count"),
    () => statement("PRAGMA page_count"),
  ];
}

function randomValue(random: Random): SqlParameter {
  const make: readonly (() => SqlParameter)[] = [
    () => null,
    () => random(10),
    () => random(1_000) - 500,
    () => (BigInt(random(2 ** 31)) << 31n) - 2n ** 61n,
    () => random(1_000_000) / 7,
    () => random(2) === 0,
    () => `text ${random(50)}`,
    () => `with a zero \0 inside ${random(5)}`,
    () => "é☃😀".repeat(random(20)),
    () => randomText(random),
    () => Uint8Array.from({ length: random(30) }, () => random(256)),
    () => new Uint8Array(pick(random, SIZES)).fill(random(256)),
  ];
  return pick(random, make)();
}

function randomText(random: Random): string {
  return String.fromCharCode(97 + random(26)).repeat(pick(random, SIZES));
}

function statement(sql: string, ...parameters: SqlParameter[]): RandomStatement {
  return { sql, parameters };
}

function repeat<T>(count: number, item: T): readonly T[] {
  return Array.from({ length: count }, () => item);
}
