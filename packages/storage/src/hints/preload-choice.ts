/**
 * Which pages an answer to opening brings along: a pure choice, made before anything is read, so
 * that no page is loaded that the budget then leaves out.
 */

import type { PreloadHints } from "@barewire/protocol/sqlite-storage";

export type PreloadOptions = {
  /** Bytes of pages; 0 for none. */
  readonly maxBytes: number;
  /** How many pages from page 1 on come whatever the hints say. */
  readonly firstPageCount: number;
  /** Which lists of the hints count. */
  readonly earlyPages: PreloadSwitch;
  readonly hotPages: PreloadSwitch;
  readonly scanRanges: PreloadSwitch;
};

export type PreloadSwitch = "on" | "off";

export type PreloadTarget = { readonly dbSizePages: number; readonly pageSize: number };

/**
 * Page numbers in order of importance, each once, all inside of the database and within the budget:
 * the first pages, then early pages, hot pages and ranges as the hints list them.
 */
export function choosePreloadPages(
  { dbSizePages, pageSize }: PreloadTarget,
  hints: PreloadHints | undefined,
  options: PreloadOptions,
): readonly number[] {
  const maxPages = Math.floor(options.maxBytes / pageSize);
  const chosen = new Set<number>();
  if (maxPages === 0) return [];
  for (const pgno of wantedPages(dbSizePages, hints, options)) {
    if (pgno < 1 || pgno > dbSizePages) continue;
    chosen.add(pgno);
    if (chosen.size === maxPages) break;
  }
  return [...chosen];
}

function* wantedPages(
  dbSizePages: number,
  hints: PreloadHints | undefined,
  { firstPageCount, earlyPages, hotPages, scanRanges }: PreloadOptions,
): Generator<number> {
  yield* pagesBetween(1, Math.min(firstPageCount, dbSizePages));
  if (hints === undefined) return;
  if (earlyPages === "on") yield* hints.early;
  if (hotPages === "on") yield* hints.hot;
  if (scanRanges === "off") return;
  for (const { startPgno, pageCount } of hints.ranges) {
    yield* pagesBetween(startPgno, Math.min(startPgno + pageCount - 1, dbSizePages));
  }
}

function* pagesBetween(first: number, last: number): Generator<number> {
  for (let pgno = first; pgno <= last; pgno += 1) yield pgno;
}
