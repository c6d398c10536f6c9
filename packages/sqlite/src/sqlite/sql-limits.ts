/** The limits of a connection: how large SQL and its values may be, by SQLite's own names. */

import type { SqliteModule } from "./sqlite-module.js";

export interface SqlLimit {
  /** SQLite's name of the limit, without SQLITE_LIMIT. */
  readonly name: string;
  /** SQLite's number of the limit. */
  readonly id: number;
  readonly value: number;
  /** The quantity that it limits, and the reason of the value. */
  readonly reason: string;
}

/** `docs/sqlite-build.md` is printed from this table. */
export const SQL_LIMITS: readonly SqlLimit[] = [
  {
    name: "LENGTH",
    id: 0,
    value: 268_435_456,
    reason: "bytes of a text, a blob or a row: what one commit can store",
  },
  {
    name: "SQL_LENGTH",
    id: 1,
    value: 67_108_864,
    reason: "bytes of one statement; a script may be longer, and large values are parameters",
  },
  { name: "COLUMN", id: 2, value: 2_000, reason: "columns of a table, an index or a result" },
  { name: "COMPOUND_SELECT", id: 4, value: 500, reason: "terms of a compound SELECT" },
  {
    name: "VDBE_OP",
    id: 5,
    value: 25_000_000,
    reason: "instructions of one statement, which take 600 MB of memory",
  },
  { name: "FUNCTION_ARG", id: 6, value: 1_000, reason: "arguments of a function" },
  { name: "ATTACHED", id: 7, value: 10, reason: "attached databases, which are in memory" },
  {
    name: "LIKE_PATTERN_LENGTH",
    id: 8,
    value: 4_096,
    reason: "bytes of a pattern of LIKE or GLOB, which is matched by recursion",
  },
  { name: "VARIABLE_NUMBER", id: 9, value: 32_766, reason: "the number of a parameter" },
  { name: "TRIGGER_DEPTH", id: 10, value: 1_000, reason: "triggers that run one in another" },
  {
    name: "PARSER_DEPTH",
    id: 12,
    value: 2_500,
    reason: "the parser's stack: parentheses, unary operators, CASE and subqueries in one another",
  },
];

/** Sets the limits of a connection. */
export function setSqlLimits(module: SqliteModule, handle: number): void {
  for (const { id, value } of SQL_LIMITS) module._sqlite3_limit(handle, id, value);
}
