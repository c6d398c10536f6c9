/**
 * Reads numbers of fixed width, little-endian, and booleans.
 *
 * `readX` claims its own bytes. `xAt` reads inside bytes that the caller has claimed, so that a
 * struct of fixed width is read with one bounds check. Integers are put together byte by byte,
 * because a DataView would have to be made for every message.
 */

import { CodecError } from "./codec-error.js";
import { claim, type Reader } from "./reader.js";

/** Every 64-bit integer and every float passes through these eight bytes. */
const scratch: DataView = /* @__PURE__ */ new DataView(/* @__PURE__ */ new ArrayBuffer(8));

/** A byte inside the bounds that the caller has checked, hence never undefined. */
export function u8At(bytes: Uint8Array, at: number): number {
  return bytes[at] as number;
}

export function u16At(bytes: Uint8Array, at: number): number {
  return u8At(bytes, at) | (u8At(bytes, at + 1) << 8);
}

export function u32At(bytes: Uint8Array, at: number): number {
  // One expression, for the engine inlines calls only so deep.
  return (
    (u8At(bytes, at) |
      (u8At(bytes, at + 1) << 8) |
      (u8At(bytes, at + 2) << 16) |
      (u8At(bytes, at + 3) << 24)) >>>
    0
  );
}

export function u64At(bytes: Uint8Array, at: number): bigint {
  fill(bytes, at);
  return scratch.getBigUint64(0, true);
}

export function i8At(bytes: Uint8Array, at: number): number {
  return (u8At(bytes, at) << 24) >> 24;
}

export function i16At(bytes: Uint8Array, at: number): number {
  return (u16At(bytes, at) << 16) >> 16;
}

export function i32At(bytes: Uint8Array, at: number): number {
  return (
    u8At(bytes, at) |
    (u8At(bytes, at + 1) << 8) |
    (u8At(bytes, at + 2) << 16) |
    (u8At(bytes, at + 3) << 24)
  );
}

export function i64At(bytes: Uint8Array, at: number): bigint {
  fill(bytes, at);
  return scratch.getBigInt64(0, true);
}

export function f32At(bytes: Uint8Array, at: number): number {
  scratch.setInt32(0, i32At(bytes, at), true);
  return scratch.getFloat32(0, true);
}

export function f64At(bytes: Uint8Array, at: number): number {
  fill(bytes, at);
  return scratch.getFloat64(0, true);
}

export function boolAt(bytes: Uint8Array, at: number): boolean {
  const byte = u8At(bytes, at);
  if (byte > 1) throw new CodecError("a bool must be 0 or 1", at);
  return byte === 1;
}

function fill(bytes: Uint8Array, at: number): void {
  scratch.setInt32(0, i32At(bytes, at), true);
  scratch.setInt32(4, i32At(bytes, at + 4), true);
}

export function readU8(reader: Reader): number {
  return u8At(reader.bytes, claim(reader, 1));
}

export function readU16(reader: Reader): number {
  return u16At(reader.bytes, claim(reader, 2));
}

export function readU32(reader: Reader): number {
  return u32At(reader.bytes, claim(reader, 4));
}

export function readU64(reader: Reader): bigint {
  return u64At(reader.bytes, claim(reader, 8));
}

export function readI8(reader: Reader): number {
  return i8At(reader.bytes, claim(reader, 1));
}

export function readI16(reader: Reader): number {
  return i16At(reader.bytes, claim(reader, 2));
}

export function readI32(reader: Reader): number {
  return i32At(reader.bytes, claim(reader, 4));
}

export function readI64(reader: Reader): bigint {
  return i64At(reader.bytes, claim(reader, 8));
}

export function readF32(reader: Reader): number {
  return f32At(reader.bytes, claim(reader, 4));
}

export function readF64(reader: Reader): number {
  return f64At(reader.bytes, claim(reader, 8));
}

export function readBool(reader: Reader): boolean {
  return boolAt(reader.bytes, claim(reader, 1));
}
