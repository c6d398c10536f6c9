// @generated from four-versions/*.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
// The messages of four-versions as v4 has them, from and to every version.

import * as bare from "@barewire/runtime";
import { errorLocator } from "@barewire/runtime/error-locator";
import { schema as schemaV1 } from "./v1.schema.js";
import * as v1 from "./v1.js";
import { downgradeRootV2, upgradeRootV1 } from "./v1-v2.js";
import { schema as schemaV2 } from "./v2.schema.js";
import * as v2 from "./v2.js";
import { downgradeRootV3, upgradeRootV2 } from "./v2-v3.js";
import { schema as schemaV3 } from "./v3.schema.js";
import * as v3 from "./v3.js";
import { downgradeRootV4, upgradeRootV3 } from "./v3-v4.js";
import { schema as schemaV4 } from "./v4.schema.js";
import * as v4 from "./v4.js";
import type { Root } from "./v4.js";

export type * from "./v4.js";

bare.checkRevision("four-versions", 1);

/** Every version that this build supports, oldest first. */
export const VERSIONS = [1, 2, 3, 4] as const;

export type Version = (typeof VERSIONS)[number];

/** The path of a type, or of a member of one: of the newest version, or of an older one. */
export type Path =
  | bare.PathOf<"Ping", keyof v4.Ping & string>
  | bare.PathOf<"Memo", keyof v4.Memo & string>
  | bare.PathOf<"Root", v4.Root["tag"]>
  | "Old"
  | "Root.Old";

/** The versions of every part that some version lacks, or cannot be sent in full. */
const AVAILABILITY: bare.Availability = {
  "Ping": { ranges: [{ since: null, until: null }], partly: [1, 2] },
  "Ping.at": { ranges: [{ since: null, until: null }], partly: [1] },
  "Ping.tries": { ranges: [{ since: 3, until: null }], partly: [] },
  "Memo": { ranges: [{ since: 2, until: null }], partly: [2, 3] },
  "Memo.text": { ranges: [{ since: 2, until: null }], partly: [] },
  "Memo.lines": { ranges: [{ since: 4, until: null }], partly: [] },
  "Root": { ranges: [{ since: null, until: null }], partly: [1, 2, 3] },
  "Root.Ping": { ranges: [{ since: null, until: null }], partly: [1, 2] },
  "Root.Memo": { ranges: [{ since: 2, until: null }], partly: [2, 3] },
  "Old": { ranges: [{ since: null, until: 2 }], partly: [] },
  "Root.Old": { ranges: [{ since: null, until: 2 }], partly: [] },
};

const PROTOCOL: bare.Protocol = {
  protocol: "four-versions",
  versions: VERSIONS,
  availability: AVAILABILITY,
  schema: schemaV4,
};

const LOCATOR_V1 = /* @__PURE__ */ errorLocator(schemaV1);

const LOCATOR_V2 = /* @__PURE__ */ errorLocator(schemaV2);

const LOCATOR_V3 = /* @__PURE__ */ errorLocator(schemaV3);

const LOCATOR_V4 = /* @__PURE__ */ errorLocator(schemaV4);

const NAMES_V1: bare.PartNames = {
  "Root.Note": "Memo",
};

const NAMES_V2: bare.PartNames = {
  "Note": "Memo",
  "Root.Note": "Memo",
};

