/**
 * Logical values: what is stored under a logical key, in one row or in many.
 *
 *    inline    header row     0x00  CRC-32 of the bytes u32  bytes
 *    chunked   header row     0x01  size u32  CRC-32 of each chunk u32 …
 *              chunk rows   65,536 bytes each, the last one shorter
 *
 * Sizes, counts and checksums are compared when a value is read; of a blob, whose rows never
 * change, the checksum of a row is compared when a process reads the row for the first time. A
 * shard is chunked whenever it is not tiny, so that the sizes of many shards can be summed up, and
 * a shard can be recognised, without reading the pages in them.
 */

import { crc32 } from "node:zlib";
import { KV_LIMITS, type KvRow } from "../kv/kv.js";
import { type CorruptPart, StorageError } from "../storage-error.js";
import { chunkKey } from "./database-keys.js";
import type { LogicalKey, LogicalKind } from "./logical-key.js";

export const CHUNK_SIZE: number = KV_LIMITS.maxValueSize;

const MARKER_INLINE = 0;
const MARKER_CHUNKED = 1;
const HEADER_SIZE = 5;
/** The bytes of a header row before an inline value. */
export const INLINE_PREFIX_SIZE: number = HEADER_SIZE;
const MAX_INLINE_SIZE: number = KV_LIMITS.maxValueSize - HEADER_SIZE;
const MAX_INLINE_SHARD_SIZE = 1_024;
const MAX_CHUNKS: number = Math.floor((KV_LIMITS.maxValueSize - HEADER_SIZE) / 4);
/**
 * The bytes at the end of an inline value that go into the fingerprint: LTX has its own checksum
 * there.
 */
const FINGERPRINT_END_SIZE = 8;

/** The header row of a value, decoded. */
export type ValueHeader = {
  readonly key: LogicalKey;
  /** Bytes of the value. */
  readonly size: number;
  readonly content:
    | { readonly kind: "inline"; readonly bytes: Uint8Array }
    | { readonly kind: "chunked"; readonly checksums: readonly number[] };
};

/** The rows of a value, the header row first. */
export function encodeValue(key: LogicalKey, bytes: Uint8Array): readonly KvRow[] {
  if (bytes.length <= (key.kind === "shard" ? MAX_INLINE_SHARD_SIZE : MAX_INLINE_SIZE)) {
    const header = new Uint8Array(HEADER_SIZE + bytes.length);
    header[0] = MARKER_INLINE;
    new DataView(header.buffer).setUint32(1, crc32(bytes));
    header.set(bytes, HEADER_SIZE);
    return [[key.bytes, header]];
  }
  const chunks = chunksOf(bytes);
  if (chunks.length > MAX_CHUNKS) {
    throw new RangeError("a value has more chunks than a header row can list");
  }
  const header = new Uint8Array(HEADER_SIZE + 4 * chunks.length);
  const view = new DataView(header.buffer);
  header[0] = MARKER_CHUNKED;
  view.setUint32(1, bytes.length);
  chunks.forEach((chunk, index) => {
    view.setUint32(HEADER_SIZE + 4 * index, crc32(chunk));
  });
  const rows = chunks.map((chunk, index) => [chunkKey(key.bytes, index), chunk] as const);
  return [[key.bytes, header], ...rows];
}

/** Throws `corrupt` for a row that is not a valid header row. */
export function decodeHeader(key: LogicalKey, row: Uint8Array): ValueHeader {
  if (row.length < HEADER_SIZE) throw corruptValue(key, "the header row is shorter than 5 bytes");
  const view = new DataView(row.buffer, row.byteOffset, row.byteLength);
  if (row[0] === MARKER_INLINE) {
    const bytes = row.subarray(HEADER_SIZE);
    if (crc32(bytes) !== view.getUint32(1)) {
      throw corruptValue(key, "the CRC-32 of the value does not match its header row");
    }
    return { key, size: bytes.length, content: { kind: "inline", bytes } };
  }
  if (row[0] !== MARKER_CHUNKED) throw corruptValue(key, "the header row has an unknown marker");
  const size = view.getUint32(1);
  const chunkCount = Math.ceil(size / CHUNK_SIZE);
  if (chunkCount === 0 || row.length !== HEADER_SIZE + 4 * chunkCount) {
    throw corruptValue(
      key,
      "the number of chunk checksums does not match the size in the header row",
    );
  }
  const checksums = Array.from({ length: chunkCount }, (_, index) => {
    return view.getUint32(HEADER_SIZE + 4 * index);
  });
  return { key, size, content: { kind: "chunked", checksums } };
}

/** The number of chunk rows; an inline value has none. */
export function chunkCountOf({ content }: ValueHeader): number {
  return content.kind === "inline" ? 0 : content.checksums.length;
}

/** Returns the chunk; throws `corrupt` unless it has the size and checksum in the header. */
export function checkChunk(
  header: ValueHeader,
  index: number,
  chunk: Uint8Array | undefined,
): Uint8Array {
  if (chunk === undefined) {
    throw new StorageError({ kind: "corrupt", part: "chunk", reason: "a chunk row is missing" });
  }
  if (header.content.kind === "inline") throw new RangeError("an inline value has no chunks");
  const size = Math.min(CHUNK_SIZE, header.size - index * CHUNK_SIZE);
  if (chunk.length !== size) {
    throw corruptValue(header.key, "a chunk row has another size than its header row says");
  }
  if (crc32(chunk) !== header.content.checksums[index]) {
    throw corruptValue(header.key, "the CRC-32 of a chunk row does not match its header row");
  }
  return chunk;
}

/**
 * Tells contents of the same key apart: another value has another fingerprint. Only the header row
 * is needed.
 */
export function fingerprintOf({ size, content }: ValueHeader): string {
  if (content.kind === "chunked") return `${size}:${content.checksums.join(",")}`;
  const end = content.bytes.subarray(-FINGERPRINT_END_SIZE);
  return `${size}:${crc32(content.bytes)}:${Buffer.from(end).toString("hex")}`;
}

export function corruptValue(key: LogicalKey, reason: string): StorageError {
  return new StorageError({ kind: "corrupt", part: partOf(key.kind), reason });
}

/** Every kind of row has its name among the parts that can be corrupt. */
function partOf(kind: LogicalKind): CorruptPart {
  return kind;
}

function chunksOf(bytes: Uint8Array): readonly Uint8Array[] {
  const chunks: Uint8Array[] = [];
  for (let start = 0; start < bytes.length; start += CHUNK_SIZE) {
    chunks.push(bytes.subarray(start, start + CHUNK_SIZE));
  }
  return chunks;
}
