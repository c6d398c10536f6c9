/** What differs between platforms, where there is no `Buffer`. */

import { type ByteDecoder, platform, type TextBytes } from "./platform-globals.js";

let utf8: ByteDecoder | undefined;
let latin1: ByteDecoder | undefined;
let encoder: TextBytes | undefined;

/** @throws TypeError where the bytes are not UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string {
  // `ignoreBOM` keeps a leading U+FEFF, which is part of the string.
  utf8 ??= new platform.TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  return utf8.decode(bytes);
}

/** One character for every byte, right for those that are ASCII. */
export function decodeAscii(bytes: Uint8Array): string {
  latin1 ??= new platform.TextDecoder("latin1");
  return latin1.decode(bytes);
}

export function encodeUtf8(text: string): Uint8Array {
  encoder ??= new platform.TextEncoder();
  return encoder.encode(text);
}

/** Bytes to be written, every one of them, before they are handed out. */
export function allocate(size: number): Uint8Array {
  return new Uint8Array(size);
}
