/**
 * One connection of SQLite: opened with the settings that the page store needs, and statements.
 *
 * Whether the build waits by blocking or by being suspended shows only in that a call may return a
 * promise, so everything here is written once.
 */

import { DatabaseError, type DatabaseIssue } from "../database-error.js";
import {
  SQLITE_AUTH,
  SQLITE_CANTOPEN,
  SQLITE_IOERR,
  SQLITE_OK,
  SQLITE_OPEN_CREATE,
  SQLITE_OPEN_READWRITE,
  SQLITE_TXN_WRITE,
} from "./result-codes.js";
import type { SqlGate } from "./sql-gate.js";
import type { SqliteModule } from "./sqlite-module.js";
import { Statement, type StatementOwner } from "./statement.js";

export interface ConnectionOptions {
  readonly module: SqliteModule;
  readonly vfsName: string;
  readonly fileName: string;
  /** Takes what the page store failed with since the last time. */
  takeFailure(): DatabaseIssue | null;
  /** Guards the SQL of an application; null for a connection that runs only internal SQL. */
  readonly guard: ConnectionGuard | null;
}

export interface ConnectionGuard {
  readonly gate: SqlGate;
  /** Whether SQLite has written what the server has not acknowledged. */
  hasUnstored(): boolean;
  /** Ends the database, because what it holds is not what SQLite believes; returns why. */
  end(): DatabaseIssue;
}

/** Idle statements that are kept, so that the same text need not be parsed again. */
const MAX_IDLE_STATEMENTS = 64;

const ENCODER = new TextEncoder();
const DECODER = new TextDecoder();

