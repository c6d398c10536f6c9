/**
 * Keys as strings: one character a byte. Such strings compare as the bytes do, and a map can look
 * them up.
 */

export function textOfKey(key: Uint8Array): string {
  return Buffer.from(key.buffer, key.byteOffset, key.byteLength).toString("latin1");
}

export function keyOfText(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, "latin1"));
}

/** The first key after `text`. */
export function textAfter(text: string): string {
  return `${text}\0`;
}
