/** Optionals, lists and maps. */

import type { Some } from "./read-collection.js";
import { Unencodable } from "./refusal.js";
import { writeBool } from "./write-number.js";
import { writeLength } from "./write-varint.js";
import type { Writer } from "./writer.js";

type Write<T> = (writer: Writer, value: T) => void;

export function writeOptional<T>(writer: Writer, value: T | null, writeItem: Write<T>): void {
  writeBool(writer, value !== null);
  if (value !== null) writeItem(writer, value);
}

export function writeNestedOptional<T>(
  writer: Writer,
  value: Some<T> | null,
  writeItem: Write<T>,
): void {
  writeBool(writer, value !== null);
  if (value !== null) writeItem(writer, value.some);
}

/** Takes any array-like, a typed array as well. */
export function writeList<T>(writer: Writer, items: ArrayLike<T>, writeItem: Write<T>): void {
  requireList(items);
  writeLength(writer, items.length);
  putItems(writer, items, writeItem);
}

export function writeFixedList<T>(
  writer: Writer,
  items: ArrayLike<T>,
  count: number,
  writeItem: Write<T>,
): void {
  requireList(items);
  if (items.length !== count) throw new Unencodable(items, `a list of ${count} items`);
  putItems(writer, items, writeItem);
}

function requireList(items: ArrayLike<unknown>): void {
  if (Array.isArray(items) || ArrayBuffer.isView(items)) return;
  throw new Unencodable(items, "an array");
}

function putItems<T>(writer: Writer, items: ArrayLike<T>, writeItem: Write<T>): void {
  const count = items.length;
  for (let index = 0; index < count; index++) writeItem(writer, items[index] as T);
}

export function writeMap<K, V>(
  writer: Writer,
  entries: ReadonlyMap<K, V>,
  writeKey: Write<K>,
  writeValue: Write<V>,
): void {
  if (!(entries instanceof Map)) throw new Unencodable(entries, "a Map");
  writeLength(writer, entries.size);
  for (const [key, value] of entries) {
    writeKey(writer, key);
    writeValue(writer, value);
  }
}

/** A map whose keys are bytes, which a `Map` compares by identity: here equal bytes are one key. */
export function writeDataMap<V>(
  writer: Writer,
  entries: ReadonlyMap<Uint8Array, V>,
  writeKey: Write<Uint8Array>,
  writeValue: Write<V>,
): void {
  const seen = new Set<string>();
  writeMap(
    writer,
    entries,
    (_, key) => {
      writeKey(writer, key);
      const text = key.join();
      if (seen.has(text)) throw new Unencodable(key, "a key that the map does not have already");
      seen.add(text);
    },
    writeValue,
  );
}
