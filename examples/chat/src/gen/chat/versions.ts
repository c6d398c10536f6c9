// @generated from chat/*.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
// The messages of chat as v3 has them, from and to every version.

import * as bare from "@barewire/runtime";
import { errorLocator } from "@barewire/runtime/error-locator";
import { schema as schemaV1 } from "./v1.schema.js";
import * as v1 from "./v1.js";
import { downgradeToServerV2, upgradeToServerV1 } from "./v1-v2.js";
import { schema as schemaV2 } from "./v2.schema.js";
import * as v2 from "./v2.js";
import { downgradeToClientV3, downgradeToServerV3 } from "./v2-v3.js";
import { schema as schemaV3 } from "./v3.schema.js";
import * as v3 from "./v3.js";
import type { ToServer, ToClient } from "./v3.js";

export type * from "./v3.js";

bare.checkRevision("chat", 1);

/** Every version that this build supports, oldest first. */
export const VERSIONS = [1, 2, 3] as const;

export type Version = (typeof VERSIONS)[number];

/** The path of a type, or of a member of one: of the newest version, or of an older one. */
export type Path =
  | bare.PathOf<"ToServer", v3.ToServer["tag"]>
  | bare.PathOf<"ToClient", v3.ToClient["tag"]>
  | bare.PathOf<"Join", keyof v3.Join & string>
  | bare.PathOf<"Say", keyof v3.Say & string>
  | bare.PathOf<"React", keyof v3.React & string>
  | "StartTyping"
  | bare.PathOf<"Welcome", keyof v3.Welcome & string>
  | bare.PathOf<"News", keyof v3.News & string>
  | bare.PathOf<"Typing", keyof v3.Typing & string>
  | bare.PathOf<"Event", v3.Event["tag"]>
  | bare.PathOf<"Joined", keyof v3.Joined & string>
  | bare.PathOf<"Said", keyof v3.Said & string>
  | bare.PathOf<"Reacted", keyof v3.Reacted & string>
  | "Join.user";

/** The versions of every part that some version lacks, or cannot be sent in full. */
const AVAILABILITY: bare.Availability = {
  "ToServer": { ranges: [{ since: null, until: null }], partly: [1, 2] },
  "ToServer.Join": { ranges: [{ since: null, until: null }], partly: [] },
  "ToServer.Say": { ranges: [{ since: null, until: null }], partly: [] },
  "ToServer.React": { ranges: [{ since: 3, until: null }], partly: [] },
  "ToServer.StartTyping": { ranges: [{ since: 3, until: null }], partly: [] },
  "ToClient": { ranges: [{ since: null, until: null }], partly: [1, 2] },
  "ToClient.Welcome": { ranges: [{ since: null, until: null }], partly: [] },
  "ToClient.Typing": { ranges: [{ since: 3, until: null }], partly: [] },
  "Join.nickname": { ranges: [{ since: 2, until: null }], partly: [] },
  "Join.place": { ranges: [{ since: 2, until: null }], partly: [] },
  "React": { ranges: [{ since: 3, until: null }], partly: [] },
  "StartTyping": { ranges: [{ since: 3, until: null }], partly: [] },
  "News": { ranges: [{ since: null, until: null }], partly: [1, 2] },
  "Typing": { ranges: [{ since: 3, until: null }], partly: [] },
  "Event": { ranges: [{ since: null, until: null }], partly: [1, 2] },
  "Event.Joined": { ranges: [{ since: null, until: null }], partly: [] },
  "Event.Said": { ranges: [{ since: null, until: null }], partly: [] },
  "Event.Reacted": { ranges: [{ since: 3, until: null }], partly: [] },
  "Reacted": { ranges: [{ since: 3, until: null }], partly: [] },
  "Join.user": { ranges: [{ since: null, until: 1 }], partly: [] },
};

const PROTOCOL: bare.Protocol = {
  protocol: "chat",
  versions: VERSIONS,
  availability: AVAILABILITY,
  schema: schemaV3,
};

const LOCATOR_V1 = /* @__PURE__ */ errorLocator(schemaV1);

const LOCATOR_V2 = /* @__PURE__ */ errorLocator(schemaV2);

const LOCATOR_V3 = /* @__PURE__ */ errorLocator(schemaV3);

