// @generated from names-that-hide/*.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
// The messages of names-that-hide as v2 has them, from and to every version.

import * as bare from "@barewire/runtime";
import { errorLocator } from "@barewire/runtime/error-locator";
import { schema as schemaV1 } from "./v1.schema.js";
import * as v1 from "./v1.js";
import { downgradePathV2, downgradeVERSIONSV2, upgradePathV1, upgradeVERSIONSV1 } from "./v1-v2.js";
import { schema as schemaV2 } from "./v2.schema.js";
import * as v2 from "./v2.js";
import type { Path, Exclude } from "./v2.js";

export type * from "./v2.js";

bare.checkRevision("names-that-hide", 1);

/** Every version that this build supports, oldest first. */
export const VERSIONS = [1, 2] as const;

export type VERSIONS = v2.VERSIONS;

export type ProtocolVersion = (typeof VERSIONS)[number];

/** The path of a type, or of a member of one: of the newest version, or of an older one. */
export type ProtocolPath =
  | bare.PathOf<"Map", keyof v2.Map & string>
  | bare.PathOf<"BigInt", keyof v2.BigInt & string>
  | bare.PathOf<"Uint8Array", keyof v2.Uint8Array & string>
  | bare.PathOf<"Array", keyof v2.Array & string>
  | bare.PathOf<"Version", keyof v2.Version & string>
  | bare.PathOf<"Path", v2.Path["tag"]>
  | bare.PathOf<"VERSIONS", v2.VERSIONS["tag"]>
  | "Extract"
  | bare.PathOf<"PROTOCOL", keyof v2.PROTOCOL & string>
  | bare.PathOf<"SCHEMA", keyof v2.SCHEMA & string>
  | bare.PathOf<"AVAILABILITY", keyof v2.AVAILABILITY & string>
  | "Exclude";

/** The versions of every part that some version lacks, or cannot be sent in full. */
const AVAILABILITY: bare.Availability = {
  "Map": { ranges: [{ since: null, until: null }], partly: [1] },
  "BigInt": { ranges: [{ since: null, until: null }], partly: [1] },
  "Uint8Array": { ranges: [{ since: null, until: null }], partly: [1] },
  "Array": { ranges: [{ since: null, until: null }], partly: [1] },
  "Version": { ranges: [{ since: null, until: null }], partly: [1] },
  "Path": { ranges: [{ since: null, until: null }], partly: [1] },
  "VERSIONS": { ranges: [{ since: null, until: null }], partly: [1] },
  "VERSIONS.PROTOCOL": { ranges: [{ since: null, until: null }], partly: [] },
  "VERSIONS.Extract": { ranges: [{ since: 2, until: null }], partly: [] },
  "Extract": { ranges: [{ since: 2, until: null }], partly: [] },
};

const PROTOCOL: bare.Protocol = {
  protocol: "names-that-hide",
  versions: VERSIONS,
  availability: AVAILABILITY,
  schema: schemaV2,
};

const LOCATOR_V1 = /* @__PURE__ */ errorLocator(schemaV1);

const LOCATOR_V2 = /* @__PURE__ */ errorLocator(schemaV2);

/** Whether `version` has the part that `path` names. */
export function supports(version: number, path: ProtocolPath): boolean {
  return bare.supports(PROTOCOL, version, path);
}

/** Whether `version` can be sent every value of the part that `path` names, some, or none. */
export function supportOf(version: number, path: ProtocolPath): bare.Support {
  return bare.supportOf(PROTOCOL, version, path);
}

/** The first version that has the part that `path` names. */
export function minVersion(path: ProtocolPath): number {
  return bare.minVersion(PROTOCOL, path);
}

/** The messages that a peer of version `V` can be sent. */
export type VERSIONSAt<V extends ProtocolVersion> = {
  1: globalThis.Exclude<VERSIONS, { readonly tag: "Extract" }>;
  2: VERSIONS;
}[V];

type VERSIONSFor<V extends number> = V extends ProtocolVersion ? VERSIONSAt<V> : VERSIONS;

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
export function encodePath(
  value: Path,
  version: number,
  options?: bare.EncodeOptions,
): globalThis.Uint8Array {
  switch (version) {
    case 1:
      return v1.encodePath(
        lowerPathToV1(value, options),
        bare.withErrorLocator(options, LOCATOR_V1),
      );
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
    const steps = [{ convert: upgradePathV1, schema: schemaV1, type: "Path" }];
    const conversion = { root: "Path", version: 1, value, steps };
    throw bare.conversionError(PROTOCOL, conversion, error);
  }
}

function lowerPathToV1(value: Path, options: bare.EncodeOptions | undefined): v1.Path {
  bare.requireEncodable(
    { protocol: PROTOCOL.protocol, version: 1 },
    "Path",
    value,
    v2.writePath,
    bare.withErrorLocator(options, LOCATOR_V2),
  );
  try {
    return downgradePathV2(value);
  } catch (error) {
    const steps = [{ convert: downgradePathV2, schema: schemaV2, type: "Path" }];
    const conversion = { root: "Path", version: 1, value, steps };
    throw bare.conversionError(PROTOCOL, conversion, error);
  }
}

