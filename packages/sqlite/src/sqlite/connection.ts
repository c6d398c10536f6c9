/**
 * One connection of SQLite: opened with the settings that the page store needs, and statements.
 *
 * Whether the build waits by blocking or by being suspended shows only in that a call may return a
 * promise, so everything here is written once.
 */

import { DatabaseError, type DatabaseIssue } from "../database-error.js";
import { leadingKeyword } from "./leading-keyword.js";
import { registerMathFunctions } from "./math-functions.js";
import {
  SQLITE_NOMEM,
  SQLITE_OK,
  SQLITE_OPEN_CREATE,
  SQLITE_OPEN_READWRITE,
  SQLITE_TXN_WRITE,
} from "./result-codes.js";
import type { SqlGate } from "./sql-gate.js";
import { setSqlLimits } from "./sql-limits.js";
import { invalidSql, type SqlPlace, SqlText, skipBlank, unitAt } from "./sql-text.js";
import { refuseTooDeep, sqliteError } from "./sqlite-error.js";
import { allocate, copyText } from "./sqlite-memory.js";
import { type ProgressHandler, readAddress, type SqliteModule } from "./sqlite-module.js";
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
  readonly onProgress: ProgressHandler;
  readonly gate: SqlGate;
  /** Tells whether SQLite has written what the server has not acknowledged. */
  hasUnstored(): boolean;
  /** Ends the database, because what it holds is not what SQLite believes; returns why. */
  end(): DatabaseIssue;
}

/** Idle statements that are kept, so that the same text need not be parsed again. */
const MAX_IDLE_STATEMENTS = 64;

/**
 * Opcodes of SQLite's virtual machine between two looks whether the statement is to end: about 20
 * microseconds.
 */
const PROGRESS_OPCODES = 1_000;

