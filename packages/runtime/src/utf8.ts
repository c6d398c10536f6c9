/** Decodes and encodes UTF-8 with the platform, and refuses text that is not well-formed. */

import { CodecError, unencodable } from "./codec-error.js";
import { writeLength } from "./write-varint.js";
import { reserve, type Writer } from "./writer.js";

// Declared here, because neither Node's types nor the DOM's are right for all platforms.
declare const TextDecoder: new (
  encoding: string,
  options: { readonly fatal: boolean; readonly ignoreBOM: boolean },
) => { readonly decode: (bytes: Uint8Array) => string };
declare const TextEncoder: new () => { readonly encode: (text: string) => Uint8Array };

// Made when first needed: importing the runtime has no effect.
let decoder: InstanceType<typeof TextDecoder> | undefined;
let encoder: InstanceType<typeof TextEncoder> | undefined;

export function utf8At(bytes: Uint8Array, at: number, size: number): string {
  // `ignoreBOM` keeps a leading U+FEFF, which is part of the string.
  decoder ??= new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  try {
    return decoder.decode(bytes.subarray(at, at + size));
  } catch {
    throw new CodecError("not UTF-8", at);
  }
}

/** Writes the length and the text. A lone surrogate has no encoding and is refused. */
export function writeUtf8(writer: Writer, value: string): void {
  if (typeof value !== "string" || !value.isWellFormed()) {
    throw unencodable(value, "a well-formed string");
  }
  encoder ??= new TextEncoder();
  const encoded = encoder.encode(value);
  writeLength(writer, encoded.length);
  const at = reserve(writer, encoded.length);
  writer.bytes.set(encoded, at);
}
