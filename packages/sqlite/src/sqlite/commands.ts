/** The commands of a database and their outputs, as plain data that can be sent between threads. */

import type { SqlParameters, SqlValue } from "./sql-value.js";

/**
 * The form of an integer that SQLite returns: "auto" for a number where a number is exact and a
 * bigint elsewhere, "bigint" for a bigint always, "number" for a number always, where one that is
 * not exact fails.
 */
export type IntegerMode = "auto" | "number" | "bigint";

/** Rows in the order of the columns. */
export interface RowBatch {
  readonly rows: readonly (readonly SqlValue[])[];
  /** Names a cursor that has more rows; null at the end. */
  readonly cursor: number | null;
}

export interface StatementInfo {
  readonly columns: readonly string[];
  readonly isReadonly: boolean;
}

export interface RunResult {
  /** Rows that the statement has inserted, updated or deleted. */
  readonly changes: number;
  /** The row id of the last row that any statement inserted. */
  readonly lastInsertRowid: number | bigint;
}

/** All rows of one statement, and what it has changed. */
export interface StatementOutput extends RunResult {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly SqlValue[])[];
}

/**
 * The place of a command in transactions. `alone`: outside all of them, so that it must leave none
 * open. `first`: it begins one that later commands end. `inside`: it is part of one. `reserved`: it
 * may be part of one that SQL begins and ends.
 */
export type TransactionPlace = "alone" | "first" | "inside" | "reserved";

export interface Commands {
  /** Runs all statements of a text. */
  readonly execute: {
    readonly input: { readonly sql: string } & Placed;
    readonly output: null;
  };
  /** Looks at a statement without running it. */
  readonly describe: { readonly input: { readonly sql: string }; readonly output: StatementInfo };
  readonly run: { readonly input: StatementInput & Placed; readonly output: RunResult };
  /** Runs statements one after another as one transaction: all of them, or none. */
  readonly batch: {
    readonly input: { readonly statements: readonly StatementInput[] } & Integers & Placed;
    readonly output: readonly StatementOutput[];
  };
  /** Runs one statement for each list of parameters as one transaction: for all, or for none. */
  readonly "run-many": {
    readonly input: { readonly sql: string; readonly rows: readonly SqlParameters[] } & Placed;
    readonly output: RunResult;
  };
  /** The first rows. The others stay to be read, or are given up. */
  readonly query: {
    readonly input: StatementInput &
      BatchLimit &
      Integers &
      Placed & { readonly rest: "kept" | "given-up" };
    readonly output: RowBatch & StatementInfo;
  };
  readonly next: {
    readonly input: BatchLimit & Integers & { readonly cursor: number };
    readonly output: RowBatch;
  };
  /** Gives up a cursor; one that has ended is passed over. */
  readonly stop: { readonly input: { readonly cursor: number }; readonly output: null };
  /** Tells whether a transaction is open. */
  readonly state: {
    readonly input: Record<never, never>;
    readonly output: { readonly isInTransaction: boolean };
  };
  readonly counters: {
    readonly input: Record<never, never>;
    readonly output: EngineCounters;
  };
  /** Rolls back what is open, and closes. No command may follow. */
  readonly close: {
    readonly input: Record<never, never>;
    /** Bytes of the memory of this SQLite. */
    readonly output: { readonly heapSize: number };
  };
}

export type CommandKind = keyof Commands;
export type InputOf<Kind extends CommandKind> = Commands[Kind]["input"];
export type OutputOf<Kind extends CommandKind> = Commands[Kind]["output"];

export type StatementInput = { readonly sql: string; readonly parameters: SqlParameters };

type Placed = { readonly place: TransactionPlace };

type Integers = { readonly integers: IntegerMode };

type BatchLimit = {
  /** Most rows of a batch, at least 1. */
  readonly maxRows: number;
};

/** Counters of the file below SQLite. */
export interface EngineCounters {
  readonly atomicCommits: number;
  readonly journalCommits: number;
  /** Transactions that wrote pages before their end: they did not fit into SQLite's own cache. */
  readonly spills: number;
  readonly failedCommits: number;
  readonly committedPages: number;
  /** Bytes of the memory of this SQLite. */
  readonly heapSize: number;
}
