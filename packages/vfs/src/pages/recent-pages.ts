/** What a session read, in short: which pages the next one should have at hand when it opens. */

export interface HintRange {
  readonly startPgno: number;
  readonly pageCount: number;
}

/** Hints as they are stored, most important first; no page of `pgnos` is inside a range. */
export interface HintSnapshot {
  readonly pgnos: readonly number[];
  readonly ranges: readonly HintRange[];
}
