/** What is asked of the server at once, why, and what it answers: the resolver's words. */

/** A page of a request of the server: `bytes` is null where the database has no such page. */
export interface FetchedPage {
  readonly pgno: number;
  readonly bytes: Uint8Array | null;
}

/** A list of pages in any order, or `pageCount` consecutive ones. */
export type RequestShape =
  | { readonly kind: "list"; readonly pgnos: readonly number[] }
  | { readonly kind: "range"; readonly startPgno: number; readonly pageCount: number };

/** What the read-ahead took the reads for when it made the plan. */
export type ScanMode = "bounded" | "forward" | "backward";

/** Never more pages than this are asked for at once. */
export const MAX_FETCH_PAGES = 256;

/** One request to the server. Its pages are in flight as soon as the plan is handed out. */
export interface FetchPlan {
  /** Names the fetch until it is accepted or rejected; never used twice by a resolver. */
  readonly id: number;
  /** `miss`: SQLite waits for it. `ahead`: the next window, in the background. */
  readonly purpose: "demand" | "prefetch";
  readonly mode: ScanMode;
  /** How to ask; holds the pages of `pgnos` and no others. */
  readonly shape: RequestShape;
  /** 1 to 256 pages, each once. Those that SQLite waits for come first. */
  readonly pgnos: readonly number[];
  /** The cap for the page bytes of the answer. */
  readonly maxBytes: number;
}

/** Why a page was fetched. Waste and use are counted for each. */
export type PageSource =
  /** SQLite asked for it. */
  | "target"
  /** The same distance as before, again. */
  | "stride"
  /** The distance that mostly followed this one. */
  | "markov"
  /** The next window of a scan, forward or backward. */
  | "scan"
  /** A child of an interior b-tree page. */
  | "structure"
  /** Preloaded because an earlier session used it. */
  | "hint"
  /** Preloaded as one of the first pages of the file. */
  | "first";

export const PAGE_SOURCES: readonly PageSource[] = [
  "target",
  "stride",
  "markov",
  "scan",
  "structure",
  "hint",
  "first",
];
