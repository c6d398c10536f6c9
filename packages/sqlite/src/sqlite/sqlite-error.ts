/** The `DatabaseError` of a result code: in SQLite's words, or in those of what has caused it. */

import { DatabaseError, type DatabaseIssue } from "../database-error.js";
import { TOO_DEEP, tooDeepAt } from "./expression-depth.js";
import {
  SQLITE_AUTH,
  SQLITE_CANTOPEN,
  SQLITE_ERROR,
  SQLITE_INTERRUPT,
  SQLITE_IOERR,
  SQLITE_NOMEM,
} from "./result-codes.js";
import { type SqlPlace, unitAt } from "./sql-text.js";
import { OUT_OF_MEMORY } from "./sqlite-memory.js";
import type { SqliteModule } from "./sqlite-module.js";

export interface FailedCall {
  /** The connection. */
  readonly handle: number;
  /** Extended result code. */
  readonly code: number;
  /** The issue with which the page store has failed. */
  readonly failure: DatabaseIssue | null;
  /** The reason why the gate has refused something. */
  readonly refusal: string | null;
  /** The statement at fault; null where there was none, as at the open. */
  readonly place: SqlPlace | null;
}

export function sqliteError(module: SqliteModule, call: FailedCall): DatabaseError {
  const { handle, code, failure, refusal, place } = call;
  const primary = code & 0xff;
  // SQLite is full by itself, too, as with max_page_count; then the store has said nothing.
  const isOfStore = primary === SQLITE_IOERR || failure?.kind === "full";
  const cause = isOfStore ? failure : null;
  if (primary === SQLITE_INTERRUPT || cause?.kind === "aborted") {
    return new DatabaseError({ kind: "aborted", timeoutMs: null });
  }
  // These are not one failed statement but the end of the database.
  if (cause?.kind === "fenced" || cause?.kind === "not-stored") return new DatabaseError(cause);
  const isRefused = primary === SQLITE_AUTH || primary === SQLITE_CANTOPEN;
  const message =
    primary === SQLITE_NOMEM
      ? OUT_OF_MEMORY
      : ((isRefused ? refusal : null) ?? module.UTF8ToString(module._sqlite3_errmsg(handle)));
  const offset = offsetIn(place, module._sqlite3_error_offset(handle));
  const statement = place?.statement ?? 0;
  return new DatabaseError(
    { kind: "sqlite", code: primary, extendedCode: code, offset, statement, cause },
    message,
  );
}

/** Refuses a statement whose expressions are too deep for this build, in SQLite's words. */
export function refuseTooDeep(place: SqlPlace): void {
  const { sql, startUnit, statement } = place;
  const offset = tooDeepAt(sql, startUnit);
  if (offset < 0) return;
  const codes = { code: SQLITE_ERROR, extendedCode: SQLITE_ERROR } as const;
  throw new DatabaseError({ kind: "sqlite", ...codes, offset, statement, cause: null }, TOO_DEEP);
}

function offsetIn(place: SqlPlace | null, byteOffset: number): number {
  if (place === null || byteOffset < 0) return -1;
  return unitAt(place, place.startByte + byteOffset);
}