/** Decodes a message of any supported version as the newest one. */
export function decodeVERSIONS(
  bytes: globalThis.Uint8Array,
  version: number,
  options?: bare.DecodeOptions,
): VERSIONS {
  switch (version) {
    case 1:
      return raiseVERSIONSFromV1(
        v1.decodeVERSIONS(bytes, bare.withErrorLocator(options, LOCATOR_V1)),
      );
    case 2:
      return v2.decodeVERSIONS(bytes, bare.withErrorLocator(options, LOCATOR_V2));
    default:
      throw bare.unsupportedVersion(PROTOCOL, version);
  }
}

/** Encodes for a peer of any supported version; throws when that version cannot carry `value`. */
export function encodeVERSIONS<V extends number>(
  value: VERSIONSFor<V>,
  version: V,
  options?: bare.EncodeOptions,
): globalThis.Uint8Array;
export function encodeVERSIONS(
  value: VERSIONS,
  version: number,
  options?: bare.EncodeOptions,
): globalThis.Uint8Array {
  switch (version) {
    case 1:
      return v1.encodeVERSIONS(
        lowerVERSIONSToV1(value, options),
        bare.withErrorLocator(options, LOCATOR_V1),
      );
    case 2:
      return v2.encodeVERSIONS(value, bare.withErrorLocator(options, LOCATOR_V2));
    default:
      throw bare.unsupportedVersion(PROTOCOL, version);
  }
}

/** Decodes a message that is preceded by its version (two bytes, little-endian). */
export function decodeEmbeddedVERSIONS(
  bytes: globalThis.Uint8Array,
  options?: bare.DecodeOptions,
): VERSIONS {
  const version = bare.embeddedVersion(PROTOCOL, "VERSIONS", bytes);
  return decodeVERSIONS(bytes.subarray(2), version, options);
}

/** Encodes a message preceded by its version (two bytes, little-endian), for storage. */
export function encodeEmbeddedVERSIONS(
  value: VERSIONS,
  version: number = 2,
  options?: bare.EncodeOptions,
): globalThis.Uint8Array {
  return bare.embed(version, encodeVERSIONS(value, version, options));
}

/** The kind of the message, which is safe to log. */
export function kindOfVERSIONS(message: VERSIONS): `VERSIONS.${VERSIONS["tag"]}` {
  return `VERSIONS.${message.tag}`;
}

function raiseVERSIONSFromV1(value: v1.VERSIONS): VERSIONS {
  try {
    return upgradeVERSIONSV1(value);
  } catch (error) {
    const steps = [{ convert: upgradeVERSIONSV1, schema: schemaV1, type: "VERSIONS" }];
    const conversion = { root: "VERSIONS", version: 1, value, steps };
    throw bare.conversionError(PROTOCOL, conversion, error);
  }
}

function lowerVERSIONSToV1(value: VERSIONS, options: bare.EncodeOptions | undefined): v1.VERSIONS {
  bare.requireEncodable(
    { protocol: PROTOCOL.protocol, version: 1 },
    "VERSIONS",
    value,
    v2.writeVERSIONS,
    bare.withErrorLocator(options, LOCATOR_V2),
  );
  try {
    return downgradeVERSIONSV2(value);
  } catch (error) {
    const steps = [{ convert: downgradeVERSIONSV2, schema: schemaV2, type: "VERSIONS" }];
    const conversion = { root: "VERSIONS", version: 1, value, steps };
    throw bare.conversionError(PROTOCOL, conversion, error);
  }
}

/** Decodes a message of any supported version as the newest one. */
export function decodeExclude(
  bytes: globalThis.Uint8Array,
  version: number,
  options?: bare.DecodeOptions,
): Exclude {
  switch (version) {
    case 1:
      return v1.decodeExclude(bytes, bare.withErrorLocator(options, LOCATOR_V1));
    case 2:
      return v2.decodeExclude(bytes, bare.withErrorLocator(options, LOCATOR_V2));
    default:
      throw bare.unsupportedVersion(PROTOCOL, version);
  }
}

/** Encodes for a peer of any supported version; throws when that version cannot carry `value`. */
export function encodeExclude(
  value: Exclude,
  version: number,
  options?: bare.EncodeOptions,
): globalThis.Uint8Array {
  switch (version) {
    case 1:
      return v1.encodeExclude(value, bare.withErrorLocator(options, LOCATOR_V1));
    case 2:
      return v2.encodeExclude(value, bare.withErrorLocator(options, LOCATOR_V2));
    default:
      throw bare.unsupportedVersion(PROTOCOL, version);
  }
}

/** Decodes a message that is preceded by its version (two bytes, little-endian). */
export function decodeEmbeddedExclude(
  bytes: globalThis.Uint8Array,
  options?: bare.DecodeOptions,
): Exclude {
  const version = bare.embeddedVersion(PROTOCOL, "Exclude", bytes);
  return decodeExclude(bytes.subarray(2), version, options);
}

/** Encodes a message preceded by its version (two bytes, little-endian), for storage. */
export function encodeEmbeddedExclude(
  value: Exclude,
  version: number = 2,
  options?: bare.EncodeOptions,
): globalThis.Uint8Array {
  return bare.embed(version, encodeExclude(value, version, options));
}
