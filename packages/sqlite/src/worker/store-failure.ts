/**
 * Keeps the failure of the page store behind a failed statement: SQLite knows only that a page
 * could not be read or written, and reports "disk I/O error". The error of the page store, which
 * says why, stays on the host's side, with the chain of its causes.
 */

import { DatabaseError, type DatabaseIssue } from "../database-error.js";
import { SQLITE_IOERR } from "../sqlite/result-codes.js";

/**
 * Returns the error of a command with its cause in `message` and `cause`. `failure` is the last
 * error of the page store since the command began; null if there was none.
 */
export function withStoreFailure(
  error: DatabaseError,
  failure: DatabaseError | null,
): DatabaseError {
  const { issue, message } = error;
  if (failure !== null && isSame(failure.issue, issue)) return failure;
  if (issue.kind !== "sqlite") return error;
  if (issue.cause === null) return issue.code === SQLITE_IOERR ? withCode(error) : error;
  const isKnown = failure !== null && isSame(failure.issue, issue.cause);
  const cause = isKnown ? failure : new DatabaseError(issue.cause);
  return new DatabaseError(issue, `${cause.message} (SQLite: ${message})`, { cause });
}

/** SQLite has failed by itself, and the page store has not. */
function withCode(error: DatabaseError): DatabaseError {
  const { issue, message } = error;
  const code = issue.kind === "sqlite" ? issue.extendedCode : SQLITE_IOERR;
  const text = `${message} (result code ${code}, without a failure of the page store)`;
  return new DatabaseError(issue, text, { cause: error });
}

/** Issues are plain data, and are made in one place each, so their fields have one order. */
function isSame(one: DatabaseIssue, other: DatabaseIssue): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
