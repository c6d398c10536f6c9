/**
 * One page in a blob.
 *
 *    0  u32    page number
 *    4  u16    flags: 1, which says that a size follows
 *    6  u32    size of the block
 *   10  bytes  the page as a raw LZ4 block
 *
 * Six zero bytes stand after the last frame.
 */

import type { LtxHeader } from "./header.js";
import { lockPgno } from "./header.js";
import { LtxError } from "./ltx-error.js";
import {
  compressLz4Block,
  inflateLz4Block,
  maxCompressedSize,
  maxLz4BlockSize,
} from "./lz4-block.js";

export const PAGE_HEADER_SIZE = 6;
export const BLOCK_SIZE_SIZE = 4;
export const FRAME_HEADER_SIZE: number = PAGE_HEADER_SIZE + BLOCK_SIZE_SIZE;

const FLAG_SIZE_FOLLOWS = 1;

/** The position of a page's frame: `size` bytes from `offset` on, counted from the blob's start. */
export type LtxFrame = { readonly pgno: number; readonly offset: number; readonly size: number };

/** A page and its number; `bytes` has the page size of the blob's header. */
export type LtxPage = { readonly pgno: number; readonly bytes: Uint8Array };

/** The largest frame of a page; a valid index has no larger `frame.size`. */
export function maxFrameSize(pageSize: number): number {
  return FRAME_HEADER_SIZE + maxLz4BlockSize(pageSize);
}

/** Refuses a page number that a blob with this header cannot have after `previousPgno`. */
export function checkPgno(header: LtxHeader, pgno: number, previousPgno: number): void {
  if (!Number.isInteger(pgno) || pgno < 1) {
    throw new LtxError({ kind: "page-number", pgno, reason: "not positive" });
  }
  if (pgno > header.commit) {
    throw new LtxError({ kind: "page-number", pgno, reason: "beyond the database" });
  }
  if (pgno === lockPgno(header.pageSize)) {
    throw new LtxError({ kind: "page-number", pgno, reason: "the lock page" });
  }
  if (pgno <= previousPgno) throw new LtxError({ kind: "order", pgno, previousPgno });
}

/** Reads the number in the first six bytes of a frame; returns `undefined` after the last frame. */
export function readPageHeader(bytes: Uint8Array): number | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, PAGE_HEADER_SIZE);
  const pgno = view.getUint32(0);
  const flags = view.getUint16(4);
  if (pgno === 0 && flags === 0) return undefined;
  if (flags !== FLAG_SIZE_FOLLOWS) throw wrongFrame(pgno, "has unknown flags");
  return pgno;
}

/**
 * Reads the size of the block in the four bytes after the page header, and refuses one that is too
 * large.
 */
export function readBlockSize(bytes: Uint8Array, pgno: number, pageSize: number): number {
  const size = new DataView(bytes.buffer, bytes.byteOffset, BLOCK_SIZE_SIZE).getUint32(0);
  if (size === 0 || size > maxLz4BlockSize(pageSize))
    throw wrongFrame(pgno, "has an impossible size");
  return size;
}

/** Inflates a block to a page of `target`, from `offset` on; `target` may have other pages. */
export function inflate(
  block: Uint8Array,
  pgno: number,
  pageSize: number,
  target: Uint8Array,
  offset: number,
): void {
  try {
    inflateLz4Block(block, target, offset, pageSize);
  } catch (cause) {
    if (!(cause instanceof LtxError)) throw cause;
    throw new LtxError({ kind: "frame", pgno, reason: "does not inflate to a page" }, { cause });
  }
}

/** The memory that `writeFrame` may need, which is a little more than the largest frame takes. */
export function maxWrittenFrameSize(pageSize: number): number {
  return FRAME_HEADER_SIZE + maxCompressedSize(pageSize);
}

/** Writes the frame of a page that has been checked, and returns its size. */
export function writeFrame({ pgno, bytes }: LtxPage, target: Uint8Array, offset: number): number {
  const blockSize = compressLz4Block(bytes, target, offset + FRAME_HEADER_SIZE);
  const view = new DataView(target.buffer, target.byteOffset + offset, FRAME_HEADER_SIZE);
  view.setUint32(0, pgno);
  view.setUint16(4, FLAG_SIZE_FOLLOWS);
  view.setUint32(PAGE_HEADER_SIZE, blockSize);
  return FRAME_HEADER_SIZE + blockSize;
}

/** Compares the header of a frame with its entry in the index. */
export function checkFrameHeader(header: LtxHeader, frame: LtxFrame, bytes: Uint8Array): void {
  if (readPageHeader(bytes) !== frame.pgno)
    throw wrongFrame(frame.pgno, "has another page number than in the index");
  const sizeBytes = bytes.subarray(PAGE_HEADER_SIZE);
  const blockSize = readBlockSize(sizeBytes, frame.pgno, header.pageSize);
  if (FRAME_HEADER_SIZE + blockSize !== frame.size) {
    throw wrongFrame(frame.pgno, "has another size than in the index");
  }
}

/**
 * Inflates the page in `bytes`, which must be exactly the `frame.size` bytes of one frame. Its
 * number and size are compared with `frame`, and it must inflate to exactly one page. The file
 * checksum covers the whole blob, so it cannot be checked here. The page is in memory of its own,
 * or in that of `target`.
 */
export function readLtxFrame(
  header: LtxHeader,
  frame: LtxFrame,
  bytes: Uint8Array,
  target: Uint8Array = new Uint8Array(header.pageSize),
): Uint8Array {
  if (bytes.length !== frame.size || frame.size <= FRAME_HEADER_SIZE) {
    throw wrongFrame(frame.pgno, "has another size than in the index");
  }
  checkFrameHeader(header, frame, bytes);
  inflate(bytes.subarray(FRAME_HEADER_SIZE), frame.pgno, header.pageSize, target, 0);
  return target;
}

function wrongFrame(pgno: number, reason: string): LtxError {
  return new LtxError({ kind: "frame", pgno, reason });
}
