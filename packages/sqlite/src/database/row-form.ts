/** The forms in which rows reach an application: values by the names of their columns, or lists. */

import { isOneOf, type OptionChecks } from "@barewire/client/options";
import type { RowBatch } from "../sqlite/commands.js";
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
}

/** The options that choose rows as lists. */
export interface ArrayRows extends RowOptions {
  readonly rowMode: "array";
}

/** The options that choose rows as objects. */
export interface ObjectRows extends RowOptions {
  readonly rowMode?: "object";
}

export const ROW_CHECKS: OptionChecks<RowOptions> = { rowMode: isOneOf("object", "array") };

/** Makes the rows of a batch. */
export type RowForm<Row> = (columns: readonly string[], batch: RowBatch) => readonly Row[];

/** The caller says what the columns of its statement hold, which nothing checks. */
export function rowFormOf<Row extends SqlRow | SqlRowArray>({ rowMode }: RowOptions): RowForm<Row> {
  if (rowMode === "array") return (_, { rows }) => rows as readonly Row[];
  return (columns, { rows }) => rows.map((values) => rowByName(columns, values) as Row);
}

function rowByName(columns: readonly string[], values: readonly SqlValue[]): SqlRow {
  return Object.fromEntries(columns.map((column, index) => [column, values[index] ?? null]));
}
