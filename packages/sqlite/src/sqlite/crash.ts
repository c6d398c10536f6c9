/**
 * Crashes of SQLite: exceptions that escape from its WASM, after which its memory cannot be
 * trusted.
 */

import { DatabaseError, type DatabaseIssue } from "../database-error.js";

export type CrashIssue = Extract<DatabaseIssue, { readonly kind: "sqlite-crashed" }>;

/** The issue of an error that came out of a call of SQLite; null for a failure and for a bug. */
export function crashIssueOf(error: unknown): CrashIssue | null {
  if (error instanceof DatabaseError || !(error instanceof Error)) return null;
  // Engines have different names and words for the end of the stack.
  if (/call stack|recursion/i.test(error.message)) return crashIssue("stack-overflow");
  if (error instanceof RangeError) return crashIssue("out-of-memory");
  return error.name === "RuntimeError" ? crashIssue("trap") : null;
}

function crashIssue(reason: CrashIssue["reason"]): CrashIssue {
  return { kind: "sqlite-crashed", reason };
}
