// @generated from names-joined/*.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
// The messages of names-joined as v2 has them, from and to every version.

import * as bare from "@barewire/runtime";
import { errorLocator } from "@barewire/runtime/error-locator";
import { schema as schemaV1 } from "./v1.schema.js";
import * as v1 from "./v1.js";
import { downgradeMsgV2 } from "./v1-v2.js";
import { schema as schemaV2 } from "./v2.schema.js";
import * as v2 from "./v2.js";
import type { Foo, EmbeddedFoo, EmbeddedEmbeddedFoo, Msg, Tree, TreeUnguarded } from "./v2.js";

export type * from "./v2.js";

bare.checkRevision("names-joined", 1);

/** Every version that this build supports, oldest first. */
export const VERSIONS = [1, 2] as const;

export type Version = (typeof VERSIONS)[number];

/** The path of a type, or of a member of one: of the newest version, or of an older one. */
export type Path =
  | bare.PathOf<"Foo", keyof v2.Foo & string>
  | bare.PathOf<"EmbeddedFoo", keyof v2.EmbeddedFoo & string>
  | bare.PathOf<"EmbeddedEmbeddedFoo", keyof v2.EmbeddedEmbeddedFoo & string>
  | bare.PathOf<"Msg", v2.Msg["tag"]>
  | "MsgNew"
  | bare.PathOf<"MsgAt", keyof v2.MsgAt & string>
  | bare.PathOf<"MsgFor", keyof v2.MsgFor & string>
  | bare.PathOf<"Tree", keyof v2.Tree & string>
  | bare.PathOf<"TreeUnguarded", keyof v2.TreeUnguarded & string>;

/** The versions of every part that some version lacks, or cannot be sent in full. */
const AVAILABILITY: bare.Availability = {
  "Msg": { ranges: [{ since: null, until: null }], partly: [1] },
  "Msg.MsgAt": { ranges: [{ since: null, until: null }], partly: [] },
  "Msg.MsgFor": { ranges: [{ since: null, until: null }], partly: [] },
  "Msg.MsgNew": { ranges: [{ since: 2, until: null }], partly: [] },
  "MsgNew": { ranges: [{ since: 2, until: null }], partly: [] },
};

