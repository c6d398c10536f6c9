// @generated from six-versions/*.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
// The messages of six-versions as v6 has them, from and to every version.

import * as bare from "@barewire/runtime";
import { errorLocator } from "@barewire/runtime/error-locator";
import { schema as schemaV1 } from "./v1.schema.js";
import * as v1 from "./v1.js";
import { downgradeToServerV2, upgradeToServerV1 } from "./v1-v2.js";
import { schema as schemaV2 } from "./v2.schema.js";
import * as v2 from "./v2.js";
import {
  downgradeToClientV3,
  downgradeToServerV3,
  upgradeToClientV2,
  upgradeToServerV2,
} from "./v2-v3.js";
import { schema as schemaV3 } from "./v3.schema.js";
import * as v3 from "./v3.js";
import { downgradeToClientV4, downgradeToServerV4, upgradeToServerV3 } from "./v3-v4.js";
import { schema as schemaV4 } from "./v4.schema.js";
import * as v4 from "./v4.js";
import {
  downgradeToClientV5,
  downgradeToServerV5,
  upgradeToClientV4,
  upgradeToServerV4,
} from "./v4-v5.js";
import { schema as schemaV5 } from "./v5.schema.js";
import * as v5 from "./v5.js";
import { downgradeToServerV6 } from "./v5-v6.js";
import { schema as schemaV6 } from "./v6.schema.js";
import * as v6 from "./v6.js";
import type { ToServer, ToClient, Ended } from "./v6.js";

export type * from "./v6.js";

bare.checkRevision("six-versions", 1);

/** Every version that this build supports, oldest first. */
export const VERSIONS = [1, 2, 3, 4, 5, 6] as const;

export type Version = (typeof VERSIONS)[number];

/** The path of a type, or of a member of one: of the newest version, or of an older one. */
export type Path =
  | "UserId"
  | bare.PathOf<"Status", v6.Status>
  | bare.PathOf<"Join", keyof v6.Join & string>
  | bare.PathOf<"Leave", keyof v6.Leave & string>
  | bare.PathOf<"Say", keyof v6.Say & string>
  | bare.PathOf<"Typing", keyof v6.Typing & string>
  | bare.PathOf<"Kick", keyof v6.Kick & string>
  | bare.PathOf<"ToServer", v6.ToServer["tag"]>
  | bare.PathOf<"Message", keyof v6.Message & string>
  | bare.PathOf<"Failed", keyof v6.Failed & string>
  | bare.PathOf<"Members", keyof v6.Members & string>
  | bare.PathOf<"ToClient", v6.ToClient["tag"]>
  | "Ended"
  | "Status.AWAY"
  | "Poke"
  | "Poke.user"
  | "ToServer.Poke";

