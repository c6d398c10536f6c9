/** Whether the pages of an answer are those of the question. */

import type { FetchedPage } from "../cache/fetch-plan.js";
import { DatabaseError } from "../database-error.js";

/** Pages of a list, in the order of the list. `dbSizePages` is the size that the answer names. */
export function checkListedPages(
  pages: readonly FetchedPage[],
  pgnos: readonly number[],
  dbSizePages: number,
  pageSize: number,
): void {
  if (pages.length !== pgnos.length)
    throw invalidResponse("it has not the pages that were asked for");
  pages.forEach((page, index) => {
    if (page.pgno !== pgnos[index])
      throw invalidResponse("it has not the pages that were asked for");
    checkPage(page, dbSizePages, pageSize);
  });
}

/** Consecutive pages from `startPgno` on: at least one, at most `pageCount`. */
export function checkRangePages(
  pages: readonly FetchedPage[],
  startPgno: number,
  pageCount: number,
  dbSizePages: number,
  pageSize: number,
): void {
  if (pages.length > pageCount) throw invalidResponse("it has more pages than were asked for");
  if (pages.length === 0 && startPgno <= dbSizePages) throw invalidResponse("it has no page");
  pages.forEach((page, index) => {
    if (page.pgno !== startPgno + index) throw invalidResponse("its pages are not consecutive");
    checkPage(page, dbSizePages, pageSize);
  });
}

/** Zeros in place of a page that is missing inside the file would hide a loss. */
function checkPage({ pgno, bytes }: FetchedPage, dbSizePages: number, pageSize: number): void {
  const isInside = pgno <= dbSizePages;
  if (bytes === null) {
    if (isInside) throw invalidResponse("a page inside the database is absent");
  } else if (bytes.length !== pageSize) {
    throw invalidResponse("a page has the wrong size");
  } else if (!isInside) {
    throw invalidResponse("a page beyond the end of the database has bytes");
  }
}

export function invalidResponse(reason: string): DatabaseError {
  return new DatabaseError({ kind: "invalid-response", reason });
}
