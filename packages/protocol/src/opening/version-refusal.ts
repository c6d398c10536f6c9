/**
 * The frame that a server sends if it has no version in common with a client. It is not a message
 * of any version, and its layout never changes:
 *
 *     0  4 bytes  "BWRF"
 *     4  u16      first version of the server, little-endian
 *     6  u16      last version of the server
 */

export type VersionRange = { readonly minVersion: number; readonly maxVersion: number };

export type DecodedRefusal =
  /** No version in common: one of the two has to be updated. */
  | {
      readonly kind: "version-refused";
      readonly client: VersionRange;
      readonly server: VersionRange;
    }
  /** The peer is not a server of this protocol. `reason` is a constant text. */
  | { readonly kind: "protocol-violation"; readonly reason: string };

/** "BWRF", read as a number, little-endian. */
const MAGIC = 0x4652_5742;

const SIZE = 8;

/** The frame of a server that supports `versions`. */
export function encodeVersionRefusal(versions: readonly number[]): Uint8Array {
  const { minVersion, maxVersion } = rangeOf(versions);
  const frame = new Uint8Array(SIZE);
  const view = new DataView(frame.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint16(4, minVersion, true);
  view.setUint16(6, maxVersion, true);
  return frame;
}

/** Decodes the frame for a client that supports `versions`. */
export function decodeVersionRefusal(
  frame: Uint8Array,
  versions: readonly number[],
): DecodedRefusal {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  if (view.byteLength !== SIZE || view.getUint32(0, true) !== MAGIC) {
    return { kind: "protocol-violation", reason: "malformed version-refusal frame" };
  }
  const server = { minVersion: view.getUint16(4, true), maxVersion: view.getUint16(6, true) };
  return { kind: "version-refused", client: rangeOf(versions), server };
}

/** The first and the last of versions in any order; there must be one. */
function rangeOf(versions: readonly number[]): VersionRange {
  return { minVersion: Math.min(...versions), maxVersion: Math.max(...versions) };
}
