/**
 * `TransferError`: the reason why a file cannot be imported or a database cannot be exported.
 */

export type TransferIssue =
  /** There is no such file, or the path is not that of a file. */
  | { readonly kind: "file-missing" }
  /** An export would overwrite a file, or there is a journal beside its path. */
  | { readonly kind: "file-exists" }
  /** The operating system has refused; `code` is its name for the reason, such as `ENOSPC`. */
  | { readonly kind: "file-failed"; readonly code: string }
  /** The file is not a SQLite database, or is damaged; `reason` is a constant text. */
  | { readonly kind: "file-invalid"; readonly reason: string }
  /** Part of the database is in the write-ahead log beside the file. */
  | { readonly kind: "wal-live" }
  /** A transaction was not ended, and the journal beside the file would roll it back. */
  | { readonly kind: "journal-hot" }
  /** The file, or a log beside it, was written while it was read. */
  | { readonly kind: "file-changed" }
  /** The page size differs, and SQLite could not rewrite the file; `code` is SQLite's. */
  | { readonly kind: "conversion-failed"; readonly pageSize: number; readonly code: number }
  /** The schema needs `missing`, such as `module rtree`, which this build of SQLite lacks. */
  | { readonly kind: "schema-unsupported"; readonly missing: string }
  /** There is a database of that name, or rows of one. */
  | { readonly kind: "database-exists" }
  /** An import into this database has not ended: it was interrupted, or is running. */
  | { readonly kind: "import-unfinished" }
  /** Another import has replaced this one. */
  | { readonly kind: "import-replaced" };

/**
 * Branch on `issue.kind`. The message contains neither the path nor the content of a file, but the
 * name of what a schema needs, and says what to do.
 */
export class TransferError extends Error {
  readonly issue: TransferIssue;

  constructor(issue: TransferIssue, options?: ErrorOptions) {
    super(describe(issue), options);
    this.name = "TransferError";
    this.issue = issue;
  }
}

/** Runs work on files; a failure of the operating system becomes a `TransferError`. */
export async function onFiles<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw toTransferError(cause);
  }
}

function toTransferError(cause: unknown): unknown {
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  if (typeof code !== "string" || !("syscall" in (cause as Error))) return cause;
  if (code === "ENOENT") return new TransferError({ kind: "file-missing" }, { cause });
  return new TransferError({ kind: "file-failed", code }, { cause });
}

function describe(issue: TransferIssue): string {
  switch (issue.kind) {
    case "file-missing":
      return "the file or its folder does not exist; check the path";
    case "file-exists":
      return "the file, or a journal or log of its name, exists already; choose another name";
    case "file-failed":
      return `reading or writing a file failed: ${issue.code}`;
    case "file-invalid":
      return `not a SQLite database, or a damaged one: ${issue.reason}`;
    case "wal-live":
      return 'part of the database is in its write-ahead log; end every program that has it open, run "PRAGMA wal_checkpoint(TRUNCATE)" on it, and import it again';
    case "journal-hot":
      return "a transaction on the database was interrupted; open it once with SQLite, which rolls it back, and import it again";
    case "file-changed":
      return "the database was written while it was read; end every program that has it open, and import it again";
    case "conversion-failed":
      return `its pages have ${issue.pageSize} bytes and could not be rewritten with 4,096 (SQLite's code ${issue.code}); run "PRAGMA page_size=4096; VACUUM INTO 'copy.db'" where it is used, and import the copy`;
    case "schema-unsupported":
      return `its schema needs ${issue.missing}, which SQLite has not got here (docs/sqlite-build.md); replace it where the file is used, and import the result`;
    case "database-exists":
      return "a database of this name exists already; choose another name";
    case "import-unfinished":
      return "an import into this database was interrupted or is still running; if nothing is running, add --replace-unfinished";
    case "import-replaced":
      return "another import into this database has replaced this one, which has stopped";
    default:
      return issue satisfies never;
  }
}
