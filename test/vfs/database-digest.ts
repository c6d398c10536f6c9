/**
 * The contents of a database as one line, to compare what is too large to be printed.
 */

import { createHash } from "node:crypto";
import type { SqlValue } from "@barewire/sqlite";
import type { Queryable } from "./compare-databases.js";

/** The schema, and of each table the count and a hash of its rows. Throws if it is not sound. */
export async function digestOf(database: Queryable): Promise<string> {
  const [check] = await database.all("PRAGMA integrity_check");
  if (check?.["integrity_check"] !== "ok") throw new Error("the database is not sound");
  const [version] = await database.all("PRAGMA user_version");
  const schema = await database.all("SELECT type, name, sql FROM sqlite_schema");
  const parts = [`version ${version?.["user_version"]}`];
  for (const { type, name, sql } of schema) {
    parts.push(`${sql}`);
    if (type !== "table") continue;
    const order = `${sql}`.endsWith("WITHOUT ROWID") ? "1" : "rowid";
    const rows = await database.all(`SELECT * FROM "${name}" ORDER BY ${order}`);
    const hash = createHash("sha256");
    for (const row of rows) for (const value of Object.values(row)) hash.update(bytesOf(value));
    parts.push(`${rows.length} rows ${hash.digest("hex").slice(0, 16)}`);
  }
  return parts.join("; ");
}

/** The digest differs for values that differ in value or type. */
function bytesOf(value: SqlValue): Uint8Array {
  const isBlob = value instanceof Uint8Array;
  const text = isBlob ? `blob ${value.length} ` : `${typeof value} ${value} `;
  return isBlob ? Buffer.concat([Buffer.from(text), value]) : Buffer.from(text);
}
