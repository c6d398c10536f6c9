/**
 * Runs the same on two databases and compares each result, then all contents.
 */

import { DatabaseError, type SqlParameters, type SqlRow } from "@barewire/sqlite";
import type { RandomStatement } from "./random-sql.js";

export interface Queryable {
  all(sql: string, parameters?: SqlParameters): Promise<SqlRow[]>;
}

/** The rows, or the refusal of SQLite. */
async function outcomeOf(
  database: Queryable,
  { sql, parameters }: RandomStatement,
): Promise<string> {
  try {
    return asText(await database.all(sql, parameters));
  } catch (error) {
    if (!(error instanceof DatabaseError) || error.issue.kind !== "sqlite") throw error;
    return `${error.issue.extendedCode} ${error.message}`;
  }
}

/** Throws at the first statement whose outcomes differ. */
export async function compareOutcomes(
  subject: Queryable,
  reference: Queryable,
  statement: RandomStatement,
): Promise<void> {
  const [actual, expected] = [
    await outcomeOf(subject, statement),
    await outcomeOf(reference, statement),
  ];
  if (actual !== expected) {
    const parameters = asText([statement.parameters]).slice(0, 300);
    throw new Error(
      `${statement.sql} ${parameters}:\n${actual.slice(0, 500)}\n≠ ${expected.slice(0, 500)}`,
    );
  }
}

/** Everything that the database holds, as text. */
async function dumpOf(database: Queryable): Promise<string> {
  const schema = await database.all("SELECT type, name, tbl_name, sql FROM sqlite_schema");
  const parts = [asText(schema), asText(await database.all("PRAGMA user_version"))];
  for (const { type, name } of schema) {
    if (type !== "table") continue;
    // ANALYZE depends on the order of tables in the memory of the connection, which a reopen
    // changes.
    const order = name === "sqlite_stat1" ? "ORDER BY tbl, idx" : "";
    parts.push(`${name}`, asText(await database.all(`SELECT * FROM "${name}" ${order}`)));
  }
  return parts.join("\n");
}

/** Throws, with what is around the first difference, if the dumps differ. */
export async function compareDumps(subject: Queryable, reference: Queryable): Promise<void> {
  const [actual, expected] = [await dumpOf(subject), await dumpOf(reference)];
  if (actual === expected) return;
  const at = [...actual].findIndex((character, index) => character !== expected[index]);
  const around = (text: string): string => text.slice(Math.max(0, at - 200), at + 200);
  throw new Error(`the dumps differ:\n${around(actual)}\n≠ ${around(expected)}`);
}

/** The comparison is exact: a blob is not its text, an integer not its floating-point number. */
function asText(rows: readonly object[]): string {
  return JSON.stringify(rows, (_, value: unknown) => {
    if (typeof value === "bigint") return `${value}n`;
    if (value instanceof Uint8Array) return `x${Buffer.from(value).toString("hex")}`;
    return typeof value === "number" && !Number.isInteger(value) ? `${value}f` : value;
  });
}
