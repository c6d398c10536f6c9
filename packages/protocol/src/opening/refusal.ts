/**
 * The frame by which a server says that it has no version in common with a client. It is no message
 * of any version, and its layout never changes:
 *
 *     0  4 bytes  "BWRF"
 *     4  u16      first version of the server, little-endian
 *     6  u16      last version of the server
 */

export type VersionRange = { readonly minVersion: number; readonly maxVersion: number };

/** "BWRF", read as a number, little-endian. */
const MAGIC = 0x4652_5742;

const SIZE = 8;

/** The first and the last of versions in any order; there must be one. */
export function rangeOf(versions: readonly number[]): VersionRange {
  return { minVersion: Math.min(...versions), maxVersion: Math.max(...versions) };
}

export function encodeRefusal({ minVersion, maxVersion }: VersionRange): Uint8Array {
  const frame = new Uint8Array(SIZE);
  const view = new DataView(frame.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint16(4, minVersion, true);
  view.setUint16(6, maxVersion, true);
  return frame;
}

/** The range of the server; null if the frame is no refusal. */
export function decodeRefusal(frame: Uint8Array): VersionRange | null {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  if (view.byteLength !== SIZE || view.getUint32(0, true) !== MAGIC) return null;
  return { minVersion: view.getUint16(4, true), maxVersion: view.getUint16(6, true) };
}
