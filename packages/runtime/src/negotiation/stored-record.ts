/**
 * A stored record has no peer that could answer: it begins with the version of the build that wrote
 * it, two bytes little-endian, as `encodeEmbeddedX` puts them there.
 */

import type { ProtocolViolation, VersionRefused } from "./negotiation-error.js";
import { type Offer, rangeOf, type Selected } from "./offer.js";

/** Tells whether a build with this offer can read the record, before anything of it is decoded. */
export function recordVersion(
  own: Offer,
  record: Uint8Array,
): Selected | VersionRefused | ProtocolViolation {
  const { protocol, versions } = own;
  const [low, high] = record;
  const version = low === undefined || high === undefined ? 0 : low | (high << 8);
  if (version === 0) {
    const reason = "the record does not begin with a version";
    return { kind: "protocol-violation", protocol, reason };
  }
  if (versions.includes(version)) return { kind: "selected", protocol, version };
  const peer = { minVersion: version, maxVersion: version };
  return { kind: "version-refused", protocol, own: rangeOf(own), peer };
}
