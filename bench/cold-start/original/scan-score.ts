/**
 * The original's adaptive read-ahead: a score from 0 to 12 that steps forwards raise and jumps
 * lower. A scan keeps its place while SQLite reads a few pages elsewhere.
 */

const MAX_GAP = 8;
const MAX_SCORE = 12;
const SCAN_SCORE = 6;
const FULL_WINDOW_SCORE = 10;

export type ScanState = "none" | "scan" | "full-scan";

export class ScanScore {
  #lastPgno: number | undefined;
  /** The page that the scan has reached. */
  #tip: number | undefined;
  #score = 0;

  /** Takes a page that SQLite asks for, and tells whether a scan is at it. */
  record(pgno: number): ScanState {
    const last = this.#lastPgno;
    this.#lastPgno = pgno;
    if (isStep(last, pgno) || isStep(this.#tip, pgno)) {
      this.#score = Math.min(MAX_SCORE, this.#score + 2);
      this.#tip = pgno;
      if (this.#score < SCAN_SCORE) return "none";
      return this.#score >= FULL_WINDOW_SCORE ? "full-scan" : "scan";
    }
    if (pgno === last) return "none";
    if (this.#score >= SCAN_SCORE && this.#tip !== undefined) {
      this.#score -= 1;
    } else {
      this.#score = Math.max(0, this.#score - 4);
      this.#tip = pgno;
    }
    return "none";
  }
}

function isStep(from: number | undefined, to: number): boolean {
  return from !== undefined && to > from && to - from <= MAX_GAP;
}

/**
 * The backward mode that was added last: steps of exactly -1 count, a repeated page changes
 * nothing, an excursion of at most 8 pages costs one step, and anything else begins anew.
 */
export class DescendingRun {
  #lastPgno: number | undefined;
  #run = 0;

  record(pgno: number): void {
    const last = this.#lastPgno;
    this.#lastPgno = pgno;
    if (last === undefined || pgno === last) return;
    if (pgno === last - 1) this.#run += 1;
    else this.#run = Math.abs(pgno - last) <= MAX_GAP ? Math.max(0, this.#run - 1) : 0;
  }

  /** The pages that one call fetches: more as the run grows, and none before three steps. */
  get windowPages(): number {
    if (this.#run < 3) return 0;
    if (this.#run < 64) return 64;
    return this.#run < 128 ? 128 : 256;
  }
}
