// @generated from envoy-protocol/*.bare by `barewire generate`. Do not edit.
//
// The messages of envoy-protocol as v3 has them, from and to every version.

import * as bare from "@barewire/runtime";
import { errorLocator } from "@barewire/runtime/error-locator";
import { schema as schemaV1 } from "./v1.schema.js";
import * as v1 from "./v1.js";
import {
  downgradeActorCommandKeyDataV2,
  downgradeToEnvoyConnV2,
  downgradeToEnvoyV2,
  downgradeToRivetV2,
  upgradeActorCommandKeyDataV1,
  upgradeToEnvoyConnV1,
  upgradeToEnvoyV1,
} from "./v1-v2.js";
import { schema as schemaV2 } from "./v2.schema.js";
import * as v2 from "./v2.js";
import { downgradeToEnvoyV3, downgradeToRivetV3 } from "./v2-v3.js";
import { schema as schemaV3 } from "./v3.schema.js";
import * as v3 from "./v3.js";
import type {
  ActorCommandKeyData,
  ToRivet,
  ToEnvoy,
  ToEnvoyConn,
  ToGateway,
  ToOutbound,
} from "./v3.js";

export type * from "./v3.js";

/** Every version that this build supports, oldest first. */
export const VERSIONS = [1, 2, 3] as const;

export type Version = (typeof VERSIONS)[number];

/** The path of a message, or of a part that some version lacks. */
export type Path =
  | `ActorCommandKeyData.${ActorCommandKeyData["tag"]}`
  | `ToRivet.${ToRivet["tag"]}`
  | `ToEnvoy.${ToEnvoy["tag"]}`
  | `ToEnvoyConn.${ToEnvoyConn["tag"]}`
  | `ToGateway.${ToGateway["tag"]}`
  | `ToOutbound.${ToOutbound["tag"]}`
  | "ActorCommandKeyData"
  | "ToRivet"
  | "ToEnvoy"
  | "ToEnvoyConn"
  | "ToGateway"
  | "ToOutbound"
  | "CommandStartActor.sqliteStartupData";

/** The range of versions of every part that some version lacks. */
const AVAILABILITY: bare.Availability = {
  "CommandStartActor.sqliteStartupData": { since: 2, until: null },
  "ToRivet.ToRivetSqliteGetPagesRequest": { since: 2, until: null },
  "ToRivet.ToRivetSqliteCommitRequest": { since: 2, until: null },
  "ToRivet.ToRivetSqliteCommitStageBeginRequest": { since: 2, until: null },
  "ToRivet.ToRivetSqliteCommitStageRequest": { since: 2, until: null },
  "ToRivet.ToRivetSqliteCommitFinalizeRequest": { since: 2, until: null },
  "ToEnvoy.ToEnvoySqliteGetPagesResponse": { since: 2, until: null },
  "ToEnvoy.ToEnvoySqliteCommitResponse": { since: 2, until: null },
  "ToEnvoy.ToEnvoySqliteCommitStageBeginResponse": { since: 2, until: null },
  "ToEnvoy.ToEnvoySqliteCommitStageResponse": { since: 2, until: null },
  "ToEnvoy.ToEnvoySqliteCommitFinalizeResponse": { since: 2, until: null },
  "ToRivet.ToRivetSqlitePersistPreloadHintsRequest": { since: 3, until: null },
  "ToRivet.ToRivetSqliteGetPageRangeRequest": { since: 3, until: null },
  "ToEnvoy.ToEnvoySqlitePersistPreloadHintsResponse": { since: 3, until: null },
  "ToEnvoy.ToEnvoySqliteGetPageRangeResponse": { since: 3, until: null },
};

const PROTOCOL: bare.Protocol = {
  protocol: "envoy-protocol",
  versions: VERSIONS,
  availability: AVAILABILITY,
};

const LOCATOR_V1 = /* @__PURE__ */ errorLocator(schemaV1);

const LOCATOR_V2 = /* @__PURE__ */ errorLocator(schemaV2);

const LOCATOR_V3 = /* @__PURE__ */ errorLocator(schemaV3);

/** Whether `version` has the part that `path` names. */
export function supports(version: number, path: Path): boolean {
  return bare.supports(PROTOCOL, version, path);
}

/** The first version that has the part that `path` names. */
export function minVersion(path: Path): number {
  return bare.minVersion(PROTOCOL, path);
}