export class Connection {
  readonly #module: SqliteModule;
  readonly #takeFailure: () => DatabaseIssue | null;
  readonly #guard: ConnectionGuard | null;
  readonly #handle: number;
  readonly #owner: StatementOwner = {
    fail: (code, place) => this.#fail(code, place),
    finish: () => {
      this.wasInTransaction = this.isInTransaction;
      this.#checkStored();
    },
  };
  /** The idle statements by their text, the least recently used first. */
  readonly #idle = new Map<string, Statement>();

  constructor(options: ConnectionOptions, handle: number) {
    this.#module = options.module;
    this.#takeFailure = options.takeFailure;
    this.#guard = options.guard;
    this.#handle = handle;
  }

  /**
   * Tells whether a transaction was open when a statement last ended; SQLite may have crashed
   * since.
   */
  wasInTransaction = false;

  #hasLost = false;

  /**
   * Tells, once, whether SQLite has rolled a transaction back for a statement that failed, as it
   * does for a full disk or by OR ROLLBACK, and not because the statement was to end it.
   */
  takeLostTransaction(): boolean {
    const hasLost = this.#hasLost;
    this.#hasLost = false;
    return hasLost;
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

  /** Rows that the last statement has changed; `totalBefore` is the total before it. */
  changesSince(totalBefore: number): number {
    // A statement that changes no rows leaves the count of the last one that did.
    return this.totalChanges === totalBefore ? 0 : this.changes;
  }

  /** Returns the row id of the last row that was inserted. */
  async lastInsertRowid(): Promise<number | bigint> {
    const statement = await this.acquire("SELECT last_insert_rowid()");
    const { rows } = await statement.rows(1, 1);
    await this.release(statement);
    const [[rowid] = []] = rows;
    return typeof rowid === "bigint" || typeof rowid === "number" ? rowid : 0;
  }

  /** The value of a pragma as text; null if SQLite does not tell. */
  async pragmaValue(name: string): Promise<string | null> {
    const statement = await this.acquire(`PRAGMA ${name}`);
    const { rows } = await statement.rows(1, 1);
    await this.release(statement);
    const value = rows[0]?.[0];
    return value === undefined || value === null ? null : `${value}`;
  }

  /**
   * Runs all statements of a text and passes over their rows. `before` is called with each when it
   * is prepared.
   */
  async execute(
    sql: string,
    before: (statement: Statement) => Promise<void> = async () => undefined,
  ): Promise<void> {
    const text = this.#copy(sql);
    try {
      let place = text.firstPlace;
      // Each round takes a statement off the text.
      while (place.startByte < text.size) {
        const { statement, next } = await this.#prepareAt(text, place);
        place = { ...place, startByte: next, startUnit: unitAt(place, next) };
        if (statement === null) continue;
        place = { ...place, statement: place.statement + 1 };
        try {
          await before(statement);
          while (await statement.step());
        } finally {
          await statement.finalize();
        }
      }
    } finally {
      text.free();
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
    const text = this.#copy(sql);
    try {
      const { statement, next } = await this.#prepareAt(text, text.firstPlace);
      if (statement === null) throw invalidSql("expected one statement, got none", sql.length);
      const offset = next < text.size ? skipBlank(sql, unitAt(text.firstPlace, next)) : sql.length;
      if (offset === sql.length) {
        if (this.#guard !== null) await statement.readPlan(this.#handle);
        return statement;
      }
      await statement.finalize();
      throw invalidSql("expected one statement, got several; use execute", offset);
    } finally {
      text.free();
    }
  }

  async release(statement: Statement): Promise<void> {
    try {
      await statement.reset();
    } catch (error) {
      await statement.finalize();
      throw error;
    }
    if (statement.isCompiledAgain) {
      // Its plan is that of an older schema.
      await statement.finalize();
      return;
    }
    const known = this.#idle.get(statement.place.sql);
    this.#idle.delete(statement.place.sql);
    this.#idle.set(statement.place.sql, statement);
    await known?.finalize();
    if (this.#idle.size <= MAX_IDLE_STATEMENTS) return;
    const [oldest] = this.#idle.values();
    if (oldest === undefined) return;
    this.#idle.delete(oldest.place.sql);
    await oldest.finalize();
  }

  /** Rolls back what is open, and closes. All statements have to be released. */
  async close(): Promise<void> {
    for (const statement of this.#idle.values()) await statement.finalize();
    this.#idle.clear();
    this.#takeFailure();
    const code = await this.#module._sqlite3_close(this.#handle);
    if (code !== SQLITE_OK) throw this.#fail(code, null);
  }

  /** A copy of the text, which is to be freed. */
  #copy(sql: string): SqlText {
    const text = SqlText.copy(this.#module, sql);
    if (text === null) throw this.#fail(SQLITE_NOMEM, null);
    return text;
  }

  /** Compiles the statement at a place; null if there is none before the end. */
  async #prepareAt(
    text: SqlText,
    place: SqlPlace,
  ): Promise<{ readonly statement: Statement | null; readonly next: number }> {
    const { handle, next } = await this.#compile(text, place);
    if (handle === 0) return { statement: null, next };
    return { statement: new Statement(this.#module, handle, place, this.#owner), next };
  }

  /** Compiles a statement. One that would set what is fixed asks for it instead. */
  async #compile(
    text: SqlText,
    place: SqlPlace,
  ): Promise<{ readonly handle: number; readonly next: number }> {
    const module = this.#module;
    const { handle, next } = await this.#compileAsIs(text, place);
    const fixedName = this.#guard?.gate.takeFixedName() ?? null;
    if (fixedName === null || module._sqlite3_stmt_isexplain(handle) !== 0) return { handle, next };
    await module._sqlite3_finalize(handle);
    const question = this.#copy(`PRAGMA main.${fixedName}`);
    try {
      const asked = await this.#compileAsIs(question, question.firstPlace);
      return { handle: asked.handle, next };
    } finally {
      question.free();
    }
  }

  async #compileAsIs(
    text: SqlText,
    place: SqlPlace,
  ): Promise<{ readonly handle: number; readonly next: number }> {
    const module = this.#module;
    const { startByte } = place;
    const at = text.addressOf(startByte);
    // A text that ends with its zero is compiled where it is.
    const size = text.size - startByte + 1;
    const results = text.resultsAt;
    refuseTooDeep(place);
    this.#takeFailure();
    this.#guard?.gate.begin();
    const db = this.#handle;
    const code = await module._sqlite3_prepare_v3(db, at, size, 0, results, results + 4);
    if (code !== SQLITE_OK) throw this.#fail(code, place);
    const handle = readAddress(module, results);
    return { handle, next: startByte + readAddress(module, results + 4) - at };
  }

  /** Throws if SQLite takes a transaction for committed that the server does not have. */
  #checkStored(): void {
    if (this.#guard === null || !this.#guard.hasUnstored()) return;
    // 0 stands for all schemas, which end their transactions together.
    const state = this.#module._sqlite3_txn_state(this.#handle, 0);
    if (state !== SQLITE_TXN_WRITE) throw new DatabaseError(this.#guard.end());
  }

  #fail(code: number, place: SqlPlace | null): DatabaseError {
    const wasOpen = this.wasInTransaction;
    this.wasInTransaction = this.isInTransaction;
    if (wasOpen && !this.wasInTransaction && !endsTransaction(place)) this.#hasLost = true;
    const failure = this.#takeFailure();
    if (this.#guard?.gate.isWalRequested === true) return new DatabaseError(this.#guard.end());
    const refusal = this.#guard?.gate.takeRefusal() ?? null;
    return sqliteError(this.#module, { handle: this.#handle, code, failure, refusal, place });
  }
}

const ENDS: ReadonlySet<string> = new Set(["COMMIT", "END", "ROLLBACK"]);

function endsTransaction(place: SqlPlace | null): boolean {
  return place !== null && ENDS.has(leadingKeyword(place.sql, place.startUnit));
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
    if (options.guard !== null) {
      registerMathFunctions(module, handle);
      setSqlLimits(module, handle);
      module.progress_handler(handle, PROGRESS_OPCODES, options.guard.onProgress, 0);
      options.guard.gate.install(handle);
    }
    return connection;
  } catch (error) {
    await connection.close().catch(() => undefined);
    throw error;
  }
}

async function openHandle(options: ConnectionOptions): Promise<number> {
  const { module, fileName, vfsName, takeFailure } = options;
  const allocated: number[] = [];
  const owned = (at: number): number => {
    allocated.push(at);
    return at;
  };
  try {
    const name = owned(copyText(module, fileName));
    const vfs = owned(copyText(module, vfsName));
    const result = owned(allocate(module, 4));
    const flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    const code = await module._sqlite3_open_v2(name, result, flags, vfs);
    const handle = readAddress(module, result);
    if (code === SQLITE_OK) return handle;
    const [failure, refusal, place] = [takeFailure(), null, null];
    const error = sqliteError(module, { handle, code, failure, refusal, place });
    await module._sqlite3_close(handle);
    throw error;
  } finally {
    for (const at of allocated) module._sqlite3_free(at);
  }
}
