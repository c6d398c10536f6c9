/** Reads `data`: a length and the bytes, or the bytes alone where the schema fixes the length. */

import { u8At } from "./read-number.js";
import { readLength } from "./read-varint.js";
import { claim, type Reader } from "./reader.js";

/**
 * A copy of at most so many bytes costs no more than a view, and does not keep the message alive.
 */
const COPIED_BYTES = 64;
/** A loop is faster than a call for at most so many bytes. */
const LOOP_BYTES = 16;

/** A view of the message, or a copy where the reader owns what it reads. */
export function readData(reader: Reader): Uint8Array {
  return readFixedData(reader, readLength(reader));
}

/** `size` bytes; a copy up to 64 bytes, which is the size of ids. */
export function readFixedData(reader: Reader, size: number): Uint8Array {
  return dataAt(reader, claim(reader, size), size);
}

/** Data inside bytes that the caller has claimed. */
export function dataAt(reader: Reader, at: number, size: number): Uint8Array {
  const { bytes, options } = reader;
  if (size <= LOOP_BYTES) return shortCopy(bytes, at, size);
  if (reader.buffer === undefined) {
    reader.buffer = bytes.buffer;
    reader.start = bytes.byteOffset;
  }
  // `subarray` and `slice` are not used, because for a Buffer both return a view that is a Buffer.
  const view = new Uint8Array(reader.buffer, reader.start + at, size);
  return size <= COPIED_BYTES || options?.memory === "own" ? view.slice() : view;
}

function shortCopy(bytes: Uint8Array, at: number, size: number): Uint8Array {
  const copy = new Uint8Array(size);
  for (let index = 0; index < size; index++) copy[index] = u8At(bytes, at + index);
  return copy;
}