/** The messages that a peer of version `V` can be sent. */
export type ToRivetAt<V extends Version> = {
  1: Exclude<
    ToRivet,
    {
      readonly tag:
        | "ToRivetSqliteGetPagesRequest"
        | "ToRivetSqliteCommitRequest"
        | "ToRivetSqliteCommitStageBeginRequest"
        | "ToRivetSqliteCommitStageRequest"
        | "ToRivetSqliteCommitFinalizeRequest"
        | "ToRivetSqlitePersistPreloadHintsRequest"
        | "ToRivetSqliteGetPageRangeRequest";
    }
  >;
  2: Exclude<
    ToRivet,
    {
      readonly tag:
        | "ToRivetSqlitePersistPreloadHintsRequest"
        | "ToRivetSqliteGetPageRangeRequest";
    }
  >;
  3: ToRivet;
}[V];

type ToRivetFor<V extends number> = V extends Version ? ToRivetAt<V> : ToRivet;

/** The messages that a peer of version `V` can be sent. */
export type ToEnvoyAt<V extends Version> = {
  1: Exclude<
    ToEnvoy,
    {
      readonly tag:
        | "ToEnvoySqliteGetPagesResponse"
        | "ToEnvoySqliteCommitResponse"
        | "ToEnvoySqliteCommitStageBeginResponse"
        | "ToEnvoySqliteCommitStageResponse"
        | "ToEnvoySqliteCommitFinalizeResponse"
        | "ToEnvoySqlitePersistPreloadHintsResponse"
        | "ToEnvoySqliteGetPageRangeResponse";
    }
  >;
  2: Exclude<
    ToEnvoy,
    {
      readonly tag:
        | "ToEnvoySqlitePersistPreloadHintsResponse"
        | "ToEnvoySqliteGetPageRangeResponse";
    }
  >;
  3: ToEnvoy;
}[V];

type ToEnvoyFor<V extends number> = V extends Version ? ToEnvoyAt<V> : ToEnvoy;

/** Decodes a message of any supported version as the newest one. */
export function decodeActorCommandKeyData(
  bytes: Uint8Array,
  version: number,
  options?: bare.DecodeOptions,
): ActorCommandKeyData {
  switch (version) {
    case 1:
      return raiseActorCommandKeyDataFromV1(
        v1.decodeActorCommandKeyData(bytes, bare.withErrorLocator(options, LOCATOR_V1)),
      );
    case 2:
      return v2.decodeActorCommandKeyData(bytes, bare.withErrorLocator(options, LOCATOR_V2));
    case 3:
      return v3.decodeActorCommandKeyData(bytes, bare.withErrorLocator(options, LOCATOR_V3));
    default:
      throw bare.unsupportedVersion(PROTOCOL, version);
  }
}

/** Encodes for a peer of any supported version; throws when that version cannot carry `value`. */
export function encodeActorCommandKeyData(
  value: ActorCommandKeyData,
  version: number,
  options?: bare.EncodeOptions,
): Uint8Array {
  switch (version) {
    case 1:
      return v1.encodeActorCommandKeyData(
        lowerActorCommandKeyDataToV1(value, options),
        bare.withErrorLocator(options, LOCATOR_V1),
      );
    case 2:
      return v2.encodeActorCommandKeyData(value, bare.withErrorLocator(options, LOCATOR_V2));
    case 3:
      return v3.encodeActorCommandKeyData(value, bare.withErrorLocator(options, LOCATOR_V3));
    default:
      throw bare.unsupportedVersion(PROTOCOL, version);
  }
}

/** Decodes a message that is preceded by its version (two bytes, little-endian). */
export function decodeEmbeddedActorCommandKeyData(
  bytes: Uint8Array,
  options?: bare.DecodeOptions,
): ActorCommandKeyData {
  const version = bare.embeddedVersion(PROTOCOL, "ActorCommandKeyData", bytes);
  return decodeActorCommandKeyData(bytes.subarray(2), version, options);
}

/** Encodes a message preceded by its version (two bytes, little-endian), for storage. */
export function encodeEmbeddedActorCommandKeyData(
  value: ActorCommandKeyData,
  version: number = 3,
  options?: bare.EncodeOptions,
): Uint8Array {
  return bare.embed(version, encodeActorCommandKeyData(value, version, options));
}

/** The kind of the message, which is safe to log. */
export function kindOfActorCommandKeyData(
  message: ActorCommandKeyData,
): `ActorCommandKeyData.${ActorCommandKeyData["tag"]}` {
  return `ActorCommandKeyData.${message.tag}`;
}

