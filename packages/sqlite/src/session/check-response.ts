/**
 * Checks that the pages of a response match the request. Each function throws `invalid-response`.
 */

import type { FetchedPage } from "../cache/fetch-plan.js";
import { DatabaseError } from "../database-error.js";

/** Checks pages of a list, which come in the order of the list. `dbSizePages` is the response's. */
export function checkListedPages(
  pages: readonly FetchedPage[],
  pgnos: readonly number[],
  dbSizePages: number,
  pageSize: number,
): void {
  if (pages.length !== pgnos.length)
    throw invalidResponse("response pages do not match the request");
  pages.forEach((page, index) => {
    if (page.pgno !== pgnos[index])
      throw invalidResponse("response pages do not match the request");
    checkPage(page, dbSizePages, pageSize);
  });
}

/** Checks consecutive pages from `startPgno` on: at least one and at most `pageCount`. */
export function checkRangePages(
  pages: readonly FetchedPage[],
  startPgno: number,
  pageCount: number,
  dbSizePages: number,
  pageSize: number,
): void {
  if (pages.length > pageCount)
    throw invalidResponse("the response has more pages than were requested");
  if (pages.length === 0 && startPgno <= dbSizePages)
    throw invalidResponse("the response has no page of a range inside the database");
  pages.forEach((page, index) => {
    if (page.pgno !== startPgno + index)
      throw invalidResponse("the pages of a range are not consecutive");
    checkPage(page, dbSizePages, pageSize);
  });
}

/** Rejects missing pages inside the file, because reading zeros would hide a loss. */
function checkPage({ pgno, bytes }: FetchedPage, dbSizePages: number, pageSize: number): void {
  const isInside = pgno <= dbSizePages;
  if (bytes === null) {
    if (isInside) throw invalidResponse("a page inside the database is missing");
  } else if (bytes.length !== pageSize) {
    throw invalidResponse("a page does not have the page size");
  } else if (!isInside) {
    throw invalidResponse("a page beyond the end of the database has bytes");
  }
}

export function invalidResponse(reason: string): DatabaseError {
  return new DatabaseError({ kind: "invalid-response", reason });
}
