/** `DatabaseError`: everything that can go wrong with a database, as issues by kind. */

/** What became of a request at the server. `unknown`: it may have had its effect. */
export type RequestOutcome = "not-sent" | "unknown";

/** Another owner has the database now, or has written it. Terminal: open it again. */
export type FenceIssue = { readonly kind: "fenced" };

/** Plain data, for it travels between threads. */
export type DatabaseIssue =
  | FenceIssue
  /**
   * The answer did not come; the connection may be back later. Reads are safe to repeat. Of a
   * commit, `unknown` says that it may have been carried out: the next use finds out first.
   */
  | { readonly kind: "no-answer"; readonly outcome: RequestOutcome }
  /** The server refused, and nothing was written; `detail` is its text, for people. */
  | { readonly kind: "refused"; readonly detail: string }
  /**
   * There is no room for what was to be written, and nothing was: by the quota of the database, or
   * on the disk of the store. What does not make the database larger, such as DELETE, DROP and
   * VACUUM, is still taken beyond a quota. `detail` is the server's text, for people.
   */
  | { readonly kind: "full"; readonly what: "quota" | "store"; readonly detail: string }
  /** The server's answer contradicts itself or the protocol; `reason` is a constant text. */
  | { readonly kind: "invalid-response"; readonly reason: string }
  /**
   * SQLite took a transaction for committed that the server has not acknowledged: a bug, and
   * terminal. Open the database again: it holds what was acknowledged before.
   */
  | { readonly kind: "not-stored" }
  /** A commit has to be staged: its pages do not fit into one message. */
  | { readonly kind: "commit-too-large"; readonly maxSize: number }
  /** The server lost a staged commit; nothing was written. */
  | { readonly kind: "stage-lost" }
  /** The server and this build have no version in common. */
  | {
      readonly kind: "version-refused";
      readonly client: { readonly minVersion: number; readonly maxVersion: number };
      readonly server: { readonly minVersion: number; readonly maxVersion: number };
    }
  /** The server speaks a version without SQLite. */
  | { readonly kind: "version-too-old"; readonly version: number; readonly minVersion: number }
  /** The server will not have this client, or is not there: why, as the client's issue. */
  | { readonly kind: "connection-ended"; readonly reason: string }
  /** SQLite says no: its result code, and its own words in the message. */
  | {
      readonly kind: "sqlite";
      /** Primary result code, such as 19 for a constraint. */
      readonly code: number;
      readonly extendedCode: number;
      /** Byte of the SQL text that is wrong, where SQLite can tell; or else -1. */
      readonly offset: number;
      /** What the page store said, where that is the cause. */
      readonly cause: DatabaseIssue | null;
    }
  /** A parameter that SQLite has no value for, or none where one is needed. */
  | { readonly kind: "invalid-parameter"; readonly parameter: string; readonly reason: string }
  /** The SQL text is not what the method takes; `reason` is a constant text. */
  | { readonly kind: "invalid-sql"; readonly reason: string }
  /** Too many calls wait for the database. */
  | { readonly kind: "overloaded"; readonly maxQueuedCount: number }
  /** This build of SQLite does not write batches atomically. */
  | { readonly kind: "not-atomic" }
  /** More databases than the page cache of the process has room for. */
  | { readonly kind: "too-many-databases" }
  /** The platform has neither shared memory for a thread nor JSPI; `reason` is a constant text. */
  | { readonly kind: "unsupported-platform"; readonly reason: string }
  /** SQLite could not be started: its code was not found, or there was no memory for it. */
  | { readonly kind: "not-started" }
  /** The thread of the database has died or does not answer. */
  | { readonly kind: "worker-lost" }
  | { readonly kind: "closed" };

/**
 * Branch on `issue.kind`, never on the message. The message of a `sqlite` issue is SQLite's own and
 * may name tables and columns; no message holds values or pages.
 */
export class DatabaseError extends Error {
  readonly issue: DatabaseIssue;

  constructor(issue: DatabaseIssue, message?: string, options?: ErrorOptions) {
    super(message ?? describe(issue), options);
    this.name = "DatabaseError";
    this.issue = issue;
  }
}

function describe(issue: DatabaseIssue): string {
  switch (issue.kind) {
    case "fenced":
      return "another owner has opened or written the database; open it again";
    case "no-answer":
      return issue.outcome === "not-sent"
        ? "the server did not answer; nothing was sent"
        : "the server did not answer in time, so it is not known whether it did what it was asked " +
            "for; the next use of the database finds out";
    case "refused":
      return `the server refused: ${issue.detail}`;
    case "full":
      return `the server has no room: ${issue.detail}`;
    case "invalid-response":
      return `the server's answer cannot be: ${issue.reason}`;
    case "not-stored":
      return "a transaction ended that the server has not stored; open the database again";
    case "commit-too-large":
      return `more than ${issue.maxSize} bytes have to be staged`;
    case "stage-lost":
      return "the server has lost the staged commit; nothing was written";
    case "version-refused":
      return `no common version: ${range(issue.client)} here, ${range(issue.server)} there`;
    case "version-too-old":
      return `the server speaks version ${issue.version}; SQLite needs ${issue.minVersion}`;
    case "connection-ended":
      return `the connection has ended: ${issue.reason}`;
    case "sqlite":
      return `SQLite result code ${issue.extendedCode}`;
    case "invalid-parameter":
      return `parameter ${issue.parameter}: ${issue.reason}`;
    case "invalid-sql":
      return issue.reason;
    case "overloaded":
      return `more than ${issue.maxQueuedCount} calls wait for the database`;
    case "not-atomic":
      return "this build of SQLite does not write batches atomically";
    case "too-many-databases":
      return "the page cache has no room for another database";
    case "unsupported-platform":
      return issue.reason;
    case "not-started":
      return "SQLite could not be started: it was not found, or there was no memory for it";
    case "worker-lost":
      return "the thread of the database does not answer any more";
    case "closed":
      return "the database is closed";
    default:
      return issue satisfies never;
  }
}

function range(versions: { readonly minVersion: number; readonly maxVersion: number }): string {
  return `${versions.minVersion} to ${versions.maxVersion}`;
}
