/** The next window of a scan: what to have on its way before SQLite asks for it. */

import type { ScanCursor } from "./scan-cursor.js";

export interface PrefetchLimits {
  readonly dbSizePages: number;
  /** The most pages of the window. */
  readonly maxPages: number;
  /** The most places that the frontier may be before the tip. */
  readonly lookahead: number;
  /** False for pages that are there, dirty, or on their way. */
  canTake(pgno: number): boolean;
}

/** Steps over pages that are there already, per window: the rest is for the next question. */
const MAX_STEPS = 4096;

/**
 * Pages from the frontier of the head on. Empty while less than half of its lookahead is open, so that
 * windows are few and large; the frontier is then left where it was, but for what is there already.
 */
export function nextPrefetchWindow(cursor: ScanCursor, limits: PrefetchLimits): readonly number[] {
  const { dbSizePages, maxPages, lookahead } = limits;
  const wanted = Math.min(maxPages, Math.ceil(lookahead / 2));
  // Asked after every page that SQLite reads, so the usual answer comes before any search.
  const openOffsets = cursor.position + lookahead - cursor.prefetchedUpTo + 1;
  const beyond = openOffsets < wanted ? cursor.pageAt(cursor.position + lookahead + 1) : undefined;
  if (beyond !== undefined && beyond >= 1 && beyond <= dbSizePages) return [];
  const pgnos: number[] = [];
  let offset = cursor.prefetchedUpTo;
  let isAtEnd = false;
  for (let step = 0; step < MAX_STEPS && pgnos.length < maxPages; step++) {
    if (offset - cursor.position > lookahead) break;
    const pgno = cursor.pageAt(offset);
    isAtEnd = pgno === undefined || pgno < 1 || pgno > dbSizePages;
    if (isAtEnd || pgno === undefined) break;
    offset += 1;
    if (limits.canTake(pgno)) pgnos.push(pgno);
    else if (pgnos.length === 0) cursor.prefetchedUpTo = offset;
  }
  if (pgnos.length < wanted && !isAtEnd) return [];
  cursor.prefetchedUpTo = offset;
  return pgnos;
}
