/** `NegotiationError`: two builds have no version in common, or are not of one protocol. */

/** The first and the last version of a build; between them, some may be missing. */
export type VersionRange = { readonly minVersion: number; readonly maxVersion: number };

/** No version in common: one of the two has to be updated. */
export type VersionRefused = {
  readonly kind: "version-refused";
  readonly protocol: string;
  readonly own: VersionRange;
  readonly peer: VersionRange;
};

/** The peer speaks the protocol of the name `peer`. */
export type OtherProtocol = {
  readonly kind: "other-protocol";
  readonly protocol: string;
  readonly peer: string;
};

/** The peer has sent what no build of a protocol sends. `reason` is a constant text. */
export type ProtocolViolation = {
  readonly kind: "protocol-violation";
  readonly protocol: string;
  readonly reason: string;
};

/** The reason why there is no version to speak; each of them is final. */
export type NegotiationIssue = VersionRefused | OtherProtocol | ProtocolViolation;

/**
 * It is final: a program that catches it must not connect again, because the same two builds will
 * not agree later either. Branch on `issue.kind`, never on the message.
 */
export class NegotiationError extends Error {
  override readonly name = "NegotiationError";
  readonly issue: NegotiationIssue;

  constructor(issue: NegotiationIssue) {
    super(`${issue.protocol}: ${describe(issue)}`);
    this.issue = issue;
  }
}

function describe(issue: NegotiationIssue): string {
  switch (issue.kind) {
    case "version-refused": {
      const { own, peer } = issue;
      const ranges = `this build speaks ${rangeText(own)}, the peer ${rangeText(peer)}`;
      return `no version in common: ${ranges}; ${remedy(own, peer)}`;
    }
    case "other-protocol":
      return `the peer speaks ${issue.peer}; check its address`;
    case "protocol-violation":
      return `${issue.reason}; check that the peer is one of this protocol`;
    default:
      return issue satisfies never;
  }
}

function rangeText({ minVersion, maxVersion }: VersionRange): string {
  return minVersion === maxVersion ? `v${minVersion}` : `v${minVersion} to v${maxVersion}`;
}

function remedy(own: VersionRange, peer: VersionRange): string {
  if (own.maxVersion < peer.minVersion) return "update this build";
  if (peer.maxVersion < own.minVersion) return "update the peer";
  return "update one of them";
}