function raiseActorCommandKeyDataFromV1(value: v1.ActorCommandKeyData): ActorCommandKeyData {
  try {
    return upgradeActorCommandKeyDataV1(value);
  } catch (error) {
    const steps = [
      { convert: upgradeActorCommandKeyDataV1, schema: schemaV1, type: "ActorCommandKeyData" },
    ];
    const conversion = { root: "ActorCommandKeyData", version: 1, value, steps };
    throw bare.conversionError(PROTOCOL, conversion, error);
  }
}

function lowerActorCommandKeyDataToV1(
  value: ActorCommandKeyData,
  options: bare.EncodeOptions | undefined,
): v1.ActorCommandKeyData {
  bare.requireEncodable(
    { protocol: PROTOCOL.protocol, version: 1 },
    "ActorCommandKeyData",
    value,
    v3.writeActorCommandKeyData,
    bare.withErrorLocator(options, LOCATOR_V3),
  );
  try {
    return downgradeActorCommandKeyDataV2(value);
  } catch (error) {
    const steps = [
      { convert: downgradeActorCommandKeyDataV2, schema: schemaV2, type: "ActorCommandKeyData" },
    ];
    const conversion = { root: "ActorCommandKeyData", version: 1, value, steps };
    throw bare.conversionError(PROTOCOL, conversion, error);
  }
}

/** Decodes a message of any supported version as the newest one. */
export function decodeToRivet(
  bytes: Uint8Array,
  version: number,
  options?: bare.DecodeOptions,
): ToRivet {
  switch (version) {
    case 1:
      return v1.decodeToRivet(bytes, bare.withErrorLocator(options, LOCATOR_V1));
    case 2:
      return v2.decodeToRivet(bytes, bare.withErrorLocator(options, LOCATOR_V2));
    case 3:
      return v3.decodeToRivet(bytes, bare.withErrorLocator(options, LOCATOR_V3));
    default:
      throw bare.unsupportedVersion(PROTOCOL, version);
  }
}

/** Encodes for a peer of any supported version; throws when that version cannot carry `value`. */
export function encodeToRivet<V extends number>(
  value: ToRivetFor<V>,
  version: V,
  options?: bare.EncodeOptions,
): Uint8Array;
export function encodeToRivet(
  value: ToRivet,
  version: number,
  options?: bare.EncodeOptions,
): Uint8Array {
  switch (version) {
    case 1:
      return v1.encodeToRivet(
        lowerToRivetToV1(value, options),
        bare.withErrorLocator(options, LOCATOR_V1),
      );
    case 2:
      return v2.encodeToRivet(
        lowerToRivetToV2(value, options),
        bare.withErrorLocator(options, LOCATOR_V2),
      );
    case 3:
      return v3.encodeToRivet(value, bare.withErrorLocator(options, LOCATOR_V3));
    default:
      throw bare.unsupportedVersion(PROTOCOL, version);
  }
}

/** Decodes a message that is preceded by its version (two bytes, little-endian). */
export function decodeEmbeddedToRivet(bytes: Uint8Array, options?: bare.DecodeOptions): ToRivet {
  const version = bare.embeddedVersion(PROTOCOL, "ToRivet", bytes);
  return decodeToRivet(bytes.subarray(2), version, options);
}

/** Encodes a message preceded by its version (two bytes, little-endian), for storage. */
export function encodeEmbeddedToRivet(
  value: ToRivet,
  version: number = 3,
  options?: bare.EncodeOptions,
): Uint8Array {
  return bare.embed(version, encodeToRivet(value, version, options));
}

/** The kind of the message, which is safe to log. */
export function kindOfToRivet(message: ToRivet): `ToRivet.${ToRivet["tag"]}` {
  return `ToRivet.${message.tag}`;
}

function lowerToRivetToV1(value: ToRivet, options: bare.EncodeOptions | undefined): v1.ToRivet {
  bare.requireEncodable(
    { protocol: PROTOCOL.protocol, version: 1 },
    "ToRivet",
    value,
    v3.writeToRivet,
    bare.withErrorLocator(options, LOCATOR_V3),
  );
  try {
    return downgradeToRivetV2(downgradeToRivetV3(value));
  } catch (error) {
    const steps = [
      { convert: downgradeToRivetV3, schema: schemaV3, type: "ToRivet" },
      { convert: downgradeToRivetV2, schema: schemaV2, type: "ToRivet" },
    ];
    const conversion = { root: "ToRivet", version: 1, value, steps };
    throw bare.conversionError(PROTOCOL, conversion, error);
  }
}

