/** Varints: seven bits a byte, the lowest first, the high bit set on all but the last. */

import { type Refusal, unencodable } from "./refusal.js";
import { requireI64, requireU64 } from "./write-number.js";
import { reserve, type Writer } from "./writer.js";

/** A length, a count, or the tag of a union or an enum: at most 2^53 - 1. */
export function writeLength(writer: Writer, value: number): void {
  let rest = value;
  // Division instead of a shift: a shift would cut a tag of more than 32 bits.
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) putByte(writer, rest | 0x80);
  putByte(writer, rest);
}

/** The lowest eight bits, for an array of bytes takes no more of them. */
function putByte(writer: Writer, byte: number): void {
  const at = reserve(writer, 1);
  writer.bytes[at] = byte;
}

export function writeUint(writer: Writer, value: bigint): void {
  requireU64(value);
  let rest = value;
  for (; rest >= 0x80n; rest >>= 7n) putByte(writer, Number(rest & 0x7fn) | 0x80);
  putByte(writer, Number(rest));
}

/** A zigzag varint: 0, -1, 1, -2, ... */
export function writeInt(writer: Writer, value: bigint): void {
  requireI64(value);
  writeUint(writer, (value << 1n) ^ (value >> 63n));
}

/** A union's value whose tag is none of the schema's; the value got past the type checker. */
export function unknownVariant(type: string, value: never): Refusal {
  return unencodable(value, `a variant of ${type}`);
}

/** A value that is none of the enum's. */
export function unknownValue(type: string, value: never): Refusal {
  return unencodable(value, `a value of ${type}`);
}
