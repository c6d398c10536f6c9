/**
 * `SqlScope`: where statements are run, on a database or inside one of its transactions.
 *
 * A scope carries out one thing at a time. While it has a transaction open, whatever else is asked
 * of it waits for the end; inside, the scope of the transaction is asked.
 */

import { DatabaseError } from "../database-error.js";
import type { RowBatch, RunResult } from "../sqlite/commands.js";
import type { SqlParameters, SqlValue } from "../sqlite/sql-value.js";
import type { SqliteBinding } from "../worker/sqlite-binding.js";
import { Mutex } from "./mutex.js";

/** A row by the names of its columns; of two columns of one name, the last. */
export type SqlRow = Readonly<Record<string, SqlValue>>;

/** A prepared statement, which can be run often. */
export interface SqlStatement<Row extends SqlRow = SqlRow> {
  readonly columns: readonly string[];
  /** Whether it writes nothing to the database. */
  readonly isReadonly: boolean;
  run(parameters?: SqlParameters): Promise<RunResult>;
  all(parameters?: SqlParameters): Promise<Row[]>;
  get(parameters?: SqlParameters): Promise<Row | undefined>;
  iterate(parameters?: SqlParameters): AsyncGenerator<Row, void, void>;
}

export interface SqlScope {
  /** Runs all statements of a text, without parameters, and passes over their rows. */
  execute(sql: string): Promise<void>;
  /** Runs one statement and passes over its rows. */
  run(sql: string, parameters?: SqlParameters): Promise<RunResult>;
  /**
   * Returns all rows of one statement. `Row` is the caller's claim about its columns, and
   * unchecked.
   */
  all<Row extends SqlRow = SqlRow>(sql: string, parameters?: SqlParameters): Promise<Row[]>;
  /** The first row, or undefined. */
  get<Row extends SqlRow = SqlRow>(
    sql: string,
    parameters?: SqlParameters,
  ): Promise<Row | undefined>;
  /** Row by row. Other statements may run in between; leaving the loop ends it. */
  iterate<Row extends SqlRow = SqlRow>(
    sql: string,
    parameters?: SqlParameters,
  ): AsyncGenerator<Row, void, void>;
  /** Checks one statement, to be run often. It need not be given back. */
  prepare<Row extends SqlRow = SqlRow>(sql: string): Promise<SqlStatement<Row>>;
  /**
   * Runs `work` in a transaction: committed when it returns, rolled back when it throws. Inside a
   * transaction, a savepoint. All that belongs to it is asked of the scope that `work` is given.
   */
  transaction<Value>(work: (scope: SqlScope) => Promise<Value>): Promise<Value>;
}

/** Rows of a batch: of one that is awaited as a whole, of an iteration, and of `get`. */
const ALL_ROWS = 1_000;
const ITERATED_ROWS = 100;
const ONE_ROW = 1;

const NO_PARAMETERS: SqlParameters = [];

export class BoundScope implements SqlScope {
  readonly #binding: SqliteBinding;
  readonly #turns: Mutex;
  readonly #maxWaiting: number;
  /** How many transactions this one is inside. */
  readonly #depth: number;

  constructor(binding: SqliteBinding, maxWaiting: number, depth: number) {
    this.#binding = binding;
    this.#maxWaiting = maxWaiting;
    this.#turns = new Mutex(maxWaiting);
    this.#depth = depth;
  }

  /** Nothing can be asked of the scope any more. */
  end(error: DatabaseError): void {
    this.#turns.end(error);
  }

  async execute(sql: string): Promise<void> {
    await this.#turns.run(() => this.#binding.call("execute", { sql }));
  }

  run(sql: string, parameters: SqlParameters = NO_PARAMETERS): Promise<RunResult> {
    return this.#turns.run(() => this.#binding.call("run", { sql, parameters }));
  }

