/**
 * Page 1 of a database without tables: what a database without commits reads as.
 *
 * A file of one valid page makes the first commit the same as any other; an empty file would not.
 *
 *     0   16 bytes  "SQLite format 3" and a zero
 *    16   u16       page size, big-endian like all that follow
 *    18   u8 × 2    versions for writing and reading: 1, rollback journal
 *    20   u8        bytes reserved in each page: 0
 *    21   u8 × 3    payload fractions: 64, 32, 32
 *    24   u32       change counter
 *    28   u32       size in pages
 *    56   u32       text encoding: 1, UTF-8
 *    92   u32       the change counter for which the size holds
 *    96   u32       version of SQLite that wrote it
 *   100   u8        13: leaf of a table, without cells
 *   105   u16       where cells begin: at the end of the page
 */

const MAGIC = "SQLite format 3\0";
const CHANGE_COUNTER = 3;
const SQLITE_VERSION = 3_050_001;
const TABLE_LEAF = 0x0d;

export function emptyPageOne(pageSize: number): Uint8Array {
  const page = new Uint8Array(pageSize);
  const view = new DataView(page.buffer);
  page.set(new TextEncoder().encode(MAGIC));
  view.setUint16(16, pageSize === 65_536 ? 1 : pageSize);
  page.set([1, 1, 0, 64, 32, 32], 18);
  view.setUint32(24, CHANGE_COUNTER);
  view.setUint32(28, 1);
  view.setUint32(56, 1);
  view.setUint32(92, CHANGE_COUNTER);
  view.setUint32(96, SQLITE_VERSION);
  view.setUint8(100, TABLE_LEAF);
  view.setUint16(105, pageSize);
  return page;
}

const CHANGE_COUNTER_OFFSET = 24;
const SIZE_OFFSET = 28;
const VALID_FOR_OFFSET = 92;
const VERSIONS_OFFSET = 18;
const WRITE_AHEAD_LOG = 2;
const ROLLBACK_JOURNAL = 1;

/**
 * Changes a part of page 1, which is read to `target` of the heap from byte `from` on, to say that
 * the database has a rollback journal. A store has no write-ahead log, even if a page was written
 * where there was one; the two formats are the same in all other bytes.
 */
export function useRollbackJournal(
  heap: Uint8Array,
  target: number,
  from: number,
  until: number,
): void {
  for (const offset of [VERSIONS_OFFSET, VERSIONS_OFFSET + 1]) {
    if (offset < from || offset >= until) continue;
    const at = target + offset - from;
    if (heap[at] === WRITE_AHEAD_LOG) heap[at] = ROLLBACK_JOURNAL;
  }
}

/**
 * The size in pages that page 1 says the database has; 0 if it does not say. As for SQLite, the
 * size is valid only if it was written with the last change: very old versions left it alone.
 */
export function sizeInHeader(pageOne: Uint8Array): number {
  const view = new DataView(pageOne.buffer, pageOne.byteOffset);
  const isValid = view.getUint32(CHANGE_COUNTER_OFFSET) === view.getUint32(VALID_FOR_OFFSET);
  return isValid ? view.getUint32(SIZE_OFFSET) : 0;
}