/** The versions of every part that some version lacks, or cannot be sent in full. */
const AVAILABILITY: bare.Availability = {
  "UserId": { ranges: [{ since: null, until: null }], partly: [1, 2] },
  "Status": { ranges: [{ since: null, until: null }], partly: [1] },
  "Status.ONLINE": { ranges: [{ since: null, until: null }], partly: [] },
  "Status.BUSY": { ranges: [{ since: 2, until: null }], partly: [] },
  "Join": { ranges: [{ since: null, until: null }], partly: [1, 2] },
  "Join.status": { ranges: [{ since: null, until: null }], partly: [1] },
  "Join.name": { ranges: [{ since: null, until: null }], partly: [] },
  "Leave.why": { ranges: [{ since: 4, until: null }], partly: [] },
  "Say": { ranges: [{ since: null, until: null }], partly: [1, 2, 3, 4] },
  "Say.body": { ranges: [{ since: null, until: null }], partly: [] },
  "Say.replyTo": { ranges: [{ since: 2, until: null }], partly: [] },
  "Say.urgent": { ranges: [{ since: 5, until: null }], partly: [] },
  "Typing": { ranges: [{ since: 6, until: null }], partly: [] },
  "Kick": { ranges: [{ since: 6, until: null }], partly: [] },
  "ToServer": { ranges: [{ since: null, until: null }], partly: [1, 2, 3, 4, 5] },
  "ToServer.Join": { ranges: [{ since: null, until: null }], partly: [1, 2] },
  "ToServer.Leave": { ranges: [{ since: null, until: null }], partly: [] },
  "ToServer.Say": { ranges: [{ since: null, until: null }], partly: [1, 2, 3, 4] },
  "ToServer.Kick": { ranges: [{ since: 6, until: null }], partly: [] },
  "ToServer.Typing": { ranges: [{ since: 6, until: null }], partly: [] },
  "Message": { ranges: [{ since: null, until: null }], partly: [1, 2] },
  "Message.text": { ranges: [{ since: null, until: null }], partly: [] },
  "Members": { ranges: [{ since: 4, until: null }], partly: [] },
  "ToClient": { ranges: [{ since: null, until: null }], partly: [1, 2] },
  "ToClient.Failed": { ranges: [{ since: null, until: null }], partly: [] },
  "ToClient.Members": { ranges: [{ since: 4, until: null }], partly: [] },
  "Ended": { ranges: [{ since: 6, until: null }], partly: [] },
  "Status.AWAY": { ranges: [{ since: null, until: 3 }], partly: [] },
  "Poke": { ranges: [{ since: null, until: 3 }], partly: [1, 2] },
  "Poke.user": { ranges: [{ since: null, until: 3 }], partly: [1, 2] },
  "ToServer.Poke": { ranges: [{ since: null, until: 3 }], partly: [1, 2] },
};

const PROTOCOL: bare.Protocol = {
  protocol: "six-versions",
  versions: VERSIONS,
  availability: AVAILABILITY,
  schema: schemaV6,
};

const LOCATOR_V1 = /* @__PURE__ */ errorLocator(schemaV1);

const LOCATOR_V2 = /* @__PURE__ */ errorLocator(schemaV2);

const LOCATOR_V3 = /* @__PURE__ */ errorLocator(schemaV3);

const LOCATOR_V4 = /* @__PURE__ */ errorLocator(schemaV4);

const LOCATOR_V5 = /* @__PURE__ */ errorLocator(schemaV5);

const LOCATOR_V6 = /* @__PURE__ */ errorLocator(schemaV6);

const NAMES_V1: bare.PartNames = {
  "Say.text": "body",
  "Said": "Message",
  "ToClient.Said": "Message",
};

const NAMES_V2: bare.PartNames = {
  "Said": "Message",
  "ToClient.Said": "Message",
  "Say.text": "body",
};

const NAMES_V3: bare.PartNames = {
  "Say.text": "body",
};

const NAMES_V4: bare.PartNames = {
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
  1: Exclude<ToServer, { readonly tag: "Kick" | "Typing" }>;
  2: Exclude<ToServer, { readonly tag: "Kick" | "Typing" }>;
  3: Exclude<ToServer, { readonly tag: "Kick" | "Typing" }>;
  4: Exclude<ToServer, { readonly tag: "Kick" | "Typing" }>;
  5: Exclude<ToServer, { readonly tag: "Kick" | "Typing" }>;
  6: ToServer;
}[V];

