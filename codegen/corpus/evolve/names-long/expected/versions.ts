// @generated from names-long/*.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
// The messages of names-long as v2 has them, from and to every version.

import * as bare from "@barewire/runtime";
import { errorLocator } from "@barewire/runtime/error-locator";
import { schema as schemaV1 } from "./v1.schema.js";
import * as v1 from "./v1.js";
import { downgradeMV2, upgradeMV1 } from "./v1-v2.js";
import { schema as schemaV2 } from "./v2.schema.js";
import * as v2 from "./v2.js";
import type { M } from "./v2.js";

export type * from "./v2.js";

bare.checkRevision("names-long", 1);

/** Every version that this build supports, oldest first. */
export const VERSIONS = [1, 2] as const;

export type Version = (typeof VERSIONS)[number];

/** The path of a type, or of a member of one: of the newest version, or of an older one. */
export type Path =
  | bare.PathOf<"AcknowledgeDeliveryRequest", keyof v2.AcknowledgeDeliveryRequest & string>
  | bare.PathOf<
    "AcknowledgeDeliveryRequestOfTheExpectedHeadTransactionAndOfEverythingThatIsInIt0",
    keyof v2
      .AcknowledgeDeliveryRequestOfTheExpectedHeadTransactionAndOfEverythingThatIsInIt0 & string
  >
  | bare.PathOf<"M", v2.M["tag"]>;

/** The versions of every part that some version lacks, or cannot be sent in full. */
const AVAILABILITY: bare.Availability = {
  "AcknowledgeDeliveryRequest": { ranges: [{ since: null, until: null }], partly: [1] },
  "AcknowledgeDeliveryRequest.id": { ranges: [{ since: null, until: null }], partly: [] },
  "AcknowledgeDeliveryRequest.expectedHeadTransaction": {
    ranges: [{ since: 2, until: null }],
    partly: [],
  },
  "AcknowledgeDeliveryRequestOfTheExpectedHeadTransactionAndOfEverythingThatIsInIt0": {
    ranges: [{ since: null, until: null }],
    partly: [1],
  },
  "AcknowledgeDeliveryRequestOfTheExpectedHeadTransactionAndOfEverythingThatIsInIt0.expectedHeadTransaction":
    {
    ranges: [{ since: 2, until: null }],
    partly: [],
  },
  "M": { ranges: [{ since: null, until: null }], partly: [1] },
};

const PROTOCOL: bare.Protocol = {
  protocol: "names-long",
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
export function decodeM(bytes: Uint8Array, version: number, options?: bare.DecodeOptions): M {
  switch (version) {
    case 1:
      return raiseMFromV1(v1.decodeM(bytes, bare.withErrorLocator(options, LOCATOR_V1)));
    case 2:
      return v2.decodeM(bytes, bare.withErrorLocator(options, LOCATOR_V2));
    default:
      throw bare.unsupportedVersion(PROTOCOL, version);
  }
}

/** Encodes for a peer of any supported version; throws when that version cannot carry `value`. */
export function encodeM(value: M, version: number, options?: bare.EncodeOptions): Uint8Array {
  switch (version) {
    case 1:
      return v1.encodeM(lowerMToV1(value, options), bare.withErrorLocator(options, LOCATOR_V1));
    case 2:
      return v2.encodeM(value, bare.withErrorLocator(options, LOCATOR_V2));
    default:
      throw bare.unsupportedVersion(PROTOCOL, version);
  }
}

/** Decodes a message that is preceded by its version (two bytes, little-endian). */
export function decodeEmbeddedM(bytes: Uint8Array, options?: bare.DecodeOptions): M {
  const version = bare.embeddedVersion(PROTOCOL, "M", bytes);
  return decodeM(bytes.subarray(2), version, options);
}

/** Encodes a message preceded by its version (two bytes, little-endian), for storage. */
export function encodeEmbeddedM(
  value: M,
  version: number = 2,
  options?: bare.EncodeOptions,
): Uint8Array {
  return bare.embed(version, encodeM(value, version, options));
}

/** The kind of the message, which is safe to log. */
export function kindOfM(message: M): `M.${M["tag"]}` {
  return `M.${message.tag}`;
}

function raiseMFromV1(value: v1.M): M {
  try {
    return upgradeMV1(value);
  } catch (error) {
    const steps = [{ convert: upgradeMV1, schema: schemaV1, type: "M" }];
    const conversion = { root: "M", version: 1, value, steps };
    throw bare.conversionError(PROTOCOL, conversion, error);
  }
}

function lowerMToV1(value: M, options: bare.EncodeOptions | undefined): v1.M {
  bare.requireEncodable(
    { protocol: PROTOCOL.protocol, version: 1 },
    "M",
    value,
    v2.writeM,
    bare.withErrorLocator(options, LOCATOR_V2),
  );
  try {
    return downgradeMV2(value);
  } catch (error) {
    const steps = [{ convert: downgradeMV2, schema: schemaV2, type: "M" }];
    const conversion = { root: "M", version: 1, value, steps };
    throw bare.conversionError(PROTOCOL, conversion, error);
  }
}
