/**
 * The first 100 bytes of a database file, as far as an import has to know them.
 *
 *     0  16 bytes  "SQLite format 3" and a zero
 *    16  u16       bytes of a page; 1 stands for 65,536
 *    18  u8 u8     versions for writing and for reading: 1, or 2 where it uses a write-ahead log
 *    20  u8        bytes at the end of each page that are not SQLite's
 *    21  3 × u8    64, 32, 32
 *    24  u32       counts changes
 *    28  u32       size in pages; holds if the number at 92 is that at 24
 *    92  u32       the count of changes when the size was written
 */

import { TransferError } from "./transfer-error.js";

export const SQLITE_HEADER_SIZE = 100;

export type SqliteHeader = {
  readonly pageSize: number;
  /** The size in the header; `undefined` if the header has none, as in files of old versions. */
  readonly pageCount: number | undefined;
};

const MAGIC = "SQLite format 3\0";
const VERSIONS_OFFSET = 18;
const MIN_USABLE_SIZE = 480;

/** Reads the header. Throws `file-invalid`. */
export function readSqliteHeader(bytes: Uint8Array): SqliteHeader {
  if (bytes.length < SQLITE_HEADER_SIZE) {
    throw invalid("it is shorter than the header of 100 bytes");
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const magic = new TextDecoder("latin1").decode(bytes.subarray(0, MAGIC.length));
  if (magic !== MAGIC) throw invalid("bad magic");
  const stored = view.getUint16(16);
  const pageSize = stored === 1 ? 65_536 : stored;
  const isPowerOfTwo = (pageSize & (pageSize - 1)) === 0;
  if (pageSize < 512 || !isPowerOfTwo) {
    throw invalid(`page size ${pageSize} is not a power of two from 512 to 65536`);
  }
  for (const offset of [VERSIONS_OFFSET, VERSIONS_OFFSET + 1]) {
    const version = view.getUint8(offset);
    if (version !== 1 && version !== 2) {
      throw invalid("the read or write version of its format is neither 1 nor 2");
    }
  }
  if (pageSize - view.getUint8(20) < MIN_USABLE_SIZE) {
    throw invalid(`usable page size below ${MIN_USABLE_SIZE} bytes`);
  }
  const fractions = [view.getUint8(21), view.getUint8(22), view.getUint8(23)];
  if (fractions.join() !== "64,32,32") throw invalid("the payload fractions are not 64, 32 and 32");
  const isSizeValid = view.getUint32(24) === view.getUint32(92) && view.getUint32(28) > 0;
  return { pageSize, pageCount: isSizeValid ? view.getUint32(28) : undefined };
}

/**
 * Makes page 1 say that the database uses a rollback journal. A database that was used with a
 * write-ahead log and has none left is the same in all other bytes, and clients of a store have no
 * such log.
 */
export function useRollbackJournal(page1: Uint8Array): void {
  page1.fill(1, VERSIONS_OFFSET, VERSIONS_OFFSET + 2);
}

function invalid(reason: string): TransferError {
  return new TransferError({ kind: "file-invalid", reason });
}