type ToServerFor<V extends number> = V extends Version ? ToServerAt<V> : ToServer;

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
      return raiseToServerFromV2(
        v2.decodeToServer(bytes, bare.withErrorLocator(options, LOCATOR_V2)),
      );
    case 3:
      return raiseToServerFromV3(
        v3.decodeToServer(bytes, bare.withErrorLocator(options, LOCATOR_V3)),
      );
    case 4:
      return raiseToServerFromV4(
        v4.decodeToServer(bytes, bare.withErrorLocator(options, LOCATOR_V4)),
      );
    case 5:
      return v5.decodeToServer(bytes, bare.withErrorLocator(options, LOCATOR_V5));
    case 6:
      return v6.decodeToServer(bytes, bare.withErrorLocator(options, LOCATOR_V6));
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
      return v3.encodeToServer(
        lowerToServerToV3(value, options),
        bare.withErrorLocator(options, LOCATOR_V3),
      );
    case 4:
      return v4.encodeToServer(
        lowerToServerToV4(value, options),
        bare.withErrorLocator(options, LOCATOR_V4),
      );
    case 5:
      return v5.encodeToServer(
        lowerToServerToV5(value, options),
        bare.withErrorLocator(options, LOCATOR_V5),
      );
    case 6:
      return v6.encodeToServer(value, bare.withErrorLocator(options, LOCATOR_V6));
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
  version: number = 6,
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
    return upgradeToServerV4(upgradeToServerV3(upgradeToServerV2(upgradeToServerV1(value))));
  } catch (error) {
    const steps = [
      { convert: upgradeToServerV1, schema: schemaV1, type: "ToServer", names: NAMES_V1 },
      { convert: upgradeToServerV2, schema: schemaV2, type: "ToServer", names: NAMES_V2 },
      { convert: upgradeToServerV3, schema: schemaV3, type: "ToServer", names: NAMES_V3 },
      { convert: upgradeToServerV4, schema: schemaV4, type: "ToServer", names: NAMES_V4 },
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
    v6.writeToServer,
    bare.withErrorLocator(options, LOCATOR_V6),
  );
  try {
    return downgradeToServerV2(
      downgradeToServerV3(downgradeToServerV4(downgradeToServerV5(downgradeToServerV6(value)))),
    );
  } catch (error) {
    const steps = [
      { convert: downgradeToServerV6, schema: schemaV6, type: "ToServer" },
      { convert: downgradeToServerV5, schema: schemaV5, type: "ToServer" },
      { convert: downgradeToServerV4, schema: schemaV4, type: "ToServer", names: NAMES_V4 },
      { convert: downgradeToServerV3, schema: schemaV3, type: "ToServer", names: NAMES_V3 },
      { convert: downgradeToServerV2, schema: schemaV2, type: "ToServer", names: NAMES_V2 },
    ];
    const conversion = { root: "ToServer", version: 1, value, steps };
    throw bare.conversionError(PROTOCOL, conversion, error);
  }
}

function raiseToServerFromV2(value: v2.ToServer): ToServer {
  try {
    return upgradeToServerV4(upgradeToServerV3(upgradeToServerV2(value)));
  } catch (error) {
    const steps = [
      { convert: upgradeToServerV2, schema: schemaV2, type: "ToServer", names: NAMES_V2 },
      { convert: upgradeToServerV3, schema: schemaV3, type: "ToServer", names: NAMES_V3 },
      { convert: upgradeToServerV4, schema: schemaV4, type: "ToServer", names: NAMES_V4 },
    ];
    const conversion = { root: "ToServer", version: 2, value, steps };
    throw bare.conversionError(PROTOCOL, conversion, error);
  }
}

function lowerToServerToV2(value: ToServer, options: bare.EncodeOptions | undefined): v2.ToServer {
  bare.requireEncodable(
    { protocol: PROTOCOL.protocol, version: 2 },
    "ToServer",
    value,
    v6.writeToServer,
    bare.withErrorLocator(options, LOCATOR_V6),
  );
  try {
    return downgradeToServerV3(
      downgradeToServerV4(downgradeToServerV5(downgradeToServerV6(value))),
    );
  } catch (error) {
    const steps = [
      { convert: downgradeToServerV6, schema: schemaV6, type: "ToServer" },
      { convert: downgradeToServerV5, schema: schemaV5, type: "ToServer" },
      { convert: downgradeToServerV4, schema: schemaV4, type: "ToServer", names: NAMES_V4 },
      { convert: downgradeToServerV3, schema: schemaV3, type: "ToServer", names: NAMES_V3 },
    ];
    const conversion = { root: "ToServer", version: 2, value, steps };
    throw bare.conversionError(PROTOCOL, conversion, error);
  }
}

function raiseToServerFromV3(value: v3.ToServer): ToServer {
  try {
    return upgradeToServerV4(upgradeToServerV3(value));
  } catch (error) {
    const steps = [
      { convert: upgradeToServerV3, schema: schemaV3, type: "ToServer", names: NAMES_V3 },
      { convert: upgradeToServerV4, schema: schemaV4, type: "ToServer", names: NAMES_V4 },
    ];
    const conversion = { root: "ToServer", version: 3, value, steps };
    throw bare.conversionError(PROTOCOL, conversion, error);
  }
}

