// @generated from sqlite-storage/*.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
// The messages of sqlite-storage as v2 has them, from and to every version.

import * as bare from "@barewire/runtime";
import { errorLocator } from "@barewire/runtime/error-locator";
import { schema as schemaV1 } from "./v1.schema.js";
import * as v1 from "./v1.js";
import { downgradeMetaV2, upgradeMetaV1 } from "./v1-v2.js";
import { schema as schemaV2 } from "./v2.schema.js";
import * as v2 from "./v2.js";
import type { Meta, PreloadHints } from "./v2.js";

export type * from "./v2.js";

bare.checkRevision("sqlite-storage", 1);

/** Every version that this build supports, oldest first. */
export const VERSIONS = [1, 2] as const;

export type Version = (typeof VERSIONS)[number];

/** The path of a type, or of a member of one: of the newest version, or of an older one. */
export type Path =
  | bare.PathOf<"MetaOrigin", v2.MetaOrigin>
  | bare.PathOf<"LastCommit", keyof v2.LastCommit & string>
  | bare.PathOf<"Meta", keyof v2.Meta & string>
  | bare.PathOf<"PreloadHintRange", keyof v2.PreloadHintRange & string>
  | bare.PathOf<"PreloadHints", keyof v2.PreloadHints & string>;

/** The versions of every part that some version lacks, or cannot be sent in full. */
const AVAILABILITY: bare.Availability = {
  "LastCommit": { ranges: [{ since: 2, until: null }], partly: [] },
  "Meta.cleanClose": { ranges: [{ since: 2, until: null }], partly: [] },
  "Meta.lastCommit": { ranges: [{ since: 2, until: null }], partly: [] },
  "PreloadHintRange": { ranges: [{ since: 2, until: null }], partly: [] },
  "PreloadHints": { ranges: [{ since: 2, until: null }], partly: [] },
};

const PROTOCOL: bare.Protocol = {
  protocol: "sqlite-storage",
  versions: VERSIONS,
  availability: AVAILABILITY,
  schema: schemaV2,
};

const LOCATOR_V1 = /* @__PURE__ */ errorLocator(schemaV1);

const LOCATOR_V2 = /* @__PURE__ */ errorLocator(schemaV2);

/** Whether `version` has the part that `path` names. */
export function supports(version: number, path: Path): boolean {
  return bare.supports(PROTOCOL, version, path);
}

/** Whether `version` can be sent every value of the part that `path` names, some, or none. */
export function supportOf(version: number, path: Path): bare.Support {
  return bare.supportOf(PROTOCOL, version, path);
}

/** The first version that has the part that `path` names. */
export function minVersion(path: Path): number {
  return bare.minVersion(PROTOCOL, path);
}

/** Decodes a message of any supported version as the newest one. */
export function decodeMeta(bytes: Uint8Array, version: number, options?: bare.DecodeOptions): Meta {
  switch (version) {
    case 1:
      return raiseMetaFromV1(v1.decodeMeta(bytes, bare.withErrorLocator(options, LOCATOR_V1)));
    case 2:
      return v2.decodeMeta(bytes, bare.withErrorLocator(options, LOCATOR_V2));
    default:
      throw bare.unsupportedVersion(PROTOCOL, version);
  }
}

/** Encodes for a peer of any supported version; throws when that version cannot carry `value`. */
export function encodeMeta(value: Meta, version: number, options?: bare.EncodeOptions): Uint8Array {
  switch (version) {
    case 1:
      return v1.encodeMeta(
        lowerMetaToV1(value, options),
        bare.withErrorLocator(options, LOCATOR_V1),
      );
    case 2:
      return v2.encodeMeta(value, bare.withErrorLocator(options, LOCATOR_V2));
    default:
      throw bare.unsupportedVersion(PROTOCOL, version);
  }
}

/** Decodes a message that is preceded by its version (two bytes, little-endian). */
export function decodeEmbeddedMeta(bytes: Uint8Array, options?: bare.DecodeOptions): Meta {
  const version = bare.embeddedVersion(PROTOCOL, "Meta", bytes);
  return decodeMeta(bytes.subarray(2), version, options);
}

/** Encodes a message preceded by its version (two bytes, little-endian), for storage. */
export function encodeEmbeddedMeta(
  value: Meta,
  version: number = 2,
  options?: bare.EncodeOptions,
): Uint8Array {
  return bare.embed(version, encodeMeta(value, version, options));
}

function raiseMetaFromV1(value: v1.Meta): Meta {
  try {
    return upgradeMetaV1(value);
  } catch (error) {
    const steps = [{ convert: upgradeMetaV1, schema: schemaV1, type: "Meta" }];
    const conversion = { root: "Meta", version: 1, value, steps };
    throw bare.conversionError(PROTOCOL, conversion, error);
  }
}

function lowerMetaToV1(value: Meta, options: bare.EncodeOptions | undefined): v1.Meta {
  bare.requireEncodable(
    { protocol: PROTOCOL.protocol, version: 1 },
    "Meta",
    value,
    v2.writeMeta,
    bare.withErrorLocator(options, LOCATOR_V2),
  );
  try {
    return downgradeMetaV2(value);
  } catch (error) {
    const steps = [{ convert: downgradeMetaV2, schema: schemaV2, type: "Meta" }];
    const conversion = { root: "Meta", version: 1, value, steps };
    throw bare.conversionError(PROTOCOL, conversion, error);
  }
}

/** Decodes a message of any supported version as the newest one. */
export function decodePreloadHints(
  bytes: Uint8Array,
  version: number,
  options?: bare.DecodeOptions,
): PreloadHints {
  switch (version) {
    case 1:
      throw bare.missingRoot(PROTOCOL, "PreloadHints", 1, "upgrade");
    case 2:
      return v2.decodePreloadHints(bytes, bare.withErrorLocator(options, LOCATOR_V2));
    default:
      throw bare.unsupportedVersion(PROTOCOL, version);
  }
}

/** Encodes for a peer of any supported version; throws when that version cannot carry `value`. */
export function encodePreloadHints(
  value: PreloadHints,
  version: number,
  options?: bare.EncodeOptions,
): Uint8Array {
  switch (version) {
    case 1:
      throw bare.missingRoot(PROTOCOL, "PreloadHints", 1, "downgrade");
    case 2:
      return v2.encodePreloadHints(value, bare.withErrorLocator(options, LOCATOR_V2));
    default:
      throw bare.unsupportedVersion(PROTOCOL, version);
  }
}

/** Decodes a message that is preceded by its version (two bytes, little-endian). */
export function decodeEmbeddedPreloadHints(
  bytes: Uint8Array,
  options?: bare.DecodeOptions,
): PreloadHints {
  const version = bare.embeddedVersion(PROTOCOL, "PreloadHints", bytes);
  return decodePreloadHints(bytes.subarray(2), version, options);
}

/** Encodes a message preceded by its version (two bytes, little-endian), for storage. */
export function encodeEmbeddedPreloadHints(
  value: PreloadHints,
  version: number = 2,
  options?: bare.EncodeOptions,
): Uint8Array {
  return bare.embed(version, encodePreloadHints(value, version, options));
}
