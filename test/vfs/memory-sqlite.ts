/**
 * Databases on files in memory, which can be reopened, and a digest of all contents of one.
 */

import { createHash, type Hash } from "node:crypto";
import type { SqlValue } from "@barewire/sqlite";
// @ts-expect-error: the package has no types for its examples.
import { MemoryVFS } from "@journeyapps/wa-sqlite/src/examples/MemoryVFS.js";
import { type Connection, openConnection } from "../../packages/sqlite/src/sqlite/connection.js";
import type { SqliteModule } from "../../packages/sqlite/src/sqlite/sqlite-module.js";
import { referenceModule } from "./reference-database.js";

type StoredFile = { pathname: string; flags: number; size: number; data: ArrayBuffer };
type MemoryFiles = object & { readonly mapNameToFile: Map<string, StoredFile> };

const CACHE_KIB = 2_000;

/** A file system of its own; its files live as long as it does. */
export class MemorySqlite {
  static #count = 0;
  readonly #module: SqliteModule;
  readonly #vfsName: string;
  readonly #files: MemoryFiles;

  private constructor(module: SqliteModule) {
    MemorySqlite.#count += 1;
    this.#module = module;
    this.#vfsName = `memory-${MemorySqlite.#count}`;
    this.#files = new MemoryVFS(this.#vfsName, module);
    module.vfs_register(this.#files, 0);
  }

  static async start(): Promise<MemorySqlite> {
    return new MemorySqlite(await referenceModule());
  }

  /** Removes all files. None may be open. */
  clear(): void {
    this.#files.mapNameToFile.clear();
  }

  async open(name: string): Promise<Connection> {
    const options = { vfsName: this.#vfsName, fileName: name, takeFailure: () => null };
    return openConnection({ module: this.#module, ...options, guard: null }, CACHE_KIB);
  }

  /** The bytes of a file as they are now, which the next write may change. */
  bytesOf(name: string): Uint8Array {
    const file = this.#files.mapNameToFile.get(`/${name}`);
    return file === undefined ? new Uint8Array(0) : new Uint8Array(file.data, 0, file.size);
  }

  /** Opens a file with these bytes, for as long as `use` runs. */
  async withFile<Value>(
    bytes: Uint8Array,
    use: (connection: Connection) => Promise<Value>,
  ): Promise<Value> {
    const data = new ArrayBuffer(bytes.length);
    new Uint8Array(data).set(bytes);
    const file = { pathname: "/snapshot", flags: 0, size: bytes.length, data };
    this.#files.mapNameToFile.set(file.pathname, file);
    const connection = await this.open("snapshot");
    try {
      return await use(connection);
    } finally {
      await connection.close();
      this.#files.mapNameToFile.delete(file.pathname);
    }
  }
}

export async function rowsOf(connection: Connection, sql: string): Promise<SqlValue[][]> {
  const statement = await connection.acquire(sql);
  try {
    const { rows } = await statement.rows(1_000_000, Number.POSITIVE_INFINITY);
    return rows;
  } finally {
    await connection.release(statement);
  }
}

/**
 * The digest of the schema, of every row of every table, and of the header fields that applications
 * use.
 */
export async function digestOf(connection: Connection): Promise<string> {
  const hash = createHash("sha1");
  const schema = await rowsOf(
    connection,
    "SELECT type, name, tbl_name, sql FROM main.sqlite_schema ORDER BY type, name",
  );
  addRows(hash, schema);
  for (const pragma of ["user_version", "application_id", "encoding"]) {
    addRows(hash, await rowsOf(connection, `PRAGMA main.${pragma}`));
  }
  for (const [type, name, , sql] of schema) {
    if (type !== "table" || String(sql).startsWith("CREATE VIRTUAL")) continue;
    // ANALYZE depends on the order of tables in the memory of the connection, which a reopen
    // changes.
    const order = name === "sqlite_stat1" ? "ORDER BY tbl, idx" : "";
    addRows(hash, await rowsOf(connection, `SELECT * FROM main."${name}" ${order}`));
  }
  return hash.digest("hex");
}

/** The comparison is exact: a blob is not its text, an integer not its floating-point number. */
function addRows(hash: Hash, rows: readonly (readonly SqlValue[])[]): void {
  for (const row of rows) {
    for (const value of row) {
      hash.update(value instanceof Uint8Array ? "blob" : `${typeof value} `);
      hash.update(value instanceof Uint8Array ? value : `${value}`);
      hash.update("\0");
    }
    hash.update("\n");
  }
}
