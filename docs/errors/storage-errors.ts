/** The issues of `StorageError` and `TransferError`, and what is wrong with the file of a store. */

import type { StorageIssue, StoreFault } from "@barewire/sqlite-storage";
import type { TransferIssue } from "../../packages/storage-cli/src/transfer/transfer-error.js";
import type { ErrorTable } from "./error-entry.js";

export const STORAGE_ISSUES: ErrorTable<StorageIssue["kind"]> = {
  "kv-conflict": {
    cause: "Every attempt met a change by another transaction",
    remedy: "Repeat it; if it happens often, several servers write one database",
    logged: "request-failed",
  },
  "kv-timeout": {
    cause: "A transaction took longer than it may, and was rolled back",
    remedy: "Repeat it; look at the load of the store and of its disk",
    logged: "request-failed",
  },
  "kv-too-large": {
    cause: "A key, a value or a transaction is larger than the store takes",
    remedy: "Shorten the name of the database, or make smaller transactions",
    logged: "request-failed",
  },
  "kv-unknown-result": {
    cause: "The store did not say whether it has committed",
    remedy: "Nothing: the client opens the database again and finds out. Look at the store",
    closes: ["internalError"],
    logged: "request-failed",
  },
  "kv-closed": {
    cause: "The store is closed: the server is stopping",
    remedy: "Nothing: the client reconnects",
    closes: ["goingAway", "internalError"],
    logged: "request-failed",
  },
  "kv-full": {
    cause: "The disk of the store or its quota is full; nothing was written",
    remedy: "Make room on the disk; `/healthz` is 503 until there is some",
    logged: "request-failed",
  },
  "kv-unusable": {
    cause: "There is something else than a store where one should be, or a damaged one",
    remedy: "Look up `fault` in the table below",
  },
  "kv-unavailable": {
    cause: "The store cannot be reached, or is starting; nothing was written",
    remedy: "Start PostgreSQL, or look up `code` of the log line; `/healthz` is 503 until then",
    closes: ["internalError"],
    logged: "request-failed; open-failed",
  },
  "kv-failed": {
    cause: "The store has failed; the log has the SQLSTATE or the errno of the cause",
    remedy: "Look up `code` of the log line in the manual of PostgreSQL or of the system",
    closes: ["internalError"],
    logged: "request-failed; open-failed",
  },
  "fence-mismatch": {
    cause: "Another owner has opened or written the database",
    remedy: "Nothing, if it was taken over; else open it in one place only",
    logged: "request-failed",
  },
  "commit-too-large": {
    cause: "A commit is too large for one message",
    remedy: "Nothing: the client stages it",
    logged: "request-failed",
  },
  "stage-not-found": {
    cause: "The staged commit does not exist, is not complete, or has expired",
    remedy: "Nothing: the client begins a new one, or fails with `stage-lost`",
    logged: "request-failed",
  },
  "database-missing": {
    cause: "The database does not exist",
    remedy: "Check namespace and actor; `barewire-storage stat` lists those that there are",
    logged: "request-failed",
  },
  "invalid-request": {
    cause: "The request contradicts itself or a limit",
    remedy: "Correct the client; `reason` says which field is wrong",
    logged: "request-failed",
  },
  "quota-exceeded": {
    cause: "The commit would make the database larger than its quota",
    remedy: "Delete rows, or raise the quota with `barewire-storage set-quota`",
    logged: "request-failed",
  },
  overloaded: {
    cause: "Compaction is too far behind",
    remedy: "Repeat it later; if it happens often, the disk is too slow for the writes",
    logged: "request-failed",
  },
  "unsupported-record": {
    cause: "A record was written by a newer version of this software",
    remedy: "Update the server, or restore the database from a copy of before",
    closes: ["internalError"],
    logged: "open-failed",
  },
  corrupt: {
    cause: "What is stored of the database contradicts itself",
    remedy:
      "Run `barewire-storage verify`, and restore the database from a copy; the log has its hash",
    closes: ["internalError"],
    logged: "open-failed; request-failed",
  },
};

