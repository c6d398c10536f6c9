/**
 * `SqlScope`: where statements are run, on a database or inside one of its transactions.
 *
 * A scope carries out one thing at a time. While it has a transaction open, all other calls of it
 * wait for the end. A call inside the transaction would wait for itself, so it is made on the scope
 * of the transaction; on the scope around it, it fails with `turn-held`.
 */

import type { RunResult, StatementOutput } from "../sqlite/commands.js";
import type { SqlParameters } from "../sqlite/sql-value.js";
import type { CallOptions } from "./call-limit.js";
import type { BatchStatement } from "./check-parameters.js";
import type {
  ArrayRows,
  ObjectRows,
  RowOptions,
  SqlRow,
  SqlRowArray,
  SqlValues,
} from "./row-form.js";

/** A prepared statement, which can be run often. */
export interface SqlStatement<Row extends SqlRow | SqlRowArray = SqlRow> {
  /**
   * The names of the columns, in order and with those that occur more than once. They are those of
   * the rows that were read last, because a column may have been added since it was prepared.
   */
  readonly columns: readonly string[];
  /** Tells whether it writes nothing to the database. */
  readonly isReadonly: boolean;
  run(parameters?: SqlParameters, options?: CallOptions): Promise<RunResult>;
  all(parameters?: SqlParameters, options?: CallOptions): Promise<Row[]>;
  get(parameters?: SqlParameters, options?: CallOptions): Promise<Row | undefined>;
  /** All rows as lists of values, with the names of their columns. */
  values(parameters?: SqlParameters, options?: CallOptions): Promise<SqlValues>;
  iterate(parameters?: SqlParameters, options?: IterateOptions): AsyncGenerator<Row, void, void>;
}

/** The options of `iterate`; `timeoutMs` is for each read of a batch. */
export interface IterateOptions extends CallOptions {
  /**
   * Rows of a batch, from 1 to 10,000; with 1 each row is read when it is asked for, which is
   * SQLite's own rule. By default 1 at first and after what may have written, and 100 otherwise.
   */
  readonly readAhead?: number;
}

/** The rows that one statement of a batch has returned, and the changes that it has made. */
export interface BatchResult<Row extends SqlRow | SqlRowArray = SqlRow> extends RunResult {
  readonly columns: StatementOutput["columns"];
  readonly rows: readonly Row[];
}

export interface SqlScope {
  /**
   * Runs all statements of a text, without parameters, and passes over their rows. A transaction
   * that the text begins on a database must end in it; otherwise it is rolled back, and the call
   * fails with `transaction-left-open`.
   */
  execute(sql: string, options?: CallOptions): Promise<void>;
  /** Runs one statement and passes over its rows. */
  run(sql: string, parameters?: SqlParameters, options?: CallOptions): Promise<RunResult>;
  /**
   * Runs statements one after another as one transaction, or a savepoint inside of one, by one
   * message to SQLite and with one commit. If one of them fails, nothing of the batch is stored;
   * the issue's `statement`, where it is of SQLite, is the number of the statement, from 1. No
   * statement of it may begin or end a transaction. All rows come at once: for many, use `iterate`.
   */
  batch<Row extends SqlRow = SqlRow>(
    statements: readonly (string | BatchStatement)[],
    options?: CallOptions & ObjectRows,
  ): Promise<BatchResult<Row>[]>;
  /** Runs a batch whose rows are lists of values in the order of the columns. */
  batch<Row extends SqlRowArray = SqlRowArray>(
    statements: readonly (string | BatchStatement)[],
    options: CallOptions & ArrayRows,
  ): Promise<BatchResult<Row>[]>;
  /**
   * Runs one statement once for each list of parameters, as `batch` does: by one message, with one
   * commit, and for all of them or for none. There are at most 1,000,000 runs. Returns the changes
   * of all of them together, and passes over rows.
   */
  runMany(sql: string, rows: Iterable<SqlParameters>, options?: CallOptions): Promise<RunResult>;
  /** Returns all rows of one statement as lists of values, with the names of their columns. */
  values(
    sql: string,
    parameters?: SqlParameters,
    options?: CallOptions & Pick<RowOptions, "integers">,
  ): Promise<SqlValues>;
  /**
   * Returns all rows of one statement. `Row` is the caller's claim about its columns, and
   * unchecked. Of columns with the same name, a row holds the last one.
   */
  all<Row extends SqlRow = SqlRow>(
    sql: string,
    parameters?: SqlParameters,
    options?: CallOptions & ObjectRows,
  ): Promise<Row[]>;
  /** Returns all rows as lists of values in the order of the columns, whatever their names. */
  all<Row extends SqlRowArray = SqlRowArray>(
    sql: string,
    parameters: SqlParameters | undefined,
    options: CallOptions & ArrayRows,
  ): Promise<Row[]>;
  /** The first row, or undefined. */
  get<Row extends SqlRow = SqlRow>(
    sql: string,
    parameters?: SqlParameters,
    options?: CallOptions & ObjectRows,
  ): Promise<Row | undefined>;
  /** The first row as a list of values in the order of the columns, or undefined. */
  get<Row extends SqlRowArray = SqlRowArray>(
    sql: string,
    parameters: SqlParameters | undefined,
    options: CallOptions & ArrayRows,
  ): Promise<Row | undefined>;
  /**
   * Row by row. Other statements may run in between, and leaving the loop ends it. Rows are read
   * ahead in batches; each is as it was when its batch was read. A batch has one row at first, and
   * after whatever may have written since the last batch, and 100 otherwise; `readAhead` fixes the
   * number, and 1 is SQLite's own rule: each row is read when it is asked for.
   *
   * DROP and VACUUM cannot run while rows are read, of whatever table, so they end the iteration:
   * its next batch fails with `statement-closed`.
   */
  iterate<Row extends SqlRow = SqlRow>(
    sql: string,
    parameters?: SqlParameters,
    options?: IterateOptions & ObjectRows,
  ): AsyncGenerator<Row, void, void>;
  /** Row by row, each as a list of values in the order of the columns. */
  iterate<Row extends SqlRowArray = SqlRowArray>(
    sql: string,
    parameters: SqlParameters | undefined,
    options: IterateOptions & ArrayRows,
  ): AsyncGenerator<Row, void, void>;
  /** Checks one statement, to be run often. It need not be given back. */
  prepare<Row extends SqlRow = SqlRow>(
    sql: string,
    options?: CallOptions & ObjectRows,
  ): Promise<SqlStatement<Row>>;
  /** Checks one statement, whose rows are lists of values in the order of the columns. */
  prepare<Row extends SqlRowArray = SqlRowArray>(
    sql: string,
    options: CallOptions & ArrayRows,
  ): Promise<SqlStatement<Row>>;
  /**
   * Runs `work` in a transaction: committed when it returns, rolled back when it throws. Inside a
   * transaction, a savepoint. All calls that belong to it are made on the scope that `work` is
   * given, and awaited before it returns: one that still runs then fails with `call-not-awaited`,
   * as the transaction does, which is rolled back.
   *
   * When its limits are reached, it is rolled back and fails at once; `work` learns of it by the
   * failure of its calls.
   */
  transaction<Value>(
    work: (scope: SqlScope) => Promise<Value>,
    options?: CallOptions,
  ): Promise<Value>;
}

/**
 * A connection of one's own until it is released: transactions may stay open between its calls.
 * All other calls of the database wait for the release.
 */
export interface ReservedConnection extends SqlScope {
  /**
   * Rolls back what is open and gives the connection back. It may be called again. Calls that still
   * run fail with `call-not-awaited`, and so does the release, which takes place all the same.
   */
  release(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}
