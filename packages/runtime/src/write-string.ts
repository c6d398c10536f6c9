/** Strings: a byte length, then UTF-8. A lone surrogate has no encoding and is refused. */

import { encodeUtf8 } from "#platform";
import { unencodable } from "./refusal.js";
import { writeLength } from "./write-varint.js";
import { reserve, type Writer } from "./writer.js";

/** Up to this many characters, a loop is faster than a call into the platform. */
const SHORT_LENGTH = 64;

export function writeString(writer: Writer, value: string): void {
  if (typeof value !== "string") throw unencodable(value, "a string");
  if (value.length <= SHORT_LENGTH && wroteAscii(writer, value)) return;
  if (!value.isWellFormed()) throw unencodable(value, "free of lone surrogates");
  const encoded = encodeUtf8(value);
  const size = encoded.length;
  writeLength(writer, size);
  const at = reserve(writer, size);
  writer.bytes.set(encoded, at);
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
