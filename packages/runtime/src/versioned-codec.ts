/**
 * The parts of a versioned codec: the generated `versions.ts` of a protocol decodes messages of any
 * version as the newest one, and encodes the newest one for a peer of any version.
 */

import { CodecError, unencodable, wireError } from "./codec-error.js";
import type { ErrorLocator } from "./codec-options.js";
import { withCause } from "./decision-call.js";
import { readU16 } from "./read-number.js";
import { Reader } from "./reader.js";
import { own, type SchemaDescription } from "./schema-description.js";
import {
  isInsideMade,
  newestName,
  rejectedPlace,
  type Steps,
  traceConversion,
} from "./trace-conversion.js";
import { type NotRepresentableIssue, WireError } from "./wire-error.js";

/** The first and the last version that have something; null if that end is open. */
export type AvailabilityRange = { readonly since: number | null; readonly until: number | null };

/**
 * The versions that have a part of a protocol, ascending, and those that cannot be sent all of it.
 */
export type Availability = {
  readonly [path: string]: {
    readonly ranges: readonly AvailabilityRange[];
    readonly partly: readonly number[];
  };
};

/** The path of a type, and of each of its members. */
export type PathOf<Type extends string, Member extends string> = Type | `${Type}.${Member}`;

/** The share of a part's values that a version can be sent: all of them, some, or none. */
export type Support = "full" | "partly" | "none";

export type Protocol = {
  readonly protocol: string;
  /** The versions in ascending order. */
  readonly versions: readonly number[];
  /**
   * The availability by `Type` or `Type.member`; a part that is not listed exists in every version.
   */
  readonly availability: Availability;
  /** The newest version, whose parts are known by it. */
  readonly schema: SchemaDescription;
};

/** The error for a version that the protocol does not have. */
export function unsupportedVersion({ protocol, versions }: Protocol, version: number): WireError {
  const minVersion = versions[0] ?? 0;
  const maxVersion = versions.at(-1) ?? 0;
  const range = versionsText(versions);
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

/** Such as `v1 to v3 and v5`: the number of a version that was withdrawn is not used again. */
function versionsText(versions: readonly number[]): string {
  const runs: { readonly first: number; last: number }[] = [];
  for (const version of versions) {
    const run = runs.at(-1);
    if (run !== undefined && version === run.last + 1) run.last = version;
    else runs.push({ first: version, last: version });
  }
  const texts = runs.map(({ first, last }) =>
    first === last ? `v${first}` : `v${first} to v${last}`,
  );
  const [end = "no version", ...before] = texts.toReversed();
  return before.length === 0 ? end : `${before.reverse().join(", ")} and ${end}`;
}

/** Tells whether `version` has the part `path`. No version has an unknown part. */
export function supports(protocol: Protocol, version: number, path: string): boolean {
  return supportOf(protocol, version, path) !== "none";
}

/** The share of the part `path` that `version` can be sent. */
export function supportOf(protocol: Protocol, version: number, path: string): Support {
  if (!protocol.versions.includes(version)) return "none";
  const found = availabilityOf(protocol, path);
  if (found === "unknown") return "none";
  if (found === "everywhere") return "full";
  const isIn = found.ranges.some(
    ({ since, until }) => version >= (since ?? version) && version <= (until ?? version),
  );
  if (!isIn) return "none";
  return found.partly.includes(version) ? "partly" : "full";
}

/** The first version that has what `path` names; infinite where none has. */
export function minVersion(protocol: Protocol, path: string): number {
  const found = availabilityOf(protocol, path);
  if (found === "unknown") return Number.POSITIVE_INFINITY;
  const since = found === "everywhere" ? null : found.ranges[0]?.since;
  return since ?? protocol.versions[0] ?? 0;
}

/** A member that is not listed is as available as its type. */
function availabilityOf(
  { availability, schema }: Protocol,
  path: string,
): Availability[string] | "everywhere" | "unknown" {
  const listed = own(availability, path);
  if (listed !== undefined) return listed;
  if (!isPart(schema, path)) return "unknown";
  return own(availability, path.split(".", 1)[0] ?? path) ?? "everywhere";
}

function isPart({ types }: SchemaDescription, path: string): boolean {
  const dot = path.indexOf(".");
  if (dot === -1) return Object.hasOwn(types, path);
  const shape = own(types, path.slice(0, dot));
  if (typeof shape !== "object") return false;
  const member = path.slice(dot + 1);
  if ("struct" in shape) return Object.hasOwn(shape.struct, member);
  if ("enum" in shape) return Object.hasOwn(shape.enum, member);
  return "union" in shape && Object.hasOwn(shape.union, member);
}

/** A conversion over any number of steps, as the caller requested it. */
export type Conversion = Steps & {
  /** The version that the caller named. */
  readonly version: number;
};

/**
 * The error that leaves a conversion, with the full path and the version that the caller named. An
 * error that no converter throws on purpose is returned as it is.
 */
export function conversionError(
  protocol: Protocol,
  conversion: Conversion,
  error: unknown,
): unknown {
  const { root, version, value } = conversion;
  const isNative = error instanceof TypeError || error instanceof RangeError;
  if (error instanceof CodecError || isNative) {
    // The value is not of its type. Reading a field of null throws a TypeError, and a RangeError is
    // the end of the call stack.
    const fault = error instanceof CodecError ? error : unencodable(value, `a ${root}`);
    const { path } = traceConversion(protocol.schema, conversion).place;
    const locateError = () => ({ path, reason: fault.message });
    const schema = { protocol: protocol.protocol, version };
    return wireError(fault, schema, root, value, { locateError });
  }
  if (!(error instanceof WireError)) return error;
  const { issue, cause } = error;
  if (issue.kind === "decision-failed") {
    const failure = traceConversion(protocol.schema, conversion);
    const part = { path: issue.path, since: null, until: null };
    const { path } = rejectedPlace(protocol.schema, failure, part);
    const located = { ...issue, root, version, path };
    return withCause(new WireError(located, `${path}: ${issue.reason}`), cause);
  }
  if (issue.kind !== "not-representable") return error;
  const located = { ...issue, root, version, ...locateRejection(protocol, conversion, issue) };
  return withCause(new WireError(located, `${located.path}: ${located.reason}`), error);
}

/** Translates a rejection by a step, in terms of its own version, into those of the newest one. */
function locateRejection(
  { availability, schema }: Protocol,
  conversion: Conversion,
  issue: NotRepresentableIssue,
): Pick<NotRepresentableIssue, "path" | "since" | "until" | "reason"> {
  const failure = traceConversion(schema, conversion);
  const place = rejectedPlace(schema, failure, issue);
  const { path } = place;
  const isMissing = issue.since !== null || issue.until !== null;
  if (isInsideMade(place)) {
    // The newest version does not have the part; a decision made it of what the path names.
    const reason = isMissing ? issue.reason : `${issue.path}: ${issue.reason}`;
    return { path, since: null, until: null, reason };
  }
  // A value that is out of range is not a question of availability.
  const name = newestName(issue.path, failure.names);
  const known = isMissing ? own(availability, name)?.ranges : undefined;
  // If the part was gone for a while, this is the range whose end the step has met.
  const end = issue.direction === "downgrade" ? "since" : "until";
  const { since, until } = known?.find((range) => range[end] === issue[end]) ?? issue;
  return { path, since, until, reason: rangeText(since, until) ?? issue.reason };
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
  const { since, until } = own(availability, root)?.ranges.at(-1) ?? { since: null, until: null };
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
