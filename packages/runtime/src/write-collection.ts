/** Lists and maps. */

import { Refusal, unencodable } from "./refusal.js";
import { writeLength } from "./write-varint.js";
import type { Writer } from "./writer.js";

/** Writes the count of a list, which may be an array or a typed array. */
export function writeCount(writer: Writer, items: ArrayLike<unknown>): void {
  requireList(items);
  writeLength(writer, items.length);
}

/** Requires a list of fixed length to have it. */
export function requireCount(items: ArrayLike<unknown>, count: number): void {
  requireList(items);
  if (items.length === count) return;
  throw new Refusal(`a list of ${items.length} items is not one of ${count}`);
}

function requireList(items: ArrayLike<unknown>): void {
  if (Array.isArray(items) || ArrayBuffer.isView(items)) return;
  throw unencodable(items, "an array");
}

/** Writes the number of entries of a map. */
export function writeSize(writer: Writer, entries: ReadonlyMap<unknown, unknown>): void {
  if (!(entries instanceof Map)) throw unencodable(entries, "a Map");
  writeLength(writer, entries.size);
}

/** Two keys of a map from `data` have the same bytes. */
export function repeatedDataKey(): Refusal {
  return new Refusal("a Map has two keys of the same bytes");
}
