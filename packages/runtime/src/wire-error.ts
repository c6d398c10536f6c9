/**
 * `WireError`, the only error that codecs and converters throw on purpose.
 *
 * Branch on `issue.kind`, never on the message. Issues and messages name types, fields, offsets and
 * versions, never the contents of a value, so they can be logged.
 */

export type WireIssue =
  | MalformedIssue
  | UnencodableIssue
  | UnsupportedVersionIssue
  | NotRepresentableIssue
  | DecisionFailedIssue;

/** Bytes that are not an encoding of `root` in this version. */
export type MalformedIssue = {
  readonly kind: "malformed";
  readonly protocol: string;
  readonly version: number;
  /** The type that the caller decodes. */
  readonly root: string;
  /** The path of the fault from the root; the root alone without an error locator. */
  readonly path: string;
  /** The offset of the fault in the message. */
  readonly offset: number;
  readonly reason: string;
};

/** A value that is not of its type, which is a mistake of the caller. */
export type UnencodableIssue = {
  readonly kind: "unencodable";
  readonly protocol: string;
  readonly version: number;
  readonly root: string;
  /** The path of the fault from the root; the root alone without an error locator. */
  readonly path: string;
  /** The kind of the value, never its contents, and the values that are allowed. */
  readonly reason: string;
};

/** A version that this build does not support. */
export type UnsupportedVersionIssue = {
  readonly kind: "unsupported-version";
  readonly protocol: string;
  /** The version that the caller named. */
  readonly version: number;
  readonly minVersion: number;
  readonly maxVersion: number;
};

/** A value that the version of the peer cannot represent. */
export type NotRepresentableIssue = {
  readonly kind: "not-representable";
  readonly protocol: string;
  /** The version that the caller named, which is that of the peer; never that of a step between. */
  readonly version: number;
  readonly root: string;
  /** The path of the part from the root: `ToServer.Truncate`, `ToServer.Batch[3].note`. */
  readonly path: string;
  /** The first version that has the part; null if all have it and the value is out of range. */
  readonly since: number | null;
  /** The last version that has the part; null if the newest version has it. */
  readonly until: number | null;
  readonly direction: "upgrade" | "downgrade";
  readonly reason: string;
};

/** A function of the decisions that threw, or that returned what its target version cannot hold. */
export type DecisionFailedIssue = {
  readonly kind: "decision-failed";
  readonly protocol: string;
  /** The version that the caller named. */
  readonly version: number;
  readonly root: string;
  /** The path, from the root, of the part that the decision is about. */
  readonly path: string;
  /** The step whose decisions file has the function. */
  readonly from: number;
  readonly to: number;
  readonly direction: "upgrade" | "downgrade";
  /** The kind of what was thrown, never its message; that is the `cause` of the error. */
  readonly reason: string;
};

export class WireError extends Error {
  override readonly name = "WireError";
  readonly issue: WireIssue;

  constructor(issue: WireIssue, message: string) {
    super(`${issue.protocol} v${issue.version}, ${message}`);
    this.issue = issue;
  }
}

/** The name of one version of one protocol; every generated module has its own. */
export type SchemaName = { readonly protocol: string; readonly version: number };

export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly issue: WireIssue };

/** Returns a wire issue as a value; every other error is a bug and passes through. */
export function attempt<T>(operation: () => T): Result<T> {
  try {
    return { ok: true, value: operation() };
  } catch (error) {
    if (error instanceof WireError) return { ok: false, issue: error.issue };
    throw error;
  }
}
