/** What the generated `versions.ts` of a protocol is made of. */

import type { Explainer } from "./codec-options.js";
import { readU16 } from "./read-number.js";
import { Reader } from "./reader.js";
import { Refusal, unencodable, wireError } from "./refusal.js";
import { type ConvertStep, refusedPath } from "./trace-conversion.js";
import { type NotRepresentableIssue, WireError } from "./wire-error.js";

/** Since and until which version something exists; null where the end is open. */
export type Range = { readonly since: number | null; readonly until: number | null };

/** By `Type.member`; what is not in it exists in every version. */
export type Availability = { readonly [path: string]: Range };

export type Protocol = {
  readonly protocol: string;
  /** Ascending. */
  readonly versions: readonly number[];
  readonly availability: Availability;
};

/** A version that is none of the protocol's. */
export function unsupportedVersion({ protocol, versions }: Protocol, version: number): WireError {
  const minVersion = versions[0] ?? 0;
  const maxVersion = versions.at(-1) ?? 0;
  return new WireError(
    { kind: "unsupported-version", protocol, version, minVersion, maxVersion },
    `which is not supported: this build speaks v${minVersion} to v${maxVersion}`,
  );
}

/** Whether `version` has what `path` names. False for a version that is none of the protocol's. */
export function supports(
  { versions, availability }: Protocol,
  version: number,
  path: string,
): boolean {
  const range = availability[path];
  if (range === undefined) return versions.includes(version);
  return (
    versions.includes(version) &&
    version >= (range.since ?? version) &&
    version <= (range.until ?? version)
  );
}

/** The first version that has what `path` names. */
export function minVersion({ versions, availability }: Protocol, path: string): number {
  return availability[path]?.since ?? versions[0] ?? 0;
}

/** What a whole conversion was asked for, to say it in the refusal of one of its steps. */
export type Conversion = {
  readonly root: string;
  /** The version that was asked for. */
  readonly version: number;
  readonly value: unknown;
  /** In the order in which they run. */
  readonly steps: readonly ConvertStep[];
};

/** The error that leaves a conversion; one that is no refusal of a converter passes through. */
export function refused(
  { protocol, availability }: Protocol,
  { root, version, value, steps }: Conversion,
  error: unknown,
): unknown {
  if (error instanceof Refusal || error instanceof TypeError) {
    // A value that is none of its type; a TypeError is what reading a field of null throws.
    const refusal = error instanceof Refusal ? error : unencodable(value, `a ${root}`);
    const path = refusedPath(root, value, steps, null);
    const explain = () => ({ path, reason: refusal.message });
    return wireError(refusal, { protocol, version }, root, value, { explain });
  }
  if (!(error instanceof WireError) || error.issue.kind !== "not-representable") return error;
  const { issue } = error;
  const isMissing = issue.since !== null || issue.until !== null;
  // A value that does not fit into what the target has is no matter of since and until.
  const known = isMissing ? availability[issue.path] : undefined;
  // What was gone for a while is known by its last time, and the step may speak of an earlier one.
  const end = issue.direction === "downgrade" ? "since" : "until";
  const isThisTime = known?.[end] === issue[end];
  const { since, until } = known !== undefined && isThisTime ? known : issue;
  const path = refusedPath(root, value, steps, issue);
  const reason = rangeText(since, until) ?? issue.reason;
  return new WireError(
    { ...issue, root, version, path, since, until, reason },
    `${path}: ${reason}`,
    { cause: error },
  );
}

function rangeText(since: number | null, until: number | null): string | null {
  if (since !== null && until !== null) return `exists in v${since} to v${until} only`;
  if (since !== null) return `exists since v${since}`;
  return until === null ? null : `existed until v${until}`;
}

/** A root that `version` does not have. */
export function missingRoot(
  { protocol, availability }: Protocol,
  root: string,
  version: number,
  direction: NotRepresentableIssue["direction"],
): WireError {
  const { since, until } = availability[root] ?? { since: null, until: null };
  const reason = rangeText(since, until) ?? "does not exist";
  return new WireError(
    {
      kind: "not-representable",
      protocol,
      version,
      root,
      path: root,
      since,
      until,
      direction,
      reason,
    },
    `${root}: ${reason}`,
  );
}

/** `options` with an explainer for the paths of what fails, unless they bring their own. */
export function explained<Options extends { readonly explain?: Explainer }>(
  options: Options | undefined,
  explain: Explainer,
): Options | { readonly explain: Explainer } {
  return options === undefined ? { explain } : { explain, ...options };
}

/** The version in the first two bytes (little-endian) of an embedded message. */
export function embeddedVersion({ protocol }: Protocol, root: string, bytes: Uint8Array): number {
  try {
    return readU16(new Reader(bytes));
  } catch (error) {
    throw wireError(error, { protocol, version: 0 }, root, bytes, undefined);
  }
}

/** `message` behind its version. */
export function embed(version: number, message: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(message.length + 2);
  bytes[0] = version & 0xff;
  bytes[1] = version >> 8;
  bytes.set(message, 2);
  return bytes;
}
