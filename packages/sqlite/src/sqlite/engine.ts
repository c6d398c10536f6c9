/** One database in one SQLite: file system, connection, and the commands that it carries out. */

import { DatabaseError, type DatabaseIssue } from "../database-error.js";
import type { PageStore } from "../page-store.js";
import { type BatchParts, inSavepoint, runBatch, runMany } from "./batch.js";
import type { BatchAtomicCheckOptions } from "./check-batch-atomic.js";
import type { CommandKind, InputOf, OutputOf, RunResult, TransactionPlace } from "./commands.js";
import { type Connection, type ConnectionGuard, openConnection } from "./connection.js";
import { leadingKeyword } from "./leading-keyword.js";
import type { MainFile } from "./main-file.js";
import { SQLITE_ABORT, SQLITE_ABORT_ROLLBACK } from "./result-codes.js";
import { SqlGate } from "./sql-gate.js";
import type { SqlParameters } from "./sql-value.js";
import { resetSqliteInstance, type SqliteInstance } from "./sqlite-instance.js";
import type { ProgressHandler, SqliteModule } from "./sqlite-module.js";
import type { Statement } from "./statement.js";
import type { WireVfs } from "./wire-vfs.js";

export interface EngineParts {
  readonly sqlite: SqliteInstance;
  readonly store: PageStore;
  readonly file: MainFile;
  readonly settings: EngineSettings;
  /** Tells whether the command that runs is to end. */
  readonly onProgress: ProgressHandler;
}

/** Plain data: what the engine of a database has to know. */
export interface EngineSettings {
  readonly pageSize: number;
  /** 0 for a database without commits. */
  readonly dbSizePages: number;
  readonly maxDeltaBytes: number;
  /** SQLite's own cache. */
  readonly pagerCacheKib: number;
  /** The check that this build of SQLite writes batches atomically; a known build may skip it. */
  readonly batchAtomicCheck: BatchAtomicCheckOptions["mode"];
}

const FILE_NAME = "database";
/** Roughly the bytes of one batch of rows, so that no thread is busy with it for long. */
const MAX_BATCH_SIZE = 256 * 1024;
/** A statement that is run to its end reads all rows. */
const ALL_ROWS = Number.MAX_SAFE_INTEGER;

/** The state that an engine takes over from one whose SQLite has crashed. */
export interface CarriedState {
  readonly lastCursor: number;
  readonly brokenCursors: ReadonlyMap<number, DatabaseError>;
  /** Values of pragmas that SQL has set. */
  readonly pragmas: ReadonlyMap<string, string>;
}

/** Opens the database. */
export async function openEngine(
  parts: EngineParts,
  carried: CarriedState | null,
): Promise<Engine> {
  const { settings, sqlite, file, onProgress } = parts;
  const { module, vfs } = sqlite;
  resetSqliteInstance(sqlite);
  const gate = new SqlGate(module);
  vfs.serve(new Map([[FILE_NAME, file]]), gate);
  const takeFailure = (): DatabaseIssue | null => {
    const { failure } = file;
    file.failure = null;
    return failure;
  };
  const guard: ConnectionGuard = {
    gate,
    onProgress,
    hasUnstored: () => file.hasUnstored,
    end: () => file.end(),
  };
  const connection = await openConnection(
    { module, vfsName: vfs.name, fileName: FILE_NAME, takeFailure, guard },
    settings.pagerCacheKib,
  );
  for (const [name, value] of carried?.pragmas ?? []) {
    await connection.execute(`PRAGMA ${name} = ${value}`);
  }
  return new Engine(parts, gate, connection, carried);
}

export class Engine {
  readonly #module: SqliteModule;
  readonly #vfs: WireVfs;
  readonly #store: PageStore;
  readonly #file: MainFile;
  readonly #connection: Connection;
  readonly #cursors = new Map<number, Statement>();
  /** Cursors that were closed before their end, and why, until it is told. */
  readonly #brokenCursors: Map<number, DatabaseError>;
  #lastCursor: number;
  readonly #sqlite: SqliteInstance;
  readonly #gate: SqlGate;
  /** Values of pragmas that SQL has set, as SQLite says them. */
  readonly #pragmas: Map<string, string>;
  readonly #batchParts: BatchParts;

