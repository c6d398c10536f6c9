/**
 * What differs between platforms, where there may be a `Buffer`: Node and its like. It does the same
 * as `platform-browser.ts`, faster; bundles for a browser get that one, by a condition in
 * package.json. Nothing is asked of the platform before it is needed: importing has no effect.
 */

import * as browser from "./platform-browser.js";
import { platform } from "./platform-globals.js";

export { decodeUtf8, encodeUtf8 } from "./platform-browser.js";

export function decodeAscii(bytes: Uint8Array): string {
  const slice = platform.Buffer?.prototype.latin1Slice;
  return slice === undefined ? browser.decodeAscii(bytes) : slice.call(bytes, 0, bytes.length);
}

/** Bytes with any content: zeros, which cost time, are left out. */
export function allocate(size: number): Uint8Array {
  const buffer = platform.Buffer?.allocUnsafeSlow(size).buffer;
  return buffer === undefined ? browser.allocate(size) : new Uint8Array(buffer);
}
