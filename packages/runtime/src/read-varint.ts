/**
 * Reads varints (LEB128): seven bits a byte, the lowest first, the high bit set on all but the last
 * byte.
 *
 * Only the shortest form is accepted, so that a value has exactly one encoding.
 */

import { CodecError } from "./codec-error.js";
import { u8At } from "./read-number.js";
import { claim, type Reader } from "./reader.js";

/** The value has a shorter encoding, or is larger than the type allows. */
const BAD_VARINT = "varint is too long";

/** A length, a count, or the tag of a union or an enum: at most 2^53 - 1. */
export function readLength(reader: Reader): number {
  const byte = u8At(reader.bytes, claim(reader, 1));
  return byte < 0x80 ? byte : readLongLength(reader, byte & 0x7f);
}

/**
 * Continues behind the first byte. It is a function of its own, because nearly all lengths and tags
 * have one byte, and the engine inlines the short function.
 */
function readLongLength(reader: Reader, low: number): number {
  const at = reader.offset - 1;
  let value = low;
  let byte = 0x80;
  for (let scale = 0x80; byte >= 0x80; scale *= 0x80) {
    byte = u8At(reader.bytes, claim(reader, 1));
    value += (byte & 0x7f) * scale;
    // A varint of 147 bytes and more comes to NaN, which is not below anything.
    if (!(byte && value < 2 ** 53)) throw new CodecError(BAD_VARINT, at);
  }
  return value;
}

export function readUint(reader: Reader): bigint {
  const at = reader.offset;
  let value = 0n;
  let low = 0;
  let scale = 1;
  for (let size = 1; size <= 10; size++) {
    const byte = u8At(reader.bytes, claim(reader, 1));
    low += (byte & 0x7f) * scale;
    scale *= 0x80;
    if (size === 7) {
      // A number is exact up to 49 bits; the rest is added as a bigint.
      value = BigInt(low);
      low = 0;
      scale = 1;
    }
    if (byte < 0x80) {
      if ((byte === 0 && size > 1) || (size === 10 && byte > 1)) break;
      return size < 7 ? BigInt(low) : value | (BigInt(low) << 49n);
    }
  }
  throw new CodecError(BAD_VARINT, at);
}

/** A zigzag varint: 0, -1, 1, -2, ... */
export function readInt(reader: Reader): bigint {
  const zigzag = readUint(reader);
  return (zigzag >> 1n) ^ -(zigzag & 1n);
}

/** The error for a tag of a union, or a number of an enum, that the schema does not have. */
export function unknownTag(reader: Reader, type: string, tag: number): CodecError {
  return new CodecError(`${type} has no tag ${tag}`, reader.offset - 1);
}