const NAMES_V1: bare.PartNames = {
  "Say.text": "body",
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
export type ToServerAt<V extends Version> = {
  1: Exclude<ToServer, { readonly tag: "React" | "StartTyping" }>;
  2: Exclude<ToServer, { readonly tag: "React" | "StartTyping" }>;
  3: ToServer;
}[V];

type ToServerFor<V extends number> = V extends Version ? ToServerAt<V> : ToServer;

/** The messages that a peer of version `V` can be sent. */
export type ToClientAt<V extends Version> = {
  1: Exclude<ToClient, { readonly tag: "Typing" }>;
  2: Exclude<ToClient, { readonly tag: "Typing" }>;
  3: ToClient;
}[V];

type ToClientFor<V extends number> = V extends Version ? ToClientAt<V> : ToClient;

/** Decodes a message of any supported version as the newest one. */
export function decodeToServer(
  bytes: Uint8Array,
  version: number,
  options?: bare.DecodeOptions,
): ToServer {
  switch (version) {
    case 1:
      return raiseToServerFromV1(
        v1.decodeToServer(bytes, bare.withErrorLocator(options, LOCATOR_V1)),
      );
    case 2:
      return v2.decodeToServer(bytes, bare.withErrorLocator(options, LOCATOR_V2));
    case 3:
      return v3.decodeToServer(bytes, bare.withErrorLocator(options, LOCATOR_V3));
    default:
      throw bare.unsupportedVersion(PROTOCOL, version);
  }
}

/** Encodes for a peer of any supported version; throws when that version cannot carry `value`. */
export function encodeToServer<V extends number>(
  value: ToServerFor<V>,
  version: V,
  options?: bare.EncodeOptions,
): Uint8Array;
export function encodeToServer(
  value: ToServer,
  version: number,
  options?: bare.EncodeOptions,
): Uint8Array {
  switch (version) {
    case 1:
      return v1.encodeToServer(
        lowerToServerToV1(value, options),
        bare.withErrorLocator(options, LOCATOR_V1),
      );
    case 2:
      return v2.encodeToServer(
        lowerToServerToV2(value, options),
        bare.withErrorLocator(options, LOCATOR_V2),
      );
    case 3:
      return v3.encodeToServer(value, bare.withErrorLocator(options, LOCATOR_V3));
    default:
      throw bare.unsupportedVersion(PROTOCOL, version);
  }
}

/** Decodes a message that is preceded by its version (two bytes, little-endian). */
export function decodeEmbeddedToServer(bytes: Uint8Array, options?: bare.DecodeOptions): ToServer {
  const version = bare.embeddedVersion(PROTOCOL, "ToServer", bytes);
  return decodeToServer(bytes.subarray(2), version, options);
}

/** Encodes a message preceded by its version (two bytes, little-endian), for storage. */
export function encodeEmbeddedToServer(
  value: ToServer,
  version: number = 3,
  options?: bare.EncodeOptions,
): Uint8Array {
  return bare.embed(version, encodeToServer(value, version, options));
}

/** The kind of the message, which is safe to log. */
export function kindOfToServer(message: ToServer): `ToServer.${ToServer["tag"]}` {
  return `ToServer.${message.tag}`;
}

function raiseToServerFromV1(value: v1.ToServer): ToServer {
  try {
    return upgradeToServerV1(value);
  } catch (error) {
    const steps = [
      { convert: upgradeToServerV1, schema: schemaV1, type: "ToServer", names: NAMES_V1 },
    ];
    const conversion = { root: "ToServer", version: 1, value, steps };
    throw bare.conversionError(PROTOCOL, conversion, error);
  }
}

function lowerToServerToV1(value: ToServer, options: bare.EncodeOptions | undefined): v1.ToServer {
  bare.requireEncodable(
    { protocol: PROTOCOL.protocol, version: 1 },
    "ToServer",
    value,
    v3.writeToServer,
    bare.withErrorLocator(options, LOCATOR_V3),
  );
  const steps = [
    { convert: downgradeToServerV3, schema: schemaV3, type: "ToServer" },
    { convert: downgradeToServerV2, schema: schemaV2, type: "ToServer" },
  ];
  const conversion = { root: "ToServer", version: 1, value, steps };
  try {
    return bare.withOmissions(
      PROTOCOL,
      options?.onOmitted,
      conversion,
      () => downgradeToServerV2(downgradeToServerV3(value)),
    );
  } catch (error) {
    throw bare.conversionError(PROTOCOL, conversion, error);
  }
}

function lowerToServerToV2(value: ToServer, options: bare.EncodeOptions | undefined): v2.ToServer {
  bare.requireEncodable(
    { protocol: PROTOCOL.protocol, version: 2 },
    "ToServer",
    value,
    v3.writeToServer,
    bare.withErrorLocator(options, LOCATOR_V3),
  );
  const steps = [{ convert: downgradeToServerV3, schema: schemaV3, type: "ToServer" }];
  const conversion = { root: "ToServer", version: 2, value, steps };
  try {
    return bare.withOmissions(
      PROTOCOL,
      options?.onOmitted,
      conversion,
      () => downgradeToServerV3(value),
    );
  } catch (error) {
    throw bare.conversionError(PROTOCOL, conversion, error);
  }
}

/** Decodes a message of any supported version as the newest one. */
export function decodeToClient(
  bytes: Uint8Array,
  version: number,
  options?: bare.DecodeOptions,
): ToClient {
  switch (version) {
    case 1:
      return v1.decodeToClient(bytes, bare.withErrorLocator(options, LOCATOR_V1));
    case 2:
      return v2.decodeToClient(bytes, bare.withErrorLocator(options, LOCATOR_V2));
    case 3:
      return v3.decodeToClient(bytes, bare.withErrorLocator(options, LOCATOR_V3));
    default:
      throw bare.unsupportedVersion(PROTOCOL, version);
  }
}

/** Encodes for a peer of any supported version; throws when that version cannot carry `value`. */
export function encodeToClient<V extends number>(
  value: ToClientFor<V>,
  version: V,
  options?: bare.EncodeOptions,
): Uint8Array;
export function encodeToClient(
  value: ToClient,
  version: number,
  options?: bare.EncodeOptions,
): Uint8Array {
  switch (version) {
    case 1:
      return v1.encodeToClient(
        lowerToClientToV1(value, options),
        bare.withErrorLocator(options, LOCATOR_V1),
      );
    case 2:
      return v2.encodeToClient(
        lowerToClientToV2(value, options),
        bare.withErrorLocator(options, LOCATOR_V2),
      );
    case 3:
      return v3.encodeToClient(value, bare.withErrorLocator(options, LOCATOR_V3));
    default:
      throw bare.unsupportedVersion(PROTOCOL, version);
  }
}

/** Decodes a message that is preceded by its version (two bytes, little-endian). */
export function decodeEmbeddedToClient(bytes: Uint8Array, options?: bare.DecodeOptions): ToClient {
  const version = bare.embeddedVersion(PROTOCOL, "ToClient", bytes);
  return decodeToClient(bytes.subarray(2), version, options);
}

/** Encodes a message preceded by its version (two bytes, little-endian), for storage. */
export function encodeEmbeddedToClient(
  value: ToClient,
  version: number = 3,
  options?: bare.EncodeOptions,
): Uint8Array {
  return bare.embed(version, encodeToClient(value, version, options));
}

/** The kind of the message, which is safe to log. */
export function kindOfToClient(message: ToClient): `ToClient.${ToClient["tag"]}` {
  return `ToClient.${message.tag}`;
}

function lowerToClientToV1(value: ToClient, options: bare.EncodeOptions | undefined): v1.ToClient {
  bare.requireEncodable(
    { protocol: PROTOCOL.protocol, version: 1 },
    "ToClient",
    value,
    v3.writeToClient,
    bare.withErrorLocator(options, LOCATOR_V3),
  );
  const steps = [{ convert: downgradeToClientV3, schema: schemaV3, type: "ToClient" }];
  const conversion = { root: "ToClient", version: 1, value, steps };
  try {
    return bare.withOmissions(
      PROTOCOL,
      options?.onOmitted,
      conversion,
      () => downgradeToClientV3(value),
    );
  } catch (error) {
    throw bare.conversionError(PROTOCOL, conversion, error);
  }
}

function lowerToClientToV2(value: ToClient, options: bare.EncodeOptions | undefined): v2.ToClient {
  bare.requireEncodable(
    { protocol: PROTOCOL.protocol, version: 2 },
    "ToClient",
    value,
    v3.writeToClient,
    bare.withErrorLocator(options, LOCATOR_V3),
  );
  const steps = [{ convert: downgradeToClientV3, schema: schemaV3, type: "ToClient" }];
  const conversion = { root: "ToClient", version: 2, value, steps };
  try {
    return bare.withOmissions(
      PROTOCOL,
      options?.onOmitted,
      conversion,
      () => downgradeToClientV3(value),
    );
  } catch (error) {
    throw bare.conversionError(PROTOCOL, conversion, error);
  }
}
