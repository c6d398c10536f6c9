/** Whether the pages of an answer are those of the question. */

import type { FetchedPage } from "../cache/fetch-plan.js";
import { DatabaseError } from "../database-error.js";

/** Pages of a list, in the order of the list. `sizePages` is the size that the answer names. */
export function checkListedPages(
  pages: readonly FetchedPage[],
  pgnos: readonly number[],
  sizePages: number,
  pageSize: number,
): void {
  if (pages.length !== pgnos.length) throw badAnswer("it has not the pages that were asked for");
  pages.forEach((page, index) => {
    if (page.pgno !== pgnos[index]) throw badAnswer("it has not the pages that were asked for");
    checkPage(page, sizePages, pageSize);
  });
}

/** Consecutive pages from `startPgno` on: at least one, at most `pageCount`. */
export function checkRangePages(
  pages: readonly FetchedPage[],
  startPgno: number,
  pageCount: number,
  sizePages: number,
  pageSize: number,
): void {
  if (pages.length > pageCount) throw badAnswer("it has more pages than were asked for");
  if (pages.length === 0 && startPgno <= sizePages) throw badAnswer("it has no page");
  pages.forEach((page, index) => {
    if (page.pgno !== startPgno + index) throw badAnswer("its pages are not consecutive");
    checkPage(page, sizePages, pageSize);
  });
}

/** Zeros in place of a page that is missing inside the file would hide a loss. */
function checkPage({ pgno, bytes }: FetchedPage, sizePages: number, pageSize: number): void {
  const isInside = pgno <= sizePages;
  if (bytes === null) {
    if (isInside) throw badAnswer("a page inside the database is absent");
  } else if (bytes.length !== pageSize) {
    throw badAnswer("a page has the wrong size");
  } else if (!isInside) {
    throw badAnswer("a page beyond the end of the database has bytes");
  }
}

export function badAnswer(reason: string): DatabaseError {
  return new DatabaseError({ kind: "bad-answer", reason });
}
