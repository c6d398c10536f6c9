/**
 * Chooses the pages that the response to opening contains. The choice is pure and made before
 * anything is read, so that no page is loaded that the budget then leaves out.
 */

import type { Meta, PreloadHints } from "@barewire/protocol/sqlite-storage";
import type { StorageFlags } from "../engine/flags.js";

/**
 * Page numbers in order of importance, each once, all inside the database and within the budget:
 * the first pages, then early pages, hot pages and ranges as the hints list them.
 */
export function choosePreloadPages(
  { dbSizePages, pageSize }: Pick<Meta, "dbSizePages" | "pageSize">,
  hints: PreloadHints | undefined,
  flags: StorageFlags,
): readonly number[] {
  const maxPages = Math.floor(flags.startupPreloadMaxSize / pageSize);
  const chosen = new Set<number>();
  if (maxPages === 0) return [];
  for (const pgno of wantedPages(dbSizePages, hints, flags)) {
    if (pgno < 1 || pgno > dbSizePages) continue;
    chosen.add(pgno);
    if (chosen.size === maxPages) break;
  }
  return [...chosen];
}

function* wantedPages(
  dbSizePages: number,
  hints: PreloadHints | undefined,
  flags: StorageFlags,
): Generator<number> {
  const firstPageCount = flags.startupPreloadFirstPages ? flags.startupPreloadFirstPageCount : 0;
  yield* pagesBetween(1, Math.min(firstPageCount, dbSizePages));
  if (hints === undefined || !flags.preloadHintsOnOpen) return;
  if (flags.preloadHintEarlyPages) yield* hints.early;
  if (flags.preloadHintHotPages) yield* hints.hot;
  if (!flags.preloadHintScanRanges) return;
  for (const { startPgno, pageCount } of hints.ranges) {
    yield* pagesBetween(startPgno, Math.min(startPgno + pageCount - 1, dbSizePages));
  }
}

function* pagesBetween(first: number, last: number): Generator<number> {
  for (let pgno = first; pgno <= last; pgno += 1) yield pgno;
}
