/** `DatabaseError`: all failures of a database, as issues by kind. */

import type { RequestOutcome } from "@barewire/client";
import {
  type ConnectIssue,
  describeConnectIssue,
  isConnectIssue,
} from "@barewire/client/connect-issue";
import { type CallIssue, describeCallIssue, isCallIssue } from "./call-issue.js";

export type { RequestOutcome };

/** Another owner has opened or written the database. This is terminal: open it again. */
export type FenceIssue = { readonly kind: "fenced" };

/** An issue is plain data, because it is sent between threads. */
export type DatabaseIssue =
  | FenceIssue
  /** There is no connection to the server, and none could be made; the error's `cause` says why. */
  | ConnectIssue
  /**
   * The connection is lost and the option `whenOffline` is "fail", so nothing was sent. The client
   * reconnects.
   */
  | { readonly kind: "offline" }
  /**
   * No response has come, and the connection may be back later. Reads are safe to repeat. If the
   * outcome of a commit is `unknown`, the next use of the database finds it out first.
   */
  | { readonly kind: "no-response"; readonly outcome: RequestOutcome }
  /** The server refused, and nothing was written. `detail` is the server's text, for people. */
  | { readonly kind: "refused"; readonly detail: string }
  /**
   * The server cannot reach its store, and nothing was written. It may be repeated. `detail` is the
   * server's text, for people.
   */
  | { readonly kind: "store-unavailable"; readonly detail: string }
  /**
   * The quota of the database or the disk of the store is full, and nothing was written. Beyond a
   * quota, statements that do not make the database larger, such as DELETE, DROP and VACUUM, still
   * work. `detail` is the server's text, for people.
   */
  | { readonly kind: "full"; readonly what: "quota" | "store"; readonly detail: string }
  /** The server's response contradicts itself or the protocol. `reason` is a constant text. */
  | { readonly kind: "invalid-response"; readonly reason: string }
  /**
   * SQLite has ended a transaction that the server has not acknowledged. This is a bug, and
   * terminal: open the database again, which holds what was acknowledged before.
   */
  | { readonly kind: "not-stored" }
  /** The pages of a commit do not fit into one message, so it has to be staged. */
  | { readonly kind: "commit-too-large"; readonly maxSize: number }
  /** The server has lost a staged commit, and nothing was written. */
  | { readonly kind: "stage-lost" }
  /** The server and this build have no version in common. */
  | {
      readonly kind: "version-refused";
      readonly client: { readonly minVersion: number; readonly maxVersion: number };
      readonly server: { readonly minVersion: number; readonly maxVersion: number };
    }
  /** The server speaks a version without SQLite. */
  | { readonly kind: "version-too-old"; readonly version: number; readonly minVersion: number }
  /** The opening was cut off by the server. `reason` is the kind of the client's issue. */
  | { readonly kind: "connection-ended"; readonly reason: string }
  /** SQLite failed with a result code. The error's message is SQLite's own. */
  | {
      readonly kind: "sqlite";
      /** Primary result code, such as 19 for a constraint. */
      readonly code: number;
      readonly extendedCode: number;
      /**
       * The index at fault in the text that was given, in UTF-16 units as JavaScript counts them,
       * or -1 where SQLite does not tell.
       */
      readonly offset: number;
      /**
       * The number of the statement in the text that was given, from 1 and without empty ones; 0
       * where no statement was at fault.
       */
      readonly statement: number;
      /** The issue of the page store that caused the failure, if one did. */
      readonly cause: DatabaseIssue | null;
    }
  /**
   * SQLite itself has crashed in a statement, which was no part of a transaction. It was started
   * anew on what is stored, so the database can be used; its temporary tables and attached
   * databases are gone.
   */
  | {
      readonly kind: "sqlite-crashed";
      readonly reason: "stack-overflow" | "out-of-memory" | "trap";
    }
  /**
   * The transaction is gone, because of `cause`, and nothing of it was written. Its other
   * statements fail with this, too, until it ends.
   */
  | { readonly kind: "rolled-back"; readonly cause: DatabaseIssue }
  /** The value of a parameter is missing, or SQLite cannot store it. */
  | { readonly kind: "invalid-parameter"; readonly parameter: string; readonly reason: string }
  /**
   * The method does not accept the SQL text, and nothing of it was run. `reason` is a constant
   * text; `offset` is the index at fault in the text, in UTF-16 units.
   */
  | { readonly kind: "invalid-sql"; readonly reason: string; readonly offset: number }
  | CallIssue
  /** Too many calls are queued for the database. */
  | { readonly kind: "overloaded"; readonly maxQueuedCount: number }
  /** This build of SQLite does not write batches atomically. */
  | { readonly kind: "not-atomic" }
  /** The page cache of the process has no room for another database. */
  | { readonly kind: "too-many-databases" }
  /** The platform has neither shared memory for a worker nor JSPI. `reason` is a constant text. */
  | { readonly kind: "unsupported-platform"; readonly reason: string }
  /** SQLite could not start, because its code was not found or memory was short. */
  | { readonly kind: "not-started" }
  /** The worker of the database has died or does not respond. */
  | { readonly kind: "worker-lost" }
  | { readonly kind: "closed" };