function lowerToServerToV3(value: ToServer, options: bare.EncodeOptions | undefined): v3.ToServer {
  bare.requireEncodable(
    { protocol: PROTOCOL.protocol, version: 3 },
    "ToServer",
    value,
    v6.writeToServer,
    bare.withErrorLocator(options, LOCATOR_V6),
  );
  try {
    return downgradeToServerV4(downgradeToServerV5(downgradeToServerV6(value)));
  } catch (error) {
    const steps = [
      { convert: downgradeToServerV6, schema: schemaV6, type: "ToServer" },
      { convert: downgradeToServerV5, schema: schemaV5, type: "ToServer" },
      { convert: downgradeToServerV4, schema: schemaV4, type: "ToServer", names: NAMES_V4 },
    ];
    const conversion = { root: "ToServer", version: 3, value, steps };
    throw bare.conversionError(PROTOCOL, conversion, error);
  }
}

function raiseToServerFromV4(value: v4.ToServer): ToServer {
  try {
    return upgradeToServerV4(value);
  } catch (error) {
    const steps = [
      { convert: upgradeToServerV4, schema: schemaV4, type: "ToServer", names: NAMES_V4 },
    ];
    const conversion = { root: "ToServer", version: 4, value, steps };
    throw bare.conversionError(PROTOCOL, conversion, error);
  }
}

function lowerToServerToV4(value: ToServer, options: bare.EncodeOptions | undefined): v4.ToServer {
  bare.requireEncodable(
    { protocol: PROTOCOL.protocol, version: 4 },
    "ToServer",
    value,
    v6.writeToServer,
    bare.withErrorLocator(options, LOCATOR_V6),
  );
  try {
    return downgradeToServerV5(downgradeToServerV6(value));
  } catch (error) {
    const steps = [
      { convert: downgradeToServerV6, schema: schemaV6, type: "ToServer" },
      { convert: downgradeToServerV5, schema: schemaV5, type: "ToServer" },
    ];
    const conversion = { root: "ToServer", version: 4, value, steps };
    throw bare.conversionError(PROTOCOL, conversion, error);
  }
}

function lowerToServerToV5(value: ToServer, options: bare.EncodeOptions | undefined): v5.ToServer {
  bare.requireEncodable(
    { protocol: PROTOCOL.protocol, version: 5 },
    "ToServer",
    value,
    v6.writeToServer,
    bare.withErrorLocator(options, LOCATOR_V6),
  );
  try {
    return downgradeToServerV6(value);
  } catch (error) {
    const steps = [{ convert: downgradeToServerV6, schema: schemaV6, type: "ToServer" }];
    const conversion = { root: "ToServer", version: 5, value, steps };
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
      return raiseToClientFromV1(
        v1.decodeToClient(bytes, bare.withErrorLocator(options, LOCATOR_V1)),
      );
    case 2:
      return raiseToClientFromV2(
        v2.decodeToClient(bytes, bare.withErrorLocator(options, LOCATOR_V2)),
      );
    case 3:
      return raiseToClientFromV3(
        v3.decodeToClient(bytes, bare.withErrorLocator(options, LOCATOR_V3)),
      );
    case 4:
      return raiseToClientFromV4(
        v4.decodeToClient(bytes, bare.withErrorLocator(options, LOCATOR_V4)),
      );
    case 5:
      return v5.decodeToClient(bytes, bare.withErrorLocator(options, LOCATOR_V5));
    case 6:
      return v6.decodeToClient(bytes, bare.withErrorLocator(options, LOCATOR_V6));
    default:
      throw bare.unsupportedVersion(PROTOCOL, version);
  }
}

/** Encodes for a peer of any supported version; throws when that version cannot carry `value`. */
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
      return v3.encodeToClient(
        lowerToClientToV3(value, options),
        bare.withErrorLocator(options, LOCATOR_V3),
      );
    case 4:
      return v4.encodeToClient(
        lowerToClientToV4(value, options),
        bare.withErrorLocator(options, LOCATOR_V4),
      );
    case 5:
      return v5.encodeToClient(value, bare.withErrorLocator(options, LOCATOR_V5));
    case 6:
      return v6.encodeToClient(value, bare.withErrorLocator(options, LOCATOR_V6));
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
  version: number = 6,
  options?: bare.EncodeOptions,
): Uint8Array {
  return bare.embed(version, encodeToClient(value, version, options));
}

