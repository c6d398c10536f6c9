/**
 * Recognises a backward scan: pages that SQLite asks for in exactly descending order, with
 * excursions of one page, such as to the parent of the leaves.
 */

export interface BackwardScan {
  record(pgno: number): void;
  /**
   * The pages to fetch when `pgno` is missing: `pageCount` pages below `position`. It is undefined
   * if no backward scan is at the page.
   */
  window(pgno: number): BackwardWindow | undefined;
}

export interface BackwardWindow {
  readonly position: number;
  readonly pageCount: number;
}

/** Windows grow with the steps of exactly -1: one may be a coincidence, and is worth little. */
const WINDOWS: readonly { readonly run: number; readonly pageCount: number }[] = [
  { run: 32, pageCount: 256 },
  { run: 2, pageCount: 64 },
  { run: 1, pageCount: 32 },
];
/** A run of this length is expected to continue after an excursion. */
const CONFIRMED_RUN = 2;
/** A scan with a run of this length may step over a page that an excursion has read already. */
const LONG_RUN = 32;

export function createBackwardScan(): BackwardScan {
  let position: number | undefined;
  let run = 0;
  /** The page that the present excursion is at. */
  let excursion: number | undefined;

  return {
    record: (pgno) => {
      const step = position === undefined ? 0 : pgno - position;
      if (step === 0) {
        position = pgno;
      } else if (step === -1 || (step === -2 && run >= LONG_RUN)) {
        run += 1;
        position = pgno;
        excursion = undefined;
      } else if (run >= CONFIRMED_RUN && (excursion === undefined || excursion === pgno)) {
        if (excursion === undefined) run -= 1;
        excursion = pgno;
      } else {
        run = 0;
        position = pgno;
        excursion = undefined;
      }
    },
    window: (pgno) => {
      const size = WINDOWS.find((window) => run >= window.run);
      if (
        size === undefined ||
        position === undefined ||
        (pgno !== position && pgno !== excursion)
      ) {
        return undefined;
      }
      return { position, pageCount: size.pageCount };
    },
  };
}
