/** Bytes: a length, then as many bytes; or, where the schema fixes the length, the bytes alone. */

import { readLength } from "./read-varint.js";
import { type Reader, take } from "./reader.js";

/** Up to this size a copy costs no more than a view, and does not keep the message alive. */
const COPIED_BYTES = 64;

/** A view of the message, or a copy where the reader owns what it reads. */
export function readData(reader: Reader): Uint8Array {
  return readFixedData(reader, readLength(reader));
}

/** `size` bytes; a copy when there are up to 64 of them, as ids are. */
export function readFixedData(reader: Reader, size: number): Uint8Array {
  return dataAt(reader, take(reader, size), size);
}

export function dataAt(reader: Reader, at: number, size: number): Uint8Array {
  const { buffer, byteOffset } = reader.bytes;
  // Not `subarray` or `slice`, which for a Buffer are both a view, and a Buffer.
  const view = new Uint8Array(buffer, byteOffset + at, size);
  return size <= COPIED_BYTES || reader.options?.memory === "own" ? view.slice() : view;
}