/** The kind of the message, which is safe to log. */
export function kindOfToClient(message: ToClient): `ToClient.${ToClient["tag"]}` {
  return `ToClient.${message.tag}`;
}

function raiseToClientFromV1(value: v1.ToClient): ToClient {
  try {
    return upgradeToClientV4(upgradeToClientV2(value));
  } catch (error) {
    const steps = [
      { convert: upgradeToClientV2, schema: schemaV2, type: "ToClient", names: NAMES_V2 },
      { convert: upgradeToClientV4, schema: schemaV4, type: "ToClient", names: NAMES_V4 },
    ];
    const conversion = { root: "ToClient", version: 1, value, steps };
    throw bare.conversionError(PROTOCOL, conversion, error);
  }
}

function lowerToClientToV1(value: ToClient, options: bare.EncodeOptions | undefined): v1.ToClient {
  bare.requireEncodable(
    { protocol: PROTOCOL.protocol, version: 1 },
    "ToClient",
    value,
    v6.writeToClient,
    bare.withErrorLocator(options, LOCATOR_V6),
  );
  try {
    return downgradeToClientV3(downgradeToClientV4(downgradeToClientV5(value)));
  } catch (error) {
    const steps = [
      { convert: downgradeToClientV5, schema: schemaV5, type: "ToClient" },
      { convert: downgradeToClientV4, schema: schemaV4, type: "ToClient", names: NAMES_V4 },
      { convert: downgradeToClientV3, schema: schemaV3, type: "ToClient", names: NAMES_V3 },
    ];
    const conversion = { root: "ToClient", version: 1, value, steps };
    throw bare.conversionError(PROTOCOL, conversion, error);
  }
}

function raiseToClientFromV2(value: v2.ToClient): ToClient {
  try {
    return upgradeToClientV4(upgradeToClientV2(value));
  } catch (error) {
    const steps = [
      { convert: upgradeToClientV2, schema: schemaV2, type: "ToClient", names: NAMES_V2 },
      { convert: upgradeToClientV4, schema: schemaV4, type: "ToClient", names: NAMES_V4 },
    ];
    const conversion = { root: "ToClient", version: 2, value, steps };
    throw bare.conversionError(PROTOCOL, conversion, error);
  }
}

function lowerToClientToV2(value: ToClient, options: bare.EncodeOptions | undefined): v2.ToClient {
  bare.requireEncodable(
    { protocol: PROTOCOL.protocol, version: 2 },
    "ToClient",
    value,
    v6.writeToClient,
    bare.withErrorLocator(options, LOCATOR_V6),
  );
  try {
    return downgradeToClientV3(downgradeToClientV4(downgradeToClientV5(value)));
  } catch (error) {
    const steps = [
      { convert: downgradeToClientV5, schema: schemaV5, type: "ToClient" },
      { convert: downgradeToClientV4, schema: schemaV4, type: "ToClient", names: NAMES_V4 },
      { convert: downgradeToClientV3, schema: schemaV3, type: "ToClient", names: NAMES_V3 },
    ];
    const conversion = { root: "ToClient", version: 2, value, steps };
    throw bare.conversionError(PROTOCOL, conversion, error);
  }
}

function raiseToClientFromV3(value: v3.ToClient): ToClient {
  try {
    return upgradeToClientV4(value);
  } catch (error) {
    const steps = [
      { convert: upgradeToClientV4, schema: schemaV4, type: "ToClient", names: NAMES_V4 },
    ];
    const conversion = { root: "ToClient", version: 3, value, steps };
    throw bare.conversionError(PROTOCOL, conversion, error);
  }
}