function lowerToRivetToV2(value: ToRivet, options: bare.EncodeOptions | undefined): v2.ToRivet {
  bare.requireEncodable(
    { protocol: PROTOCOL.protocol, version: 2 },
    "ToRivet",
    value,
    v3.writeToRivet,
    bare.withErrorLocator(options, LOCATOR_V3),
  );
  try {
    return downgradeToRivetV3(value);
  } catch (error) {
    const steps = [{ convert: downgradeToRivetV3, schema: schemaV3, type: "ToRivet" }];
    const conversion = { root: "ToRivet", version: 2, value, steps };
    throw bare.conversionError(PROTOCOL, conversion, error);
  }
}

/** Decodes a message of any supported version as the newest one. */
export function decodeToEnvoy(
  bytes: Uint8Array,
  version: number,
  options?: bare.DecodeOptions,
): ToEnvoy {
  switch (version) {
    case 1:
      return raiseToEnvoyFromV1(
        v1.decodeToEnvoy(bytes, bare.withErrorLocator(options, LOCATOR_V1)),
      );
    case 2:
      return v2.decodeToEnvoy(bytes, bare.withErrorLocator(options, LOCATOR_V2));
    case 3:
      return v3.decodeToEnvoy(bytes, bare.withErrorLocator(options, LOCATOR_V3));
    default:
      throw bare.unsupportedVersion(PROTOCOL, version);
  }
}

/** Encodes for a peer of any supported version; throws when that version cannot carry `value`. */
export function encodeToEnvoy<V extends number>(
  value: ToEnvoyFor<V>,
  version: V,
  options?: bare.EncodeOptions,
): Uint8Array;
export function encodeToEnvoy(
  value: ToEnvoy,
  version: number,
  options?: bare.EncodeOptions,
): Uint8Array {
  switch (version) {
    case 1:
      return v1.encodeToEnvoy(
        lowerToEnvoyToV1(value, options),
        bare.withErrorLocator(options, LOCATOR_V1),
      );
    case 2:
      return v2.encodeToEnvoy(
        lowerToEnvoyToV2(value, options),
        bare.withErrorLocator(options, LOCATOR_V2),
      );
    case 3:
      return v3.encodeToEnvoy(value, bare.withErrorLocator(options, LOCATOR_V3));
    default:
      throw bare.unsupportedVersion(PROTOCOL, version);
  }
}

/** Decodes a message that is preceded by its version (two bytes, little-endian). */
export function decodeEmbeddedToEnvoy(bytes: Uint8Array, options?: bare.DecodeOptions): ToEnvoy {
  const version = bare.embeddedVersion(PROTOCOL, "ToEnvoy", bytes);
  return decodeToEnvoy(bytes.subarray(2), version, options);
}

/** Encodes a message preceded by its version (two bytes, little-endian), for storage. */
export function encodeEmbeddedToEnvoy(
  value: ToEnvoy,
  version: number = 3,
  options?: bare.EncodeOptions,
): Uint8Array {
  return bare.embed(version, encodeToEnvoy(value, version, options));
}

/** The kind of the message, which is safe to log. */
export function kindOfToEnvoy(message: ToEnvoy): `ToEnvoy.${ToEnvoy["tag"]}` {
  return `ToEnvoy.${message.tag}`;
}

function raiseToEnvoyFromV1(value: v1.ToEnvoy): ToEnvoy {
  try {
    return upgradeToEnvoyV1(value);
  } catch (error) {
    const steps = [{ convert: upgradeToEnvoyV1, schema: schemaV1, type: "ToEnvoy" }];
    const conversion = { root: "ToEnvoy", version: 1, value, steps };
    throw bare.conversionError(PROTOCOL, conversion, error);
  }
}

function lowerToEnvoyToV1(value: ToEnvoy, options: bare.EncodeOptions | undefined): v1.ToEnvoy {
  bare.requireEncodable(
    { protocol: PROTOCOL.protocol, version: 1 },
    "ToEnvoy",
    value,
    v3.writeToEnvoy,
    bare.withErrorLocator(options, LOCATOR_V3),
  );
  try {
    return downgradeToEnvoyV2(downgradeToEnvoyV3(value));
  } catch (error) {
    const steps = [
      { convert: downgradeToEnvoyV3, schema: schemaV3, type: "ToEnvoy" },
      { convert: downgradeToEnvoyV2, schema: schemaV2, type: "ToEnvoy" },
    ];
    const conversion = { root: "ToEnvoy", version: 1, value, steps };
    throw bare.conversionError(PROTOCOL, conversion, error);
  }
}

