// @generated from union-rename-variant/*.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
// The messages of union-rename-variant as v2 has them, from and to every version.

import * as bare from "@barewire/runtime";
import { errorLocator } from "@barewire/runtime/error-locator";
import { schema as schemaV1 } from "./v1.schema.js";
import * as v1 from "./v1.js";
import { downgradeRootV2, upgradeRootV1 } from "./v1-v2.js";
import { schema as schemaV2 } from "./v2.schema.js";
import * as v2 from "./v2.js";
import type { Root } from "./v2.js";

export type * from "./v2.js";

bare.checkRevision("union-rename-variant", 1);

/** Every version that this build supports, oldest first. */
export const VERSIONS = [1, 2] as const;

export type Version = (typeof VERSIONS)[number];

/** The path of a type, or of a member of one: of the newest version, or of an older one. */
export type Path =
  | bare.PathOf<"Ping", keyof v2.Ping & string>
  | bare.PathOf<"Echo", keyof v2.Echo & string>
  | bare.PathOf<"Root", v2.Root["tag"]>;

/** The versions of every part that some version lacks, or cannot be sent in full. */
const AVAILABILITY: bare.Availability = {};

const PROTOCOL: bare.Protocol = {
  protocol: "union-rename-variant",
  versions: VERSIONS,
  availability: AVAILABILITY,
  schema: schemaV2,
};

const LOCATOR_V1 = /* @__PURE__ */ errorLocator(schemaV1);

const LOCATOR_V2 = /* @__PURE__ */ errorLocator(schemaV2);

const NAMES_V1: bare.PartNames = {
  "Pong": "Echo",
  "Root.Pong": "Echo",
};

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
export function decodeRoot(bytes: Uint8Array, version: number, options?: bare.DecodeOptions): Root {
  switch (version) {
    case 1:
      return raiseRootFromV1(v1.decodeRoot(bytes, bare.withErrorLocator(options, LOCATOR_V1)));
    case 2:
      return v2.decodeRoot(bytes, bare.withErrorLocator(options, LOCATOR_V2));
    default:
      throw bare.unsupportedVersion(PROTOCOL, version);
  }
}

/** Encodes for a peer of any supported version; throws when that version cannot carry `value`. */
export function encodeRoot(value: Root, version: number, options?: bare.EncodeOptions): Uint8Array {
  switch (version) {
    case 1:
      return v1.encodeRoot(
        lowerRootToV1(value, options),
        bare.withErrorLocator(options, LOCATOR_V1),
      );
    case 2:
      return v2.encodeRoot(value, bare.withErrorLocator(options, LOCATOR_V2));
    default:
      throw bare.unsupportedVersion(PROTOCOL, version);
  }
}

/** Decodes a message that is preceded by its version (two bytes, little-endian). */
export function decodeEmbeddedRoot(bytes: Uint8Array, options?: bare.DecodeOptions): Root {
  const version = bare.embeddedVersion(PROTOCOL, "Root", bytes);
  return decodeRoot(bytes.subarray(2), version, options);
}

/** Encodes a message preceded by its version (two bytes, little-endian), for storage. */
export function encodeEmbeddedRoot(
  value: Root,
  version: number = 2,
  options?: bare.EncodeOptions,
): Uint8Array {
  return bare.embed(version, encodeRoot(value, version, options));
}

/** The kind of the message, which is safe to log. */
export function kindOfRoot(message: Root): `Root.${Root["tag"]}` {
  return `Root.${message.tag}`;
}

function raiseRootFromV1(value: v1.Root): Root {
  try {
    return upgradeRootV1(value);
  } catch (error) {
    const steps = [{ convert: upgradeRootV1, schema: schemaV1, type: "Root", names: NAMES_V1 }];
    const conversion = { root: "Root", version: 1, value, steps };
    throw bare.conversionError(PROTOCOL, conversion, error);
  }
}

function lowerRootToV1(value: Root, options: bare.EncodeOptions | undefined): v1.Root {
  bare.requireEncodable(
    { protocol: PROTOCOL.protocol, version: 1 },
    "Root",
    value,
    v2.writeRoot,
    bare.withErrorLocator(options, LOCATOR_V2),
  );
  try {
    return downgradeRootV2(value);
  } catch (error) {
    const steps = [{ convert: downgradeRootV2, schema: schemaV2, type: "Root" }];
    const conversion = { root: "Root", version: 1, value, steps };
    throw bare.conversionError(PROTOCOL, conversion, error);
  }
}
