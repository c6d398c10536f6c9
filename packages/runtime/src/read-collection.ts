/** Lists and maps. A count that the rest of the message cannot hold allocates nothing. */

import { MAX_ITEMS } from "./codec-options.js";
import { readLength } from "./read-varint.js";
import type { Reader } from "./reader.js";
import { malformed, type Refusal } from "./refusal.js";

/** The count of a list or map whose items take at least `minSize` bytes each. */
export function readCount(reader: Reader, minSize: number): number {
  const at = reader.offset;
  const count = readLength(reader);
  if (count * minSize > reader.end - reader.offset) {
    throw malformed(at, `${count} items do not fit into the message`);
  }
  if (count > (reader.options?.maxItems ?? MAX_ITEMS)) {
    throw malformed(at, `${count} items are more than the limit`);
  }
  return count;
}

/** A key at `at` that the map has already. */
export function repeatedKey(at: number): Refusal {
  return malformed(at, "a map has a key twice");
}

/**
 * The keys of a map from `data`, which a `Map` compares by identity: here equal bytes are equal.
 */
export class DataKeys {
  readonly #seen = new Set<string>();

  /** Whether the same bytes have been asked about before. */
  repeats(key: Uint8Array): boolean {
    const before = this.#seen.size;
    return this.#seen.add(key.join()).size === before;
  }
}
