/**
 * Database files for tests, created and checked by SQLite, with nothing installed.
 */

import { closeSync, openSync } from "node:fs";
import { open, writeFile } from "node:fs/promises";
import { PAGE_SIZE } from "@barewire/protocol/page-size";
import {
  ConversionVfs,
  SOURCE_NAME,
  TARGET_NAME,
} from "../../packages/storage-cli/src/transfer/conversion-vfs.js";
import { executeSql, startSqlite } from "../../packages/storage-cli/src/transfer/sqlite-module.js";

/** The result code of the first statement that fails; 0 if none does. */
async function runSql(
  {
    name,
    source,
    target,
  }: { readonly name: string; readonly source: string; readonly target: string },
  statements: readonly string[],
): Promise<number> {
  const module = await startSqlite();
  const files = {
    source: openSync(source, "r"),
    target: openSync(target, "r+"),
    journal: openSync(`${target}.undo`, "w+"),
  };
  try {
    const vfs = new ConversionVfs(module, files);
    module.vfs_register(vfs, 0);
    const all = ["PRAGMA temp_store = MEMORY", ...statements];
    return executeSql(module, { name, vfs: vfs.name }, all);
  } finally {
    for (const file of Object.values(files)) closeSync(file);
  }
}

export type DatabaseFileOptions = { readonly pageSize?: number; readonly rowCount?: number };

/**
 * The database has tables of several kinds, an index, a view and a trigger; about 900 bytes a row.
 */
export async function makeDatabaseFile(
  path: string,
  { pageSize = PAGE_SIZE, rowCount = 1_000 }: DatabaseFileOptions = {},
): Promise<void> {
  const numbers = `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${rowCount})`;
  await writeFile(path, "");
  const code = await runSql({ name: TARGET_NAME, source: path, target: path }, [
    `PRAGMA page_size = ${pageSize}`,
    "PRAGMA user_version = 42",
    "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b BLOB, c REAL)",
    "CREATE TABLE w (k TEXT PRIMARY KEY, v) WITHOUT ROWID",
    "CREATE INDEX t_a ON t (a)",
    "CREATE VIEW long AS SELECT * FROM t WHERE length(b) > 600",
    "CREATE TRIGGER t_w AFTER DELETE ON t BEGIN DELETE FROM w WHERE k = old.a; END",
    `${numbers} INSERT INTO t SELECT i, 'row ' || i, randomblob(i % 1500), i / 7.0 FROM n`,
    `${numbers} INSERT INTO w SELECT 'row ' || i, CASE i % 3 WHEN 0 THEN NULL ELSE i END FROM n`,
    "DELETE FROM t WHERE id % 10 = 3",
  ]);
  if (code !== 0) throw new Error(`SQLite failed with ${code}`);
}

/** Returns 0 if both have the same schema and rows, and the second one is sound. */
export async function compareFiles(one: string, other: string): Promise<number> {
  const equal = (query: string) =>
    ["main.", "other."].map((schema, index, all) => {
      const [a, b] = [schema, all[1 - index] ?? ""].map((each) => query.replaceAll("@", each));
      return `INSERT INTO temp.facts SELECT NOT EXISTS (${a} EXCEPT ${b})`;
    });
  return await runSql({ name: SOURCE_NAME, source: one, target: other }, [
    `ATTACH '${TARGET_NAME}' AS other`,
    "CREATE TEMP TABLE facts (is_true CHECK (is_true = 1))",
    ...equal("SELECT type, name, tbl_name, sql FROM @sqlite_schema"),
    ...equal("SELECT *, typeof(a), typeof(b), typeof(c) FROM @t"),
    ...equal("SELECT *, typeof(v) FROM @w"),
    "INSERT INTO temp.facts SELECT count(*) = (SELECT count(*) FROM other.t) FROM main.t",
    "INSERT INTO temp.facts SELECT integrity_check = 'ok' FROM pragma_integrity_check WHERE schema = 'other'",
  ]);
}

/** A file that begins like a database and holds anything behind. */
export async function makeRawFile(
  path: string,
  pageCount: number,
  fill: (pgno: number) => Uint8Array,
): Promise<void> {
  const bytes = Buffer.concat(Array.from({ length: pageCount }, (_, index) => fill(index + 1)));
  bytes.set(headerOf(pageCount));
  await writeFile(path, bytes);
}

/** The first 100 bytes of a database of this many pages. */
export function headerOf(pageCount: number, pageSize: number = PAGE_SIZE): Uint8Array {
  const header = new Uint8Array(100);
  const view = new DataView(header.buffer);
  header.set(new TextEncoder().encode("SQLite format 3\0"));
  view.setUint16(16, pageSize === 65_536 ? 1 : pageSize);
  header.set([1, 1, 0, 64, 32, 32], 18);
  view.setUint32(24, 7);
  view.setUint32(28, pageCount);
  view.setUint32(92, 7);
  return header;
}

/** Overwrites bytes of a file. */
export async function patchFile(path: string, offset: number, bytes: Uint8Array): Promise<void> {
  const file = await open(path, "r+");
  try {
    await file.write(bytes, 0, bytes.length, offset);
  } finally {
    await file.close();
  }
}

/** Runs statements on a file. */
export async function runSqlOnFile(path: string, statements: readonly string[]): Promise<void> {
  const code = await runSql({ name: TARGET_NAME, source: path, target: path }, statements);
  if (code !== 0) throw new Error(`SQLite failed with ${code}`);
}
