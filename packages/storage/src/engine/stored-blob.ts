/**
 * `StoredBlob`: an LTX blob as it is stored: a shard in one value, a commit in one or many.
 */

import {
  findLtxFrame,
  type LtxFrame,
  type LtxHeader,
  openLtx,
  readLtxFrame,
  readLtxTail,
} from "@barewire/ltx";
import { PAGE_SIZE } from "@barewire/protocol/page-size";
import { chunkIndexOf, chunksOfDelta, deltaKey, type LogicalKey } from "../format/logical-key.js";
import { corruptValue, fingerprintOf, type ValueHeader } from "../format/logical-value.js";
import { mapLtxErrors } from "../format/ltx-blob.js";
import { concatenate } from "../format/read-values.js";
import type { DatabaseTransaction } from "./database-transaction.js";
import type { CompactionContext } from "./engine-context.js";

export type StoredBlob = {
  readonly part: "delta" | "shard";
  /**
   * The name of the content: different content has another name, in all databases and at all times.
   */
  readonly name: string;
  /** The values that the blob consists of, in order; there is at least one. */
  readonly values: readonly ValueHeader[];
  /** The bytes of all values together. */
  readonly size: number;
};

/** A blob of at most this size is read as a whole; every shard is smaller. */
const MAX_WHOLE_SIZE = 327_680;
/** A larger blob is read as a whole, too, if it has at most so many bytes for each wanted page. */
const WHOLE_SIZE_PER_PAGE = 8_192;
const TAIL_SIZE = 16_384;
/** Frames that are at most so far apart are read together. */
const MAX_GAP_SIZE = 65_536;
const MAX_DELTA_CHUNKS = 65_536;

/** The blob of a commit, from the headers of its first two delta chunks. */
export async function deltaBlob(
  transaction: DatabaseTransaction,
  txid: bigint,
  first: ValueHeader,
  second: ValueHeader | undefined,
): Promise<StoredBlob> {
  const values = second === undefined ? [first] : await allDeltaChunks(transaction, txid);
  const size = values.reduce((sum, value) => sum + value.size, 0);
  return { part: "delta", name: deltaName(transaction, txid), values, size };
}

/** The name of a commit's blob, which is known without reading. */
export function deltaName({ keys }: DatabaseTransaction, txid: bigint): string {
  return `${keys.text}\0D${txid}`;
}

/**
 * The keys of the first two delta chunks of a commit: if there is no second one, the first is the
 * whole blob.
 */
export function firstDeltaChunkKeys(
  { keys }: DatabaseTransaction,
  txid: bigint,
): readonly [LogicalKey, LogicalKey] {
  return [deltaKey(keys, txid, 0), deltaKey(keys, txid, 1)];
}

export function shardBlob(
  transaction: DatabaseTransaction,
  shardId: number,
  header: ValueHeader,
): StoredBlob {
  const name = `${transaction.keys.text}\0S${shardId}:${fingerprintOf(header)}`;
  return { part: "shard", name, values: [header], size: header.size };
}

/** All delta chunks of a commit, in order and without gaps. */
async function allDeltaChunks(
  transaction: DatabaseTransaction,
  txid: bigint,
): Promise<readonly ValueHeader[]> {
  const { headers, rest } = await transaction.listHeaders(
    chunksOfDelta(transaction.keys, txid),
    MAX_DELTA_CHUNKS,
  );
  headers.forEach(({ key }, index) => {
    if (chunkIndexOf(key).index !== index) throw corruptValue(key, "a delta chunk is missing");
  });
  const [first] = headers;
  if (first !== undefined && rest !== undefined) {
    throw corruptValue(first.key, "the delta has more than 65,536 chunks");
  }
  return headers;
}

/**
 * Reads those of the pages that the blob has. `pgnos` ascend. Throws `corrupt` for a damaged blob.
 */
export async function readBlobPages(
  { flags, pages: cache }: Pick<CompactionContext, "flags" | "pages">,
  transaction: DatabaseTransaction,
  blob: StoredBlob,
  pgnos: readonly number[],
): Promise<ReadonlyMap<number, Uint8Array>> {
  const isWhole = blob.size <= Math.max(MAX_WHOLE_SIZE, WHOLE_SIZE_PER_PAGE * pgnos.length);
  const pages = isWhole
    ? pagesOfBytes(blob, await readBlob(transaction, blob), pgnos)
    : await readFrames({ flags, pages: cache }, transaction, blob, pgnos);
  if (flags.decodedLtxCache) cache.keepPages(blob.name, pages);
  return pages;
}

