/** The prefetch window: the next pages of a scan to request before SQLite asks for them. */

import type { ScanCursor } from "./scan-cursor.js";

export interface PrefetchLimits {
  readonly dbSizePages: number;
  /** The most pages of the window. */
  readonly maxPages: number;
  /** The number of pages that `prefetchedUpTo` may be ahead of the position. */
  readonly lookahead: number;
  /** False for pages that are cached or in flight. */
  canTake(pgno: number): boolean;
}

/** The most pages that one window looks at, most of which may be cached already. */
const MAX_STEPS = 4096;

/**
 * Returns the pages from `prefetchedUpTo` on, and advances it. Windows are to be few and large, so
 * it returns no pages while less than half of the lookahead is open, and then it only advances over
 * pages that are cached already.
 */
export function nextPrefetchWindow(cursor: ScanCursor, limits: PrefetchLimits): readonly number[] {
  const { dbSizePages, maxPages, lookahead } = limits;
  const wanted = Math.min(maxPages, Math.ceil(lookahead / 2));
  // This runs after every page that SQLite reads, so the usual result comes before any search.
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
