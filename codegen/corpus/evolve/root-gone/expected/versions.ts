// @generated from root-gone/*.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
// The messages of root-gone as v2 has them, from and to every version.

import * as bare from "@barewire/runtime";
import { errorLocator } from "@barewire/runtime/error-locator";
import { schema as schemaV2 } from "./v2.schema.js";
import * as v2 from "./v2.js";
import type { ActorRecord } from "./v2.js";

export type * from "./v2.js";

bare.checkRevision("root-gone", 1);

/** Every version that this build supports, oldest first. */
export const VERSIONS = [1, 2] as const;

export type Version = (typeof VERSIONS)[number];

/** The path of a type, or of a member of one: of the newest version, or of an older one. */
export type Path =
  | bare.PathOf<"ActorRecord", keyof v2.ActorRecord & string>
  | "Actor"
  | "Actor.id";

/** The versions of every part that some version lacks, or cannot be sent in full. */
const AVAILABILITY: bare.Availability = {
  "ActorRecord": { ranges: [{ since: 2, until: null }], partly: [] },
  "Actor": { ranges: [{ since: null, until: 1 }], partly: [] },
  "Actor.id": { ranges: [{ since: null, until: 1 }], partly: [] },
};

const PROTOCOL: bare.Protocol = {
  protocol: "root-gone",
  versions: VERSIONS,
  availability: AVAILABILITY,
  schema: schemaV2,
};

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
export function decodeActorRecord(
  bytes: Uint8Array,
  version: number,
  options?: bare.DecodeOptions,
): ActorRecord {
  switch (version) {
    case 1:
      throw bare.missingRoot(PROTOCOL, "ActorRecord", 1, "upgrade");
    case 2:
      return v2.decodeActorRecord(bytes, bare.withErrorLocator(options, LOCATOR_V2));
    default:
      throw bare.unsupportedVersion(PROTOCOL, version);
  }
}

/** Encodes for a peer of any supported version; throws when that version cannot carry `value`. */
export function encodeActorRecord(
  value: ActorRecord,
  version: number,
  options?: bare.EncodeOptions,
): Uint8Array {
  switch (version) {
    case 1:
      throw bare.missingRoot(PROTOCOL, "ActorRecord", 1, "downgrade");
    case 2:
      return v2.encodeActorRecord(value, bare.withErrorLocator(options, LOCATOR_V2));
    default:
      throw bare.unsupportedVersion(PROTOCOL, version);
  }
}

/** Decodes a message that is preceded by its version (two bytes, little-endian). */
export function decodeEmbeddedActorRecord(
  bytes: Uint8Array,
  options?: bare.DecodeOptions,
): ActorRecord {
  const version = bare.embeddedVersion(PROTOCOL, "ActorRecord", bytes);
  return decodeActorRecord(bytes.subarray(2), version, options);
}

/** Encodes a message preceded by its version (two bytes, little-endian), for storage. */
export function encodeEmbeddedActorRecord(
  value: ActorRecord,
  version: number = 2,
  options?: bare.EncodeOptions,
): Uint8Array {
  return bare.embed(version, encodeActorRecord(value, version, options));
}