  all<Row extends SqlRow = SqlRow>(
    sql: string,
    parameters: SqlParameters = NO_PARAMETERS,
  ): Promise<Row[]> {
    return this.#turns.run(async () => {
      const first = await this.#binding.call("query", { sql, parameters, maxRows: ALL_ROWS });
      const rows = rowsOf<Row>(first.columns, first);
      let { cursor } = first;
      while (cursor !== null) {
        const batch: RowBatch = await this.#binding.call("next", { cursor, maxRows: ALL_ROWS });
        for (const row of rowsOf<Row>(first.columns, batch)) rows.push(row);
        cursor = batch.cursor;
      }
      return rows;
    });
  }

  get<Row extends SqlRow = SqlRow>(
    sql: string,
    parameters: SqlParameters = NO_PARAMETERS,
  ): Promise<Row | undefined> {
    return this.#turns.run(async () => {
      const batch = await this.#binding.call("query", { sql, parameters, maxRows: ONE_ROW });
      const { cursor } = batch;
      if (cursor !== null) await this.#binding.call("stop", { cursor });
      return rowsOf<Row>(batch.columns, batch)[0];
    });
  }

  async *iterate<Row extends SqlRow = SqlRow>(
    sql: string,
    parameters: SqlParameters = NO_PARAMETERS,
  ): AsyncGenerator<Row, void, void> {
    const maxRows = ITERATED_ROWS;
    const first = await this.#turns.run(() =>
      this.#binding.call("query", { sql, parameters, maxRows }),
    );
    let { cursor } = first;
    try {
      yield* rowsOf<Row>(first.columns, first);
      while (cursor !== null) {
        const open: number = cursor;
        const batch: RowBatch = await this.#turns.run(() =>
          this.#binding.call("next", { cursor: open, maxRows }),
        );
        cursor = batch.cursor;
        yield* rowsOf<Row>(first.columns, batch);
      }
    } finally {
      // A scope that has ended has given up its cursors.
      if (cursor !== null) await this.#stop(cursor);
    }
  }

  async prepare<Row extends SqlRow = SqlRow>(sql: string): Promise<SqlStatement<Row>> {
    const info = await this.#turns.run(() => this.#binding.call("describe", { sql }));
    return {
      ...info,
      run: (parameters) => this.run(sql, parameters),
      all: (parameters) => this.all<Row>(sql, parameters),
      get: (parameters) => this.get<Row>(sql, parameters),
      iterate: (parameters) => this.iterate<Row>(sql, parameters),
    };
  }

  transaction<Value>(work: (scope: SqlScope) => Promise<Value>): Promise<Value> {
    return this.#turns.run(async () => {
      const savepoint = `barewire_${this.#depth}`;
      const isOutermost = this.#depth === 0;
      await this.#execute(isOutermost ? "BEGIN" : `SAVEPOINT ${savepoint}`);
      const scope = new BoundScope(this.#binding, this.#maxWaiting, this.#depth + 1);
      try {
        const value = await work(scope);
        scope.end(new DatabaseError({ kind: "closed" }));
        await this.#execute(isOutermost ? "COMMIT" : `RELEASE ${savepoint}`);
        return value;
      } catch (error) {
        scope.end(new DatabaseError({ kind: "closed" }));
        await this.#rollBack(isOutermost ? null : savepoint);
        throw error;
      }
    });
  }

  /** SQLite has rolled some failures back already; what cannot be rolled back is lost anyway. */
  async #rollBack(savepoint: string | null): Promise<void> {
    try {
      const { isInTransaction } = await this.#binding.call("state", {});
      if (!isInTransaction) return;
      await this.#execute(
        savepoint === null ? "ROLLBACK" : `ROLLBACK TO ${savepoint}; RELEASE ${savepoint}`,
      );
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error;
    }
  }

  /** With its end a statement may commit what it wrote: only a closed database is passed over. */
  async #stop(cursor: number): Promise<void> {
    try {
      await this.#binding.call("stop", { cursor });
    } catch (error) {
      if (!(error instanceof DatabaseError) || error.issue.kind !== "closed") throw error;
    }
  }

  async #execute(sql: string): Promise<void> {
    await this.#binding.call("execute", { sql });
  }
}

function rowsOf<Row extends SqlRow>(columns: readonly string[], { rows }: RowBatch): Row[] {
  return rows.map((values) => {
    const row: SqlRow = Object.fromEntries(
      columns.map((column, index) => [column, values[index] ?? null]),
    );
    // The caller says what the columns of its statement hold.
    return row as Row;
  });
}
