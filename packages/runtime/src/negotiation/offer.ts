/**
 * Two builds of a protocol agree on a version: each has an offer, and both find the same answer in
 * the two of them.
 *
 * A refusal is final. It says that one of the two has to be updated, and the same two builds will
 * refuse each other again, so nothing is gained by another attempt.
 */

import {
  NegotiationError,
  type NegotiationIssue,
  type OtherProtocol,
  type VersionRange,
  type VersionRefused,
} from "./negotiation-error.js";

/** The versions that a build offers to a peer; `createOffer` makes and checks it. */
export type Offer = {
  readonly protocol: string;
  /** The versions that the build speaks, in ascending order; there is at least one. */
  readonly versions: readonly number[];
};

/** The newest version that both sides speak. */
export type Selected = {
  readonly kind: "selected";
  readonly protocol: string;
  readonly version: number;
};

/** The limits of what fits into an offer frame. */
const MAX_OFFERED_VERSIONS = 255;
const MAX_NAME_SIZE = 255;
/** A version is written in two bytes. */
const MAX_VERSION = 0xffff;

/**
 * Returns what a build of these versions offers, in whichever order they are.
 *
 * @throws RangeError for a name that no protocol has, and for versions that cannot be offered.
 */
export function createOffer(protocol: string, versions: readonly number[]): Offer {
  if (!isProtocolName(protocol)) {
    const expected = "letters, digits, '-', '_' and '.', with a letter or digit first";
    throw new RangeError(`the name of a protocol consists of ${expected}`);
  }
  const distinct = [...new Set(versions)].sort((one, other) => one - other);
  if (distinct.length === 0 || distinct.length > MAX_OFFERED_VERSIONS) {
    const count = `1 to ${MAX_OFFERED_VERSIONS} versions can be offered`;
    throw new RangeError(`${protocol}: ${count}, got ${distinct.length}`);
  }
  const wrong = distinct.find((version) => !isVersion(version));
  if (wrong !== undefined) {
    throw new RangeError(`${protocol}: a version is an integer from 1 to ${MAX_VERSION}`);
  }
  return { protocol, versions: distinct };
}

/** Finds the newest version of both; who of them asks makes no difference. */
export function negotiate(own: Offer, peer: Offer): Selected | VersionRefused | OtherProtocol {
  const { protocol } = own;
  if (peer.protocol !== protocol) return { kind: "other-protocol", protocol, peer: peer.protocol };
  const version = newestCommon(own, new Set(peer.versions));
  if (version !== null) return { kind: "selected", protocol, version };
  return { kind: "version-refused", protocol, own: rangeOf(own), peer: rangeOf(peer) };
}

/** Returns the version that was selected. Throws a `NegotiationError` if none was. */
export function requireVersion(outcome: Selected | NegotiationIssue): number {
  if (outcome.kind === "selected") return outcome.version;
  throw new NegotiationError(outcome);
}

/** Null if there is none. */
export function newestCommon({ versions }: Offer, peer: ReadonlySet<number>): number | null {
  const common = versions.filter((version) => peer.has(version));
  return common.length === 0 ? null : Math.max(...common);
}

export function rangeOf({ versions }: Offer): VersionRange {
  // A hostile peer may offer every version that there is, which are too many arguments for a call.
  return versions.reduce<VersionRange>(
    ({ minVersion, maxVersion }, version) => ({
      minVersion: Math.min(minVersion, version),
      maxVersion: Math.max(maxVersion, version),
    }),
    { minVersion: Number.POSITIVE_INFINITY, maxVersion: 0 },
  );
}

export function isVersion(value: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= MAX_VERSION;
}

/** A name of a protocol is ASCII, and may be part of the name of a WebSocket's subprotocol. */
export function isProtocolName(name: string): boolean {
  return name.length <= MAX_NAME_SIZE && /^[A-Za-z0-9][\w.-]*$/.test(name);
}
