/** `PreparedStatement`: a statement that a scope has checked, to be run often. */

import { optionsOf } from "../check-options.js";
import type { RunResult, StatementInfo } from "../sqlite/commands.js";
import type { SqlParameters } from "../sqlite/sql-value.js";
import { CALL_CHECKS, type CallOptions } from "./call-limit.js";
import { statementOf } from "./check-parameters.js";
import type { RowForm, SqlRow, SqlRowArray, SqlValues } from "./row-form.js";
import { ITERATE_CHECKS, type Query, type RowReader } from "./row-reader.js";
import type { ScopeCalls } from "./scope-calls.js";
import type { IterateOptions, SqlStatement } from "./sql-scope.js";

export interface PreparedParts<Row> {
  readonly sql: string;
  readonly query: Pick<Query<Row>, "form" | "integers">;
  readonly described: StatementInfo;
  readonly calls: ScopeCalls;
  readonly rows: RowReader;
  run(sql: string, parameters?: SqlParameters, options?: CallOptions): Promise<RunResult>;
}

export class PreparedStatement<Row extends SqlRow | SqlRowArray> implements SqlStatement<Row> {
  columns: readonly string[];
  readonly isReadonly: boolean;
  readonly #parts: PreparedParts<Row>;

  constructor(parts: PreparedParts<Row>) {
    this.#parts = parts;
    this.columns = parts.described.columns;
    this.isReadonly = parts.described.isReadonly;
  }

  run(parameters?: SqlParameters, options?: CallOptions): Promise<RunResult> {
    return this.#parts.run(this.#parts.sql, parameters, options);
  }

  all(parameters?: SqlParameters, options: CallOptions = {}): Promise<Row[]> {
    return this.#parts.calls.checked(
      this.all,
      () => this.#queryOf(parameters, this.#parts.query.form, options),
      ({ query }) => this.#parts.rows.all(query),
      ({ terms }) => terms,
    );
  }

  get(parameters?: SqlParameters, options: CallOptions = {}): Promise<Row | undefined> {
    return this.#parts.calls.checked(
      this.get,
      () => this.#queryOf(parameters, this.#parts.query.form, options),
      ({ query }) => this.#parts.rows.get(query),
      ({ terms }) => terms,
    );
  }

  values(parameters?: SqlParameters, options: CallOptions = {}): Promise<SqlValues> {
    return this.#parts.calls.checked(
      this.values,
      () => this.#queryOf<SqlRowArray>(parameters, (_, rows) => rows, options),
      ({ query }) => this.#parts.rows.withColumns(query),
      ({ terms }) => terms,
    );
  }

  iterate(
    parameters?: SqlParameters,
    options: IterateOptions = {},
  ): AsyncGenerator<Row, void, void> {
    const { query } = this.#queryOf(parameters, this.#parts.query.form, {});
    const given = optionsOf<IterateOptions>(options, ITERATE_CHECKS);
    return this.#parts.rows.iterate(query, given);
  }

  #queryOf<Result>(
    parameters: unknown,
    form: RowForm<Result>,
    options: unknown,
  ): { readonly query: Query<Result>; readonly terms: CallOptions } {
    const { sql, query } = this.#parts;
    const noting: RowForm<Result> = (columns, rows) => {
      this.columns = columns;
      return form(columns, rows);
    };
    return {
      query: { statement: statementOf(sql, parameters), form: noting, integers: query.integers },
      terms: optionsOf<CallOptions>(options, CALL_CHECKS),
    };
  }
}