/**
 * A failure of a database. Branch on `issue.kind`, never on the message. The message of a `sqlite`
 * issue is SQLite's own and may name tables and columns. No message contains values or pages.
 */
export class DatabaseError extends Error {
  readonly issue: DatabaseIssue;

  constructor(issue: DatabaseIssue, message?: string, options?: ErrorOptions) {
    super(message ?? describe(issue), options);
    this.name = "DatabaseError";
    this.issue = issue;
  }
}

/** Ignores a failure of the database, and throws anything else, which is a bug. */
export function ignoreDatabaseError(error: unknown): void {
  if (!(error instanceof DatabaseError)) throw error;
}

function describe(issue: DatabaseIssue): string {
  if (isConnectIssue(issue)) return describeConnectIssue(issue);
  if (isCallIssue(issue)) return describeCallIssue(issue);
  switch (issue.kind) {
    case "fenced":
      return "another owner has opened or written the database; open it again";
    case "offline":
      return 'the connection to the server is lost and whenOffline is "fail"; nothing was sent';
    case "no-response":
      return issue.outcome === "not-sent"
        ? "no response from the server: the request was not sent, so try again"
        : "no response from the server in time: the request may have been carried out, which the " +
            "next use of the database finds out";
    case "refused":
      return `the server refused: ${issue.detail}`;
    case "store-unavailable":
      return `the server cannot serve this now: ${issue.detail}`;
    case "full":
      return `the server has no room: ${issue.detail}`;
    case "invalid-response":
      return `invalid response from the server: ${issue.reason}`;
    case "not-stored":
      return "a transaction has ended that the server has not stored; open the database again";
    case "commit-too-large":
      return `the commit exceeds ${issue.maxSize} bytes in one message, and has to be staged`;
    case "stage-lost":
      return "the server has lost the staged commit; nothing was written";
    case "version-refused":
      return `no common version: client ${range(issue.client)}, server ${range(issue.server)}`;
    case "version-too-old":
      return `the server speaks version ${issue.version}; SQLite needs ${issue.minVersion}`;
    case "connection-ended":
      return `the connection has ended: ${issue.reason}`;
    default:
      return describeLocal(issue);
  }
}

type ServerIssueKind =
  | ConnectIssue["kind"]
  | "fenced"
  | "offline"
  | "no-response"
  | "refused"
  | "store-unavailable"
  | "full"
  | "invalid-response"
  | "not-stored"
  | "commit-too-large"
  | "stage-lost"
  | "version-refused"
  | "version-too-old"
  | "connection-ended";

/** Describes issues that neither the server nor the connection to it has caused. */
function describeLocal(
  issue: Exclude<DatabaseIssue, { readonly kind: ServerIssueKind | CallIssue["kind"] }>,
): string {
  switch (issue.kind) {
    case "sqlite":
      return `SQLite result code ${issue.extendedCode}`;
    case "sqlite-crashed":
      return (
        `SQLite has crashed (${issue.reason}) and was started anew on what is stored; simplify the ` +
        "statement"
      );
    case "rolled-back":
      return `the transaction was rolled back; begin it again: ${describe(issue.cause)}`;
    case "invalid-parameter":
      return `parameter ${issue.parameter}: ${issue.reason}`;
    case "invalid-sql":
      return `the SQL text at offset ${issue.offset}: ${issue.reason}`;
    case "overloaded":
      return `the queue of the database is full: maxQueuedCount is ${issue.maxQueuedCount}`;
    case "not-atomic":
      return "this build of SQLite does not write batches atomically";
    case "too-many-databases":
      return "the page cache has no room for another database; close one, or raise cacheBytes";
    case "unsupported-platform":
      return issue.reason;
    case "not-started":
      return "SQLite could not start: its code was not found, or memory was short";
    case "worker-lost":
      return "the worker of the database has died or does not respond; open the database again";
    case "closed":
      return "the database is closed";
    default:
      return issue satisfies never;
  }
}

function range(versions: { readonly minVersion: number; readonly maxVersion: number }): string {
  return `${versions.minVersion} to ${versions.maxVersion}`;
}