const NAMES_V3: bare.PartNames = {
  "Note": "Memo",
  "Root.Note": "Memo",
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

/** The messages that a peer of version `V` can be sent. */
export type RootAt<V extends Version> = {
  1: Exclude<Root, { readonly tag: "Memo" }>;
  2: Root;
  3: Root;
  4: Root;
}[V];

type RootFor<V extends number> = V extends Version ? RootAt<V> : Root;

/** Decodes a message of any supported version as the newest one. */
export function decodeRoot(bytes: Uint8Array, version: number, options?: bare.DecodeOptions): Root {
  switch (version) {
    case 1:
      return raiseRootFromV1(v1.decodeRoot(bytes, bare.withErrorLocator(options, LOCATOR_V1)));
    case 2:
      return raiseRootFromV2(v2.decodeRoot(bytes, bare.withErrorLocator(options, LOCATOR_V2)));
    case 3:
      return raiseRootFromV3(v3.decodeRoot(bytes, bare.withErrorLocator(options, LOCATOR_V3)));
    case 4:
      return v4.decodeRoot(bytes, bare.withErrorLocator(options, LOCATOR_V4));
    default:
      throw bare.unsupportedVersion(PROTOCOL, version);
  }
}

/** Encodes for a peer of any supported version; throws when that version cannot carry `value`. */
export function encodeRoot<V extends number>(
  value: RootFor<V>,
  version: V,
  options?: bare.EncodeOptions,
): Uint8Array;
export function encodeRoot(value: Root, version: number, options?: bare.EncodeOptions): Uint8Array {
  switch (version) {
    case 1:
      return v1.encodeRoot(
        lowerRootToV1(value, options),
        bare.withErrorLocator(options, LOCATOR_V1),
      );
    case 2:
      return v2.encodeRoot(
        lowerRootToV2(value, options),
        bare.withErrorLocator(options, LOCATOR_V2),
      );
    case 3:
      return v3.encodeRoot(
        lowerRootToV3(value, options),
        bare.withErrorLocator(options, LOCATOR_V3),
      );
    case 4:
      return v4.encodeRoot(value, bare.withErrorLocator(options, LOCATOR_V4));
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
  version: number = 4,
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
    return upgradeRootV3(upgradeRootV2(upgradeRootV1(value)));
  } catch (error) {
    const steps = [
      { convert: upgradeRootV1, schema: schemaV1, type: "Root", names: NAMES_V1 },
      { convert: upgradeRootV2, schema: schemaV2, type: "Root", names: NAMES_V2 },
      { convert: upgradeRootV3, schema: schemaV3, type: "Root", names: NAMES_V3 },
    ];
    const conversion = { root: "Root", version: 1, value, steps };
    throw bare.conversionError(PROTOCOL, conversion, error);
  }
}

function lowerRootToV1(value: Root, options: bare.EncodeOptions | undefined): v1.Root {
  bare.requireEncodable(
    { protocol: PROTOCOL.protocol, version: 1 },
    "Root",
    value,
    v4.writeRoot,
    bare.withErrorLocator(options, LOCATOR_V4),
  );
  try {
    return downgradeRootV2(downgradeRootV3(downgradeRootV4(value)));
  } catch (error) {
    const steps = [
      { convert: downgradeRootV4, schema: schemaV4, type: "Root" },
      { convert: downgradeRootV3, schema: schemaV3, type: "Root", names: NAMES_V3 },
      { convert: downgradeRootV2, schema: schemaV2, type: "Root", names: NAMES_V2 },
    ];
    const conversion = { root: "Root", version: 1, value, steps };
    throw bare.conversionError(PROTOCOL, conversion, error);
  }
}

function raiseRootFromV2(value: v2.Root): Root {
  try {
    return upgradeRootV3(upgradeRootV2(value));
  } catch (error) {
    const steps = [
      { convert: upgradeRootV2, schema: schemaV2, type: "Root", names: NAMES_V2 },
      { convert: upgradeRootV3, schema: schemaV3, type: "Root", names: NAMES_V3 },
    ];
    const conversion = { root: "Root", version: 2, value, steps };
    throw bare.conversionError(PROTOCOL, conversion, error);
  }
}

function lowerRootToV2(value: Root, options: bare.EncodeOptions | undefined): v2.Root {
  bare.requireEncodable(
    { protocol: PROTOCOL.protocol, version: 2 },
    "Root",
    value,
    v4.writeRoot,
    bare.withErrorLocator(options, LOCATOR_V4),
  );
  try {
    return downgradeRootV3(downgradeRootV4(value));
  } catch (error) {
    const steps = [
      { convert: downgradeRootV4, schema: schemaV4, type: "Root" },
      { convert: downgradeRootV3, schema: schemaV3, type: "Root", names: NAMES_V3 },
    ];
    const conversion = { root: "Root", version: 2, value, steps };
    throw bare.conversionError(PROTOCOL, conversion, error);
  }
}

function raiseRootFromV3(value: v3.Root): Root {
  try {
    return upgradeRootV3(value);
  } catch (error) {
    const steps = [{ convert: upgradeRootV3, schema: schemaV3, type: "Root", names: NAMES_V3 }];
    const conversion = { root: "Root", version: 3, value, steps };
    throw bare.conversionError(PROTOCOL, conversion, error);
  }
}

function lowerRootToV3(value: Root, options: bare.EncodeOptions | undefined): v3.Root {
  bare.requireEncodable(
    { protocol: PROTOCOL.protocol, version: 3 },
    "Root",
    value,
    v4.writeRoot,
    bare.withErrorLocator(options, LOCATOR_V4),
  );
  try {
    return downgradeRootV4(value);
  } catch (error) {
    const steps = [{ convert: downgradeRootV4, schema: schemaV4, type: "Root" }];
    const conversion = { root: "Root", version: 3, value, steps };
    throw bare.conversionError(PROTOCOL, conversion, error);
  }
}