function lowerToEnvoyToV2(value: ToEnvoy, options: bare.EncodeOptions | undefined): v2.ToEnvoy {
  bare.requireEncodable(
    { protocol: PROTOCOL.protocol, version: 2 },
    "ToEnvoy",
    value,
    v3.writeToEnvoy,
    bare.withErrorLocator(options, LOCATOR_V3),
  );
  try {
    return downgradeToEnvoyV3(value);
  } catch (error) {
    const steps = [{ convert: downgradeToEnvoyV3, schema: schemaV3, type: "ToEnvoy" }];
    const conversion = { root: "ToEnvoy", version: 2, value, steps };
    throw bare.conversionError(PROTOCOL, conversion, error);
  }
}

/** Decodes a message of any supported version as the newest one. */
export function decodeToEnvoyConn(
  bytes: Uint8Array,
  version: number,
  options?: bare.DecodeOptions,
): ToEnvoyConn {
  switch (version) {
    case 1:
      return raiseToEnvoyConnFromV1(
        v1.decodeToEnvoyConn(bytes, bare.withErrorLocator(options, LOCATOR_V1)),
      );
    case 2:
      return v2.decodeToEnvoyConn(bytes, bare.withErrorLocator(options, LOCATOR_V2));
    case 3:
      return v3.decodeToEnvoyConn(bytes, bare.withErrorLocator(options, LOCATOR_V3));
    default:
      throw bare.unsupportedVersion(PROTOCOL, version);
  }
}

/** Encodes for a peer of any supported version; throws when that version cannot carry `value`. */
export function encodeToEnvoyConn(
  value: ToEnvoyConn,
  version: number,
  options?: bare.EncodeOptions,
): Uint8Array {
  switch (version) {
    case 1:
      return v1.encodeToEnvoyConn(
        lowerToEnvoyConnToV1(value, options),
        bare.withErrorLocator(options, LOCATOR_V1),
      );
    case 2:
      return v2.encodeToEnvoyConn(value, bare.withErrorLocator(options, LOCATOR_V2));
    case 3:
      return v3.encodeToEnvoyConn(value, bare.withErrorLocator(options, LOCATOR_V3));
    default:
      throw bare.unsupportedVersion(PROTOCOL, version);
  }
}

/** Decodes a message that is preceded by its version (two bytes, little-endian). */
export function decodeEmbeddedToEnvoyConn(
  bytes: Uint8Array,
  options?: bare.DecodeOptions,
): ToEnvoyConn {
  const version = bare.embeddedVersion(PROTOCOL, "ToEnvoyConn", bytes);
  return decodeToEnvoyConn(bytes.subarray(2), version, options);
}

/** Encodes a message preceded by its version (two bytes, little-endian), for storage. */
export function encodeEmbeddedToEnvoyConn(
  value: ToEnvoyConn,
  version: number = 3,
  options?: bare.EncodeOptions,
): Uint8Array {
  return bare.embed(version, encodeToEnvoyConn(value, version, options));
}

/** The kind of the message, which is safe to log. */
export function kindOfToEnvoyConn(message: ToEnvoyConn): `ToEnvoyConn.${ToEnvoyConn["tag"]}` {
  return `ToEnvoyConn.${message.tag}`;
}

function raiseToEnvoyConnFromV1(value: v1.ToEnvoyConn): ToEnvoyConn {
  try {
    return upgradeToEnvoyConnV1(value);
  } catch (error) {
    const steps = [{ convert: upgradeToEnvoyConnV1, schema: schemaV1, type: "ToEnvoyConn" }];
    const conversion = { root: "ToEnvoyConn", version: 1, value, steps };
    throw bare.conversionError(PROTOCOL, conversion, error);
  }
}

function lowerToEnvoyConnToV1(
  value: ToEnvoyConn,
  options: bare.EncodeOptions | undefined,
): v1.ToEnvoyConn {
  bare.requireEncodable(
    { protocol: PROTOCOL.protocol, version: 1 },
    "ToEnvoyConn",
    value,
    v3.writeToEnvoyConn,
    bare.withErrorLocator(options, LOCATOR_V3),
  );
  try {
    return downgradeToEnvoyConnV2(value);
  } catch (error) {
    const steps = [{ convert: downgradeToEnvoyConnV2, schema: schemaV2, type: "ToEnvoyConn" }];
    const conversion = { root: "ToEnvoyConn", version: 1, value, steps };
    throw bare.conversionError(PROTOCOL, conversion, error);
  }
}

