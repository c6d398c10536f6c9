// @generated from envoy-protocol/*.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
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

bare.checkRevision("envoy-protocol", 1);

/** Every version that this build supports, oldest first. */
export const VERSIONS = [1, 2, 3] as const;

export type Version = (typeof VERSIONS)[number];

/** The path of a type, or of a member of one: of the newest version, or of an older one. */
export type Path =
  | "Id"
  | "Json"
  | "GatewayId"
  | "RequestId"
  | "MessageIndex"
  | "KvKey"
  | "KvValue"
  | bare.PathOf<"KvMetadata", keyof v3.KvMetadata & string>
  | "KvListAllQuery"
  | bare.PathOf<"KvListRangeQuery", keyof v3.KvListRangeQuery & string>
  | bare.PathOf<"KvListPrefixQuery", keyof v3.KvListPrefixQuery & string>
  | bare.PathOf<"KvListQuery", v3.KvListQuery["tag"]>
  | bare.PathOf<"KvGetRequest", keyof v3.KvGetRequest & string>
  | bare.PathOf<"KvListRequest", keyof v3.KvListRequest & string>
  | bare.PathOf<"KvPutRequest", keyof v3.KvPutRequest & string>
  | bare.PathOf<"KvDeleteRequest", keyof v3.KvDeleteRequest & string>
  | bare.PathOf<"KvDeleteRangeRequest", keyof v3.KvDeleteRangeRequest & string>
  | "KvDropRequest"
  | bare.PathOf<"KvRequestData", v3.KvRequestData["tag"]>
  | bare.PathOf<"KvErrorResponse", keyof v3.KvErrorResponse & string>
  | bare.PathOf<"KvGetResponse", keyof v3.KvGetResponse & string>
  | bare.PathOf<"KvListResponse", keyof v3.KvListResponse & string>
  | "KvPutResponse"
  | "KvDeleteResponse"
  | "KvDropResponse"
  | bare.PathOf<"KvResponseData", v3.KvResponseData["tag"]>
  | "SqliteGeneration"
  | "SqliteTxid"
  | "SqlitePgno"
  | "SqliteStageId"
  | "SqlitePageBytes"
  | bare.PathOf<"SqliteMeta", keyof v3.SqliteMeta & string>
  | bare.PathOf<"SqliteFenceMismatch", keyof v3.SqliteFenceMismatch & string>
  | bare.PathOf<"SqliteErrorResponse", keyof v3.SqliteErrorResponse & string>
  | bare.PathOf<"SqliteDirtyPage", keyof v3.SqliteDirtyPage & string>
  | bare.PathOf<"SqliteFetchedPage", keyof v3.SqliteFetchedPage & string>
  | bare.PathOf<"SqliteGetPagesRequest", keyof v3.SqliteGetPagesRequest & string>
  | bare.PathOf<"SqliteGetPagesOk", keyof v3.SqliteGetPagesOk & string>
  | bare.PathOf<"SqliteGetPagesResponse", v3.SqliteGetPagesResponse["tag"]>
  | bare.PathOf<"SqliteGetPageRangeRequest", keyof v3.SqliteGetPageRangeRequest & string>
  | bare.PathOf<"SqliteGetPageRangeOk", keyof v3.SqliteGetPageRangeOk & string>
  | bare.PathOf<"SqliteGetPageRangeResponse", v3.SqliteGetPageRangeResponse["tag"]>
  | bare.PathOf<"SqliteCommitRequest", keyof v3.SqliteCommitRequest & string>
  | bare.PathOf<"SqliteCommitOk", keyof v3.SqliteCommitOk & string>
  | bare.PathOf<"SqliteCommitTooLarge", keyof v3.SqliteCommitTooLarge & string>
  | bare.PathOf<"SqliteCommitResponse", v3.SqliteCommitResponse["tag"]>
  | bare.PathOf<"SqliteCommitStageBeginRequest", keyof v3.SqliteCommitStageBeginRequest & string>
  | bare.PathOf<"SqliteCommitStageBeginOk", keyof v3.SqliteCommitStageBeginOk & string>
  | bare.PathOf<"SqliteCommitStageBeginResponse", v3.SqliteCommitStageBeginResponse["tag"]>
  | bare.PathOf<"SqliteCommitStageRequest", keyof v3.SqliteCommitStageRequest & string>
  | bare.PathOf<"SqliteCommitStageOk", keyof v3.SqliteCommitStageOk & string>
  | bare.PathOf<"SqliteCommitStageResponse", v3.SqliteCommitStageResponse["tag"]>
  | bare.PathOf<"SqliteCommitFinalizeRequest", keyof v3.SqliteCommitFinalizeRequest & string>
  | bare.PathOf<"SqliteCommitFinalizeOk", keyof v3.SqliteCommitFinalizeOk & string>
  | bare.PathOf<"SqliteStageNotFound", keyof v3.SqliteStageNotFound & string>
  | bare.PathOf<"SqliteCommitFinalizeResponse", v3.SqliteCommitFinalizeResponse["tag"]>
  | bare.PathOf<"SqliteStartupData", keyof v3.SqliteStartupData & string>
  | bare.PathOf<"SqlitePreloadHintRange", keyof v3.SqlitePreloadHintRange & string>
  | bare.PathOf<"SqlitePreloadHints", keyof v3.SqlitePreloadHints & string>
  | bare.PathOf<
    "SqlitePersistPreloadHintsRequest",
    keyof v3.SqlitePersistPreloadHintsRequest & string
  >
  | "SqlitePersistPreloadHintsOk"
  | bare.PathOf<"SqlitePersistPreloadHintsResponse", v3.SqlitePersistPreloadHintsResponse["tag"]>
  | bare.PathOf<"StopCode", v3.StopCode>
  | bare.PathOf<"ActorName", keyof v3.ActorName & string>
  | bare.PathOf<"ActorConfig", keyof v3.ActorConfig & string>
  | bare.PathOf<"ActorCheckpoint", keyof v3.ActorCheckpoint & string>
  | "ActorIntentSleep"
  | "ActorIntentStop"
  | bare.PathOf<"ActorIntent", v3.ActorIntent["tag"]>
  | "ActorStateRunning"
  | bare.PathOf<"ActorStateStopped", keyof v3.ActorStateStopped & string>
  | bare.PathOf<"ActorState", v3.ActorState["tag"]>
  | bare.PathOf<"EventActorIntent", keyof v3.EventActorIntent & string>
  | bare.PathOf<"EventActorStateUpdate", keyof v3.EventActorStateUpdate & string>
  | bare.PathOf<"EventActorSetAlarm", keyof v3.EventActorSetAlarm & string>
  | bare.PathOf<"Event", v3.Event["tag"]>
  | bare.PathOf<"EventWrapper", keyof v3.EventWrapper & string>
  | bare.PathOf<"PreloadedKvEntry", keyof v3.PreloadedKvEntry & string>
  | bare.PathOf<"PreloadedKv", keyof v3.PreloadedKv & string>
  | bare.PathOf<"HibernatingRequest", keyof v3.HibernatingRequest & string>
  | bare.PathOf<"CommandStartActor", keyof v3.CommandStartActor & string>
  | bare.PathOf<"StopActorReason", v3.StopActorReason>
  | bare.PathOf<"CommandStopActor", keyof v3.CommandStopActor & string>
  | bare.PathOf<"Command", v3.Command["tag"]>
  | bare.PathOf<"CommandWrapper", keyof v3.CommandWrapper & string>
  | bare.PathOf<"ActorCommandKeyData", v3.ActorCommandKeyData["tag"]>
  | bare.PathOf<"MessageId", keyof v3.MessageId & string>
  | bare.PathOf<"ToEnvoyRequestStart", keyof v3.ToEnvoyRequestStart & string>
  | bare.PathOf<"ToEnvoyRequestChunk", keyof v3.ToEnvoyRequestChunk & string>
  | "ToEnvoyRequestAbort"
  | bare.PathOf<"ToEnvoyWebSocketOpen", keyof v3.ToEnvoyWebSocketOpen & string>
  | bare.PathOf<"ToEnvoyWebSocketMessage", keyof v3.ToEnvoyWebSocketMessage & string>
  | bare.PathOf<"ToEnvoyWebSocketClose", keyof v3.ToEnvoyWebSocketClose & string>
  | bare.PathOf<"ToEnvoyTunnelMessageKind", v3.ToEnvoyTunnelMessageKind["tag"]>
  | bare.PathOf<"ToEnvoyTunnelMessage", keyof v3.ToEnvoyTunnelMessage & string>
  | bare.PathOf<"ToRivetResponseStart", keyof v3.ToRivetResponseStart & string>
  | bare.PathOf<"ToRivetResponseChunk", keyof v3.ToRivetResponseChunk & string>
  | "ToRivetResponseAbort"
  | bare.PathOf<"ToRivetWebSocketOpen", keyof v3.ToRivetWebSocketOpen & string>
  | bare.PathOf<"ToRivetWebSocketMessage", keyof v3.ToRivetWebSocketMessage & string>
  | bare.PathOf<"ToRivetWebSocketMessageAck", keyof v3.ToRivetWebSocketMessageAck & string>
  | bare.PathOf<"ToRivetWebSocketClose", keyof v3.ToRivetWebSocketClose & string>
  | bare.PathOf<"ToRivetTunnelMessageKind", v3.ToRivetTunnelMessageKind["tag"]>
  | bare.PathOf<"ToRivetTunnelMessage", keyof v3.ToRivetTunnelMessage & string>
  | bare.PathOf<"ToRivetMetadata", keyof v3.ToRivetMetadata & string>
  | "ToRivetEvents"
  | bare.PathOf<"ToRivetAckCommands", keyof v3.ToRivetAckCommands & string>
  | "ToRivetStopping"
  | bare.PathOf<"ToRivetPong", keyof v3.ToRivetPong & string>
  | bare.PathOf<"ToRivetKvRequest", keyof v3.ToRivetKvRequest & string>
  | bare.PathOf<"ToRivetSqliteGetPagesRequest", keyof v3.ToRivetSqliteGetPagesRequest & string>
  | bare.PathOf<"ToRivetSqliteCommitRequest", keyof v3.ToRivetSqliteCommitRequest & string>
  | bare.PathOf<
    "ToRivetSqliteCommitStageBeginRequest",
    keyof v3.ToRivetSqliteCommitStageBeginRequest & string
  >
  | bare.PathOf<
    "ToRivetSqliteCommitStageRequest",
    keyof v3.ToRivetSqliteCommitStageRequest & string
  >
  | bare.PathOf<
    "ToRivetSqliteCommitFinalizeRequest",
    keyof v3.ToRivetSqliteCommitFinalizeRequest & string
  >
  | bare.PathOf<
    "ToRivetSqlitePersistPreloadHintsRequest",
    keyof v3.ToRivetSqlitePersistPreloadHintsRequest & string
  >
  | bare.PathOf<
    "ToRivetSqliteGetPageRangeRequest",
    keyof v3.ToRivetSqliteGetPageRangeRequest & string
  >
  | bare.PathOf<"ToRivet", v3.ToRivet["tag"]>
  | bare.PathOf<"ProtocolMetadata", keyof v3.ProtocolMetadata & string>
  | bare.PathOf<"ToEnvoyInit", keyof v3.ToEnvoyInit & string>
  | "ToEnvoyCommands"
  | bare.PathOf<"ToEnvoyAckEvents", keyof v3.ToEnvoyAckEvents & string>
  | bare.PathOf<"ToEnvoyKvResponse", keyof v3.ToEnvoyKvResponse & string>
  | bare.PathOf<"ToEnvoyPing", keyof v3.ToEnvoyPing & string>
  | bare.PathOf<"ToEnvoySqliteGetPagesResponse", keyof v3.ToEnvoySqliteGetPagesResponse & string>
  | bare.PathOf<"ToEnvoySqliteCommitResponse", keyof v3.ToEnvoySqliteCommitResponse & string>
  | bare.PathOf<
    "ToEnvoySqliteCommitStageBeginResponse",
    keyof v3.ToEnvoySqliteCommitStageBeginResponse & string
  >
  | bare.PathOf<
    "ToEnvoySqliteCommitStageResponse",
    keyof v3.ToEnvoySqliteCommitStageResponse & string
  >
  | bare.PathOf<
    "ToEnvoySqliteCommitFinalizeResponse",
    keyof v3.ToEnvoySqliteCommitFinalizeResponse & string
  >
  | bare.PathOf<
    "ToEnvoySqlitePersistPreloadHintsResponse",
    keyof v3.ToEnvoySqlitePersistPreloadHintsResponse & string
  >
  | bare.PathOf<
    "ToEnvoySqliteGetPageRangeResponse",
    keyof v3.ToEnvoySqliteGetPageRangeResponse & string
  >
  | bare.PathOf<"ToEnvoy", v3.ToEnvoy["tag"]>
  | bare.PathOf<"ToEnvoyConnPing", keyof v3.ToEnvoyConnPing & string>
  | "ToEnvoyConnClose"
  | bare.PathOf<"ToEnvoyConn", v3.ToEnvoyConn["tag"]>
  | bare.PathOf<"ToGatewayPong", keyof v3.ToGatewayPong & string>
  | bare.PathOf<"ToGateway", v3.ToGateway["tag"]>
  | bare.PathOf<"ToOutboundActorStart", keyof v3.ToOutboundActorStart & string>
  | bare.PathOf<"ToOutbound", v3.ToOutbound["tag"]>;

