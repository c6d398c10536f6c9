/**
 * Varints: seven bits a byte, the lowest first, the high bit set on all but the last.
 *
 * Only the shortest form is accepted, so that a value has exactly one encoding.
 */

import { u8At } from "./read-number.js";
import { type Reader, take } from "./reader.js";
import { Malformed } from "./refusal.js";

/** A length, a count, or the tag of a union or an enum: at most 2^53 - 1. */
export function readLength(reader: Reader): number {
  const at = take(reader, 1);
  const first = u8At(reader.bytes, at);
  return first < 0x80 ? first : readLongLength(reader, at, first);
}

function readLongLength(reader: Reader, at: number, first: number): number {
  let value = first & 0x7f;
  let scale = 0x80;
  for (;;) {
    const byte = u8At(reader.bytes, take(reader, 1));
    value += (byte & 0x7f) * scale;
    if (value > Number.MAX_SAFE_INTEGER) throw new Malformed(at, "larger than 2^53 - 1");
    if (byte < 0x80) return byte === 0 ? refuseLong(at) : value;
    scale *= 0x80;
  }
}

function refuseLong(at: number): never {
  throw new Malformed(at, "a varint is not in its shortest form");
}

export function readUint(reader: Reader): bigint {
  const at = reader.offset;
  let value = 0n;
  let low = 0;
  let scale = 1;
  for (let size = 1; size <= 10; size++) {
    const byte = u8At(reader.bytes, take(reader, 1));
    low += (byte & 0x7f) * scale;
    scale *= 0x80;
    if (size === 7) {
      // Up to 49 bits are exact in a number; the rest is put on top as a bigint.
      value = BigInt(low);
      low = 0;
      scale = 1;
    }
    if (byte < 0x80) {
      if (byte === 0 && size > 1) refuseLong(at);
      if (size === 10 && byte > 1) break;
      return size < 7 ? BigInt(low) : value | (BigInt(low) << 49n);
    }
  }
  throw new Malformed(at, "larger than 2^64 - 1");
}

/** A zigzag varint: 0, -1, 1, -2, ... */
export function readInt(reader: Reader): bigint {
  const zigzag = readUint(reader);
  return (zigzag >> 1n) ^ -(zigzag & 1n);
}

/** The tag of a union or the number of an enum value that the schema does not have. */
export function unknownTag(reader: Reader, type: string, tag: number): Malformed {
  let offset = reader.offset - 1;
  for (let rest = tag; rest >= 0x80; rest /= 0x80) offset--;
  return new Malformed(offset, `${type} has no tag ${tag}`);
}