export const STORE_FAULTS: ErrorTable<StoreFault> = {
  "not-a-store": {
    cause: "The file is not an LMDB data file",
    remedy: "Name a data file, or a path where there is no file yet",
  },
  "other-version": {
    cause: "The data file has another format version than 2, or is of another machine",
    remedy: "Export its databases where it was written, and import them here",
  },
  "other-page-size": {
    cause: "The pages of the data file do not have 4,096 to 65,536 bytes",
    remedy: "Export its databases where it was written, and import them here",
  },
  "cut-off": {
    cause: "The data file ends before its last page in use",
    remedy: "Restore it from a copy",
  },
  damaged: {
    cause: "The pages of the data file contradict each other",
    remedy: "Restore it from a copy",
  },
  "is-a-folder": {
    cause: "The path is that of a folder",
    remedy: "Name a file inside of it",
  },
  "not-a-file": {
    cause: "The path is that of a device, a pipe or a socket",
    remedy: "Name a regular file",
  },
  "no-disk": {
    cause: "The path is in a file system of the kernel, such as /proc",
    remedy: "Name a path on a disk",
  },
  "folder-is-a-file": {
    cause: "A part of the path is a file and should be a folder (ENOTDIR)",
    remedy: "Correct the path, or move the file away",
  },
  "no-such-folder": {
    cause: "The folder can neither be found nor created (ENOENT)",
    remedy: "Create the folder, or correct the path",
  },
  "no-permission": {
    cause: "The data file, its lock file or its folder may not be read and written (EACCES)",
    remedy: "Give the user that runs the server the right to both files and their folder",
  },
  "read-only": {
    cause: "The file system is mounted read-only (EROFS)",
    remedy: "Mount it writable, or name a path on another disk",
  },
};

export const TRANSFER_ISSUES: ErrorTable<TransferIssue["kind"]> = {
  "file-missing": {
    cause: "There is no such file, or it is something else than a file",
    remedy: "Correct the path",
  },
  "file-exists": {
    cause: "An export would overwrite a file, or find a journal beside it",
    remedy: "Choose another name",
  },
  "file-failed": {
    cause: "The operating system has refused; `code` is its reason, such as ENOSPC",
    remedy: "Correct what `code` names: room, rights or the path",
  },
  "file-invalid": {
    cause: "The file is not a SQLite database, or is damaged",
    remedy: "Check it with `PRAGMA integrity_check`; `reason` says what is wrong",
  },
  "wal-live": {
    cause: "A part of the database is in the write-ahead log beside the file",
    remedy:
      "End every program that has it open, run `PRAGMA wal_checkpoint(TRUNCATE)`, and import it again",
  },
  "journal-hot": {
    cause: "A transaction was interrupted, and the journal beside the file would undo it",
    remedy: "Open it once with SQLite, which rolls it back, and import it again",
  },
  "file-changed": {
    cause: "The file, or a log beside it, was written while it was read",
    remedy: "End every program that has it open, and import it again",
  },
  "conversion-failed": {
    cause: "The page size is not 4,096, and SQLite could not rewrite the file",
    remedy: "Run `PRAGMA page_size=4096; VACUUM INTO 'copy.db'` where it is used, and import that",
  },
  "schema-unsupported": {
    cause: "The schema needs `missing`, such as `module rtree`, which this build of SQLite lacks",
    remedy: "Replace it where the file is used, by `docs/sqlite-build.md`, and import the result",
  },
  "database-exists": {
    cause: "There is a database of that name, or rows of one",
    remedy: "Import into a database that does not exist",
  },
  "import-unfinished": {
    cause: "An import into this database was interrupted, or is running",
    remedy: "If nothing is running, add `--replace-unfinished`",
  },
  "import-replaced": {
    cause: "Another import into this database has replaced this one",
    remedy: "Nothing, if that was meant; else import again",
  },
};
