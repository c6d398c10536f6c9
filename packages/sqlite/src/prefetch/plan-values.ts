/** The values of the terms of a plan, for the rows that its cursors are at. */

import type { Payload } from "../btree/btree-page.js";
import { readColumn, readLastColumn } from "../btree/record.js";
import type { KeyTerm, PlanValue, StatementRun } from "../plan/query-plan.js";

/** The row that a cursor is at, as far as it is known. */
export interface PlanRow {
  readonly rowId: number | undefined;
  readonly payload: Payload | undefined;
}

/** The rows by their cursors. */
export type PlanRows = ReadonlyMap<number, PlanRow>;

type Parameters = StatementRun["parameters"];

/** The values of a key up to the first one that is not known. */
export function knownPrefix(
  key: readonly KeyTerm[],
  rows: PlanRows,
  parameters: Parameters,
): readonly PlanValue[] {
  const values: PlanValue[] = [];
  for (const term of key) {
    const value = planValue(term, rows, parameters);
    if (value === undefined) break;
    values.push(value);
  }
  return values;
}

export function planValue(
  term: KeyTerm,
  rows: PlanRows,
  parameters: Parameters,
): PlanValue | undefined {
  switch (term.kind) {
    case "value":
      return term.value;
    case "parameter":
      return parameters[term.index - 1];
    case "column": {
      const payload = rows.get(term.cursor)?.payload;
      return payload === undefined ? undefined : readColumn(payload, term.column);
    }
    case "rowid": {
      const row = rows.get(term.cursor);
      if (row?.rowId !== undefined || row?.payload === undefined) return row?.rowId;
      return readLastColumn(row.payload);
    }
    case "unknown":
      return undefined;
    default:
      return term satisfies never;
  }
}
