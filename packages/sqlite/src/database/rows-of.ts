/** Rows as an application gets them: values by the names of their columns. */

import type { RowBatch } from "../sqlite/commands.js";
import type { SqlRow } from "./sql-scope.js";

export function rowsOf<Row extends SqlRow>(columns: readonly string[], { rows }: RowBatch): Row[] {
  return rows.map((values) => {
    const row: SqlRow = Object.fromEntries(
      columns.map((column, index) => [column, values[index] ?? null]),
    );
    // The caller says what the columns of its statement hold.
    return row as Row;
  });
}
