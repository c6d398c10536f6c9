/** Reads counts of lists and maps. A count that the rest of the message cannot hold is refused. */

import { CodecError } from "./codec-error.js";
import { MAX_ITEMS } from "./codec-options.js";
import { readLength } from "./read-varint.js";
import type { Reader } from "./reader.js";

/** The count of a list or map whose items take at least `minSize` bytes each. */
export function readCount(reader: Reader, minSize: number): number {
  const at = reader.offset;
  const count = readLength(reader);
  const size = reader.end - reader.offset;
  if (count * minSize > size) {
    throw new CodecError(`${count} items do not fit into the remaining ${size} bytes`, at);
  }
  const limit = reader.options?.maxItems ?? MAX_ITEMS;
  if (count > limit) {
    throw new CodecError(`list or map has ${count} items, the limit is maxItems = ${limit}`, at);
  }
  return count;
}

/** The error for a key at offset `at` that the map has already. */
export function duplicateKey(at: number): CodecError {
  return new CodecError("the map has a duplicate key", at);
}

/** Finds duplicates among keys of type `data`, which a `Map` compares by identity. */
export class DataKeys {
  readonly #seen = new Set<string>();

  /** Tells whether a key with the same bytes has been passed before. */
  isDuplicate(key: Uint8Array): boolean {
    const before = this.#seen.size;
    return this.#seen.add(key.join()).size === before;
  }
}
