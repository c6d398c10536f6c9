/**
 * The header of a blob; all numbers are big-endian.
 *
 *     0  4 bytes  "LTX1"
 *     4  u32      flags: 2, which says that no rolling checksum of the database is kept
 *     8  u32      size of a page in bytes
 *    12  u32      size of the database in pages, after the transaction ("commit")
 *    16  u64      first transaction id
 *    24  u64      last transaction id
 *    32  i64      milliseconds since 1970
 *    40  u64      rolling checksum of the database before the transaction: 0
 *    48  i64      where the pages were in a write-ahead log; 0 here
 *    56  i64      how many bytes they took there; 0 here
 *    64  2 × u32  salt of that log; 0 here
 *    72  28 bytes zero
 *
 * The flag says nothing of the checksum of the blob itself, which is always there (trailer). A blob
 * that claims a rolling checksum is refused: one blob alone cannot tell whether it is true.
 */

import { LtxError, type LtxHeaderField } from "./ltx-error.js";

export const HEADER_SIZE = 100;

const MAGIC = 0x4c_54_58_31;
const FLAG_NO_ROLLING_CHECKSUM = 2;
const MIN_PAGE_SIZE = 512;
const MAX_PAGE_SIZE = 65_536;
const MAX_U32 = 0xffff_ffff;
const MAX_U64 = 2n ** 64n - 1n;
const RESERVED_OFFSET = 72;
/** The offset of the byte that SQLite locks; the page that contains it is never written. */
const LOCK_OFFSET = 0x4000_0000;

export type LtxHeader = {
  /** The page size in bytes; a power of two from 512 to 65,536. */
  readonly pageSize: number;
  /** The size of the database in pages, at least 1. */
  readonly commit: number;
  /** The first transaction id, at least 1. */
  readonly minTxid: bigint;
  readonly maxTxid: bigint;
  readonly timestampMs: bigint;
};

/** The page that SQLite never writes: 262,145 if a page has 4,096 bytes. */
export function lockPgno(pageSize: number): number {
  return LOCK_OFFSET / pageSize + 1;
}

/** Reads and checks the first 100 bytes of a blob; the rest is not read. */
export function readLtxHeader(bytes: Uint8Array): LtxHeader {
  if (bytes.length < HEADER_SIZE) throw new LtxError({ kind: "truncated", section: "header" });
  const view = new DataView(bytes.buffer, bytes.byteOffset, HEADER_SIZE);
  if (view.getUint32(0) !== MAGIC) throw new LtxError({ kind: "magic" });
  if (view.getUint32(4) !== FLAG_NO_ROLLING_CHECKSUM) throw wrong("flags");
  const header: LtxHeader = {
    pageSize: view.getUint32(8),
    commit: view.getUint32(12),
    minTxid: view.getBigUint64(16),
    maxTxid: view.getBigUint64(24),
    timestampMs: view.getBigInt64(32),
  };
  checkHeader(header);
  if (view.getBigUint64(40) !== 0n) throw wrong("rolling checksum");
  checkLog(view);
  for (let offset = RESERVED_OFFSET; offset < HEADER_SIZE; offset += 1) {
    if (view.getUint8(offset) !== 0) throw wrong("reserved bytes");
  }
  return header;
}

export function writeHeader(header: LtxHeader): Uint8Array {
  checkHeader(header);
  const bytes = new Uint8Array(HEADER_SIZE);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC);
  view.setUint32(4, FLAG_NO_ROLLING_CHECKSUM);
  view.setUint32(8, header.pageSize);
  view.setUint32(12, header.commit);
  view.setBigUint64(16, header.minTxid);
  view.setBigUint64(24, header.maxTxid);
  view.setBigInt64(32, header.timestampMs);
  return bytes;
}

function checkHeader({ pageSize, commit, minTxid, maxTxid, timestampMs }: LtxHeader): void {
  const isPowerOfTwo = (pageSize & (pageSize - 1)) === 0;
  if (!Number.isInteger(pageSize) || !isPowerOfTwo) throw wrong("page size");
  if (pageSize < MIN_PAGE_SIZE || pageSize > MAX_PAGE_SIZE) {
    throw wrong("page size");
  }
  if (!Number.isInteger(commit) || commit < 1 || commit > MAX_U32) throw wrong("commit");
  if (minTxid < 1n || maxTxid < minTxid || maxTxid > MAX_U64) throw wrong("transaction ids");
  if (BigInt.asIntN(64, timestampMs) !== timestampMs) throw wrong("timestamp");
}

/** Salt and size of a write-ahead log have no meaning without a position in it. */
function checkLog(view: DataView): void {
  const offset = view.getBigInt64(48);
  const size = view.getBigInt64(56);
  const hasSalt = view.getUint32(64) !== 0 || view.getUint32(68) !== 0;
  if (offset < 0n || size < 0n) throw wrong("write-ahead log");
  if (offset === 0n && (size !== 0n || hasSalt)) throw wrong("write-ahead log");
}

function wrong(field: LtxHeaderField): LtxError {
  return new LtxError({ kind: "header", field });
}
