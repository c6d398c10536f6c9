// @generated from names-that-hide/*.bare by `barewire generate`. Do not edit.
//
// The messages of names-that-hide as v2 has them, from and to every version.

import * as bare from "@barewire/runtime";
import { errorLocator } from "@barewire/runtime/error-locator";
import { schema as schemaV1 } from "./v1.schema.js";
import * as v1 from "./v1.js";
import { downgradePathV2, upgradePathV1 } from "./v1-v2.js";
import { schema as schemaV2 } from "./v2.schema.js";
import * as v2 from "./v2.js";
import type { Path } from "./v2.js";

export type * from "./v2.js";

/** Every version that this build supports, oldest first. */
export const VERSIONS = [1, 2] as const;

export type ProtocolVersion = (typeof VERSIONS)[number];

/** The path of a message, or of a part that some version lacks. */
export type ProtocolPath =
  | `Path.${Path["tag"]}`
  | "Path";

/** The range of versions of every part that some version lacks. */
const AVAILABILITY: bare.Availability = {};

const PROTOCOL = {
  protocol: "names-that-hide",
  versions: VERSIONS,
  availability: AVAILABILITY,
} as const;

const LOCATOR_V1 = /* @__PURE__ */ errorLocator(schemaV1);

const LOCATOR_V2 = /* @__PURE__ */ errorLocator(schemaV2);

/** Whether `version` has the part that `path` names. */
export function supports(version: number, path: ProtocolPath): boolean {
  return bare.supports(PROTOCOL, version, path);
}

/** The first version that has the part that `path` names. */
export function minVersion(path: ProtocolPath): number {
  return bare.minVersion(PROTOCOL, path);
}

/** The messages that a peer of version `V` can be sent. */
export type PathAt<V extends ProtocolVersion> = {
  1: Path;
  2: Path;
}[V];

type PathFor<V extends number> = V extends ProtocolVersion ? PathAt<V> : Path;

/** Decodes a message of any supported version as the newest one. */
export function decodePath(
  bytes: globalThis.Uint8Array,
  version: number,
  options?: bare.DecodeOptions,
): Path {
  switch (version) {
    case 1:
      return raisePathFromV1(v1.decodePath(bytes, bare.withErrorLocator(options, LOCATOR_V1)));
    case 2:
      return v2.decodePath(bytes, bare.withErrorLocator(options, LOCATOR_V2));
    default:
      throw bare.unsupportedVersion(PROTOCOL, version);
  }
}

/** Encodes for a peer of any supported version; throws when that version cannot carry `value`. */
export function encodePath<V extends number>(
  value: PathFor<V>,
  version: V,
  options?: bare.EncodeOptions,
): globalThis.Uint8Array;
export function encodePath(
  value: Path,
  version: number,
  options?: bare.EncodeOptions,
): globalThis.Uint8Array {
  switch (version) {
    case 1:
      return v1.encodePath(lowerPathToV1(value), bare.withErrorLocator(options, LOCATOR_V1));
    case 2:
      return v2.encodePath(value, bare.withErrorLocator(options, LOCATOR_V2));
    default:
      throw bare.unsupportedVersion(PROTOCOL, version);
  }
}

/** Decodes a message that is preceded by its version (two bytes, little-endian). */
export function decodeEmbeddedPath(
  bytes: globalThis.Uint8Array,
  options?: bare.DecodeOptions,
): Path {
  const version = bare.embeddedVersion(PROTOCOL, "Path", bytes);
  return decodePath(bytes.subarray(2), version, options);
}

/** Encodes a message preceded by its version (two bytes, little-endian), for storage. */
export function encodeEmbeddedPath(
  value: Path,
  version: number = 2,
  options?: bare.EncodeOptions,
): globalThis.Uint8Array {
  return bare.embed(version, encodePath(value, version, options));
}

/** The kind of the message, which is safe to log. */
export function kindOfPath(message: Path): `Path.${Path["tag"]}` {
  return `Path.${message.tag}`;
}

function raisePathFromV1(value: v1.Path): Path {
  try {
    return upgradePathV1(value);
  } catch (error) {
    const conversion = { root: "Path", version: 1, value, steps: [upgradePathV1] };
    throw bare.conversionError(PROTOCOL, conversion, error);
  }
}

function lowerPathToV1(value: Path): v1.Path {
  try {
    return downgradePathV2(value);
  } catch (error) {
    const conversion = { root: "Path", version: 1, value, steps: [downgradePathV2] };
    throw bare.conversionError(PROTOCOL, conversion, error);
  }
}
