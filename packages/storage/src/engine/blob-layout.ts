/**
 * `BlobLayout`: the rows in which a blob is stored, and the frames in it. With it a page is read
 * from the one row that holds its frame, or from two, and nothing of the row is copied.
 *
 * A blob never changes under its name, so its layout can be kept, and so can what has been found
 * out about its rows: the checksum of a row is compared when a process reads it for the first time.
 * That takes longer than inflating the page that is wanted, which a row of 64 KiB has thirty of.
 */

import { crc32 } from "node:zlib";
import { chain, type MaybePromise } from "@barewire/clock";
import { findLtxFrame, type LtxFrame, type LtxHeader, readLtxFrame } from "@barewire/ltx";
import { PAGE_SIZE } from "@barewire/protocol/page-size";
import { chunkKey } from "../format/database-keys.js";
import type { LogicalKey } from "../format/logical-key.js";
import {
  CHUNK_SIZE,
  corruptValue,
  INLINE_PREFIX_SIZE,
  type ValueHeader,
} from "../format/logical-value.js";
import { mapLtxErrors } from "../format/ltx-blob.js";
import type { CorruptPart } from "../storage-error.js";
import type { DatabaseTransaction } from "./database-transaction.js";

export type BlobLayout = {
  readonly rows: readonly BlobRow[];
  /** The frames in ascending order of page numbers and offsets. */
  readonly frames: readonly LtxFrame[];
};

/** A row, which holds the bytes of the blob from `start` up to `end`. */
type BlobRow = {
  readonly key: Uint8Array;
  readonly logicalKey: LogicalKey;
  readonly start: number;
  readonly end: number;
  /** The bytes before them: an inline value is in its header row. */
  readonly prefixSize: number;
  readonly checksum: number;
  /** Set when the checksum has been compared. */
  isVerified: boolean;
};

export function blobLayout(
  values: readonly ValueHeader[],
  frames: readonly LtxFrame[],
): BlobLayout {
  const rows: BlobRow[] = [];
  let start = 0;
  for (const { key, size, content } of values) {
    const isVerified = content.kind === "inline";
    const common = { logicalKey: key, isVerified };
    if (content.kind === "inline") {
      const checksum = crc32(content.bytes);
      const prefixSize = INLINE_PREFIX_SIZE;
      rows.push({ ...common, key: key.bytes, start, end: start + size, prefixSize, checksum });
    } else {
      for (const [index, checksum] of content.checksums.entries()) {
        const rowStart = start + index * CHUNK_SIZE;
        const end = Math.min(rowStart + CHUNK_SIZE, start + size);
        const rowKey = chunkKey(key.bytes, index);
        rows.push({ ...common, key: rowKey, start: rowStart, end, prefixSize: 0, checksum });
      }
    }
    start += size;
  }
  return { rows, frames };
}

/** The frames of those of the pages that the blob has. `pgnos` ascend. */
export function framesOf({ frames }: BlobLayout, pgnos: readonly number[]): readonly LtxFrame[] {
  const found: LtxFrame[] = [];
  for (const pgno of pgnos) {
    const frame = findLtxFrame(frames, pgno);
    if (frame !== undefined) found.push(frame);
  }
  return found;
}

/** Inflates the pages of these frames from all bytes of the blob. */
export function framePagesOf(
  bytes: Uint8Array,
  part: CorruptPart,
  frames: readonly LtxFrame[],
): ReadonlyMap<number, Uint8Array> {
  const reader = new FrameReader(frames);
  mapLtxErrors(part, () => reader.take({ start: 0, end: bytes.length, prefixSize: 0 }, bytes));
  return reader.pages;
}

/**
 * Inflates the pages of these frames of the blob, in ascending order. Returns `missing` if a row is
 * not there.
 */