/** The versions of every part that some version lacks, or cannot be sent in full. */
const AVAILABILITY: bare.Availability = {
  "SqliteGeneration": { ranges: [{ since: 2, until: null }], partly: [] },
  "SqliteTxid": { ranges: [{ since: 2, until: null }], partly: [] },
  "SqlitePgno": { ranges: [{ since: 2, until: null }], partly: [] },
  "SqliteStageId": { ranges: [{ since: 2, until: null }], partly: [] },
  "SqlitePageBytes": { ranges: [{ since: 2, until: null }], partly: [] },
  "SqliteMeta": { ranges: [{ since: 2, until: null }], partly: [] },
  "SqliteFenceMismatch": { ranges: [{ since: 2, until: null }], partly: [] },
  "SqliteErrorResponse": { ranges: [{ since: 2, until: null }], partly: [] },
  "SqliteDirtyPage": { ranges: [{ since: 2, until: null }], partly: [] },
  "SqliteFetchedPage": { ranges: [{ since: 2, until: null }], partly: [] },
  "SqliteGetPagesRequest": { ranges: [{ since: 2, until: null }], partly: [] },
  "SqliteGetPagesOk": { ranges: [{ since: 2, until: null }], partly: [] },
  "SqliteGetPagesResponse": { ranges: [{ since: 2, until: null }], partly: [] },
  "SqliteGetPageRangeRequest": { ranges: [{ since: 3, until: null }], partly: [] },
  "SqliteGetPageRangeOk": { ranges: [{ since: 3, until: null }], partly: [] },
  "SqliteGetPageRangeResponse": { ranges: [{ since: 3, until: null }], partly: [] },
  "SqliteCommitRequest": { ranges: [{ since: 2, until: null }], partly: [] },
  "SqliteCommitOk": { ranges: [{ since: 2, until: null }], partly: [] },
  "SqliteCommitTooLarge": { ranges: [{ since: 2, until: null }], partly: [] },
  "SqliteCommitResponse": { ranges: [{ since: 2, until: null }], partly: [] },
  "SqliteCommitStageBeginRequest": { ranges: [{ since: 2, until: null }], partly: [] },
  "SqliteCommitStageBeginOk": { ranges: [{ since: 2, until: null }], partly: [] },
  "SqliteCommitStageBeginResponse": { ranges: [{ since: 2, until: null }], partly: [] },
  "SqliteCommitStageRequest": { ranges: [{ since: 2, until: null }], partly: [] },
  "SqliteCommitStageOk": { ranges: [{ since: 2, until: null }], partly: [] },
  "SqliteCommitStageResponse": { ranges: [{ since: 2, until: null }], partly: [] },
  "SqliteCommitFinalizeRequest": { ranges: [{ since: 2, until: null }], partly: [] },
  "SqliteCommitFinalizeOk": { ranges: [{ since: 2, until: null }], partly: [] },
  "SqliteStageNotFound": { ranges: [{ since: 2, until: null }], partly: [] },
  "SqliteCommitFinalizeResponse": { ranges: [{ since: 2, until: null }], partly: [] },
  "SqliteStartupData": { ranges: [{ since: 2, until: null }], partly: [] },
  "SqlitePreloadHintRange": { ranges: [{ since: 3, until: null }], partly: [] },
  "SqlitePreloadHints": { ranges: [{ since: 3, until: null }], partly: [] },
  "SqlitePersistPreloadHintsRequest": { ranges: [{ since: 3, until: null }], partly: [] },
  "SqlitePersistPreloadHintsOk": { ranges: [{ since: 3, until: null }], partly: [] },
  "SqlitePersistPreloadHintsResponse": { ranges: [{ since: 3, until: null }], partly: [] },
  "CommandStartActor": { ranges: [{ since: null, until: null }], partly: [1] },
  "CommandStartActor.config": { ranges: [{ since: null, until: null }], partly: [] },
  "CommandStartActor.hibernatingRequests": { ranges: [{ since: null, until: null }], partly: [] },
  "CommandStartActor.preloadedKv": { ranges: [{ since: null, until: null }], partly: [] },
  "CommandStartActor.sqliteStartupData": { ranges: [{ since: 2, until: null }], partly: [] },
  "Command": { ranges: [{ since: null, until: null }], partly: [1] },
  "Command.CommandStopActor": { ranges: [{ since: null, until: null }], partly: [] },
  "CommandWrapper": { ranges: [{ since: null, until: null }], partly: [1] },
  "CommandWrapper.checkpoint": { ranges: [{ since: null, until: null }], partly: [] },
  "ActorCommandKeyData": { ranges: [{ since: null, until: null }], partly: [1] },
  "ActorCommandKeyData.CommandStopActor": { ranges: [{ since: null, until: null }], partly: [] },
  "ToRivetSqliteGetPagesRequest": { ranges: [{ since: 2, until: null }], partly: [] },
  "ToRivetSqliteCommitRequest": { ranges: [{ since: 2, until: null }], partly: [] },
  "ToRivetSqliteCommitStageBeginRequest": { ranges: [{ since: 2, until: null }], partly: [] },
  "ToRivetSqliteCommitStageRequest": { ranges: [{ since: 2, until: null }], partly: [] },
  "ToRivetSqliteCommitFinalizeRequest": { ranges: [{ since: 2, until: null }], partly: [] },
  "ToRivetSqlitePersistPreloadHintsRequest": { ranges: [{ since: 3, until: null }], partly: [] },
  "ToRivetSqliteGetPageRangeRequest": { ranges: [{ since: 3, until: null }], partly: [] },
  "ToRivet": { ranges: [{ since: null, until: null }], partly: [1, 2] },
  "ToRivet.ToRivetMetadata": { ranges: [{ since: null, until: null }], partly: [] },
  "ToRivet.ToRivetEvents": { ranges: [{ since: null, until: null }], partly: [] },
  "ToRivet.ToRivetAckCommands": { ranges: [{ since: null, until: null }], partly: [] },
  "ToRivet.ToRivetStopping": { ranges: [{ since: null, until: null }], partly: [] },
  "ToRivet.ToRivetPong": { ranges: [{ since: null, until: null }], partly: [] },
  "ToRivet.ToRivetKvRequest": { ranges: [{ since: null, until: null }], partly: [] },
  "ToRivet.ToRivetTunnelMessage": { ranges: [{ since: null, until: null }], partly: [] },
  "ToRivet.ToRivetSqliteGetPagesRequest": { ranges: [{ since: 2, until: null }], partly: [] },
  "ToRivet.ToRivetSqliteCommitRequest": { ranges: [{ since: 2, until: null }], partly: [] },
  "ToRivet.ToRivetSqliteCommitStageBeginRequest": {
    ranges: [{ since: 2, until: null }],
    partly: [],
  },
  "ToRivet.ToRivetSqliteCommitStageRequest": { ranges: [{ since: 2, until: null }], partly: [] },
  "ToRivet.ToRivetSqliteCommitFinalizeRequest": { ranges: [{ since: 2, until: null }], partly: [] },
  "ToRivet.ToRivetSqlitePersistPreloadHintsRequest": {
    ranges: [{ since: 3, until: null }],
    partly: [],
  },
  "ToRivet.ToRivetSqliteGetPageRangeRequest": { ranges: [{ since: 3, until: null }], partly: [] },
  "ToEnvoyCommands": { ranges: [{ since: null, until: null }], partly: [1] },
  "ToEnvoySqliteGetPagesResponse": { ranges: [{ since: 2, until: null }], partly: [] },
  "ToEnvoySqliteCommitResponse": { ranges: [{ since: 2, until: null }], partly: [] },
  "ToEnvoySqliteCommitStageBeginResponse": { ranges: [{ since: 2, until: null }], partly: [] },
  "ToEnvoySqliteCommitStageResponse": { ranges: [{ since: 2, until: null }], partly: [] },
  "ToEnvoySqliteCommitFinalizeResponse": { ranges: [{ since: 2, until: null }], partly: [] },
  "ToEnvoySqlitePersistPreloadHintsResponse": { ranges: [{ since: 3, until: null }], partly: [] },
  "ToEnvoySqliteGetPageRangeResponse": { ranges: [{ since: 3, until: null }], partly: [] },
  "ToEnvoy": { ranges: [{ since: null, until: null }], partly: [1, 2] },
  "ToEnvoy.ToEnvoyInit": { ranges: [{ since: null, until: null }], partly: [] },
  "ToEnvoy.ToEnvoyCommands": { ranges: [{ since: null, until: null }], partly: [1] },
  "ToEnvoy.ToEnvoyAckEvents": { ranges: [{ since: null, until: null }], partly: [] },
  "ToEnvoy.ToEnvoyKvResponse": { ranges: [{ since: null, until: null }], partly: [] },
  "ToEnvoy.ToEnvoyTunnelMessage": { ranges: [{ since: null, until: null }], partly: [] },
  "ToEnvoy.ToEnvoyPing": { ranges: [{ since: null, until: null }], partly: [] },
  "ToEnvoy.ToEnvoySqliteGetPagesResponse": { ranges: [{ since: 2, until: null }], partly: [] },
  "ToEnvoy.ToEnvoySqliteCommitResponse": { ranges: [{ since: 2, until: null }], partly: [] },
  "ToEnvoy.ToEnvoySqliteCommitStageBeginResponse": {
    ranges: [{ since: 2, until: null }],
    partly: [],
  },
  "ToEnvoy.ToEnvoySqliteCommitStageResponse": { ranges: [{ since: 2, until: null }], partly: [] },
  "ToEnvoy.ToEnvoySqliteCommitFinalizeResponse": {
    ranges: [{ since: 2, until: null }],
    partly: [],
  },
  "ToEnvoy.ToEnvoySqlitePersistPreloadHintsResponse": {
    ranges: [{ since: 3, until: null }],
    partly: [],
  },
  "ToEnvoy.ToEnvoySqliteGetPageRangeResponse": { ranges: [{ since: 3, until: null }], partly: [] },
  "ToEnvoyConn": { ranges: [{ since: null, until: null }], partly: [1] },
  "ToEnvoyConn.ToEnvoyConnPing": { ranges: [{ since: null, until: null }], partly: [] },
  "ToEnvoyConn.ToEnvoyConnClose": { ranges: [{ since: null, until: null }], partly: [] },
  "ToEnvoyConn.ToEnvoyAckEvents": { ranges: [{ since: null, until: null }], partly: [] },
  "ToEnvoyConn.ToEnvoyTunnelMessage": { ranges: [{ since: null, until: null }], partly: [] },
};

const PROTOCOL: bare.Protocol = {
  protocol: "envoy-protocol",
  versions: VERSIONS,
  availability: AVAILABILITY,
  schema: schemaV3,
};

const LOCATOR_V1 = /* @__PURE__ */ errorLocator(schemaV1);

const LOCATOR_V2 = /* @__PURE__ */ errorLocator(schemaV2);

const LOCATOR_V3 = /* @__PURE__ */ errorLocator(schemaV3);

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
