/** The forms in which rows reach an application: values by the names of their columns, or lists. */

import { isOneOf, type OptionChecks } from "@barewire/client/options";
import type { IntegerMode } from "../sqlite/commands.js";
import type { SqlValue } from "../sqlite/sql-value.js";

/**
 * A row by the names of its columns. Of columns with the same name only the last one is in it; with
 * `rowMode: "array"` all are.
 */
export type SqlRow = Readonly<Record<string, SqlValue>>;

/** A row as the list of its values, in the order of the columns. */
export type SqlRowArray = readonly SqlValue[];

export interface RowOptions {
  /**
   * The form of a row: "object", the default, for values by the names of their columns, of which
   * the last counts where several have the same name; or "array" for a list of all values in the
   * order of the columns. `prepare` tells their names.
   */
  readonly rowMode?: "object" | "array";
  /**
   * The form of an integer: "auto", the default, for a number where a number is exact and a bigint
   * elsewhere; "bigint" for a bigint always, which also tells 1 from 1.0; "number" for a number
   * always, where an integer beyond 2^53 fails with `inexact-integer`.
   */
  readonly integers?: IntegerMode;
}

/** The options that choose rows as lists. */
export interface ArrayRows extends RowOptions {
  readonly rowMode: "array";
}

/** The options that choose rows as objects. */
export interface ObjectRows extends RowOptions {
  readonly rowMode?: "object";
}

export const ROW_CHECKS: OptionChecks<RowOptions> = {
  rowMode: isOneOf("object", "array"),
  integers: isOneOf("auto", "number", "bigint"),
};

/** Makes rows of their values. */
export type RowForm<Row> = (
  columns: readonly string[],
  rows: readonly (readonly SqlValue[])[],
) => readonly Row[];

/** Rows as lists of values, with the names of their columns. */
export interface SqlValues {
  /** The names, in order and with those that occur more than once. */
  readonly columns: readonly string[];
  readonly rows: readonly SqlRowArray[];
}

/** The caller says what the columns of its statement hold, which nothing checks. */
export function rowFormOf<Row extends SqlRow | SqlRowArray>({ rowMode }: RowOptions): RowForm<Row> {
  if (rowMode === "array") return (_, rows) => rows as readonly Row[];
  return (columns, rows) => rows.map((values) => rowByName(columns, values) as Row);
}

function rowByName(columns: readonly string[], values: readonly SqlValue[]): SqlRow {
  return Object.fromEntries(columns.map((column, index) => [column, values[index] ?? null]));
}
