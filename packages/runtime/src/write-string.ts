/** Strings: a byte length, then UTF-8. A lone surrogate has no encoding and is refused. */

import { encodeUtf8 } from "./platform.js";
import { Unencodable } from "./refusal.js";
import { writeLength } from "./write-varint.js";
import { reserve, type Writer } from "./writer.js";

/** Up to this many characters, a loop is faster than a call into the platform. */
const SHORT_LENGTH = 64;

export function writeString(writer: Writer, value: string): void {
  if (typeof value !== "string") throw new Unencodable(value, "a string");
  if (value.length > SHORT_LENGTH || !wroteAscii(writer, value)) writeUtf8(writer, value);
}

/** Writes `value` if all of it is ASCII, and nothing otherwise. */
function wroteAscii(writer: Writer, value: string): boolean {
  const { length } = value;
  const at = reserve(writer, length + 1);
  const { bytes } = writer;
  bytes[at] = length;
  for (let index = 0; index < length; index++) {
    const code = value.charCodeAt(index);
    if (code > 0x7f) {
      writer.offset = at;
      return false;
    }
    bytes[at + 1 + index] = code;
  }
  return true;
}

function writeUtf8(writer: Writer, value: string): void {
  if (!value.isWellFormed()) throw new Unencodable(value, "a string without lone surrogates");
  const encoded = encodeUtf8(value);
  writeLength(writer, encoded.length);
  const at = reserve(writer, encoded.length);
  writer.bytes.set(encoded, at);
}
