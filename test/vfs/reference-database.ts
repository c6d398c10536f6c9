/**
 * The same build of SQLite on files in memory, with which results are compared.
 */

import { currentPlatform, type SqlParameters, type SqlRow } from "@barewire/sqlite";
// @ts-expect-error: the package has no types for its examples.
import { MemoryVFS } from "@journeyapps/wa-sqlite/src/examples/MemoryVFS.js";
import { type Connection, openConnection } from "../../packages/sqlite/src/sqlite/connection.js";
import { type SqliteModule, startSqlite } from "../../packages/sqlite/src/sqlite/sqlite-module.js";
import { startSynchronous } from "../../packages/sqlite/src/sqlite/synchronous-build.js";

export interface ReferenceDatabase {
  all(sql: string, parameters?: SqlParameters): Promise<SqlRow[]>;
  close(): Promise<void>;
}

let count = 0;

/**
 * One instance serves all databases: if a thread has several instances of one WASM module, the V8
 * of Node 20 compiles calls of one into calls of another, and reads memory that was freed.
 */
let shared: Promise<SqliteModule> | null = null;

async function start(): Promise<SqliteModule> {
  return startSqlite(startSynchronous, await currentPlatform().compile("synchronous"));
}

/** The one SQLite of this thread, for databases in memory. */
export function referenceModule(): Promise<SqliteModule> {
  shared ??= start();
  return shared;
}

export async function openReference(): Promise<ReferenceDatabase> {
  const module = await referenceModule();
  count += 1;
  const vfsName = `reference-${count}`;
  const vfs: object = new MemoryVFS(vfsName, module);
  module.vfs_register(vfs, 0);
  const options = { module, vfsName, fileName: "reference", takeFailure: () => null, guard: null };
  const connection = await openConnection(options, 2_000);
  return {
    all: (sql, parameters = []) => allRows(connection, sql, parameters),
    close: () => connection.close(),
  };
}

async function allRows(
  connection: Connection,
  sql: string,
  parameters: SqlParameters,
): Promise<SqlRow[]> {
  const statement = await connection.acquire(sql);
  try {
    statement.bind(parameters);
    const { rows } = await statement.rows(1_000_000, Number.POSITIVE_INFINITY);
    return rows.map((row) =>
      Object.fromEntries(statement.columns.map((column, index) => [column, row[index] ?? null])),
    );
  } finally {
    await connection.release(statement);
  }
}
