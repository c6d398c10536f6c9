/**
 * Recognises a backward scan: pages asked for in exactly descending order, with small excursions,
 * such as to the parent of the leaves.
 */

export interface BackwardScan {
  record(pgno: number): void;
  /** How many pages down to ask for from a missing `pgno` on; 0 where this is no such scan. */
  windowPages(pgno: number): number;
}

/** Steps of exactly -1 that make a scan. */
const SCAN_RUN = 2;
/** An excursion over a longer way ends the run, unless the next step is back at its tip. */
const MAX_EXCURSION = 8;
const FIRST_WINDOW = 64;
const FULL_WINDOW = 256;
/** From here on the window is full. */
const FULL_WINDOW_RUN = 32;

/** A detector that has seen nothing yet. */
export function createBackwardScan(): BackwardScan {
  let tip: number | undefined;
  let run = 0;
  let isAway = false;

  return {
    record: (pgno) => {
      const step = tip === undefined ? undefined : pgno - tip;
      if (step === 0) return;
      // A page that an excursion has read already is stepped over by the scan.
      if (step === -1 || (step === -2 && run >= FULL_WINDOW_RUN)) {
        run += 1;
        tip = pgno;
        isAway = false;
      } else if (run >= SCAN_RUN && !isAway) {
        // One page elsewhere costs a step: the scan is expected back at its tip.
        run -= 1;
        isAway = true;
      } else if (step !== undefined && Math.abs(step) <= MAX_EXCURSION && run >= SCAN_RUN) {
        run -= 1;
      } else {
        run = 0;
        tip = pgno;
        isAway = false;
      }
    },
    windowPages: (pgno) => {
      if (run < SCAN_RUN || pgno !== tip) return 0;
      const wanted = run >= FULL_WINDOW_RUN ? FULL_WINDOW : FIRST_WINDOW;
      return Math.min(wanted, pgno);
    },
  };
}
