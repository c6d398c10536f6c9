/** Translates errors of the client into `DatabaseError`s. */

import { ClientError } from "@barewire/client";
import { fullStorageOf } from "@barewire/protocol/requests";
import { DatabaseError, type DatabaseIssue } from "../database-error.js";

/** Returns the error as a `DatabaseError`. An error of any other kind is a bug, and is rethrown. */
export function databaseErrorOf(error: unknown): DatabaseError {
  if (error instanceof DatabaseError) return error;
  if (error instanceof ClientError) {
    return new DatabaseError(databaseIssueOf(error), undefined, { cause: error });
  }
  throw error;
}

function databaseIssueOf({ issue }: ClientError): DatabaseIssue {
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
    case "rejected":
    case "unreachable":
    case "unknown-subprotocol":
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

/** Returns the error for a refusal that the protocol has no variant for, with the server's text. */
export function refused(detail: string): DatabaseError {
  const what = fullStorageOf(detail);
  if (what !== undefined) return new DatabaseError({ kind: "full", what, detail });
  return new DatabaseError({ kind: "refused", detail });
}

export function isDisconnect(error: unknown): boolean {
  return error instanceof ClientError && error.issue.kind === "connection-lost";
}
