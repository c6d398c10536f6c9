/** `FetchPlan`: one request for pages to the server, with the reason for each page. */

/** A page of a response. `bytes` is null where the database has no such page. */
export interface FetchedPage {
  readonly pgno: number;
  readonly bytes: Uint8Array | null;
}

/** The shape of a request: a list of pages in any order, or a range of consecutive pages. */
export type RequestShape =
  | { readonly kind: "list"; readonly pgnos: readonly number[] }
  | { readonly kind: "range"; readonly startPgno: number; readonly pageCount: number };

/** The kind of scan that the read-ahead recognised when it made the plan. */
export type ScanMode = "bounded" | "forward" | "backward";

/** The most pages of one request. */
export const MAX_FETCH_PAGES = 256;

/** One request to the server. Its pages are in flight as soon as the plan is returned. */
export interface FetchPlan {
  /** Identifies the fetch. A resolver never uses an id twice. */
  readonly id: number;
  /** `demand`: SQLite waits for it. `prefetch`: the next window of a scan, in the background. */
  readonly purpose: "demand" | "prefetch";
  readonly mode: ScanMode;
  /** The shape of the request, for exactly the pages of `pgnos`. */
  readonly shape: RequestShape;
  /**
   * The page numbers, from 1 to 256 of them, each once. The page that SQLite waits for comes first.
   */
  readonly pgnos: readonly number[];
  /** The limit for the page bytes of the response. */
  readonly maxBytes: number;
}

/**
 * The reason why a page was fetched. Used and wasted pages are counted for each reason.
 *
 *     target     SQLite asked for it
 *     scan       a scan forward, backward or at equal steps comes to it
 *     structure  it follows in its b-tree, or it is a sibling of an interior page
 *     overflow   it is in the overflow chain of a row that SQLite reads
 *     markov     the Markov chain predicted its delta
 *     plan       the plan of the statement leads to it
 *     rest       it is in a small database of which a sixth was read
 *     hint       it was preloaded, because it was read often when the database was open before
 *     first      it was preloaded as one of the first pages of the file
 */
export type PageSource =
  | "target"
  | "scan"
  | "structure"
  | "overflow"
  | "markov"
  | "plan"
  | "rest"
  | "hint"
  | "first";

export const PAGE_SOURCES: readonly PageSource[] = [
  "target",
  "scan",
  "structure",
  "overflow",
  "markov",
  "plan",
  "rest",
  "hint",
  "first",
];
