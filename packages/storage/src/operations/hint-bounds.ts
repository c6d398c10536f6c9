/** What a preload hint may say: bounds of a request, and the record that is made of it. */

import type { SqlitePreloadHints } from "@barewire/protocol/envoy-protocol";
import type { PreloadHints } from "@barewire/protocol/sqlite-storage";
import { StorageError } from "../storage-error.js";

const MAX_HINT_PGNOS = 1_024;
const MAX_HINT_RANGES = 128;
/** Pages of all ranges together: 4 GiB. */
const MAX_HINTED_PAGES = 1_048_576;
const MAX_PGNO = 0xffff_ffff;

/** The record of a request, or an `invalid-request`. The wire has no list of early pages. */
export function toHintRecord({ pgnos, ranges }: SqlitePreloadHints): PreloadHints {
  if (pgnos.length > MAX_HINT_PGNOS) throw invalid("more than 1,024 hinted pages");
  if (ranges.length > MAX_HINT_RANGES) throw invalid("more than 128 hinted ranges");
  for (const pgno of pgnos) {
    if (!isPgno(pgno)) throw invalid("a hinted page number is not one");
  }
  let pageCountOfAll = 0;
  for (const { startPgno, pageCount } of ranges) {
    if (!isPgno(startPgno)) throw invalid("a hinted range does not start at a page");
    if (!isPgno(pageCount)) throw invalid("a hinted range has no pages");
    if (startPgno + pageCount - 1 > MAX_PGNO) throw invalid("a hinted range is too long");
    pageCountOfAll += pageCount;
  }
  if (pageCountOfAll > MAX_HINTED_PAGES) throw invalid("hinted ranges have too many pages");
  return {
    early: [],
    hot: Array.from(pgnos),
    ranges: ranges.map(({ startPgno, pageCount }) => ({ startPgno, pageCount })),
  };
}

/** A positive u32, which a page number is, and a count of pages too. */
function isPgno(value: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= MAX_PGNO;
}

function invalid(reason: string): StorageError {
  return new StorageError({ kind: "invalid-request", reason });
}
