/** Reads header rows and values of one transaction's snapshot, and checks all of it. */

import type { MaybePromise } from "@barewire/clock";
import type { KvTransaction } from "../kv/kv.js";
import { chunkKey } from "./database-keys.js";
import type { LogicalKey, LogicalRange } from "./logical-key.js";
import {
  CHUNK_SIZE,
  checkChunk,
  chunkCountOf,
  decodeHeader,
  type ValueHeader,
} from "./logical-value.js";

/** The way in which chunks are read: all of a value with one range read, or one after the other. */
export type ChunkReads = "batched" | "serial";

export type HeaderPage = {
  readonly headers: readonly ValueHeader[];
  /** The rest of the range; `undefined` when there are no more headers. */
  readonly rest: LogicalRange | undefined;
};

/** The headers of these keys, in one read; `undefined` for a key that is absent. */
export function readHeaders(
  kv: KvTransaction,
  keys: readonly LogicalKey[],
): MaybePromise<readonly (ValueHeader | undefined)[]> {
  if (keys.length === 0) return [];
  const { borrow } = kv;
  if (borrow !== undefined) return keys.map((key) => headerOf(key, borrow(key.bytes)?.slice()));
  const read = kv.getMany(keys.map(({ bytes }) => bytes));
  return read.then((rows) => keys.map((key, index) => headerOf(key, rows[index])));
}

function headerOf(key: LogicalKey, row: Uint8Array | undefined): ValueHeader | undefined {
  return row === undefined ? undefined : decodeHeader(key, row);
}

/**
 * Calls `visit` with the row of each key, in order. Its bytes may be borrowed: they are valid until
 * `visit` returns.
 */
export function visitRows(
  kv: KvTransaction,
  keys: readonly Uint8Array[],
  reads: ChunkReads,
  visit: (row: Uint8Array | undefined, index: number) => void,
): MaybePromise<void> {
  const { borrow } = kv;
  if (borrow !== undefined) {
    for (const [index, key] of keys.entries()) visit(borrow(key), index);
    return;
  }
  const read = reads === "batched" ? kv.getMany(keys) : readSerially(kv, keys);
  return read.then((rows) => rows.forEach(visit));
}

/** The first `limit` headers of a range, ascending. */
export async function listHeaders(
  kv: KvTransaction,
  range: LogicalRange,
  limit: number,
): Promise<HeaderPage> {
  const { kind, start, end } = range;
  const { rows, more } = await kv.range({ start, end, limit });
  const headers = rows.map(([bytes, row]) => decodeHeader({ kind, bytes }, row));
  const last = rows.at(-1);
  if (!more || last === undefined) return { headers, rest: undefined };
  return { headers, rest: { kind, start: keyAfter(last[0]), end } };
}

/** All headers of a range, ascending; each read takes at most `limit` of them. */
export async function* headerPages(
  kv: KvTransaction,
  range: LogicalRange,
  limit: number,
): AsyncGenerator<readonly ValueHeader[]> {
  let rest: LogicalRange | undefined = range;
  // Each read takes at least one row of the snapshot, so the loop ends.
  while (rest !== undefined) {
    const page: HeaderPage = await listHeaders(kv, rest, limit);
    yield page.headers;
    rest = page.rest;
  }
}

/** The whole values of these headers. */
export async function readValues(
  kv: KvTransaction,
  headers: readonly ValueHeader[],
  reads: ChunkReads,
): Promise<readonly Uint8Array[]> {
  const values: Uint8Array[] = [];
  for (const header of headers) values.push(await readSlice(kv, header, 0, header.size, reads));
  return values;
}

/**
 * Reads `size` bytes of a value from `offset` on; of its chunks, only those that hold them are
 * read.
 */
export async function readSlice(
  kv: KvTransaction,
  header: ValueHeader,
  offset: number,
  size: number,
  reads: ChunkReads,
): Promise<Uint8Array> {
  if (offset < 0 || offset + size > header.size) {
    throw new RangeError("a slice must lie within its value");
  }
  if (header.content.kind === "inline") return header.content.bytes.subarray(offset, offset + size);
  const first = Math.floor(offset / CHUNK_SIZE);
  const last = Math.min(Math.floor((offset + size - 1) / CHUNK_SIZE), chunkCountOf(header) - 1);
  const keys: Uint8Array[] = [];
  for (let index = first; index <= last; index += 1) keys.push(chunkKey(header.key.bytes, index));
  const slice = new Uint8Array(size);
  const visited = visitRows(kv, keys, reads, (chunk, index) => {
    const checked = checkChunk(header, first + index, chunk);
    const start = (first + index) * CHUNK_SIZE - offset;
    const part = checked.subarray(Math.max(0, -start), size - start);
    slice.set(part, Math.max(0, start));
  });
  if (visited instanceof Promise) await visited;
  return slice;
}

async function readSerially(
  kv: KvTransaction,
  keys: readonly Uint8Array[],
): Promise<readonly (Uint8Array | undefined)[]> {
  const values: (Uint8Array | undefined)[] = [];
  for (const key of keys) values.push(await kv.get(key));
  return values;
}

/** The least key above `key`. */
export function keyAfter(key: Uint8Array): Uint8Array {
  const after = new Uint8Array(key.length + 1);
  after.set(key);
  return after;
}

export function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
}
