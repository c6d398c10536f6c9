/**
 * Translates errors of PostgreSQL and of the connection to it into failures of the attempt.
 */

import { KvDriverError, type KvDriverFailure } from "../kv-driver.js";

/** The failures by SQLSTATE codes, or by their first two characters. */
const FAILURES: Readonly<Record<string, KvDriverFailure>> = {
  "40": "conflict",
  "55P03": "conflict",
  "57014": "timeout",
  "25P03": "timeout",
  "25P04": "timeout",
  "53100": "full",
  "08": "unavailable",
  "53300": "unavailable",
  "57P01": "unavailable",
  "57P02": "unavailable",
  "57P03": "unavailable",
};

/** The failure of a statement that is not a commit, and has no commit behind it. */
export function failureOf(error: unknown): KvDriverError {
  if (error instanceof KvDriverError) return error;
  const state = sqlStateOf(error);
  if (state !== undefined) {
    const failure = FAILURES[state] ?? FAILURES[state.slice(0, 2)] ?? "failed";
    return new KvDriverError(failure, { cause: error });
  }
  if (NO_LISTENER.has(codeOf(error) ?? "")) {
    return new KvDriverError("unreachable", { cause: error });
  }
  // An error that is neither a response of the server nor a bug of ours comes from the connection.
  const isMistake = error instanceof TypeError || error instanceof RangeError;
  return new KvDriverError(isMistake ? "failed" : "unavailable", { cause: error });
}

/**
 * The failure of a commit, or of a statement that was sent with a commit behind it and got no
 * answer.
 */
export function commitFailureOf(error: unknown): KvDriverError {
  const failure = failureOf(error);
  // The server has confirmed the rollback, unless it reported that it shuts down.
  const isKnown = sqlStateOf(error) !== undefined && failure.failure !== "unavailable";
  if (isKnown && sqlStateOf(error) !== COMPLETION_UNKNOWN) return failure;
  return new KvDriverError("unknown-result", { cause: error });
}

const COMPLETION_UNKNOWN = "40003";

/**
 * The five characters that a server's response has. A system's error has a code like ECONNRESET.
 */
export function sqlStateOf(error: unknown): string | undefined {
  const code = codeOf(error);
  return code !== undefined && /^[0-9A-Z]{5}$/.test(code) ? code : undefined;
}

/** The codes of the system for a connection that cannot be made: no listener, socket or host. */
const NO_LISTENER: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ENOENT",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
]);

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}
