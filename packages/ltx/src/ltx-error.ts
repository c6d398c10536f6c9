/** `LtxError`, the error for an invalid blob, page or LZ4 block. */

/** The parts of a blob, in their order. */
export type LtxSection = "header" | "pages" | "index" | "trailer";

export type LtxIssue =
  /** The blob does not begin with the letters of the format. */
  | { readonly kind: "magic" }
  /** The blob ends inside a section. */
  | { readonly kind: "truncated"; readonly section: LtxSection }
  /** Bytes follow the trailer. */
  | { readonly kind: "trailing" }
  /**
   * A field of the header is invalid: flags, page size, size, transaction ids or reserved bytes.
   */
  | { readonly kind: "header"; readonly field: LtxHeaderField }
  /** No page of this blob can have this number. */
  | { readonly kind: "page-number"; readonly pgno: number; readonly reason: PageNumberFault }
  /** The page numbers do not ascend. */
  | { readonly kind: "order"; readonly pgno: number; readonly previousPgno: number }
  /** A page to be encoded does not have the size that the header states. */
  | {
      readonly kind: "page-size";
      readonly pgno: number;
      readonly actualSize: number;
      readonly pageSize: number;
    }
  /** The frame of a page contradicts the format or the index; `reason` is a constant text. */
  | { readonly kind: "frame"; readonly pgno: number; readonly reason: string }
  /** A compressed block contradicts itself or its size; `reason` is a constant text. */
  | { readonly kind: "block"; readonly reason: string }
  /** The page index does not match the frames; `reason` is a constant text. */
  | { readonly kind: "index"; readonly reason: string }
  /** The file checksum is missing, or there is a rolling checksum, which is not supported. */
  | { readonly kind: "trailer"; readonly reason: string }
  /** The file checksum does not match the bytes. */
  | { readonly kind: "checksum" }
  /** The blob has more pages than the caller accepts. */
  | { readonly kind: "limit"; readonly maxPages: number };

export type LtxHeaderField =
  | "flags"
  | "page size"
  | "commit"
  | "transaction ids"
  | "timestamp"
  | "rolling checksum"
  | "write-ahead log"
  | "reserved bytes";

/** SQLite never writes the lock page, so its content has no meaning. */
export type PageNumberFault = "not positive" | "beyond the database" | "the lock page";

/**
 * Branch on `issue.kind`. The message contains numbers and constant texts, never content of a page.
 */
export class LtxError extends Error {
  readonly issue: LtxIssue;

  constructor(issue: LtxIssue, options?: ErrorOptions) {
    super(describe(issue), options);
    this.name = "LtxError";
    this.issue = issue;
  }
}

const HEADER_RULES: { readonly [Field in LtxHeaderField]: string } = {
  flags: "flags must be 2",
  "page size": "page size must be a power of two from 512 to 65,536",
  commit: "commit, the size of the database, must be at least 1 page",
  "transaction ids": "transaction ids must be at least 1, and the last not below the first",
  timestamp: "timestamp must fit into 64 bits",
  "rolling checksum": "rolling checksum must be 0",
  "write-ahead log": "write-ahead log must have no negative number, and no size without an offset",
  "reserved bytes": "reserved bytes must be 0",
};

function describe(issue: LtxIssue): string {
  switch (issue.kind) {
    case "magic":
      return "not an LTX blob (bad magic)";
    case "truncated":
      return `the blob is truncated: it ends inside the ${issue.section}`;
    case "trailing":
      return "expected the end of the blob after its trailer, got more bytes";
    case "header":
      return `the header has an invalid field: ${HEADER_RULES[issue.field]}`;
    case "page-number":
      return `page number ${issue.pgno} is ${issue.reason}`;
    case "order":
      return `page ${issue.pgno} follows page ${issue.previousPgno}; page numbers must ascend`;
    case "page-size":
      return `page ${issue.pgno} must have ${issue.pageSize} bytes, got ${issue.actualSize}`;
    case "frame":
      return `the frame of page ${issue.pgno} ${issue.reason}`;
    case "block":
      return `the LZ4 block ${issue.reason}`;
    case "index":
      return `the page index ${issue.reason}`;
    case "trailer":
      return `the trailer ${issue.reason}`;
    case "checksum":
      return "the file checksum does not match the bytes; the blob is damaged";
    case "limit":
      return `the blob has more than maxPages = ${issue.maxPages} pages`;
    default:
      return issue satisfies never;
  }
}
