/**
 * `StoredBlob`: an LTX blob as it is stored: a shard in one value, a commit in one or many.
 */

import {
  HEADER_SIZE,
  type LtxFrame,
  type LtxHeader,
  openLtx,
  readLtxHeader,
  readLtxTail,
} from "@barewire/ltx";
import { chunkIndexOf, chunksOfDelta, deltaKey, type LogicalKey } from "../format/logical-key.js";
import { corruptValue, fingerprintOf, type ValueHeader } from "../format/logical-value.js";
import { mapLtxErrors } from "../format/ltx-blob.js";
import { concatenate } from "../format/read-values.js";
import { StorageError } from "../storage-error.js";
import {
  ANY_HEADER,
  type BlobLayout,
  blobLayout,
  framePagesOf,
  framesOf,
  readFramePages,
} from "./blob-layout.js";
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
export function deltaName({ databaseName }: DatabaseTransaction, txid: bigint): string {
  return `${databaseName}\0D${txid}`;
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
  const known = cache.blob(blob.name)?.layout;
  const { layout, bytes } =
    known === undefined
      ? await readLayout(transaction, blob, pgnos.length)
      : { layout: known, bytes: undefined };
  if (known === undefined) cache.keepLayout(blob.name, layout);
  const frames = framesOf(layout, pgnos);
  const reading =
    bytes === undefined
      ? readFramePages(transaction, blob.part, layout, frames)
      : framePagesOf(bytes, blob.part, frames);
  const pages = reading instanceof Promise ? await reading : reading;
  if (pages === "missing") {
    throw new StorageError({ kind: "corrupt", part: "chunk", reason: "a chunk row is missing" });
  }
  if (flags.decodedLtxCache) cache.keepPages(blob.name, pages);
  return pages;
}

/**
 * Reads where the pages of a blob are. If that takes a round trip to the store, a small blob is
 * read as a whole, and its bytes are returned too.
 */
async function readLayout(
  transaction: DatabaseTransaction,
  blob: StoredBlob,
  pageCount: number,
): Promise<{ readonly layout: BlobLayout; readonly bytes: Uint8Array | undefined }> {
  const isSmall = blob.size <= Math.max(MAX_WHOLE_SIZE, WHOLE_SIZE_PER_PAGE * pageCount);
  if (!isSmall || transaction.kv.borrow !== undefined) {
    const layout = blobLayout(blob.values, await readFrameIndex(transaction, blob));
    return { layout, bytes: undefined };
  }
  const bytes = await readBlob(transaction, blob);
  const { frames } = mapLtxErrors(blob.part, () => openLtx(bytes));
  return { layout: blobLayout(blob.values, frames), bytes };
}

/** All bytes of a blob. */
export async function readBlob(
  transaction: DatabaseTransaction,
  blob: StoredBlob,
): Promise<Uint8Array> {
  return await readBlobSlice(transaction, blob, 0, blob.size);
}

/** The header of a blob, which is read without the rest. */
export async function readBlobHeader(
  transaction: DatabaseTransaction,
  blob: StoredBlob,
): Promise<LtxHeader> {
  const bytes = await readBlobSlice(transaction, blob, 0, Math.min(HEADER_SIZE, blob.size));
  return mapLtxErrors(blob.part, () => readLtxHeader(bytes));
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
