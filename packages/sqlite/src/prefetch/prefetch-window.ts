/** The next window of a scan: what to have on its way before SQLite asks for it. */

import type { ScanCursor } from "./scan-cursor.js";

export interface PrefetchLimits {
  readonly databasePages: number;
  /** The most pages of the window. */
  readonly maxPages: number;
  /** The most places that the frontier may be before the tip. */
  readonly reach: number;
  /** False for pages that are there, dirty, or on their way. */
  canTake(pgno: number): boolean;
}

/** Steps over pages that are there already, per window: the rest is for the next question. */
const MAX_STEPS = 4096;

/**
 * Pages from the frontier of the head on. Empty while less than half of its reach is open, so that
 * windows are few and large; the frontier is then left where it was, but for what is there already.
 */
export function nextPrefetchWindow(head: ScanCursor, limits: PrefetchLimits): readonly number[] {
  const { databasePages, maxPages, reach } = limits;
  const wanted = Math.min(maxPages, Math.ceil(reach / 2));
  // Asked after every page that SQLite reads, so the usual answer comes before any search.
  const openPlaces = head.position + reach - head.prefetchedUpTo + 1;
  const beyond = openPlaces < wanted ? head.pageAt(head.position + reach + 1) : undefined;
  if (beyond !== undefined && beyond >= 1 && beyond <= databasePages) return [];
  const pgnos: number[] = [];
  let place = head.prefetchedUpTo;
  let isAtEnd = false;
  for (let step = 0; step < MAX_STEPS && pgnos.length < maxPages; step++) {
    if (place - head.position > reach) break;
    const pgno = head.pageAt(place);
    isAtEnd = pgno === undefined || pgno < 1 || pgno > databasePages;
    if (isAtEnd || pgno === undefined) break;
    place += 1;
    if (limits.canTake(pgno)) pgnos.push(pgno);
    else if (pgnos.length === 0) head.prefetchedUpTo = place;
  }
  if (pgnos.length < wanted && !isAtEnd) return [];
  head.prefetchedUpTo = place;
  return pgnos;
}
