/**
 * The tail of a blob, which follows its frames: the page index and the trailer.
 *
 *    6 bytes   zero: no more frames
 *    entries   for each page: uvarint number, uvarint offset of its frame, uvarint size of it
 *    u8        zero: no more entries
 *    u64       size of the index: entries and the zero
 *    u64       rolling checksum of the database after the transaction: 0
 *    u64       file checksum, bit 63 set: CRC-64/GO-ISO over everything before it, with the pages
 *              inflated where the blob has them compressed
 *
 * A uvarint has seven bits a byte, the lowest first; all bytes but the last have their top bit set.
 */

import {
  checkPgno,
  FRAME_HEADER_SIZE,
  type LtxFrame,
  maxFrameSize,
  PAGE_HEADER_SIZE,
} from "./frame.js";
import { HEADER_SIZE, type LtxHeader } from "./header.js";
import { LtxError } from "./ltx-error.js";

export const TRAILER_SIZE = 16;
/** The bytes of the trailer that the file checksum covers. */
export const TRAILER_SUMMED_SIZE = 8;

const INDEX_SIZE_SIZE = 8;
/** The size of a blob's end that tells how large its tail is. */
const MIN_TAIL_SIZE: number = INDEX_SIZE_SIZE + TRAILER_SIZE;
/** Seven bits in each byte are enough for every size that a blob can have. */
const MAX_UVARINT_SIZE = 7;
const MAX_ENTRY_SIZE: number = 3 * MAX_UVARINT_SIZE;
const CHECKSUM_FLAG = 1n << 63n;

/** All frames, or the number of bytes from the end that are needed to know them. */
export type LtxTail =
  | { readonly kind: "complete"; readonly frames: readonly LtxFrame[] }
  | { readonly kind: "incomplete"; readonly tailSize: number };

/**
 * Finds the frames of a blob of `blobSize` bytes from its last bytes, however many are given: if
 * `tail` is too short, the result is the size that it must have. The index is checked by itself:
 * its frames ascend, have possible sizes and fill the blob exactly. Neither the frames nor the file
 * checksum are read.
 */
export function readLtxTail(header: LtxHeader, tail: Uint8Array, blobSize: number): LtxTail {
  const fixedSize = HEADER_SIZE + PAGE_HEADER_SIZE + 1 + MIN_TAIL_SIZE;
  if (blobSize < fixedSize) throw new LtxError({ kind: "truncated", section: "trailer" });
  if (tail.length < MIN_TAIL_SIZE) return { kind: "incomplete", tailSize: MIN_TAIL_SIZE };
  readFileChecksum(tail.subarray(tail.length - TRAILER_SIZE));
  const view = new DataView(tail.buffer, tail.byteOffset, tail.byteLength);
  const indexSize = view.getBigUint64(tail.length - MIN_TAIL_SIZE);
  if (indexSize < 1n || indexSize > BigInt(blobSize - fixedSize + 1)) {
    throw wrongIndex("has an impossible size");
  }
  const tailSize = PAGE_HEADER_SIZE + Number(indexSize) + MIN_TAIL_SIZE;
  if (tail.length < tailSize) return { kind: "incomplete", tailSize };
  const start = tail.length - tailSize;
  const index = tail.subarray(start + PAGE_HEADER_SIZE, tail.length - TRAILER_SIZE);
  if (tail.subarray(start, start + PAGE_HEADER_SIZE).some((byte) => byte !== 0)) {
    throw wrongIndex("does not follow the end of the frames");
  }
  return { kind: "complete", frames: readIndex(header, index, blobSize - tailSize) };
}

/**
 * Reads the file checksum in the last 16 bytes of a blob; there must be one, and no rolling one.
 */