  constructor(
    { sqlite, store, file }: EngineParts,
    gate: SqlGate,
    connection: Connection,
    carried: CarriedState | null,
  ) {
    this.#sqlite = sqlite;
    this.#module = sqlite.module;
    this.#vfs = sqlite.vfs;
    this.#store = store;
    this.#file = file;
    this.#gate = gate;
    this.#connection = connection;
    this.#lastCursor = carried?.lastCursor ?? 0;
    this.#brokenCursors = new Map(carried?.brokenCursors);
    this.#pragmas = new Map(carried?.pragmas);
    this.#batchParts = {
      connection,
      withStatement: (sql, use) => this.#withStatement(sql, use),
      start: (statement, parameters) => this.#start(statement, parameters),
      isInDoubt: () => file.isInDoubt,
    };
  }

  /** False after a crash or a stack overflow: the memory of SQLite may be damaged then. */
  get isIntact(): boolean {
    return this.#sqlite.stack.isIntact && this.#vfs.crash === null;
  }

  /** True if a transaction was open when a statement last ended. SQLite is not asked. */
  get wasInTransaction(): boolean {
    return this.#connection.wasInTransaction;
  }

  /** Tells, once, whether a statement that failed has rolled the transaction around it back. */
  takeLostTransaction(): boolean {
    return this.#connection.takeLostTransaction();
  }

  /**
   * Returns the state that another engine takes over; the cursors that are open fail with `reason`.
   */
  carry(reason: DatabaseError): CarriedState {
    const open = [...this.#cursors.keys()].map((cursor) => [cursor, reason] as const);
    return {
      lastCursor: this.#lastCursor,
      brokenCursors: new Map([...this.#brokenCursors, ...open]),
      pragmas: this.#pragmas,
    };
  }

  /** Notes what pragmas have set, to be set again for a SQLite that takes the place of this one. */
  async keepSettings(): Promise<void> {
    for (const [name, given] of this.#gate.takeSetPragmas()) {
      const value = await this.#connection.pragmaValue(name);
      this.#pragmas.set(name, value ?? given);
    }
  }

  /** Carries out each command. A call must not begin before the last one has returned. */
  readonly handlers: { [Kind in CommandKind]: (input: InputOf<Kind>) => Promise<OutputOf<Kind>> } =
    {
      execute: ({ sql, place }) =>
        this.#placed(place, async () => {
          await this.#begin();
          this.#store.followStatement(null);
          await this.#connection.execute(sql, (statement) => this.#makeRoom(statement));
          return null;
        }),
      describe: ({ sql }) =>
        this.#withStatement(sql, async ({ columns, isReadonly }) => ({ columns, isReadonly })),
      run: ({ sql, parameters, place }) => this.#placed(place, () => this.#run(sql, parameters)),
      batch: ({ statements, integers, place }) =>
        this.#atomic(place, (parts) => runBatch(parts, statements, integers)),
      "run-many": ({ sql, rows, place }) =>
        this.#atomic(place, (parts) => runMany(parts, sql, rows)),
      query: (input) =>
        this.#placed(input.place, async () => {
          await this.#begin();
          const statement = await this.#connection.acquire(input.sql);
          await this.#makeRoom(statement);
          return this.#firstRows(statement, input);
        }),
      next: async ({ cursor, maxRows, integers }) => {
        await this.#begin();
        const reason = this.#brokenCursors.get(cursor);
        this.#brokenCursors.delete(cursor);
        if (reason !== undefined) throw reason;
        const open = this.#cursors.get(cursor);
        if (open === undefined) return { rows: [], cursor: null };
        return this.#moreRows(open, { cursor, maxRows, integers });
      },
      stop: async ({ cursor }) => {
        await this.#stop(cursor);
        return null;
      },
      state: async () => ({ isInTransaction: this.#connection.isInTransaction }),
      counters: async () => {
        const { atomic, journal, spills, failed, pages } = this.#file.counters;
        return {
          atomicCommits: atomic,
          journalCommits: journal,
          spills,
          failedCommits: failed,
          committedPages: pages,
          heapSize: this.#module.HEAPU8.length,
        };
      },
      close: async () => {
        try {
          await this.#stopAll();
        } finally {
          await this.#connection.close();
          // Nothing of the database is kept until the next one comes.
          this.#vfs.serve(new Map(), null);
        }
        const { ended } = this.#file;
        if (ended !== null) throw new DatabaseError(ended);
        return { heapSize: this.#module.HEAPU8.length };
      },
    };

  /**
   * Carries out a command that may have to leave no transaction open: what it leaves is rolled
   * back, because later calls would be lost in it. So is what an earlier rollback has left, which
   * failed.
   */
  async #placed<Value>(place: TransactionPlace, work: () => Promise<Value>): Promise<Value> {
    if (place === "inside" || place === "reserved") return work();
    await this.#rollBack();
    if (place === "first") return work();
    let value: Value;
    try {
      value = await work();
    } catch (error) {
      // The first failure is reported. If this rollback fails, the next command repeats it, after
      // the fate of the commit is known.
      if (!this.#file.isInDoubt) await this.#rollBack().catch(() => undefined);
      throw error;
    }
    if (!this.#connection.isInTransaction) return value;
    await this.#rollBack();
    throw new DatabaseError({ kind: "transaction-left-open" });
  }

  #atomic<Value>(
    place: TransactionPlace,
    work: (parts: BatchParts) => Promise<Value>,
  ): Promise<Value> {
    return this.#placed(place, async () => {
      await this.#begin();
      return inSavepoint(this.#batchParts, () => work(this.#batchParts));
    });
  }

  async #rollBack(): Promise<void> {
    if (!this.#connection.isInTransaction) return;
    await this.#begin();
    if (this.#connection.isInTransaction) await this.#connection.execute("ROLLBACK");
  }

  #run(sql: string, parameters: SqlParameters): Promise<RunResult> {
    return this.#withStatement(sql, async (statement) => {
      const before = this.#connection.totalChanges;
      await this.#start(statement, parameters);
      while (await statement.step());
      const changes = this.#connection.changesSince(before);
      return { changes, lastInsertRowid: await this.#connection.lastInsertRowid() };
    });
  }

  async #start(statement: Statement, parameters: SqlParameters): Promise<void> {
    await this.#makeRoom(statement);
    statement.bind(parameters);
    this.#lastCursor += 1;
    this.#follow(statement, this.#lastCursor, ALL_ROWS);
  }

  async #withStatement<Value>(
    sql: string,
    use: (statement: Statement) => Promise<Value>,
  ): Promise<Value> {
    await this.#begin();
    const statement = await this.#connection.acquire(sql);
    try {
      return await use(statement);
    } finally {
      await this.#connection.release(statement);
    }
  }

  async #firstRows(
    statement: Statement,
    { parameters, maxRows, integers, rest }: InputOf<"query">,
  ): Promise<OutputOf<"query">> {
    this.#lastCursor += 1;
    const cursor = this.#lastCursor;
    this.#cursors.set(cursor, statement);
    try {
      statement.bind(parameters);
      this.#follow(statement, cursor, maxRows);
      const { rows, isLast } = await statement.rows(maxRows, MAX_BATCH_SIZE, integers);
      // Only now: the first step is what notices that the schema has changed.
      const { columns, isReadonly } = statement;
      const isKept = !isLast && rest === "kept";
      if (!isKept) await this.#stop(cursor);
      return { columns, isReadonly, rows, cursor: isKept ? cursor : null };
    } catch (error) {
      await this.#stop(cursor);
      throw error;
    }
  }

  async #moreRows(
    statement: Statement,
    { cursor, maxRows, integers }: InputOf<"next">,
  ): Promise<OutputOf<"next">> {
    try {
      this.#follow(statement, cursor, maxRows);
      const { rows, isLast } = await statement.rows(maxRows, MAX_BATCH_SIZE, integers);
      if (isLast) await this.#stop(cursor);
      return { rows, cursor: isLast ? null : cursor };
    } catch (error) {
      await this.#stop(cursor);
      throw error;
    }
  }

  /** Says what is going to be read, so that it can be prefetched. A run is known by its cursor. */
  #follow(statement: Statement, cursor: number, maxRows: number): void {
    this.#store.followStatement(statement.runOf(cursor, maxRows));
  }

  async #stop(cursor: number): Promise<void> {
    this.#brokenCursors.delete(cursor);
    const open = this.#cursors.get(cursor);
    this.#cursors.delete(cursor);
    if (open !== undefined) await this.#connection.release(open);
  }

  /** Stops every cursor, also where one of them fails with what it was to commit. */
  async #stopAll(): Promise<void> {
    const failures: unknown[] = [];
    for (const cursor of [...this.#cursors.keys()]) {
      await this.#stop(cursor).catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw failures[0];
  }

  /** SQLite may answer from its own cache, which the file system does not see. */
  #checkAlive(): void {
    const { ended } = this.#file;
    if (ended !== null) throw new DatabaseError(ended);
    if (this.#store.isFenced) throw new DatabaseError({ kind: "fenced" });
  }

  /** Closes the cursors that would keep the statement from running. */
  async #makeRoom({ place }: Statement): Promise<void> {
    if (this.#cursors.size === 0) return;
    const keyword = leadingKeyword(place.sql, place.startUnit);
    if (!EXCLUSIVE_KEYWORDS.has(keyword)) return;
    await this.#breakAll(new DatabaseError({ kind: "statement-closed" }));
  }

  /** A cursor that fails as it is closed fails with that error instead of `reason`. */
  async #breakAll(reason: DatabaseError): Promise<void> {
    for (const cursor of [...this.#cursors.keys()]) {
      let told = reason;
      await this.#stop(cursor).catch((error: unknown) => {
        if (!(error instanceof DatabaseError)) throw error;
        told = error;
      });
      this.#brokenCursors.set(cursor, told);
    }
  }

  /** Before a statement: nothing is read while it is not known what was committed. */
  async #begin(): Promise<void> {
    this.#checkAlive();
    if (!this.#file.isInDoubt) return;
    // While a statement is in the middle of its rows, SQLite does not read anew.
    await this.#breakAll(cutShort());
    await this.#file.settle();
    this.#vfs.emptyJournal(FILE_NAME);
  }
}

/** Statements that SQLite refuses while rows are being read, of whatever table. */
const EXCLUSIVE_KEYWORDS: ReadonlySet<string> = new Set(["DROP", "VACUUM"]);

/** As SQLite says it of rows that a rollback has cut short. */
function cutShort(): DatabaseError {
  const [code, extendedCode] = [SQLITE_ABORT, SQLITE_ABORT_ROLLBACK];
  const nowhere = { offset: -1, statement: 0, cause: null } as const;
  const issue = { kind: "sqlite", code, extendedCode, ...nowhere } as const;
  return new DatabaseError(issue, "abort due to ROLLBACK");
}