function lowerToClientToV3(value: ToClient, options: bare.EncodeOptions | undefined): v3.ToClient {
  bare.requireEncodable(
    { protocol: PROTOCOL.protocol, version: 3 },
    "ToClient",
    value,
    v6.writeToClient,
    bare.withErrorLocator(options, LOCATOR_V6),
  );
  try {
    return downgradeToClientV4(downgradeToClientV5(value));
  } catch (error) {
    const steps = [
      { convert: downgradeToClientV5, schema: schemaV5, type: "ToClient" },
      { convert: downgradeToClientV4, schema: schemaV4, type: "ToClient", names: NAMES_V4 },
    ];
    const conversion = { root: "ToClient", version: 3, value, steps };
    throw bare.conversionError(PROTOCOL, conversion, error);
  }
}

function raiseToClientFromV4(value: v4.ToClient): ToClient {
  try {
    return upgradeToClientV4(value);
  } catch (error) {
    const steps = [
      { convert: upgradeToClientV4, schema: schemaV4, type: "ToClient", names: NAMES_V4 },
    ];
    const conversion = { root: "ToClient", version: 4, value, steps };
    throw bare.conversionError(PROTOCOL, conversion, error);
  }
}

function lowerToClientToV4(value: ToClient, options: bare.EncodeOptions | undefined): v4.ToClient {
  bare.requireEncodable(
    { protocol: PROTOCOL.protocol, version: 4 },
    "ToClient",
    value,
    v6.writeToClient,
    bare.withErrorLocator(options, LOCATOR_V6),
  );
  try {
    return downgradeToClientV5(value);
  } catch (error) {
    const steps = [{ convert: downgradeToClientV5, schema: schemaV5, type: "ToClient" }];
    const conversion = { root: "ToClient", version: 4, value, steps };
    throw bare.conversionError(PROTOCOL, conversion, error);
  }
}

/** Decodes a message of any supported version as the newest one. */
export function decodeEnded(
  bytes: Uint8Array,
  version: number,
  options?: bare.DecodeOptions,
): Ended {
  switch (version) {
    case 1:
      throw bare.missingRoot(PROTOCOL, "Ended", 1, "upgrade");
    case 2:
      throw bare.missingRoot(PROTOCOL, "Ended", 2, "upgrade");
    case 3:
      throw bare.missingRoot(PROTOCOL, "Ended", 3, "upgrade");
    case 4:
      throw bare.missingRoot(PROTOCOL, "Ended", 4, "upgrade");
    case 5:
      throw bare.missingRoot(PROTOCOL, "Ended", 5, "upgrade");
    case 6:
      return v6.decodeEnded(bytes, bare.withErrorLocator(options, LOCATOR_V6));
    default:
      throw bare.unsupportedVersion(PROTOCOL, version);
  }
}

/** Encodes for a peer of any supported version; throws when that version cannot carry `value`. */
export function encodeEnded(
  value: Ended,
  version: number,
  options?: bare.EncodeOptions,
): Uint8Array {
  switch (version) {
    case 1:
      throw bare.missingRoot(PROTOCOL, "Ended", 1, "downgrade");
    case 2:
      throw bare.missingRoot(PROTOCOL, "Ended", 2, "downgrade");
    case 3:
      throw bare.missingRoot(PROTOCOL, "Ended", 3, "downgrade");
    case 4:
      throw bare.missingRoot(PROTOCOL, "Ended", 4, "downgrade");
    case 5:
      throw bare.missingRoot(PROTOCOL, "Ended", 5, "downgrade");
    case 6:
      return v6.encodeEnded(value, bare.withErrorLocator(options, LOCATOR_V6));
    default:
      throw bare.unsupportedVersion(PROTOCOL, version);
  }
}

/** Decodes a message that is preceded by its version (two bytes, little-endian). */
export function decodeEmbeddedEnded(bytes: Uint8Array, options?: bare.DecodeOptions): Ended {
  const version = bare.embeddedVersion(PROTOCOL, "Ended", bytes);
  return decodeEnded(bytes.subarray(2), version, options);
}

/** Encodes a message preceded by its version (two bytes, little-endian), for storage. */
export function encodeEmbeddedEnded(
  value: Ended,
  version: number = 6,
  options?: bare.EncodeOptions,
): Uint8Array {
  return bare.embed(version, encodeEnded(value, version, options));
}
