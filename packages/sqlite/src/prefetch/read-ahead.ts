/**
 * Read-ahead: recognises a forward scan in the pages that SQLite asks for, through small gaps and
 * excursions to other trees, and decides how many pages to predict.
 */

import type { ReadAheadMode } from "../cache/page-flags.js";
import { MAX_GAP } from "./scan-cursor.js";

export interface ReadAheadPlan {
  readonly mode: "bounded" | "forward";
  /** The most pages to predict. */
  readonly depth: number;
  /** The most pages to fetch, the missing one included. */
  readonly budgetPages: number;
}

export interface ReadAhead {
  /** Takes a page, hit or miss, and returns whether it continues the scan. */
  follow(pgno: number): boolean;
  /** Takes a page as `follow` does, and decides how far to read ahead of it. */
  plan(pgno: number): ReadAheadPlan;
  /** Tells whether the last pages look like a forward scan. */
  readonly isScanning: boolean;
}

const MAX_SCORE = 12;
const SCAN_SCORE = 6;
const FULL_WINDOW_SCORE = 10;
const LEGACY_DEPTH = 16;
const BOUNDED_DEPTH = 64;
const FULL_DEPTH = 256;

export function createReadAhead(mode: ReadAheadMode): ReadAhead {
  let last: number | undefined;
  let position: number | undefined;
  let score = 0;

  const follow = (pgno: number): boolean => {
    const previous = last;
    last = pgno;
    if (isStep(previous, pgno) || isStep(position, pgno)) {
      score = Math.min(MAX_SCORE, score + 2);
      position = pgno;
      return true;
    }
    if (pgno === previous) return false;
    if (score >= SCAN_SCORE && position !== undefined) {
      // The page is an excursion: the scan is expected to return to its position.
      score -= 1;
    } else {
      score = Math.max(0, score - 4);
      position = pgno;
    }
    return false;
  };

  return {
    follow,
    get isScanning() {
      return score >= SCAN_SCORE;
    },
    plan: (pgno) => {
      const isOnward = follow(pgno);
      if (mode === "adaptive" && score >= SCAN_SCORE && isOnward) {
        const depth = score >= FULL_WINDOW_SCORE ? FULL_DEPTH : 2 * BOUNDED_DEPTH;
        return { mode: "forward", depth, budgetPages: FULL_DEPTH };
      }
      return { mode: "bounded", depth: boundedDepth(mode), budgetPages: BOUNDED_DEPTH };
    },
  };
}

function isStep(from: number | undefined, to: number): boolean {
  return from !== undefined && to > from && to - from <= MAX_GAP;
}

function boundedDepth(mode: ReadAheadMode): number {
  switch (mode) {
    case "none":
      return 0;
    case "legacy":
      return LEGACY_DEPTH;
    case "bounded":
    case "adaptive":
      return BOUNDED_DEPTH;
    default:
      return mode satisfies never;
  }
}
