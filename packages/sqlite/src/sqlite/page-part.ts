/** The parts of pages that a span of the file consists of. */

/** The bytes `from` up to `until` of a page. */
export interface PagePart {
  readonly pgno: number;
  readonly from: number;
  readonly until: number;
}

/** The part of a page with which a span of `size` bytes begins. */
export function pagePartAt(offset: number, size: number, pageSize: number): PagePart {
  const from = offset % pageSize;
  const until = Math.min(pageSize, from + size);
  return { pgno: (offset - from) / pageSize + 1, from, until };
}
