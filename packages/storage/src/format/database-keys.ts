/**
 * `DatabaseKeys`: the keys of the rows of a database.
 *
 *    0x02  namespace  0x00  actor id  0x00  logical key               header row
 *    0x03  namespace  0x00  actor id  0x00  logical key  index u32    chunk row
 *
 * Namespace and actor id are UTF-8 and hold no zero, so no id, whatever else it holds, can reach
 * into the rows of another.
 */

import { MAX_ACTOR_ID_SIZE, MAX_NAMESPACE_SIZE } from "@barewire/protocol/opening";
import type { KvInterval } from "../kv/kv.js";
import type { DatabaseId } from "../sqlite-store.js";
import { StorageError } from "../storage-error.js";

/** A byte-order mark at the beginning of a name is part of it. */
const DECODER = new TextDecoder("utf-8", { ignoreBOM: true });

const HEADER_SPACE = 0x02;
const CHUNK_SPACE = 0x03;

/** The logical key of the META record. */
export const META = "/META";

export type DatabaseKeys = {
  readonly id: DatabaseId;
  /** Names the database in caches of this process. */
  readonly text: string;
  /** The bytes that all its header rows begin with. */
  readonly prefix: Uint8Array;
  /** The META record, which every transaction reads. */
  readonly meta: Uint8Array;
};

/** Throws `invalid-request` for an id that cannot be stored. */
export function databaseKeys(id: DatabaseId): DatabaseKeys {
  const namespace = encodeId(id.namespace, MAX_NAMESPACE_SIZE);
  const actorId = encodeId(id.actorId, MAX_ACTOR_ID_SIZE);
  const prefix = new Uint8Array(namespace.length + actorId.length + 3);
  prefix[0] = HEADER_SPACE;
  prefix.set(namespace, 1);
  prefix.set(actorId, namespace.length + 2);
  const meta = Uint8Array.of(...prefix, ...new TextEncoder().encode(META));
  return { id, text: `${id.namespace}\0${id.actorId}`, prefix, meta };
}

/** The id in the prefix of a header row; `undefined` for a key that no database can have. */
export function databaseIdOf(key: Uint8Array): DatabaseId | undefined {
  if (key[0] !== HEADER_SPACE) return undefined;
  const namespaceEnd = key.indexOf(0, 1);
  const actorIdEnd = key.indexOf(0, namespaceEnd + 1);
  if (namespaceEnd < 0 || actorIdEnd < 0) return undefined;
  const id = {
    namespace: DECODER.decode(key.subarray(1, namespaceEnd)),
    actorId: DECODER.decode(key.subarray(namespaceEnd + 1, actorIdEnd)),
  };
  if (!isId(id)) return undefined;
  // Bytes that are not UTF-8 would be read as another id, whose rows are elsewhere.
  const { prefix } = databaseKeys(id);
  return Buffer.compare(prefix, key.subarray(0, prefix.length)) === 0 ? id : undefined;
}

/** The header rows of all databases. */
export const ALL_HEADER_ROWS: KvInterval = {
  start: Uint8Array.of(HEADER_SPACE),
  end: Uint8Array.of(CHUNK_SPACE),
};

/** The header rows of a database, and its chunk rows; a database has no other rows. */
export function allRows({ prefix }: DatabaseKeys): readonly [KvInterval, KvInterval] {
  const headers = { start: prefix, end: afterPrefix(prefix) };
  return [headers, chunkInterval(headers)];
}

/** The chunk rows of the logical keys in an interval of header rows. */
export function chunkInterval({ start, end }: KvInterval): KvInterval {
  return { start: toChunkSpace(start), end: toChunkSpace(end) };
}

/** The row of one chunk of the value whose header row is at `headKey`. */
export function chunkKey(headerKey: Uint8Array, index: number): Uint8Array {
  const key = new Uint8Array(headerKey.length + 4);
  key.set(headerKey);
  key[0] = CHUNK_SPACE;
  new DataView(key.buffer).setUint32(headerKey.length, index);
  return key;
}

/** The header key and the index of a chunk row; `undefined` for a key of another space. */
export function parseChunkKey(
  key: Uint8Array,
): { readonly headerKey: Uint8Array; readonly index: number } | undefined {
  if (key[0] !== CHUNK_SPACE || key.length < 5) return undefined;
  const headerKey = key.slice(0, -4);
  headerKey[0] = HEADER_SPACE;
  const index = new DataView(key.buffer, key.byteOffset, key.byteLength).getUint32(key.length - 4);
  return { headerKey, index };
}

function toChunkSpace(key: Uint8Array): Uint8Array {
  const copy = key.slice();
  copy[0] = CHUNK_SPACE;
  return copy;
}

/** A prefix ends with zero here, so that its last byte can always be incremented. */
function afterPrefix(prefix: Uint8Array): Uint8Array {
  const end = prefix.slice();
  end[end.length - 1] = 1;
  return end;
}

function isId({ namespace, actorId }: DatabaseId): boolean {
  return isIdText(namespace, MAX_NAMESPACE_SIZE) && isIdText(actorId, MAX_ACTOR_ID_SIZE);
}

function isIdText(id: string, maxSize: number): boolean {
  const bytes = new TextEncoder().encode(id);
  const hasRoom = bytes.length > 0 && bytes.length <= maxSize;
  return hasRoom && !bytes.includes(0) && id.isWellFormed();
}

function encodeId(id: string, maxSize: number): Uint8Array {
  const bytes = new TextEncoder().encode(id);
  if (!isIdText(id, maxSize)) {
    throw new StorageError({
      kind: "invalid-request",
      reason:
        "namespace or actor id is empty, too long, contains NUL or is not well-formed Unicode",
    });
  }
  return bytes;
}
