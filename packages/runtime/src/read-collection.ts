/** Optionals, lists and maps. A count that the rest of the message cannot hold allocates nothing. */

import { readBool } from "./read-number.js";
import { readLength } from "./read-varint.js";
import type { Reader } from "./reader.js";
import { Malformed } from "./refusal.js";

type Read<T> = (reader: Reader) => T;

export function readOptional<T>(reader: Reader, readItem: Read<T>): T | null {
  return readBool(reader) ? readItem(reader) : null;
}

/** A present optional whose item may itself be absent: `{ some: null }` is not `null`. */
export interface Some<T> {
  // An interface, because a recursive type may refer to itself through it.
  readonly some: T;
}

export function readNestedOptional<T>(reader: Reader, readItem: Read<T>): Some<T> | null {
  return readBool(reader) ? { some: readItem(reader) } : null;
}

/** The count of a list or map whose items take at least `minSize` bytes each. */
function readCount(reader: Reader, minSize: number): number {
  const at = reader.offset;
  const count = readLength(reader);
  if (count * minSize > reader.end - reader.offset) {
    throw new Malformed(at, `${count} items do not fit into the message`);
  }
  if (count > reader.maxItems) throw new Malformed(at, `${count} items are more than the limit`);
  return count;
}

export function readList<T>(reader: Reader, minSize: number, readItem: Read<T>): T[] {
  return readFixedList(reader, readCount(reader, minSize), readItem);
}

export function readFixedList<T>(reader: Reader, count: number, readItem: Read<T>): T[] {
  const items: T[] = [];
  for (let index = 0; index < count; index++) items.push(readItem(reader));
  return items;
}

export function readMap<K, V>(
  reader: Reader,
  minSize: number,
  readKey: Read<K>,
  readValue: Read<V>,
): Map<K, V> {
  const count = readCount(reader, minSize);
  const entries = new Map<K, V>();
  for (let index = 0; index < count; index++) {
    const at = reader.offset;
    const key = readKey(reader);
    if (entries.has(key)) throw duplicateKey(at);
    entries.set(key, readValue(reader));
  }
  return entries;
}

/** A map whose keys are bytes, which a `Map` compares by identity: here equal bytes are one key. */
export function readDataMap<V>(
  reader: Reader,
  minSize: number,
  readKey: Read<Uint8Array>,
  readValue: Read<V>,
): Map<Uint8Array, V> {
  const count = readCount(reader, minSize);
  const seen = new Set<string>();
  const entries = new Map<Uint8Array, V>();
  for (let index = 0; index < count; index++) {
    const at = reader.offset;
    const key = readKey(reader);
    const text = key.join();
    if (seen.has(text)) throw duplicateKey(at);
    seen.add(text);
    entries.set(key, readValue(reader));
  }
  return entries;
}

function duplicateKey(at: number): Malformed {
  return new Malformed(at, "a map has the same key twice");
}
