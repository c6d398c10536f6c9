/** Translates errors of the client into `DatabaseError`s. */

import { ClientError } from "@barewire/client";
import { isConnectIssue } from "@barewire/client/connect-issue";
import { fullStorageOf, isStoreUnavailable, storedFaultOf } from "@barewire/protocol/requests";
import { DatabaseError, type DatabaseIssue, type RequestOutcome } from "../database-error.js";

/** Returns the error as a `DatabaseError`. An error of any other kind is a bug, and is rethrown. */
export function databaseErrorOf(error: unknown): DatabaseError {
  if (error instanceof DatabaseError) return error;
  if (error instanceof ClientError) return translated(error);
  throw error;
}

/**
 * The error of a request whose outcome is not known, or that was not sent. `why` is the error of
 * the request or of the connection; null if there is none.
 */
export function noResponse(outcome: RequestOutcome, why: ClientError | null): DatabaseError {
  const issue = { kind: "no-response", outcome } as const;
  return why === null ? new DatabaseError(issue) : withCause(issue, why);
}

function translated(error: ClientError): DatabaseError {
  const issue = databaseIssueOf(error);
  if (!isConnectIssue(error.issue)) return withCause(issue, error);
  // The issue says all that the error of the client does, so the cause is what the platform said.
  return new DatabaseError(issue, undefined, { cause: error.cause ?? error });
}

/** Says of the connection, too, why it is not there. */
function withCause(issue: DatabaseIssue, error: ClientError): DatabaseError {
  const cause = isConnectIssue(error.issue) ? error : error.cause;
  const text = new DatabaseError(issue).message;
  const message = cause instanceof ClientError ? `${text}; ${cause.message}` : text;
  return new DatabaseError(issue, message, { cause: error });
}

function databaseIssueOf({ issue }: ClientError): DatabaseIssue {
  if (isConnectIssue(issue)) return issue;
  switch (issue.kind) {
    case "connection-lost":
    case "timeout":
    case "aborted":
      return { kind: "no-response", outcome: issue.outcome };
    case "queue-full":
      return { kind: "no-response", outcome: "not-sent" };
    case "version-refused":
      return { kind: "version-refused", client: issue.client, server: issue.server };
    case "evicted":
      return { kind: "fenced" };
    case "actor-not-open":
    case "closed":
      return { kind: "closed" };
    case "offline":
      return { kind: "offline" };
    case "invalid-option":
      return issue;
    case "disconnected":
    case "idle-timeout":
    case "protocol-violation":
      return { kind: "connection-ended", reason: issue.kind };
    case "decision-failed":
    case "not-representable":
    case "unencodable":
    case "malformed":
    case "unsupported-version":
      return { kind: "invalid-response", reason: issue.kind };
    default:
      return issue satisfies never;
  }
}

/**
 * Returns the error for a refusal that the protocol has no variant for, with the server's text.
 * `url` is that of the server.
 */
export function refused(detail: string, url: string | null): DatabaseError {
  const kind = storedFaultOf(detail);
  if (kind !== undefined) {
    const issue = { kind, url } as const;
    return new DatabaseError(issue, `${new DatabaseError(issue).message}; it says: ${detail}`);
  }
  const what = fullStorageOf(detail);
  if (what !== undefined) return new DatabaseError({ kind: "full", what, detail });
  const kindOfOther = isStoreUnavailable(detail) ? "store-unavailable" : "refused";
  return new DatabaseError({ kind: kindOfOther, detail });
}

export function isDisconnect(error: unknown): boolean {
  return error instanceof ClientError && error.issue.kind === "connection-lost";
}
