/**
 * `QueryPlan`: the b-trees that a prepared statement is going to read, and how. It is plain data,
 * so that a worker can send it to its host, and is only ever used to decide what to prefetch.
 */

/** A value of a parameter, as far as it can be compared with the keys of a page. */
export type PlanValue = number | string | null;

/** The source of a value of a key. */
export type KeyTerm =
  | { readonly kind: "value"; readonly value: PlanValue }
  /** Parameters are numbered from 1. */
  | { readonly kind: "parameter"; readonly index: number }
  /** A column of the row that another cursor is at. */
  | { readonly kind: "column"; readonly cursor: number; readonly column: number }
  /** The row id of the row that another cursor is at. */
  | { readonly kind: "rowid"; readonly cursor: number }
  | { readonly kind: "unknown" };

/** The order of one column of an index; `other` is one that a reader of pages cannot tell. */
export type KeyOrder = "ascending" | "descending" | "other";

/** One b-tree that the statement opens. */
export interface PlannedCursor {
  readonly cursor: number;
  readonly rootPgno: number;
  /** A table by row id, or an index, which a table without row ids is, too. */
  readonly tree: "table" | "index";
  /** The order of the columns of an index; empty for a table. */
  readonly order: readonly KeyOrder[];
  /** The last column whose content is read; -1 if none is. */
  readonly lastColumn: number;
}

/**
 * One way in which the statement moves a cursor. `scan`: through all rows. `range`: from a key on.
 * `row`: to the one row of a row id or of a key.
 */
export interface PlannedAccess {
  readonly cursor: number;
  readonly kind: "scan" | "range" | "row";
  readonly direction: "forward" | "backward";
  /** The key to start at: a row id, or the first columns of an index. Empty for a scan. */
  readonly key: readonly KeyTerm[];
  /** Tells whether the rows that are equal to `key` belong to the range. */
  readonly includesKey: boolean;
  /** The row id, or the first columns of an index, that end the range; empty if unknown. */
  readonly end: readonly KeyTerm[];
  /** Tells whether the rows that are equal to `end` belong to the range. */
  readonly includesEnd: boolean;
  /**
   * Tells how the loop over the rows ends. `none`: there is no loop. `complete`: it always reads
   * all of them. `rows`: the same, but it returns rows, of which there may be a limit, and an
   * application may want no more. `unknown`: anything may end it.
   */
  readonly loop: "none" | "complete" | "rows" | "unknown";
  /** True if the access depends on a comparison of values, which is not known before. */
  readonly isConditional: boolean;
  /** The position in the list of the access in whose loop this one is repeated; -1 for none. */
  readonly within: number;
}

export interface QueryPlan {
  readonly cursors: readonly PlannedCursor[];
  /** In the order of the program: an access comes after those that its keys come from. */
  readonly accesses: readonly PlannedAccess[];
  /** The most rows that are returned. */
  readonly limit: KeyTerm;
  /** True if a comparison decides which rows are returned, so that more may have to be read. */
  readonly isFiltered: boolean;
}

/** One run of a statement, from its first step to its last. */
export interface StatementRun {
  /** Tells the runs of a database apart. */
  readonly id: number;
  readonly plan: QueryPlan;
  /** The most rows that the application takes now. */
  readonly maxRows: number;
  /** The values of the parameters, the first at 0; those that cannot be compared are undefined. */
  readonly parameters: readonly (PlanValue | undefined)[];
}
