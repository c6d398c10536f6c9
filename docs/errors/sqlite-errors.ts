/** The issues of `DatabaseError`. */

import type { DatabaseIssue } from "@barewire/sqlite";
import { CONNECT_ISSUES } from "./connect-errors.js";
import type { ErrorTable } from "./error-entry.js";

export const DATABASE_ISSUES: ErrorTable<DatabaseIssue["kind"]> = {
  ...CONNECT_ISSUES,
  fenced: {
    cause: "Another owner has opened or written the database",
    remedy: "Open the database again, and only where it is used",
    closes: ["evicted"],
    logged: "evicted; request-failed, fence-mismatch",
  },
  offline: {
    cause: 'The connection is lost, and the option `whenOffline` is "fail"; nothing was sent',
    remedy: "Repeat the call later: the client reconnects by itself",
  },
  "no-response": {
    cause: "No response has come; the connection may be back later",
    remedy:
      "Repeat reads. If the outcome of a commit is `unknown`, use the database: it finds out first",
  },
  refused: {
    cause: "The server refused, and nothing was written",
    remedy: "Read `detail`, which is the server's text, and the log of the server",
    logged: "request-failed",
  },
  "store-unavailable": {
    cause: "The server cannot reach its store, or that is starting; nothing was written",
    remedy: "Repeat it later; start the store, whose failure `code` of the log line names",
    logged: "request-failed, kv-unavailable",
  },
  full: {
    cause: "The quota of the database or the disk of the store is full; nothing was written",
    remedy:
      "Delete rows, which is allowed beyond a quota; raise the quota with `barewire-storage set-quota`, or make room on the disk",
    logged: "request-failed, quota-exceeded or kv-full",
  },
  "invalid-response": {
    cause: "The response of the server contradicts itself or the protocol",
    remedy: "Update the server; `reason` says what is wrong",
  },
  "not-stored": {
    cause: "SQLite has ended a transaction that the server has not acknowledged, which is a bug",
    remedy: "Open the database again, which holds what was acknowledged, and report the bug",
  },
  "commit-too-large": {
    cause: "The pages of a commit do not fit into one message",
    remedy: "Nothing: the commit is staged. If it is thrown, make smaller transactions",
  },
  "stage-lost": {
    cause: "The server has lost a staged commit; nothing was written",
    remedy: "Repeat the transaction",
    logged: "request-failed, stage-not-found; stage-expired",
  },
  "version-refused": {
    cause: "The server and this build have no version in common",
    remedy: "Update the older of the two; `client` and `server` are their ranges",
    closes: ["normal"],
    logged: "refused, version",
  },
  "version-too-old": {
    cause: "The server speaks a version without SQLite",
    remedy: "Update the server to `minVersion`",
  },
  "connection-ended": {
    cause: "The server cut the opening off",
    remedy: "Look up `reason`, which is the kind of the client's issue, and the error's `cause`",
  },
  sqlite: {
    cause: "SQLite failed with a result code; `cause` is the issue behind it, if there is one",
    remedy: "Read the message, which is SQLite's own; `offset` is the place in the SQL text",
  },
  "sqlite-crashed": {
    cause: "SQLite has crashed in a statement, and was started anew on what is stored",
    remedy:
      "Simplify the statement, or the views that it reads. Temporary tables and attached databases are gone",
  },
  "rolled-back": {
    cause: "The transaction was rolled back because of `cause`, and nothing of it was written",
    remedy: "Begin the transaction again; on a connection of one's own, run ROLLBACK first",
  },
  "invalid-parameter": {
    cause: "The value of a parameter is missing, or SQLite cannot store it",
    remedy: "Correct the value of `parameter`; `reason` says what is allowed",
  },
  "invalid-sql": {
    cause: "The method does not accept the SQL text",
    remedy: "Correct the text at `offset` as `reason` says, or use another method",
  },
  "invalid-option": {
    cause: "An argument or an option is missing, misspelt or not what it must be",
    remedy: "Correct `option` as `reason` says; nothing was sent",
  },
  "turn-held": {
    cause: "The call needs the turn that a transaction or a reservation has, and waited in vain",
    remedy:
      "Make calls inside a transaction on its scope, and release reservations; `calledAt` is where the turn was taken",
  },
  "transaction-left-open": {
    cause: "The call would have left a transaction open; it was rolled back",
    remedy: "Use `transaction`, or a connection that `reserve` gives",
  },
  "call-not-awaited": {
    cause: "Calls were not awaited before their transaction or reservation ended",
    remedy: "Await every call; the transaction was rolled back",
  },
  "statement-closed": {
    cause: "DROP or VACUUM has run, which ends the rows that are being iterated",
    remedy: "Iterate them again, or read them with `all` before",
  },
  aborted: {
    cause:
      "The caller ended the call, by its signal, which is the error's `cause` then, or by `timeoutMs`; nothing of it was stored",
    remedy: "Make the call again, with a longer `timeoutMs` or none",
  },
  "inexact-integer": {
    cause: 'An integer beyond 2^53 in a column, and the call asked for `integers: "number"`',
    remedy: 'Read it with `integers: "auto"` or "bigint"',
  },
  overloaded: {
    cause: "More calls than `maxQueuedCount` wait for the database",
    remedy: "Wait for calls before others are made",
  },
  "not-atomic": {
    cause: "This build of SQLite does not write batches atomically",
    remedy: "Use the build that this package depends on",
  },
  "too-many-databases": {
    cause: "The page cache of the process has no room for another database",
    remedy: "Close a database, or raise `cacheBytes`",
  },
  "unsupported-platform": {
    cause: "The platform has neither shared memory for a worker nor JSPI",
    remedy: "Isolate the page from other origins (COOP and COEP), or use a newer runtime",
  },
  "not-started": {
    cause: "SQLite could not start: its code was not found, or memory was short",
    remedy: "Check that the bundler copies the files of the package, and the memory of the process",
  },
  "worker-lost": {
    cause: "The worker of the database has died or does not respond",
    remedy: "Open the database again",
  },
  closed: {
    cause: "The database is closed",
    remedy: "Open it again, or await what uses it before it is closed",
  },
};
