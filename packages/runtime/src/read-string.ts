/**
 * Strings: a byte length, then UTF-8.
 *
 * A platform call costs about as much for 10 bytes as for 1,000. So short ASCII strings are put
 * together here, and the longer ones of a small message are cut out of one decoding of all of it.
 */

import { decodeAscii, decodeUtf8 } from "#platform";
import { u8At } from "./read-number.js";
import { readLength } from "./read-varint.js";
import { type Reader, take } from "./reader.js";
import { malformed } from "./refusal.js";

const SHORT_BYTES = 12;
/** A message of up to this size is decoded as a whole, and kept alive by the strings cut from it. */
const SHARED_TEXT_BYTES = 16 * 1024;

export function readString(reader: Reader): string {
  const size = readLength(reader);
  const at = take(reader, size);
  const { bytes } = reader;
  const until = at + size;
  let bits = 0;
  for (let index = at; index < until; index++) bits |= u8At(bytes, index);
  if (bits > 0x7f) return readUtf8(bytes, at, until);
  if (size > SHORT_BYTES) return readLongAscii(reader, at, until);
  let text = "";
  for (let index = at; index < until; index++) text += String.fromCharCode(u8At(bytes, index));
  return text;
}

function readUtf8(bytes: Uint8Array, at: number, until: number): string {
  try {
    return decodeUtf8(bytes.subarray(at, until));
  } catch {
    throw malformed(at, "a string is not UTF-8");
  }
}

function readLongAscii(reader: Reader, at: number, until: number): string {
  const { bytes, end, options } = reader;
  if (end > SHARED_TEXT_BYTES || options?.memory === "own") {
    return decodeAscii(bytes.subarray(at, until));
  }
  reader.text ??= decodeAscii(bytes);
  return reader.text.substring(at, until);
}
