/**
 * The WASM build of SQLite whose calls can wait for an asynchronous virtual file system: the few of
 * its functions that a check needs. Functions that may wait are called by `ccall`, which returns a
 * promise.
 */

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { FileSystemModule } from "../transfer/file-system-base.js";

export interface AsyncSqliteModule extends FileSystemModule {
  vfs_register(vfs: object, makeDefault: 0 | 1): number;
  ccall(
    name: string,
    resultType: "number",
    argumentTypes: readonly ("number" | "string")[],
    values: readonly (number | string)[],
    options: { readonly async: true },
  ): Promise<number>;
  _sqlite3_malloc(size: number): number;
  _sqlite3_free(address: number): void;
  _sqlite3_errmsg(database: number): number;
  _sqlite3_extended_errcode(database: number): number;
  _RegisterExtensionFunctions(database: number): number;
  _sqlite3_column_text(statement: number, column: number): number;
}

type BuildModule = { readonly default: (options: object) => Promise<AsyncSqliteModule> };

/** Starts a SQLite with memory of its own. */
export async function startAsyncSqlite(): Promise<AsyncSqliteModule> {
  // @ts-expect-error: the package has no types for its builds.
  const loaded: BuildModule = await import("@journeyapps/wa-sqlite/dist/wa-sqlite-async.mjs");
  const name = "@journeyapps/wa-sqlite/dist/wa-sqlite-async.wasm";
  const wasmBinary = await readFile(createRequire(import.meta.url).resolve(name));
  return await loaded.default({ wasmBinary });
}

/** SQLite has refused a statement. The message is SQLite's own. */
export class SqliteFailure extends Error {
  override readonly name = "SqliteFailure";
  /** The extended result code. */
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

const SQLITE_ROW = 100;
const SQLITE_DONE = 101;
const SQLITE_OPEN_READONLY = 1;
const WAITING = { async: true } as const;

/** A database that is only read. Its methods throw a `SqliteFailure`. */
export class ReadOnlyDatabase {
  readonly #module: AsyncSqliteModule;
  /** The address at which SQLite stores the addresses that it returns. */
  readonly #resultAt: number;
  #handle = 0;

  private constructor(module: AsyncSqliteModule) {
    this.#module = module;
    this.#resultAt = module._sqlite3_malloc(4);
    if (this.#resultAt === 0) throw new RangeError("SQLite has no memory left");
  }

  /** Opens a database, and closes it when `use` has ended. */
  static async open(
    module: AsyncSqliteModule,
    { name, vfs }: { readonly name: string; readonly vfs: string },
    use: (database: ReadOnlyDatabase) => Promise<void>,
  ): Promise<void> {
    const database = new ReadOnlyDatabase(module);
    try {
      await database.#open(name, vfs);
      await use(database);
    } finally {
      await database.#close();
    }
  }

  /** Runs one statement; `take` receives the text of the first column of every row. */
  async run(sql: string, take: (text: string) => void = () => undefined): Promise<void> {
    const code = await this.#call(
      "sqlite3_prepare_v2",
      ["number", "string", "number", "number", "number"],
      [this.#handle, sql, -1, this.#resultAt, 0],
    );
    if (code !== 0) throw this.#failure();
    const statement = this.#result();
    try {
      for (;;) {
        const step = await this.#call("sqlite3_step", ["number"], [statement]);
        if (step === SQLITE_DONE) return;
        if (step !== SQLITE_ROW) throw this.#failure();
        const text = this.#module._sqlite3_column_text(statement, 0);
        take(text === 0 ? "" : this.#module.UTF8ToString(text));
      }
    } finally {
      await this.#call("sqlite3_finalize", ["number"], [statement]);
    }
  }

  /** Adds the functions that the build has in an extension, such as `sqrt`. */
  registerExtensionFunctions(): void {
    this.#module._RegisterExtensionFunctions(this.#handle);
  }

  async #open(name: string, vfs: string): Promise<void> {
    const code = await this.#call(
      "sqlite3_open_v2",
      ["string", "number", "number", "string"],
      [name, this.#resultAt, SQLITE_OPEN_READONLY, vfs],
    );
    this.#handle = this.#result();
    if (code !== 0) throw this.#failure();
  }

  async #close(): Promise<void> {
    await this.#call("sqlite3_close", ["number"], [this.#handle]);
    this.#module._sqlite3_free(this.#resultAt);
  }

  #call(
    name: string,
    types: readonly ("number" | "string")[],
    values: readonly (number | string)[],
  ): Promise<number> {
    return this.#module.ccall(name, "number", types, values, WAITING);
  }

  #result(): number {
    const { buffer, byteOffset } = this.#module.HEAPU8;
    return new DataView(buffer, byteOffset + this.#resultAt, 4).getUint32(0, true);
  }

  #failure(): SqliteFailure {
    const code = this.#module._sqlite3_extended_errcode(this.#handle);
    const text = this.#module.UTF8ToString(this.#module._sqlite3_errmsg(this.#handle));
    return new SqliteFailure(code, text);
  }
}
