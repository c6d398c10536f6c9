/**
 * The one error type of the wire: what a peer, or the version gap to it, can do wrong.
 *
 * Branch on `issue.kind`, never on the message. Issues and messages name types, fields, offsets and
 * versions, never the contents of a value, so they can be logged.
 */

export type WireIssue =
  | MalformedIssue
  | UnencodableIssue
  | UnsupportedVersionIssue
  | NotRepresentableIssue;

/** Bytes that are not an encoding of `root` in this version. */
export type MalformedIssue = {
  readonly kind: "malformed";
  readonly protocol: string;
  readonly version: number;
  /** The type that was asked for. */
  readonly root: string;
  /** Where in the value, from the root on; the root alone where no schema description was given. */
  readonly path: string;
  /** Into the bytes. */
  readonly offset: number;
  readonly reason: string;
};

/** A value that is none of its type: a caller's mistake that must not become bytes. */
export type UnencodableIssue = {
  readonly kind: "unencodable";
  readonly protocol: string;
  readonly version: number;
  readonly root: string;
  /** Where in the value, from the root on; the root alone where no schema description was given. */
  readonly path: string;
  /** What kind of value was found, never its contents, and what is allowed. */
  readonly reason: string;
};

/** A version that this build does not speak. */
export type UnsupportedVersionIssue = {
  readonly kind: "unsupported-version";
  readonly protocol: string;
  /** The version that was asked for. */
  readonly version: number;
  readonly minVersion: number;
  readonly maxVersion: number;
};

/** A value that the version which was asked for cannot carry. */
export type NotRepresentableIssue = {
  readonly kind: "not-representable";
  readonly protocol: string;
  /** The version that was asked for, that of the peer: never that of a step between. */
  readonly version: number;
  readonly root: string;
  /** What cannot be carried, from the root on: `ToServer.Truncate`, `ToServer.Batch[3].note`. */
  readonly path: string;
  /** The first version that has it; null where all do and the value is out of range. */
  readonly since: number | null;
  /** The last version that has it; null where the newest one still does. */
  readonly until: number | null;
  readonly direction: "upgrade" | "downgrade";
  readonly reason: string;
};

export class WireError extends Error {
  override readonly name = "WireError";
  readonly issue: WireIssue;

  constructor(issue: WireIssue, message: string, options?: ErrorOptions) {
    super(`${issue.protocol} v${issue.version}, ${message}`, options);
    this.issue = issue;
  }
}

/** One version of one protocol; every generated module carries its own. */
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
