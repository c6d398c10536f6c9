/** Writes varints (LEB128), always in the shortest form. */

import { type CodecError, unencodable } from "./codec-error.js";
import { requireI64, requireU64 } from "./write-number.js";
import { reserve, type Writer } from "./writer.js";

/** A length, a count, or the tag of a union or an enum: at most 2^53 - 1. */
export function writeLength(writer: Writer, value: number): void {
  let rest = value;
  // Division instead of a shift: a shift would cut a tag of more than 32 bits.
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) writeByte(writer, rest | 0x80);
  writeByte(writer, rest);
}

/** Writes the lowest eight bits of `byte`; the array of bytes drops the others. */
function writeByte(writer: Writer, byte: number): void {
  const at = reserve(writer, 1);
  writer.bytes[at] = byte;
}

export function writeUint(writer: Writer, value: bigint): void {
  requireU64(value);
  let rest = value;
  for (; rest >= 0x80n; rest >>= 7n) writeByte(writer, Number(rest & 0x7fn) | 0x80);
  writeByte(writer, Number(rest));
}

/** A zigzag varint: 0, -1, 1, -2, ... */
export function writeInt(writer: Writer, value: bigint): void {
  requireI64(value);
  writeUint(writer, (value << 1n) ^ (value >> 63n));
}

/** The error for a union value whose tag the schema does not have. */
export function unknownVariant(type: string, value: never): CodecError {
  return unencodable(value, `a variant of ${type}`);
}

/** The error for an enum value that the schema does not have. */
export function unknownValue(type: string, value: never): CodecError {
  return unencodable(value, `a value of ${type}`);
}