export function readFramePages(
  transaction: DatabaseTransaction,
  part: CorruptPart,
  layout: BlobLayout,
  frames: readonly LtxFrame[],
): MaybePromise<ReadonlyMap<number, Uint8Array> | "missing"> {
  const rows = rowsOf(layout, frames);
  const reader = new FrameReader(frames);
  let isMissing = false;
  const visited = transaction.visitRows(
    rows.map(({ key }) => key),
    (bytes, index) => {
      const row = rows[index];
      if (row === undefined || isMissing) return;
      if (bytes === undefined) {
        isMissing = true;
        return;
      }
      checkRow(row, bytes);
      mapLtxErrors(part, () => reader.take(row, bytes));
    },
  );
  return chain(visited, () => (isMissing ? "missing" : reader.pages));
}

/** The rows that hold bytes of the frames, in order. */
function rowsOf({ rows }: BlobLayout, frames: readonly LtxFrame[]): readonly BlobRow[] {
  const needed: BlobRow[] = [];
  let index = 0;
  for (const { offset, size } of frames) {
    while (index < rows.length && (rows[index]?.end ?? 0) <= offset) index += 1;
    for (let at = index; at < rows.length; at += 1) {
      const row = rows[at];
      if (row === undefined || row.start >= offset + size) break;
      if (needed.at(-1)?.start !== row.start) needed.push(row);
    }
  }
  return needed;
}

function checkRow(row: BlobRow, bytes: Uint8Array): void {
  if (bytes.length !== row.prefixSize + row.end - row.start) {
    throw corruptValue(row.logicalKey, "a row has another size than the header row says");
  }
  if (row.isVerified) return;
  if (crc32(bytes.subarray(row.prefixSize)) !== row.checksum) {
    throw corruptValue(row.logicalKey, "the CRC-32 of a chunk row does not match its header row");
  }
  row.isVerified = true;
}

/** Inflates frames from rows that come one after another. */
class FrameReader {
  readonly pages: Map<number, Uint8Array> = new Map();
  readonly #frames: readonly LtxFrame[];
  /** One piece of memory for all pages; each is written whole before it is seen. */
  readonly #memory: ArrayBuffer;
  /** The first bytes of a frame that goes on in the next row. */
  #begun: Uint8Array | undefined;

  constructor(frames: readonly LtxFrame[]) {
    this.#frames = frames;
    this.#memory = Buffer.allocUnsafeSlow(frames.length * PAGE_SIZE).buffer;
  }

  /** Throws an `LtxError` for an invalid frame. */
  take(
    { start, end, prefixSize }: Pick<BlobRow, "start" | "end" | "prefixSize">,
    bytes: Uint8Array,
  ): void {
    for (;;) {
      const count = this.pages.size;
      const frame = this.#frames[count];
      if (frame === undefined || frame.offset >= end) return;
      const frameEnd = frame.offset + frame.size;
      const first = prefixSize + Math.max(frame.offset, start) - start;
      const part = bytes.subarray(first, prefixSize + Math.min(frameEnd, end) - start);
      const whole = part.length === frame.size ? part : this.#join(frame, part, start);
      if (frameEnd > end) return;
      const target = new Uint8Array(this.#memory, count * PAGE_SIZE, PAGE_SIZE);
      this.pages.set(frame.pgno, readLtxFrame(ANY_HEADER, frame, whole, target));
    }
  }

  #join(frame: LtxFrame, part: Uint8Array, rowStart: number): Uint8Array {
    const isFirst = frame.offset >= rowStart;
    const joined = isFirst || this.#begun === undefined ? new Uint8Array(frame.size) : this.#begun;
    joined.set(part, isFirst ? 0 : rowStart - frame.offset);
    this.#begun = joined;
    return joined;
  }
}

/**
 * A header that accepts every page number, for frames that are read without the header of their
 * blob. What the header would protect is protected by the checksums of the rows.
 */
export const ANY_HEADER: LtxHeader = {
  pageSize: PAGE_SIZE,
  commit: 0xffff_ffff,
  minTxid: 1n,
  maxTxid: 1n,
  timestampMs: 0n,
};
