/**
 * Encodes pages to blobs: all at once, or in pieces for a blob that need not be in memory as a
 * whole.
 */

import { Crc64 } from "./crc64.js";
import {
  checkPgno,
  FRAME_HEADER_SIZE,
  type LtxFrame,
  type LtxPage,
  PAGE_HEADER_SIZE,
  writeFrame,
} from "./frame.js";
import { type LtxHeader, writeHeader } from "./header.js";
import { LtxError } from "./ltx-error.js";
import type { Lz4Block } from "./lz4-block.js";
import { fileChecksum, TRAILER_SUMMED_SIZE, writeIndex, writeTrailer } from "./tail.js";

/** Encodes these pages, whose numbers ascend. Throws an `LtxError` if they are invalid. */
export function encodeLtx(
  lz4: Lz4Block,
  header: LtxHeader,
  pages: Iterable<LtxPage>,
): Uint8Array<ArrayBuffer> {
  const pieces = [...encodeLtxPieces(lz4, header, pages)];
  const blob = new Uint8Array(pieces.reduce((size, piece) => size + piece.length, 0));
  let offset = 0;
  for (const piece of pieces) {
    blob.set(piece, offset);
    offset += piece.length;
  }
  return blob;
}

/**
 * Encodes the same blob in pieces: the header, a frame for each page as `pages` yields it, and the
 * tail. Between two pieces it keeps nothing but the positions of the frames, which it also returns.
 * A piece has memory of its own. A page is not used after the next one was requested.
 */
export function* encodeLtxPieces(
  lz4: Lz4Block,
  header: LtxHeader,
  pages: Iterable<LtxPage>,
): Generator<Uint8Array, readonly LtxFrame[]> {
  const checksum = new Crc64();
  const frames: LtxFrame[] = [];
  const head = writeHeader(header);
  checksum.update(head);
  yield head;
  let offset = head.length;
  let previousPgno = 0;
  for (const page of pages) {
    const { pgno } = page;
    checkPage(header, page, previousPgno);
    const frame = writeFrame(lz4, page);
    checksum.update(frame.subarray(0, FRAME_HEADER_SIZE));
    checksum.update(page.bytes);
    frames.push({ pgno, offset, size: frame.length });
    offset += frame.length;
    previousPgno = pgno;
    yield frame;
  }
  const end = new Uint8Array(PAGE_HEADER_SIZE);
  const index = writeIndex(frames);
  checksum.update(end);
  checksum.update(index);
  checksum.update(new Uint8Array(TRAILER_SUMMED_SIZE));
  yield end;
  yield index;
  yield writeTrailer(fileChecksum(checksum.digest()));
  return frames;
}

function checkPage(header: LtxHeader, { pgno, bytes }: LtxPage, previousPgno: number): void {
  const { pageSize } = header;
  checkPgno(header, pgno, previousPgno);
  if (bytes.length !== pageSize) {
    throw new LtxError({ kind: "page-size", pgno, actualSize: bytes.length, pageSize });
  }
}
