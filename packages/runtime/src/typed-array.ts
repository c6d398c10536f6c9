/**
 * Reads lists of numbers as typed arrays, for protocols with `numberLists: "typed-array"`. The
 * bytes are copied once, and the array owns its memory.
 */

import { readCount } from "./read-collection.js";
import { claim, type Reader } from "./reader.js";

type TypedArray = {
  readonly buffer: ArrayBufferLike;
  readonly BYTES_PER_ELEMENT: number;
};

type TypedArrayConstructor<A extends TypedArray> = {
  readonly BYTES_PER_ELEMENT: number;
  new (length: number): A;
};

export function readTypedArray<A extends TypedArray>(
  reader: Reader,
  arrayType: TypedArrayConstructor<A>,
): A {
  const count = readCount(reader, arrayType.BYTES_PER_ELEMENT);
  return readFixedTypedArray(reader, arrayType, count);
}

export function readFixedTypedArray<A extends TypedArray>(
  reader: Reader,
  arrayType: TypedArrayConstructor<A>,
  count: number,
): A {
  const width = arrayType.BYTES_PER_ELEMENT;
  const at = claim(reader, count * width);
  const items = new arrayType(count);
  const bytes = new Uint8Array(items.buffer);
  bytes.set(reader.bytes.subarray(at, at + count * width));
  if (!isLittleEndian()) reverseEach(bytes, width);
  return items;
}

function isLittleEndian(): boolean {
  return new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;
}

function reverseEach(bytes: Uint8Array, width: number): void {
  for (let at = 0; at < bytes.length; at += width) bytes.subarray(at, at + width).reverse();
}
