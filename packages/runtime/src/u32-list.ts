/**
 * Reads and writes lists of `u32`, such as the page numbers of a request: the one kind of number
 * list that is long in small messages.
 *
 * A DataView reads a number with one bounds check where byte arithmetic needs four, but making one
 * costs more than copying a message of 4 KiB. So a small message is copied into a buffer that has a
 * DataView already.
 */

import { readCount } from "./read-collection.js";
import { claim, type Reader } from "./reader.js";
import { requireCount, writeCount } from "./write-collection.js";
import { requireU32 } from "./write-number.js";
import { reserve, type Writer } from "./writer.js";

const COPY_BYTES = 4096;
const memory: ArrayBuffer = /* @__PURE__ */ new ArrayBuffer(COPY_BYTES);
const copy: Uint8Array = /* @__PURE__ */ new Uint8Array(memory);
const viewOfCopy: DataView = /* @__PURE__ */ new DataView(memory);

export function readU32List(reader: Reader): number[] {
  return readFixedU32List(reader, readCount(reader, 4));
}

export function readFixedU32List(reader: Reader, count: number): number[] {
  const at = claim(reader, count * 4);
  const { bytes, end } = reader;
  if (end > COPY_BYTES) {
    return u32sAt(new DataView(bytes.buffer, bytes.byteOffset + at, count * 4), 0, count);
  }
  copy.set(bytes);
  return u32sAt(viewOfCopy, at, count);
}

/** Four numbers a turn, because the checks of the engine once a turn are half of the cost. */
function u32sAt(view: DataView, from: number, count: number): number[] {
  const items: number[] = new Array(count);
  let at = from;
  let index = 0;
  for (; index + 4 <= count; index += 4) {
    items[index] = view.getUint32(at, true);
    items[index + 1] = view.getUint32(at + 4, true);
    items[index + 2] = view.getUint32(at + 8, true);
    items[index + 3] = view.getUint32(at + 12, true);
    at += 16;
  }
  for (; index < count; index++) {
    items[index] = view.getUint32(at, true);
    at += 4;
  }
  return items;
}

export function writeU32List(writer: Writer, items: ArrayLike<number>): void {
  writeCount(writer, items);
  writeU32s(writer, items);
}

export function writeFixedU32List(writer: Writer, items: ArrayLike<number>, count: number): void {
  requireCount(items, count);
  writeU32s(writer, items);
}

function writeU32s(writer: Writer, items: ArrayLike<number>): void {
  const count = items.length;
  let at = reserve(writer, count * 4);
  const { view } = writer;
  for (let index = 0; index < count; index++) {
    // Undefined only where the list is sparse, which `requireU32` refuses.
    const value = items[index] as number;
    requireU32(value);
    view.setUint32(at, value, true);
    at += 4;
  }
}
