/** Writes the counts of lists and maps, and checks that they are lists and maps. */

import { CodecError, unencodable } from "./codec-error.js";
import { writeLength } from "./write-varint.js";
import type { Writer } from "./writer.js";

/** Writes the count of a list, which may be an array or a typed array. */
export function writeCount(writer: Writer, items: ArrayLike<unknown>): void {
  requireList(items);
  writeLength(writer, items.length);
}

/** Requires a list to have the fixed length of its type. */
export function requireCount(items: ArrayLike<unknown>, count: number): void {
  requireList(items);
  if (items.length === count) return;
  throw new CodecError(`expected a list of ${count} items, got ${items.length} items`);
}

/** Requires an array or a typed array. */
export function requireList(items: ArrayLike<unknown>): void {
  // A DataView is a view without a length.
  if (Array.isArray(items) || (ArrayBuffer.isView(items) && "length" in items)) return;
  throw unencodable(items, "an array");
}

/** Writes the number of entries of a map. */
export function writeSize(writer: Writer, entries: ReadonlyMap<unknown, unknown>): void {
  if (!isMap(entries)) throw unencodable(entries, "a Map");
  writeLength(writer, entries.size);
}

/** Tells whether `value` is a Map, of this realm or another (a frame, a test environment). */
export function isMap(value: unknown): value is ReadonlyMap<unknown, unknown> {
  try {
    // The method of any realm accepts the maps of all, and throws a TypeError on what is not one.
    Map.prototype.has.call(value, 0);
    return true;
  } catch {
    return false;
  }
}

/** The error for a map of which two keys of type `data` have the same bytes. */
export function duplicateDataKey(): CodecError {
  return new CodecError("the Map has two keys with the same bytes");
}
