/**
 * Base64 with padding (RFC 4648, section 4), as text of bytes. It is written out here, because the
 * platforms differ: Node has a Buffer, and browsers convert strings only.
 */

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

export function toBase64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const [first = 0, second = 0, third = 0] = bytes.subarray(at, at + 3);
    const bits = (first << 16) | (second << 8) | third;
    const digits = [18, 12, 6, 0].map((shift) => DIGITS.charAt((bits >> shift) & 63));
    const size = Math.min(bytes.length - at, 3);
    text += digits.slice(0, size + 1).join("") + "=".repeat(3 - size);
  }
  return text;
}

/** The bytes of a text; null unless it is the one that `toBase64` writes for them. */
export function fromBase64(text: string): Uint8Array | null {
  if (text.length % 4 !== 0) return null;
  const padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  const end = text.length - padding;
  let bits = 0;
  let at = 0;
  for (let index = 0; index < end; index++) {
    const digit = DIGITS.indexOf(text.charAt(index));
    if (digit === -1) return null;
    bits = (bits << 6) | digit;
    // From the second of four digits on, each completes one byte.
    if (index % 4 !== 0) bytes[at++] = bits >> (6 - 2 * (index % 4));
  }
  // The last digit may hold bits that belong to no byte, which have to be zero.
  const unused = padding === 2 ? 15 : padding === 1 ? 3 : 0;
  return (bits & unused) === 0 ? bytes : null;
}