export function readFileChecksum(trailer: Uint8Array): bigint {
  const view = new DataView(trailer.buffer, trailer.byteOffset, TRAILER_SIZE);
  if (view.getBigUint64(0) !== 0n) {
    throw new LtxError({ kind: "trailer", reason: "has a rolling checksum, which must be 0" });
  }
  const checksum = view.getBigUint64(TRAILER_SUMMED_SIZE);
  if ((checksum & CHECKSUM_FLAG) === 0n) {
    throw new LtxError({ kind: "trailer", reason: "has no file checksum" });
  }
  return checksum;
}

/** Converts a CRC to a file checksum. Bit 63 marks it as present. */
export function fileChecksum(crc: bigint): bigint {
  return crc | CHECKSUM_FLAG;
}

export function writeTrailer(checksum: bigint): Uint8Array {
  const bytes = new Uint8Array(TRAILER_SIZE);
  new DataView(bytes.buffer).setBigUint64(TRAILER_SUMMED_SIZE, checksum);
  return bytes;
}

/**
 * Encodes the index of these frames and its size: everything between the frames' end and the
 * trailer.
 */
export function writeIndex(frames: readonly LtxFrame[]): Uint8Array {
  const bytes = new Uint8Array(frames.length * MAX_ENTRY_SIZE + 1 + INDEX_SIZE_SIZE);
  let size = 0;
  for (const { pgno, offset, size: frameSize } of frames) {
    size = writeUvarint(bytes, size, pgno);
    size = writeUvarint(bytes, size, offset);
    size = writeUvarint(bytes, size, frameSize);
  }
  size = writeUvarint(bytes, size, 0);
  new DataView(bytes.buffer).setBigUint64(size, BigInt(size));
  return bytes.slice(0, size + INDEX_SIZE_SIZE);
}

/** `index` ends with its size; `framesEnd` is the offset at which the six zero bytes begin. */
function readIndex(header: LtxHeader, index: Uint8Array, framesEnd: number): LtxFrame[] {
  const frames: LtxFrame[] = [];
  const cursor: Cursor = { bytes: index, at: 0 };
  let expectedOffset = HEADER_SIZE;
  let previousPgno = 0;
  // Every turn takes at least one byte of the index, so the loop ends.
  while (true) {
    const pgno = readUvarint(cursor);
    if (pgno === 0) break;
    checkPgno(header, pgno, previousPgno);
    const offset = readUvarint(cursor);
    const size = readUvarint(cursor);
    if (offset !== expectedOffset) throw wrongIndex("has frames that are not contiguous");
    if (size <= FRAME_HEADER_SIZE || size > maxFrameSize(header.pageSize)) {
      throw wrongIndex("has a frame of impossible size");
    }
    frames.push({ pgno, offset, size });
    expectedOffset += size;
    previousPgno = pgno;
  }
  if (cursor.at !== index.length - INDEX_SIZE_SIZE)
    throw wrongIndex("is followed by bytes before the trailer");
  if (expectedOffset !== framesEnd) throw wrongIndex("has frames that do not fill the blob");
  return frames;
}

type Cursor = { readonly bytes: Uint8Array; at: number };

/** Only the shortest form of a number is accepted. */
function readUvarint(cursor: Cursor): number {
  let value = 0;
  let factor = 1;
  for (let count = 1; count <= MAX_UVARINT_SIZE; count += 1) {
    const byte = cursor.bytes[cursor.at];
    if (byte === undefined) throw wrongIndex("is truncated inside a varint");
    cursor.at += 1;
    value += (byte & 0x7f) * factor;
    if (byte < 0x80) {
      if (byte === 0 && count > 1)
        throw wrongIndex("has a varint that is not in its shortest form");
      return value;
    }
    factor *= 0x80;
  }
  throw wrongIndex("has a varint that is too large");
}

function writeUvarint(bytes: Uint8Array, start: number, value: number): number {
  let at = start;
  let rest = value;
  while (rest >= 0x80) {
    bytes[at] = (rest % 0x80) + 0x80;
    rest = Math.floor(rest / 0x80);
    at += 1;
  }
  bytes[at] = rest;
  return at + 1;
}

function wrongIndex(reason: string): LtxError {
  return new LtxError({ kind: "index", reason });
}
