/**
 * Decodes blobs to pages: all of them verified (`decodeLtx`), or one at a time (`openLtx`).
 */

import {
  checkFrameHeader,
  FRAME_HEADER_SIZE,
  type LtxFrame,
  type LtxPage,
  readLtxFrame,
} from "./frame.js";
import { type LtxHeader, readLtxHeader } from "./header.js";
import { LtxError } from "./ltx-error.js";
import { readLtxTail } from "./tail.js";
import { LtxVerifier } from "./verifier.js";

/** The limit is 256 MiB of pages of 4,096 bytes. */
const DEFAULT_MAX_PAGES = 65_536;

export type DecodeLtxOptions = {
  /** Refuses a blob of more pages, which a small blob can have. The default is 65,536. */
  readonly maxPages?: number;
};

export type OpenLtxOptions = {
  /** Inflates everything once and compares the file checksum. The default is off. */
  readonly verifyChecksum?: boolean;
};

/** A blob that pages are read from, one by one. It refers to the bytes that it was opened with. */
export interface LtxReader {
  readonly header: LtxHeader;
  /** The frames in ascending order of page numbers, as in the blob. */
  readonly frames: readonly LtxFrame[];
  readonly pgnos: readonly number[];
  /** Returns the page in memory of its own; `undefined` if the blob does not have it. */
  readPage(pgno: number): Uint8Array | undefined;
}

/**
 * Returns all pages of a blob after verifying every byte; throws an `LtxError` if it is invalid.
 */
export function decodeLtx(
  bytes: Uint8Array,
  options: DecodeLtxOptions = {},
): { header: LtxHeader; pages: LtxPage[] } {
  const pages: LtxPage[] = [];
  const verifier = new LtxVerifier({
    maxPages: options.maxPages ?? DEFAULT_MAX_PAGES,
    onPage: (pgno, page) => {
      pages.push({ pgno, bytes: page });
    },
  });
  verifier.push(bytes);
  const { header } = verifier.finish();
  return { header, pages };
}

/**
 * Opens a blob to read single pages. The header, the index, the trailer's form and the header of
 * every frame are checked against each other, so the list of pages and their positions is right; no
 * page is inflated. A page that is read must inflate to exactly one page. A changed byte inside a
 * block that still inflates to a page is not found, nor is a changed size, transaction id or time
 * in the header: those need `verifyChecksum`, or a checksum of the storage.
 */
export function openLtx(bytes: Uint8Array, options: OpenLtxOptions = {}): LtxReader {
  const header = readLtxHeader(bytes);
  const tail = readLtxTail(header, bytes, bytes.length);
  if (tail.kind === "incomplete") throw new LtxError({ kind: "truncated", section: "index" });
  const { frames } = tail;
  for (const frame of frames) {
    const frameHeader = bytes.subarray(frame.offset, frame.offset + FRAME_HEADER_SIZE);
    checkFrameHeader(header, frame, frameHeader);
  }
  if (options.verifyChecksum === true) {
    const verifier = new LtxVerifier({ maxPages: frames.length });
    verifier.push(bytes);
    verifier.finish();
  }
  return {
    header,
    frames,
    pgnos: frames.map((frame) => frame.pgno),
    readPage(pgno) {
      const frame = findLtxFrame(frames, pgno);
      if (frame === undefined) return undefined;
      const frameBytes = bytes.subarray(frame.offset, frame.offset + frame.size);
      return readLtxFrame(header, frame, frameBytes);
    },
  };
}

/** Finds the frame of a page by binary search among frames in ascending order. */
export function findLtxFrame(frames: readonly LtxFrame[], pgno: number): LtxFrame | undefined {
  let low = 0;
  let high = frames.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    // The index is below the length, so there is a frame.
    const frame = frames[middle] as LtxFrame;
    if (frame.pgno === pgno) return frame;
    if (frame.pgno < pgno) low = middle + 1;
    else high = middle;
  }
  return undefined;
}