/** Decodes a message of any supported version as the newest one. */
export function decodeToGateway(
  bytes: Uint8Array,
  version: number,
  options?: bare.DecodeOptions,
): ToGateway {
  switch (version) {
    case 1:
      return v1.decodeToGateway(bytes, bare.withErrorLocator(options, LOCATOR_V1));
    case 2:
      return v2.decodeToGateway(bytes, bare.withErrorLocator(options, LOCATOR_V2));
    case 3:
      return v3.decodeToGateway(bytes, bare.withErrorLocator(options, LOCATOR_V3));
    default:
      throw bare.unsupportedVersion(PROTOCOL, version);
  }
}

/** Encodes for a peer of any supported version; throws when that version cannot carry `value`. */
export function encodeToGateway(
  value: ToGateway,
  version: number,
  options?: bare.EncodeOptions,
): Uint8Array {
  switch (version) {
    case 1:
      return v1.encodeToGateway(value, bare.withErrorLocator(options, LOCATOR_V1));
    case 2:
      return v2.encodeToGateway(value, bare.withErrorLocator(options, LOCATOR_V2));
    case 3:
      return v3.encodeToGateway(value, bare.withErrorLocator(options, LOCATOR_V3));
    default:
      throw bare.unsupportedVersion(PROTOCOL, version);
  }
}

/** Decodes a message that is preceded by its version (two bytes, little-endian). */
export function decodeEmbeddedToGateway(
  bytes: Uint8Array,
  options?: bare.DecodeOptions,
): ToGateway {
  const version = bare.embeddedVersion(PROTOCOL, "ToGateway", bytes);
  return decodeToGateway(bytes.subarray(2), version, options);
}

/** Encodes a message preceded by its version (two bytes, little-endian), for storage. */
export function encodeEmbeddedToGateway(
  value: ToGateway,
  version: number = 3,
  options?: bare.EncodeOptions,
): Uint8Array {
  return bare.embed(version, encodeToGateway(value, version, options));
}

/** The kind of the message, which is safe to log. */
export function kindOfToGateway(message: ToGateway): `ToGateway.${ToGateway["tag"]}` {
  return `ToGateway.${message.tag}`;
}

/** Decodes a message of any supported version as the newest one. */
export function decodeToOutbound(
  bytes: Uint8Array,
  version: number,
  options?: bare.DecodeOptions,
): ToOutbound {
  switch (version) {
    case 1:
      return v1.decodeToOutbound(bytes, bare.withErrorLocator(options, LOCATOR_V1));
    case 2:
      return v2.decodeToOutbound(bytes, bare.withErrorLocator(options, LOCATOR_V2));
    case 3:
      return v3.decodeToOutbound(bytes, bare.withErrorLocator(options, LOCATOR_V3));
    default:
      throw bare.unsupportedVersion(PROTOCOL, version);
  }
}

/** Encodes for a peer of any supported version; throws when that version cannot carry `value`. */
export function encodeToOutbound(
  value: ToOutbound,
  version: number,
  options?: bare.EncodeOptions,
): Uint8Array {
  switch (version) {
    case 1:
      return v1.encodeToOutbound(value, bare.withErrorLocator(options, LOCATOR_V1));
    case 2:
      return v2.encodeToOutbound(value, bare.withErrorLocator(options, LOCATOR_V2));
    case 3:
      return v3.encodeToOutbound(value, bare.withErrorLocator(options, LOCATOR_V3));
    default:
      throw bare.unsupportedVersion(PROTOCOL, version);
  }
}

/** Decodes a message that is preceded by its version (two bytes, little-endian). */
export function decodeEmbeddedToOutbound(
  bytes: Uint8Array,
  options?: bare.DecodeOptions,
): ToOutbound {
  const version = bare.embeddedVersion(PROTOCOL, "ToOutbound", bytes);
  return decodeToOutbound(bytes.subarray(2), version, options);
}

/** Encodes a message preceded by its version (two bytes, little-endian), for storage. */
export function encodeEmbeddedToOutbound(
  value: ToOutbound,
  version: number = 3,
  options?: bare.EncodeOptions,
): Uint8Array {
  return bare.embed(version, encodeToOutbound(value, version, options));
}

/** The kind of the message, which is safe to log. */
export function kindOfToOutbound(message: ToOutbound): `ToOutbound.${ToOutbound["tag"]}` {
  return `ToOutbound.${message.tag}`;
}
