/**
 * Refuses a file whose schema needs something that this build of SQLite lacks: a module such as
 * rtree, a collation or a function of an application, strings in double quotes. Such a file can be
 * stored, but its tables would fail one by one when they are used.
 *
 * SQLite itself is the judge. EXPLAIN compiles a statement, with its views, indexes, constraints
 * and triggers, and runs nothing.
 */

import { PAGE_SIZE } from "@barewire/protocol/page-size";
import type { SqliteFile } from "../transfer/sqlite-file.js";
import { onFiles, TransferError } from "../transfer/transfer-error.js";
import { ReadOnlyDatabase, SqliteFailure, startAsyncSqlite } from "./async-sqlite.js";
import { SNAPSHOT_NAME, SnapshotVfs } from "./snapshot-vfs.js";

const TABLES = String.raw`
  WITH tables(name, quoted, type) AS (
    SELECT name, '"' || replace(name, '"', '""') || '"', type FROM sqlite_schema
    WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\_%' ESCAPE '\'
  )`;

/** DISTINCT compares all columns, and so needs their collations. */
const READS_AND_WRITES = `${TABLES}
  SELECT 'EXPLAIN SELECT DISTINCT * FROM ' || quoted FROM tables
  UNION ALL SELECT 'EXPLAIN INSERT INTO ' || quoted || ' DEFAULT VALUES' FROM tables
  UNION ALL SELECT 'EXPLAIN DELETE FROM ' || quoted FROM tables`;

/** Columns whose modules are unknown cannot be listed, so these statements are made afterwards. */
const UPDATES = `${TABLES}
  SELECT 'EXPLAIN UPDATE ' || quoted || ' SET ' || column || ' = ' || column
  FROM (
    SELECT quoted, '"' || replace(columns.name, '"', '""') || '"' AS column, min(columns.cid)
    FROM tables, pragma_table_xinfo(tables.name) AS columns
    WHERE columns.hidden = 0 GROUP BY quoted
  )`;

/**
 * SQLite drops a constraint with an unknown function when it reads a schema, but not when it
 * creates a table. So a copy of each table, without rows, is created in the database for temporary
 * tables.
 */
const COPIES = `${TABLES}
  SELECT 'CREATE TEMP TABLE ' || substr(sql, length('CREATE TABLE ') + 1)
  FROM sqlite_schema JOIN tables USING (name) WHERE sql LIKE 'CREATE TABLE %'
  UNION ALL SELECT 'EXPLAIN INSERT INTO temp.' || quoted || ' DEFAULT VALUES' FROM tables`;

/** The messages of SQLite, each with what is missing. */
const MISSING: readonly (readonly [RegExp, (name: string) => string])[] = [
  [/^no such module: (.*)$/u, (name) => `module ${name}`],
  [/^no such collation sequence: (.*)$/u, (name) => `collation ${name}`],
  [/^no such function: (.*)$/u, (name) => `function ${name}`],
  [/^unknown function: (.*)\(\)$/u, (name) => `function ${name}`],
  [/^(no such column: .*) - should this be a string literal/u, () => "strings in double quotes"],
];

/** The client registers these beside those of the build, for all connections. */
const CLIENT_FUNCTIONS: ReadonlySet<string> = new Set(
  "ceiling ln log2 mod pow trunc".split(" ").map((name) => `function ${name}`),
);

/** Throws `schema-unsupported`. A schema that cannot be read is left to `verify`. */
export async function requireUsableSchema(file: SqliteFile): Promise<void> {
  const module = await startAsyncSqlite();
  const vfs = new SnapshotVfs(module, {
    size: file.pageSize * file.pageCount,
    page: (pgno) => blockOf(file, pgno),
  });
  module.vfs_register(vfs, 0);
  try {
    await ReadOnlyDatabase.open(
      module,
      { name: SNAPSHOT_NAME, vfs: vfs.name },
      async (database) => {
        database.registerExtensionFunctions();
        await database.run("PRAGMA temp_store=MEMORY");
        for (const query of [READS_AND_WRITES, UPDATES, COPIES]) await compileAll(database, query);
      },
    );
  } catch (error) {
    if (!(error instanceof SqliteFailure) && !isCrash(error)) throw error;
  }
  if (vfs.failure !== undefined) await onFiles(() => Promise.reject(vfs.failure));
}

/** Runs the statements that are the rows of `query`. Throws `schema-unsupported`. */
async function compileAll(database: ReadOnlyDatabase, query: string): Promise<void> {
  const statements: string[] = [];
  await database.run(query, (text) => statements.push(text));
  for (const statement of statements) {
    try {
      await database.run(statement);
    } catch (error) {
      // Other failures are no concern here: a view may name a table that is gone.
      const missing = error instanceof SqliteFailure ? missingIn(error.message) : null;
      if (missing !== null) throw new TransferError({ kind: "schema-unsupported", missing });
      if (!(error instanceof SqliteFailure)) throw error;
    }
  }
}

/** Views upon very many views overflow the stack of SQLite, which is then not used any more. */
function isCrash(error: unknown): boolean {
  return error instanceof Error && (error.name === "RuntimeError" || error.name === "RangeError");
}

function missingIn(message: string): string | null {
  for (const [pattern, textOf] of MISSING) {
    const name = pattern.exec(message)?.[1];
    if (name === undefined) continue;
    const missing = textOf(name);
    return CLIENT_FUNCTIONS.has(missing.toLowerCase()) ? null : missing;
  }
  return null;
}

/** A block of the file as large as a page of the store; the last one may be shorter. */
async function blockOf(file: SqliteFile, pgno: number): Promise<Uint8Array> {
  const offset = (pgno - 1) * PAGE_SIZE;
  const size = Math.min(PAGE_SIZE, file.pageSize * file.pageCount - offset);
  const bytes = new Uint8Array(size);
  await file.read(bytes, offset);
  return bytes;
}
