/**
 * The frame that refuses a peer with which there is no version in common. It is not a message of
 * any version, and its layout never changes:
 *
 * 0 4 bytes "BWRF" 4 u16 first version of the sender, little-endian 6 u16 last version of the
 * sender
 */

import type { ProtocolViolation, VersionRefused } from "./negotiation-error.js";
import { isVersion, type Offer, rangeOf } from "./offer.js";

export const REFUSAL_MAGIC = "BWRF";

export const REFUSAL_SIZE = 8;

/** The frame by which a build with this offer refuses a peer. */
export function encodeRefusal(own: Offer): Uint8Array {
  const { minVersion, maxVersion } = rangeOf(own);
  const frame = new Uint8Array(REFUSAL_SIZE);
  frame.set(Array.from(REFUSAL_MAGIC, (letter) => letter.charCodeAt(0)));
  const view = new DataView(frame.buffer);
  view.setUint16(4, minVersion, true);
  view.setUint16(6, maxVersion, true);
  return frame;
}

/** Decodes the frame for a build with this offer. */
export function decodeRefusal(own: Offer, frame: Uint8Array): VersionRefused | ProtocolViolation {
  const { protocol } = own;
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  if (view.byteLength === REFUSAL_SIZE && hasMagic(frame, REFUSAL_MAGIC)) {
    const peer = { minVersion: view.getUint16(4, true), maxVersion: view.getUint16(6, true) };
    const isRange = isVersion(peer.minVersion) && peer.minVersion <= peer.maxVersion;
    if (isRange) return { kind: "version-refused", protocol, own: rangeOf(own), peer };
  }
  return { kind: "protocol-violation", protocol, reason: "malformed version-refusal frame" };
}

/** Tells whether the bytes begin with the letters, as far as there are bytes. */
export function hasMagic(bytes: Uint8Array, magic: string): boolean {
  for (let index = 0; index < magic.length && index < bytes.length; index++) {
    if (bytes[index] !== magic.charCodeAt(index)) return false;
  }
  return true;
}
