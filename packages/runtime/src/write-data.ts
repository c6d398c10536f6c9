/** Writes `data`: a length and the bytes, or the bytes alone where the schema fixes the length. */

import { CodecError, unencodable } from "./codec-error.js";
import { appendExternal } from "./external-data.js";
import { writeLength } from "./write-varint.js";
import { reserve, type Writer } from "./writer.js";

/** A loop is faster than `set` for at most so many bytes. */
const LOOP_BYTES = 32;
/** Data of at least so many bytes is not copied into the slab, but once, into the message. */
const EXTERNAL_BYTES = 1024;

export function writeData(writer: Writer, value: Uint8Array): void {
  requireBytes(value);
  writeLength(writer, value.length);
  putBytes(writer, value);
}

export function writeFixedData(writer: Writer, value: Uint8Array, size: number): void {
  requireBytes(value);
  if (value.length !== size) {
    throw new CodecError(`expected ${size} bytes, got ${value.length} bytes`);
  }
  putBytes(writer, value);
}

function requireBytes(value: Uint8Array): void {
  // `instanceof` is not used, so that a Uint8Array of another realm (a frame, a test environment)
  // is accepted.
  if (ArrayBuffer.isView(value) && value.BYTES_PER_ELEMENT === 1) return;
  throw unencodable(value, "a Uint8Array");
}

function putBytes(writer: Writer, value: Uint8Array): void {
  const size = value.length;
  if (size >= EXTERNAL_BYTES) {
    appendExternal(writer, value);
    return;
  }
  const at = reserve(writer, size);
  const { bytes } = writer;
  if (size > LOOP_BYTES) {
    bytes.set(value, at);
  } else {
    for (let index = 0; index < size; index++) bytes[at + index] = value[index] as number;
  }
}