const PROTOCOL: bare.Protocol = {
  protocol: "names-joined",
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

/** The messages that a peer of version `V` can be sent. */
export type Msg_At<V extends Version> = {
  1: Exclude<Msg, { readonly tag: "MsgNew" }>;
  2: Msg;
}[V];

type Msg_For<V extends number> = V extends Version ? Msg_At<V> : Msg;

/** Decodes a message of any supported version as the newest one. */
export function decodeFoo(bytes: Uint8Array, version: number, options?: bare.DecodeOptions): Foo {
  switch (version) {
    case 1:
      return v1.decodeFoo(bytes, bare.withErrorLocator(options, LOCATOR_V1));
    case 2:
      return v2.decodeFoo(bytes, bare.withErrorLocator(options, LOCATOR_V2));
    default:
      throw bare.unsupportedVersion(PROTOCOL, version);
  }
}

/** Encodes for a peer of any supported version; throws when that version cannot carry `value`. */
export function encodeFoo(value: Foo, version: number, options?: bare.EncodeOptions): Uint8Array {
  switch (version) {
    case 1:
      return v1.encodeFoo(value, bare.withErrorLocator(options, LOCATOR_V1));
    case 2:
      return v2.encodeFoo(value, bare.withErrorLocator(options, LOCATOR_V2));
    default:
      throw bare.unsupportedVersion(PROTOCOL, version);
  }
}

/** Decodes a message that is preceded by its version (two bytes, little-endian). */
export function decodeEmbedded_Foo(bytes: Uint8Array, options?: bare.DecodeOptions): Foo {
  const version = bare.embeddedVersion(PROTOCOL, "Foo", bytes);
  return decodeFoo(bytes.subarray(2), version, options);
}

/** Encodes a message preceded by its version (two bytes, little-endian), for storage. */
export function encodeEmbedded_Foo(
  value: Foo,
  version: number = 2,
  options?: bare.EncodeOptions,
): Uint8Array {
  return bare.embed(version, encodeFoo(value, version, options));
}

/** Decodes a message of any supported version as the newest one. */
export function decodeEmbeddedFoo(
  bytes: Uint8Array,
  version: number,
  options?: bare.DecodeOptions,
): EmbeddedFoo {
  switch (version) {
    case 1:
      return v1.decodeEmbeddedFoo(bytes, bare.withErrorLocator(options, LOCATOR_V1));
    case 2:
      return v2.decodeEmbeddedFoo(bytes, bare.withErrorLocator(options, LOCATOR_V2));
    default:
      throw bare.unsupportedVersion(PROTOCOL, version);
  }
}

/** Encodes for a peer of any supported version; throws when that version cannot carry `value`. */
export function encodeEmbeddedFoo(
  value: EmbeddedFoo,
  version: number,
  options?: bare.EncodeOptions,
): Uint8Array {
  switch (version) {
    case 1:
      return v1.encodeEmbeddedFoo(value, bare.withErrorLocator(options, LOCATOR_V1));
    case 2:
      return v2.encodeEmbeddedFoo(value, bare.withErrorLocator(options, LOCATOR_V2));
    default:
      throw bare.unsupportedVersion(PROTOCOL, version);
  }
}

/** Decodes a message that is preceded by its version (two bytes, little-endian). */
export function decodeEmbedded_EmbeddedFoo(
  bytes: Uint8Array,
  options?: bare.DecodeOptions,
): EmbeddedFoo {
  const version = bare.embeddedVersion(PROTOCOL, "EmbeddedFoo", bytes);
  return decodeEmbeddedFoo(bytes.subarray(2), version, options);
}

/** Encodes a message preceded by its version (two bytes, little-endian), for storage. */
export function encodeEmbedded_EmbeddedFoo(
  value: EmbeddedFoo,
  version: number = 2,
  options?: bare.EncodeOptions,
): Uint8Array {
  return bare.embed(version, encodeEmbeddedFoo(value, version, options));
}

/** Decodes a message of any supported version as the newest one. */
export function decodeEmbeddedEmbeddedFoo(
  bytes: Uint8Array,
  version: number,
  options?: bare.DecodeOptions,
): EmbeddedEmbeddedFoo {
  switch (version) {
    case 1:
      return v1.decodeEmbeddedEmbeddedFoo(bytes, bare.withErrorLocator(options, LOCATOR_V1));
    case 2:
      return v2.decodeEmbeddedEmbeddedFoo(bytes, bare.withErrorLocator(options, LOCATOR_V2));
    default:
      throw bare.unsupportedVersion(PROTOCOL, version);
  }
}

/** Encodes for a peer of any supported version; throws when that version cannot carry `value`. */
export function encodeEmbeddedEmbeddedFoo(
  value: EmbeddedEmbeddedFoo,
  version: number,
  options?: bare.EncodeOptions,
): Uint8Array {
  switch (version) {
    case 1:
      return v1.encodeEmbeddedEmbeddedFoo(value, bare.withErrorLocator(options, LOCATOR_V1));
    case 2:
      return v2.encodeEmbeddedEmbeddedFoo(value, bare.withErrorLocator(options, LOCATOR_V2));
    default:
      throw bare.unsupportedVersion(PROTOCOL, version);
  }
}

/** Decodes a message that is preceded by its version (two bytes, little-endian). */
export function decodeEmbeddedEmbeddedEmbeddedFoo(
  bytes: Uint8Array,
  options?: bare.DecodeOptions,
): EmbeddedEmbeddedFoo {
  const version = bare.embeddedVersion(PROTOCOL, "EmbeddedEmbeddedFoo", bytes);
  return decodeEmbeddedEmbeddedFoo(bytes.subarray(2), version, options);
}

/** Encodes a message preceded by its version (two bytes, little-endian), for storage. */
export function encodeEmbeddedEmbeddedEmbeddedFoo(
  value: EmbeddedEmbeddedFoo,
  version: number = 2,
  options?: bare.EncodeOptions,
): Uint8Array {
  return bare.embed(version, encodeEmbeddedEmbeddedFoo(value, version, options));
}

/** Decodes a message of any supported version as the newest one. */
export function decodeMsg(bytes: Uint8Array, version: number, options?: bare.DecodeOptions): Msg {
  switch (version) {
    case 1:
      return v1.decodeMsg(bytes, bare.withErrorLocator(options, LOCATOR_V1));
    case 2:
      return v2.decodeMsg(bytes, bare.withErrorLocator(options, LOCATOR_V2));
    default:
      throw bare.unsupportedVersion(PROTOCOL, version);
  }
}

/** Encodes for a peer of any supported version; throws when that version cannot carry `value`. */
export function encodeMsg<V extends number>(
  value: Msg_For<V>,
  version: V,
  options?: bare.EncodeOptions,
): Uint8Array;
export function encodeMsg(value: Msg, version: number, options?: bare.EncodeOptions): Uint8Array {
  switch (version) {
    case 1:
      return v1.encodeMsg(lowerMsgToV1(value, options), bare.withErrorLocator(options, LOCATOR_V1));
    case 2:
      return v2.encodeMsg(value, bare.withErrorLocator(options, LOCATOR_V2));
    default:
      throw bare.unsupportedVersion(PROTOCOL, version);
  }
}

/** Decodes a message that is preceded by its version (two bytes, little-endian). */
export function decodeEmbeddedMsg(bytes: Uint8Array, options?: bare.DecodeOptions): Msg {
  const version = bare.embeddedVersion(PROTOCOL, "Msg", bytes);
  return decodeMsg(bytes.subarray(2), version, options);
}

/** Encodes a message preceded by its version (two bytes, little-endian), for storage. */
export function encodeEmbeddedMsg(
  value: Msg,
  version: number = 2,
  options?: bare.EncodeOptions,
): Uint8Array {
  return bare.embed(version, encodeMsg(value, version, options));
}

/** The kind of the message, which is safe to log. */
export function kindOfMsg(message: Msg): `Msg.${Msg["tag"]}` {
  return `Msg.${message.tag}`;
}

function lowerMsgToV1(value: Msg, options: bare.EncodeOptions | undefined): v1.Msg {
  bare.requireEncodable(
    { protocol: PROTOCOL.protocol, version: 1 },
    "Msg",
    value,
    v2.writeMsg,
    bare.withErrorLocator(options, LOCATOR_V2),
  );
  try {
    return downgradeMsgV2(value);
  } catch (error) {
    const steps = [{ convert: downgradeMsgV2, schema: schemaV2, type: "Msg" }];
    const conversion = { root: "Msg", version: 1, value, steps };
    throw bare.conversionError(PROTOCOL, conversion, error);
  }
}

/** Decodes a message of any supported version as the newest one. */
export function decodeTree(bytes: Uint8Array, version: number, options?: bare.DecodeOptions): Tree {
  switch (version) {
    case 1:
      return v1.decodeTree(bytes, bare.withErrorLocator(options, LOCATOR_V1));
    case 2:
      return v2.decodeTree(bytes, bare.withErrorLocator(options, LOCATOR_V2));
    default:
      throw bare.unsupportedVersion(PROTOCOL, version);
  }
}

/** Encodes for a peer of any supported version; throws when that version cannot carry `value`. */
export function encodeTree(value: Tree, version: number, options?: bare.EncodeOptions): Uint8Array {
  switch (version) {
    case 1:
      return v1.encodeTree(value, bare.withErrorLocator(options, LOCATOR_V1));
    case 2:
      return v2.encodeTree(value, bare.withErrorLocator(options, LOCATOR_V2));
    default:
      throw bare.unsupportedVersion(PROTOCOL, version);
  }
}

/** Decodes a message that is preceded by its version (two bytes, little-endian). */
export function decodeEmbeddedTree(bytes: Uint8Array, options?: bare.DecodeOptions): Tree {
  const version = bare.embeddedVersion(PROTOCOL, "Tree", bytes);
  return decodeTree(bytes.subarray(2), version, options);
}

/** Encodes a message preceded by its version (two bytes, little-endian), for storage. */
export function encodeEmbeddedTree(
  value: Tree,
  version: number = 2,
  options?: bare.EncodeOptions,
): Uint8Array {
  return bare.embed(version, encodeTree(value, version, options));
}

/** Decodes a message of any supported version as the newest one. */
export function decodeTreeUnguarded(
  bytes: Uint8Array,
  version: number,
  options?: bare.DecodeOptions,
): TreeUnguarded {
  switch (version) {
    case 1:
      return v1.decodeTreeUnguarded(bytes, bare.withErrorLocator(options, LOCATOR_V1));
    case 2:
      return v2.decodeTreeUnguarded(bytes, bare.withErrorLocator(options, LOCATOR_V2));
    default:
      throw bare.unsupportedVersion(PROTOCOL, version);
  }
}

/** Encodes for a peer of any supported version; throws when that version cannot carry `value`. */
export function encodeTreeUnguarded(
  value: TreeUnguarded,
  version: number,
  options?: bare.EncodeOptions,
): Uint8Array {
  switch (version) {
    case 1:
      return v1.encodeTreeUnguarded(value, bare.withErrorLocator(options, LOCATOR_V1));
    case 2:
      return v2.encodeTreeUnguarded(value, bare.withErrorLocator(options, LOCATOR_V2));
    default:
      throw bare.unsupportedVersion(PROTOCOL, version);
  }
}

/** Decodes a message that is preceded by its version (two bytes, little-endian). */
export function decodeEmbeddedTreeUnguarded(
  bytes: Uint8Array,
  options?: bare.DecodeOptions,
): TreeUnguarded {
  const version = bare.embeddedVersion(PROTOCOL, "TreeUnguarded", bytes);
  return decodeTreeUnguarded(bytes.subarray(2), version, options);
}

/** Encodes a message preceded by its version (two bytes, little-endian), for storage. */
export function encodeEmbeddedTreeUnguarded(
  value: TreeUnguarded,
  version: number = 2,
  options?: bare.EncodeOptions,
): Uint8Array {
  return bare.embed(version, encodeTreeUnguarded(value, version, options));
}
