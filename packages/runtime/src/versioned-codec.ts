/**
 * The parts of a versioned codec: the generated `versions.ts` of a protocol decodes messages of any
 * version as the newest one, and encodes the newest one for a peer of any version.
 */

import { CodecError, unencodable, wireError } from "./codec-error.js";
import type { ErrorLocator } from "./codec-options.js";
import { readU16 } from "./read-number.js";
import { Reader } from "./reader.js";
import { type ConvertStep, rejectedPath } from "./trace-conversion.js";
import { type NotRepresentableIssue, WireError } from "./wire-error.js";

/** The first and the last version that have something; null where that end is open. */
export type AvailabilityRange = { readonly since: number | null; readonly until: number | null };

/** The ranges by `Type.member`. A path that is not listed exists in every version. */
export type Availability = { readonly [path: string]: AvailabilityRange };

export type Protocol = {
  readonly protocol: string;
  /** The versions in ascending order. */
  readonly versions: readonly number[];
  readonly availability: Availability;
};

/** The error for a version that the protocol does not have. */
export function unsupportedVersion({ protocol, versions }: Protocol, version: number): WireError {
  const minVersion = versions[0] ?? 0;
  const maxVersion = versions.at(-1) ?? 0;
  const range = `v${minVersion} to v${maxVersion}`;
  if (typeof version === "number") {
    return new WireError(
      { kind: "unsupported-version", protocol, version, minVersion, maxVersion },
      `which is not supported: this build supports ${range}`,
    );
  }
  return new WireError(
    { kind: "unsupported-version", protocol, version: Number.NaN, minVersion, maxVersion },
    `a version is a number: expected one of ${range}, got a ${typeof version}`,
  );
}

/** Whether `version` has what `path` names. An unsupported version has nothing. */
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

/** A conversion over any number of steps, as the caller requested it. */
export type Conversion = {
  readonly root: string;
  /** The version that the caller named. */
  readonly version: number;
  readonly value: unknown;
  /** The converters in the order in which they run. */
  readonly steps: readonly ConvertStep[];
};

/**
 * The error that leaves a conversion, with the full path and the version that the caller named. An
 * error that no converter throws on purpose is returned as it is.
 */
export function conversionError(
  { protocol, availability }: Protocol,
  { root, version, value, steps }: Conversion,
  error: unknown,
): unknown {
  const isNative = error instanceof TypeError || error instanceof RangeError;
  if (error instanceof CodecError || isNative) {
    // The value is not of its type. Reading a field of null throws a TypeError, and a RangeError is
    // the end of the call stack.
    const fault = error instanceof CodecError ? error : unencodable(value, `a ${root}`);
    const path = rejectedPath(root, value, steps, null);
    const locateError = () => ({ path, reason: fault.message });
    return wireError(fault, { protocol, version }, root, value, { locateError });
  }
  if (!(error instanceof WireError) || error.issue.kind !== "not-representable") return error;
  const { issue } = error;
  const isMissing = issue.since !== null || issue.until !== null;
  // A value that is out of range is not a question of availability.
  const known = isMissing ? availability[issue.path] : undefined;
  // A member that was removed and added again is listed by its last range only.
  const end = issue.direction === "downgrade" ? "since" : "until";
  const isSameRange = known?.[end] === issue[end];
  const { since, until } = known !== undefined && isSameRange ? known : issue;
  const path = rejectedPath(root, value, steps, issue);
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

/** The error for a root that `version` does not have. */
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

/** `options` with an error locator, unless they bring their own. */
export function withErrorLocator<Options extends { readonly locateError?: ErrorLocator }>(
  options: Options | undefined,
  locateError: ErrorLocator,
): Options | { readonly locateError: ErrorLocator } {
  return options === undefined ? { locateError } : { locateError, ...options };
}

/** The version in the first two bytes (little-endian) of an embedded message. */
export function embeddedVersion({ protocol }: Protocol, root: string, bytes: Uint8Array): number {
  const schema = { protocol, version: 0 };
  try {
    if (!ArrayBuffer.isView(bytes)) throw new CodecError("not a Uint8Array", 0);
    return readU16(new Reader(bytes));
  } catch (error) {
    throw wireError(error, schema, root, bytes, undefined);
  }
}

/** `message` preceded by its version. */
export function embed(version: number, message: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(message.length + 2);
  bytes[0] = version & 0xff;
  bytes[1] = version >> 8;
  bytes.set(message, 2);
  return bytes;
}