/** All bytes of a blob. */
export async function readBlob(
  transaction: DatabaseTransaction,
  blob: StoredBlob,
): Promise<Uint8Array> {
  return await readBlobSlice(transaction, blob, 0, blob.size);
}

async function readBlobSlice(
  transaction: DatabaseTransaction,
  { values }: StoredBlob,
  offset: number,
  size: number,
): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let valueStart = 0;
  for (const value of values) {
    const start = Math.max(offset, valueStart);
    const end = Math.min(offset + size, valueStart + value.size);
    if (start < end) {
      parts.push(await transaction.slice(value, start - valueStart, end - start));
    }
    valueStart += value.size;
  }
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : concatenate(parts);
}

function pagesOfBytes(
  { part }: StoredBlob,
  bytes: Uint8Array,
  pgnos: readonly number[],
): ReadonlyMap<number, Uint8Array> {
  return mapLtxErrors(part, () => {
    const reader = openLtx(bytes);
    const pages = new Map<number, Uint8Array>();
    for (const pgno of pgnos) {
      const page = reader.readPage(pgno);
      if (page !== undefined) pages.set(pgno, page);
    }
    return pages;
  });
}

async function readFrames(
  { flags, pages: cache }: Pick<CompactionContext, "flags" | "pages">,
  transaction: DatabaseTransaction,
  blob: StoredBlob,
  pgnos: readonly number[],
): Promise<ReadonlyMap<number, Uint8Array>> {
  const frames = cache.blob(blob.name)?.frames ?? (await readFrameIndex(transaction, blob));
  if (flags.decodedLtxCache) cache.keepFrames(blob.name, frames);
  const wanted = pgnos.flatMap((pgno) => findLtxFrame(frames, pgno) ?? []);
  const pages = new Map<number, Uint8Array>();
  for (const group of groupFrames(wanted)) {
    const start = group[0].offset;
    const last = group.at(-1) ?? group[0];
    const bytes = await readBlobSlice(transaction, blob, start, last.offset + last.size - start);
    for (const frame of group) {
      const offset = frame.offset - start;
      const frameBytes = bytes.subarray(offset, offset + frame.size);
      const page = mapLtxErrors(blob.part, () => readLtxFrame(ANY_HEADER, frame, frameBytes));
      pages.set(frame.pgno, page);
    }
  }
  return pages;
}

/** Reads where the pages of a blob are, from its end alone. */
async function readFrameIndex(
  transaction: DatabaseTransaction,
  blob: StoredBlob,
): Promise<readonly LtxFrame[]> {
  let tailSize = Math.min(TAIL_SIZE, blob.size);
  // The second attempt uses the size that the trailer itself asks for.
  for (let attempt = 0; attempt < 2; attempt += 1) {
    const tail = await readBlobSlice(transaction, blob, blob.size - tailSize, tailSize);
    const found = mapLtxErrors(blob.part, () => readLtxTail(ANY_HEADER, tail, blob.size));
    if (found.kind === "complete") return found.frames;
    tailSize = Math.min(found.tailSize, blob.size);
  }
  const { key } = blob.values[0] as ValueHeader;
  throw corruptValue(key, "the page index of the LTX blob is larger than its trailer says");
}

type FrameGroup = [LtxFrame, ...LtxFrame[]];

/** Frames ascend by offset as they do by page number. */
function groupFrames(frames: readonly LtxFrame[]): readonly FrameGroup[] {
  const groups: FrameGroup[] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const frame of frames) {
    const group = groups.at(-1);
    if (group !== undefined && frame.offset - end <= MAX_GAP_SIZE) group.push(frame);
    else groups.push([frame]);
    end = frame.offset + frame.size;
  }
  return groups;
}

/**
 * A placeholder for reading the end of a blob without its beginning; the rows have checksums of
 * their own.
 */
const ANY_HEADER: LtxHeader = {
  pageSize: PAGE_SIZE,
  commit: 0xffff_ffff,
  minTxid: 1n,
  maxTxid: 1n,
  timestampMs: 0n,
};