export class Connection {
  readonly #module: SqliteModule;
  readonly #takeFailure: () => DatabaseIssue | null;
  readonly #guard: ConnectionGuard | null;
  readonly #handle: number;
  readonly #owner: StatementOwner = {
    fail: (code) => this.#fail(code),
    finish: () => this.#checkStored(),
  };
  /** By their text, the one that was used longest ago first. */
  readonly #idle = new Map<string, Statement>();

  constructor(options: ConnectionOptions, handle: number) {
    this.#module = options.module;
    this.#takeFailure = options.takeFailure;
    this.#guard = options.guard;
    this.#handle = handle;
  }

  get isInTransaction(): boolean {
    return this.#module._sqlite3_get_autocommit(this.#handle) === 0;
  }

  /** Rows that the last INSERT, UPDATE or DELETE has changed. */
  get changes(): number {
    return this.#module._sqlite3_changes(this.#handle);
  }

  /** Rows changed since the open, those of triggers included. */
  get totalChanges(): number {
    return this.#module._sqlite3_total_changes(this.#handle);
  }

  /** Returns the row id of the last row that was inserted. */
  async lastInsertRowid(): Promise<number | bigint> {
    const statement = await this.acquire("SELECT last_insert_rowid()");
    const { rows } = await statement.rows(1, 1);
    await this.release(statement);
    const [[rowid] = []] = rows;
    return typeof rowid === "bigint" || typeof rowid === "number" ? rowid : 0;
  }

  /**
   * Runs all statements of a text and passes over their rows. `before` is called with each when it
   * is prepared.
   */
  async execute(
    sql: string,
    before: (statement: Statement) => Promise<void> = async () => undefined,
  ): Promise<void> {
    const bytes = ENCODER.encode(sql);
    let offset = 0;
    // Each round takes a statement off the text.
    while (offset < bytes.length) {
      const { statement, next } = await this.#prepareAt(bytes, offset, sql);
      offset = next;
      if (statement === null) continue;
      try {
        await before(statement);
        while (await statement.step());
      } finally {
        await statement.finalize();
      }
    }
  }

  /**
   * Prepares the only statement of a text, or reuses an idle one. It is returned with `release`.
   */
  async acquire(sql: string): Promise<Statement> {
    const idle = this.#idle.get(sql);
    if (idle !== undefined) {
      this.#idle.delete(sql);
      return idle;
    }
    return this.#prepare(sql);
  }

  /** Describes the only statement of a text without running it. */
  async describe(sql: string): Promise<Pick<Statement, "columns" | "isReadonly">> {
    const statement = await this.#prepare(sql);
    const { columns, isReadonly } = statement;
    await statement.finalize();
    return { columns, isReadonly };
  }

  async #prepare(sql: string): Promise<Statement> {
    const bytes = ENCODER.encode(sql);
    const { statement, next } = await this.#prepareAt(bytes, 0, sql);
    if (statement === null) throw invalidSql("expected one statement, got none");
    if (!isBlank(DECODER.decode(bytes.subarray(next)))) {
      await statement.finalize();
      throw invalidSql("expected one statement, got several; use execute");
    }
    return statement;
  }

  async release(statement: Statement): Promise<void> {
    try {
      await statement.reset();
    } catch (error) {
      await statement.finalize();
      throw error;
    }
    const known = this.#idle.get(statement.sql);
    this.#idle.delete(statement.sql);
    this.#idle.set(statement.sql, statement);
    await known?.finalize();
    if (this.#idle.size <= MAX_IDLE_STATEMENTS) return;
    const [oldest] = this.#idle.values();
    if (oldest === undefined) return;
    this.#idle.delete(oldest.sql);
    await oldest.finalize();
  }

  /** Rolls back what is open, and closes. All statements have to be released. */
  async close(): Promise<void> {
    for (const statement of this.#idle.values()) await statement.finalize();
    this.#idle.clear();
    this.#takeFailure();
    const code = await this.#module._sqlite3_close(this.#handle);
    if (code !== SQLITE_OK) throw this.#fail(code);
  }

  async #prepareAt(
    bytes: Uint8Array,
    offset: number,
    sql: string,
  ): Promise<{ readonly statement: Statement | null; readonly next: number }> {
    const { handle, next } = await this.#compile(bytes, offset);
    if (handle === 0) return { statement: null, next };
    const isAll = offset === 0 && next >= bytes.length;
    const text = isAll ? sql : DECODER.decode(bytes.subarray(offset, next));
    return { statement: new Statement(this.#module, handle, text, this.#owner), next };
  }

  /** Compiles the first statement. One that would set what is fixed asks for it instead. */
  async #compile(
    bytes: Uint8Array,
    offset: number,
  ): Promise<{ readonly handle: number; readonly next: number }> {
    const module = this.#module;
    const { handle, next } = await this.#compileAsIs(bytes, offset);
    const fixedName = this.#guard?.gate.takeFixedName() ?? null;
    if (fixedName === null || module._sqlite3_stmt_isexplain(handle) !== 0) return { handle, next };
    await module._sqlite3_finalize(handle);
    const question = await this.#compileAsIs(ENCODER.encode(`PRAGMA main.${fixedName}`), 0);
    return { handle: question.handle, next };
  }

  async #compileAsIs(
    bytes: Uint8Array,
    offset: number,
  ): Promise<{ readonly handle: number; readonly next: number }> {
    const module = this.#module;
    const size = bytes.length - offset;
    const at = module._sqlite3_malloc(size + 1 + 8);
    if (at === 0) throw this.#fail(7);
    // The text, its zero, and then two addresses, which have to be aligned.
    const results = (at + size + 1 + 3) & ~3;
    try {
      module.HEAPU8.set(bytes.subarray(offset), at);
      module.HEAPU8[at + size] = 0;
      this.#takeFailure();
      this.#guard?.gate.begin();
      const db = this.#handle;
      const code = await module._sqlite3_prepare_v3(db, at, size + 1, 0, results, results + 4);
      if (code !== SQLITE_OK) throw this.#fail(code);
      const handle = readAddress(module, results);
      return { handle, next: offset + readAddress(module, results + 4) - at };
    } finally {
      module._sqlite3_free(at);
    }
  }

  /** Throws where SQLite takes a transaction for committed that the server does not have. */
  #checkStored(): void {
    if (this.#guard === null || !this.#guard.hasUnstored()) return;
    // 0 stands for all schemas, which end their transactions together.
    const state = this.#module._sqlite3_txn_state(this.#handle, 0);
    if (state !== SQLITE_TXN_WRITE) throw new DatabaseError(this.#guard.end());
  }

  #fail(code: number): DatabaseError {
    const failure = this.#takeFailure();
    if (this.#guard?.gate.isWalRequested === true) return new DatabaseError(this.#guard.end());
    const refusal = this.#guard?.gate.takeRefusal() ?? null;
    return sqliteError(this.#module, this.#handle, code, failure, refusal);
  }
}

/** Opens the file, as the only user of it, for as long as the connection is open. */
export async function openConnection(
  options: ConnectionOptions,
  pagerCacheKib: number,
): Promise<Connection> {
  const { module } = options;
  const handle = await openHandle(options);
  module._sqlite3_extended_result_codes(handle, 1);
  const connection = new Connection(options, handle);
  try {
    await connection.execute(`
      PRAGMA page_size = 4096;
      PRAGMA journal_mode = DELETE;
      PRAGMA synchronous = NORMAL;
      PRAGMA temp_store = MEMORY;
      PRAGMA temp_store_directory = '';
      PRAGMA auto_vacuum = NONE;
      PRAGMA locking_mode = EXCLUSIVE;
      PRAGMA cache_size = ${-Math.trunc(pagerCacheKib)};
    `);
    options.guard?.gate.install(handle);
    return connection;
  } catch (error) {
    await connection.close().catch(() => undefined);
    throw error;
  }
}

async function openHandle(options: ConnectionOptions): Promise<number> {
  const { module, fileName, vfsName, takeFailure } = options;
  const [name, vfs] = [copyText(module, fileName), copyText(module, vfsName)];
  const result = module._sqlite3_malloc(4);
  try {
    const flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    const code = await module._sqlite3_open_v2(name, result, flags, vfs);
    const handle = readAddress(module, result);
    if (code === SQLITE_OK) return handle;
    const error = sqliteError(module, handle, code, takeFailure(), null);
    await module._sqlite3_close(handle);
    throw error;
  } finally {
    for (const at of [name, vfs, result]) module._sqlite3_free(at);
  }
}

/** The address of a copy of the text, which ends with a zero. To be freed. */
export function copyText(module: SqliteModule, text: string): number {
  const bytes = ENCODER.encode(text);
  const at = module._sqlite3_malloc(bytes.length + 1);
  module.HEAPU8.set(bytes, at);
  module.HEAPU8[at + bytes.length] = 0;
  return at;
}

function readAddress(module: SqliteModule, at: number): number {
  const { buffer, byteOffset } = module.HEAPU8;
  return new DataView(buffer, byteOffset).getUint32(at, true);
}

function sqliteError(
  module: SqliteModule,
  handle: number,
  code: number,
  failure: DatabaseIssue | null,
  refusal: string | null,
): DatabaseError {
  const primary = code & 0xff;
  // SQLite is full by itself, too, as with max_page_count; then the store has said nothing.
  const isOfStore = primary === SQLITE_IOERR || failure?.kind === "full";
  const cause = isOfStore ? failure : null;
  // These are not one failed statement but the end of the database.
  if (cause?.kind === "fenced" || cause?.kind === "not-stored") return new DatabaseError(cause);
  const isRefused = primary === SQLITE_AUTH || primary === SQLITE_CANTOPEN;
  const message =
    (isRefused ? refusal : null) ?? module.UTF8ToString(module._sqlite3_errmsg(handle));
  const offset = module._sqlite3_error_offset(handle);
  return new DatabaseError(
    { kind: "sqlite", code: primary, extendedCode: code, offset, cause },
    message,
  );
}

function invalidSql(reason: string): DatabaseError {
  return new DatabaseError({ kind: "invalid-sql", reason });
}

/** White space, semicolons and comments. */
function isBlank(sql: string): boolean {
  return /^(?:[\s;]|--[^\n]*(?:\n|$)|\/\*[\s\S]*?(?:\*\/|$))*$/.test(sql);
}
