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
  maxWrittenFrameSize,
  PAGE_HEADER_SIZE,
  writeFrame,
} from "./frame.js";
import { type LtxHeader, writeHeader } from "./header.js";
import { LtxError } from "./ltx-error.js";
import {
  fileChecksum,
  TRAILER_SIZE,
  TRAILER_SUMMED_SIZE,
  writeIndex,
  writeTrailer,
} from "./tail.js";

/** The number of frames that there is room for at first, if the number of pages is not known. */
const EXPECTED_PAGES = 16;

/**
 * Encodes these pages, whose numbers ascend. Throws an `LtxError` if they are invalid. The memory
 * behind the blob is larger, because it is not known before how well pages compress.
 */
export function encodeLtx(header: LtxHeader, pages: Iterable<LtxPage>): Uint8Array<ArrayBuffer> {
  const encoder = new BlobEncoder(header);
  const frameSize = maxWrittenFrameSize(header.pageSize);
  const expectedPages = Array.isArray(pages) ? pages.length : EXPECTED_PAGES;
  let blob = new Uint8Array(encoder.head.length + expectedPages * frameSize);
  blob.set(encoder.head);
  let size = encoder.head.length;
  for (const page of pages) {
    if (size + frameSize > blob.length) blob = enlarged(blob, size, 2 * blob.length + frameSize);
    size += encoder.writePage(page, blob, size);
  }
  const tail = encoder.tail();
  if (size + tail.length > blob.length) blob = enlarged(blob, size, size + tail.length);
  blob.set(tail, size);
  return blob.subarray(0, size + tail.length);
}

/**
 * Encodes the same blob in pieces: the header, a frame for each page as `pages` yields it, and the
 * tail. Between two pieces it keeps nothing but the positions of the frames, which it also returns.
 * A piece has memory of its own. A page is not used after the next one was requested.
 */
export function* encodeLtxPieces(
  header: LtxHeader,
  pages: Iterable<LtxPage>,
): Generator<Uint8Array, readonly LtxFrame[]> {
  const encoder = new BlobEncoder(header);
  yield encoder.head;
  const frame = new Uint8Array(maxWrittenFrameSize(header.pageSize));
  for (const page of pages) yield frame.slice(0, encoder.writePage(page, frame, 0));
  yield encoder.tail();
  return encoder.frames;
}

function enlarged(blob: Uint8Array, size: number, newSize: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(newSize);
  larger.set(blob.subarray(0, size));
  return larger;
}

/** The checksum and the index of the blob that is being encoded. */
class BlobEncoder {
  readonly head: Uint8Array;
  readonly frames: LtxFrame[] = [];
  readonly #header: LtxHeader;
  readonly #checksum = new Crc64();
  #offset: number;
  #previousPgno = 0;

  constructor(header: LtxHeader) {
    this.#header = header;
    this.head = writeHeader(header);
    this.#checksum.update(this.head);
    this.#offset = this.head.length;
  }

  /** Writes the frame of the next page to `target`, and returns its size. */
  writePage(page: LtxPage, target: Uint8Array, at: number): number {
    checkPage(this.#header, page, this.#previousPgno);
    const size = writeFrame(page, target, at);
    this.#checksum.update(target.subarray(at, at + FRAME_HEADER_SIZE));
    this.#checksum.update(page.bytes);
    this.frames.push({ pgno: page.pgno, offset: this.#offset, size });
    this.#offset += size;
    this.#previousPgno = page.pgno;
    return size;
  }

  /** All that follows the frames. */
  tail(): Uint8Array {
    const index = writeIndex(this.frames);
    const tail = new Uint8Array(PAGE_HEADER_SIZE + index.length + TRAILER_SIZE);
    tail.set(index, PAGE_HEADER_SIZE);
    const summedSize = tail.length - TRAILER_SIZE + TRAILER_SUMMED_SIZE;
    this.#checksum.update(tail.subarray(0, summedSize));
    const trailer = writeTrailer(fileChecksum(this.#checksum.digest()));
    tail.set(trailer, tail.length - TRAILER_SIZE);
    return tail;
  }
}

function checkPage(header: LtxHeader, { pgno, bytes }: LtxPage, previousPgno: number): void {
  const { pageSize } = header;
  checkPgno(header, pgno, previousPgno);
  if (bytes.length !== pageSize) {
    throw new LtxError({ kind: "page-size", pgno, actualSize: bytes.length, pageSize });
  }
}
