/**
 * Strings: a byte length, then UTF-8.
 *
 * A call into the platform costs about as much for 10 bytes as for 1,000. So short ASCII strings are
 * put together here, and the longer ones of a small message are cut out of one decoding of it all.
 */

import { u8At } from "./read-number.js";
import { readLength } from "./read-varint.js";
import { type Reader, take } from "./reader.js";
import { utf8At, writeUtf8 } from "./utf8.js";
import { reserve, type Writer } from "./writer.js";

/** Up to this many bytes, putting characters together is faster than cutting them out. */
const SHORT_BYTES = 12;
/** A message of up to this size is decoded as a whole, and kept alive by the strings cut from it. */
const SHARED_TEXT_BYTES = 16 * 1024;
/** Up to this many characters, a loop is faster than a call into the platform. */
const SHORT_LENGTH = 64;

export function readString(reader: Reader): string {
  const size = readLength(reader);
  const at = take(reader, size);
  const { bytes } = reader;
  const until = at + size;
  let bits = 0;
  for (let index = at; index < until; index++) bits |= u8At(bytes, index);
  if (bits > 0x7f) return utf8At(bytes, at, size);
  if (size > SHORT_BYTES) return readLongAscii(reader, at, size);
  let text = "";
  for (let index = at; index < until; index++) text += String.fromCharCode(u8At(bytes, index));
  return text;
}

function readLongAscii(reader: Reader, at: number, size: number): string {
  const { bytes, end, options } = reader;
  if (latin1Slice === undefined || end > SHARED_TEXT_BYTES || options?.memory === "own") {
    return utf8At(bytes, at, size);
  }
  reader.text ??= latin1Slice.call(bytes, 0, end);
  return reader.text.substring(at, at + size);
}

type BufferPlatform = {
  readonly Buffer?: {
    readonly prototype: {
      /** One character for every byte, right for those that are ASCII. */
      readonly latin1Slice: (start: number, end: number) => string;
    };
  };
};

// Node has a Buffer; so have most platforms that are not a browser.
const latin1Slice = /* @__PURE__ */ (() =>
  (globalThis as BufferPlatform).Buffer?.prototype.latin1Slice)();

export function writeString(writer: Writer, value: string): void {
  const isShort = typeof value === "string" && value.length <= SHORT_LENGTH;
  if (!isShort || !wroteAscii(writer, value)) writeUtf8(writer, value);
}

/** Writes `value` if all of it is ASCII, and nothing otherwise. */
function wroteAscii(writer: Writer, value: string): boolean {
  const { length } = value;
  let at = reserve(writer, length + 1);
  const { bytes } = writer;
  bytes[at] = length;
  for (let index = 0; index < length; index++) {
    const code = value.charCodeAt(index);
    bytes[++at] = code;
    if (code < 0x80) continue;
    writer.offset -= length + 1;
    return false;
  }
  return true;
}
