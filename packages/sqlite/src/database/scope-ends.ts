/** The failures of calls on a scope that has ended. */

import { DatabaseError } from "../database-error.js";

export function released(): DatabaseError {
  const message = "the reserved connection was released; reserve another one";
  return new DatabaseError({ kind: "closed" }, message);
}

export function transactionEnded(): DatabaseError {
  const message = "the transaction has ended, and its scope with it; begin another one";
  return new DatabaseError({ kind: "closed" }, message);
}

/**
 * The failure of calls that still run when their transaction fails, as with an error that its
 * callback has thrown.
 */
export function rolledBackBy(error: unknown): DatabaseError {
  const isOwn = error instanceof DatabaseError && error.issue.kind === "call-not-awaited";
  if (isOwn) return error;
  const message = "the transaction was rolled back, because its callback failed";
  return new DatabaseError({ kind: "closed" }, message, { cause: error });
}
