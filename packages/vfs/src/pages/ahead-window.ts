/** The next window of a scan: what to have on its way before SQLite asks for it. */

import type { ScanHead } from "./scan-heads.js";

export interface WindowLimits {
  readonly databasePages: number;
  /** The most pages of the window. */
  readonly maxPages: number;
  /** The most pages that may be before the tip, whatever the reach of the head. */
  readonly maxReach: number;
  /** False for pages that are there, dirty, or on their way. */
  canTake(pgno: number): boolean;
}

/** Steps over pages that are there already, per window: the rest is for the next question. */
const MAX_STEPS = 4096;

/**
 * Pages from the frontier of the head on, in its direction. Empty while less than half of its reach
 * is open, so that windows are few and large; the frontier is then left where it was, but for what
 * is there already.
 */
export function nextWindow(head: ScanHead, limits: WindowLimits): readonly number[] {
  const { databasePages, maxPages } = limits;
  const reach = Math.min(head.reach, limits.maxReach);
  const wanted = Math.min(maxPages, Math.ceil(reach / 2));
  const pgnos: number[] = [];
  let pgno = head.frontier;
  let isAtEnd = false;
  for (let step = 0; step < MAX_STEPS && pgnos.length < maxPages; step++) {
    isAtEnd = pgno < 1 || pgno > databasePages;
    if (isAtEnd || Math.abs(pgno - head.tip) > reach * Math.abs(head.step)) break;
    if (limits.canTake(pgno)) pgnos.push(pgno);
    else if (pgnos.length === 0) head.frontier = pgno + head.step;
    pgno += head.step;
  }
  if (pgnos.length < wanted && !isAtEnd) return [];
  head.frontier = pgno;
  return pgnos;
}
