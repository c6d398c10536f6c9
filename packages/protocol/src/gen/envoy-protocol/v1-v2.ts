// @generated from envoy-protocol/v1.bare and v2.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
//   changed     CommandStartActor                      + sqliteStartupData:
//     optional<SqliteStartupData>
//   changed     ToRivet                                + ToRivetSqliteGetPagesRequest
//                                                      + ToRivetSqliteCommitRequest
//                                                      + ToRivetSqliteCommitStageBeginRequest
//                                                      + ToRivetSqliteCommitStageRequest
//                                                      + ToRivetSqliteCommitFinalizeRequest
//   changed     ToEnvoy                                + ToEnvoySqliteGetPagesResponse
//                                                      + ToEnvoySqliteCommitResponse
//                                                      + ToEnvoySqliteCommitStageBeginResponse
//                                                      + ToEnvoySqliteCommitStageResponse
//                                                      + ToEnvoySqliteCommitFinalizeResponse
//   transitive  Command                                CommandStartActor
//   transitive  CommandWrapper                         Command
//   transitive  ActorCommandKeyData                    CommandStartActor
//   transitive  ToEnvoyCommands                        CommandWrapper
//   transitive  ToEnvoyConn                            ToEnvoyCommands
//   added       SqliteGeneration
//   added       SqliteTxid
//   added       SqlitePgno
//   added       SqliteStageId
//   added       SqlitePageBytes
//   added       SqliteMeta
//   added       SqliteFenceMismatch
//   added       SqliteErrorResponse
//   added       SqliteDirtyPage
//   added       SqliteFetchedPage
//   added       SqliteGetPagesRequest
//   added       SqliteGetPagesOk
//   added       SqliteGetPagesResponse
//   added       SqliteCommitRequest
//   added       SqliteCommitOk
//   added       SqliteCommitTooLarge
//   added       SqliteCommitResponse
//   added       SqliteCommitStageBeginRequest
//   added       SqliteCommitStageBeginOk
//   added       SqliteCommitStageBeginResponse
//   added       SqliteCommitStageRequest
//   added       SqliteCommitStageOk
//   added       SqliteCommitStageResponse
//   added       SqliteCommitFinalizeRequest
//   added       SqliteCommitFinalizeOk
//   added       SqliteStageNotFound
//   added       SqliteCommitFinalizeResponse
//   added       SqliteStartupData
//   added       ToRivetSqliteGetPagesRequest
//   added       ToRivetSqliteCommitRequest
//   added       ToRivetSqliteCommitStageBeginRequest
//   added       ToRivetSqliteCommitStageRequest
//   added       ToRivetSqliteCommitFinalizeRequest
//   added       ToEnvoySqliteGetPagesResponse
//   added       ToEnvoySqliteCommitResponse
//   added       ToEnvoySqliteCommitStageBeginResponse
//   added       ToEnvoySqliteCommitStageResponse
//   added       ToEnvoySqliteCommitFinalizeResponse
//   unchanged   81 types

import * as bare from "@barewire/runtime";
import type * as decide from "@barewire/runtime/decisions";
import type * as v1 from "./v1.js";
import type * as v2 from "./v2.js";

const DOWNGRADE = { protocol: "envoy-protocol", from: 2, to: 1 } as const;

/**
 * The decisions that the differences of v1 and v2 require. Without an optional entry, a
 * value that cannot be represented is rejected. Every type and member that both versions have may
 * be converted by hand.
 */
export type DecisionsV1V2 = decide.Decisions<
  {
    readonly "CommandStartActor.sqliteStartupData"?: {
      /** v1 has no CommandStartActor.sqliteStartupData: what does v2 get? */
      readonly upgrade?: (value: v1.CommandStartActor) => v2.CommandStartActor["sqliteStartupData"];
      /** v1 has no CommandStartActor.sqliteStartupData: what becomes of the value of v2? */
      readonly downgrade?:
        | decide.Drop
        | decide.DropIf<v2.CommandStartActor["sqliteStartupData"]>
        | decide.Reject;
    };
    readonly "ToRivet.ToRivetSqliteGetPagesRequest"?: {
      /** v1 has no ToRivet.ToRivetSqliteGetPagesRequest: what is sent in its place? */
      readonly downgrade?: ((value: v2.ToRivetSqliteGetPagesRequest) => v1.ToRivet) | decide.Reject;
    };
    readonly "ToRivet.ToRivetSqliteCommitRequest"?: {
      /** v1 has no ToRivet.ToRivetSqliteCommitRequest: what is sent in its place? */
      readonly downgrade?: ((value: v2.ToRivetSqliteCommitRequest) => v1.ToRivet) | decide.Reject;
    };
    readonly "ToRivet.ToRivetSqliteCommitStageBeginRequest"?: {
      /** v1 has no ToRivet.ToRivetSqliteCommitStageBeginRequest: what is sent in its place? */
      readonly downgrade?:
        | ((value: v2.ToRivetSqliteCommitStageBeginRequest) => v1.ToRivet)
        | decide.Reject;
    };
    readonly "ToRivet.ToRivetSqliteCommitStageRequest"?: {
      /** v1 has no ToRivet.ToRivetSqliteCommitStageRequest: what is sent in its place? */
      readonly downgrade?:
        | ((value: v2.ToRivetSqliteCommitStageRequest) => v1.ToRivet)
        | decide.Reject;
    };
    readonly "ToRivet.ToRivetSqliteCommitFinalizeRequest"?: {
      /** v1 has no ToRivet.ToRivetSqliteCommitFinalizeRequest: what is sent in its place? */
      readonly downgrade?:
        | ((value: v2.ToRivetSqliteCommitFinalizeRequest) => v1.ToRivet)
        | decide.Reject;
    };
    readonly "ToEnvoy.ToEnvoySqliteGetPagesResponse"?: {
      /** v1 has no ToEnvoy.ToEnvoySqliteGetPagesResponse: what is sent in its place? */
      readonly downgrade?: (
        (value: v2.ToEnvoySqliteGetPagesResponse) => v1.ToEnvoy
      ) | decide.Reject;
    };
    readonly "ToEnvoy.ToEnvoySqliteCommitResponse"?: {
      /** v1 has no ToEnvoy.ToEnvoySqliteCommitResponse: what is sent in its place? */
      readonly downgrade?: ((value: v2.ToEnvoySqliteCommitResponse) => v1.ToEnvoy) | decide.Reject;
    };
    readonly "ToEnvoy.ToEnvoySqliteCommitStageBeginResponse"?: {
      /** v1 has no ToEnvoy.ToEnvoySqliteCommitStageBeginResponse: what is sent in its place? */
      readonly downgrade?:
        | ((value: v2.ToEnvoySqliteCommitStageBeginResponse) => v1.ToEnvoy)
        | decide.Reject;
    };
    readonly "ToEnvoy.ToEnvoySqliteCommitStageResponse"?: {
      /** v1 has no ToEnvoy.ToEnvoySqliteCommitStageResponse: what is sent in its place? */
      readonly downgrade?:
        | ((value: v2.ToEnvoySqliteCommitStageResponse) => v1.ToEnvoy)
        | decide.Reject;
    };
    readonly "ToEnvoy.ToEnvoySqliteCommitFinalizeResponse"?: {
      /** v1 has no ToEnvoy.ToEnvoySqliteCommitFinalizeResponse: what is sent in its place? */
      readonly downgrade?:
        | ((value: v2.ToEnvoySqliteCommitFinalizeResponse) => v1.ToEnvoy)
        | decide.Reject;
    };
  },
  {
    readonly structs: {
      readonly KvMetadata: [v1.KvMetadata, v2.KvMetadata];
      readonly KvListRangeQuery: [v1.KvListRangeQuery, v2.KvListRangeQuery];
      readonly KvListPrefixQuery: [v1.KvListPrefixQuery, v2.KvListPrefixQuery];
      readonly KvGetRequest: [v1.KvGetRequest, v2.KvGetRequest];
      readonly KvListRequest: [v1.KvListRequest, v2.KvListRequest];
      readonly KvPutRequest: [v1.KvPutRequest, v2.KvPutRequest];
      readonly KvDeleteRequest: [v1.KvDeleteRequest, v2.KvDeleteRequest];
      readonly KvDeleteRangeRequest: [v1.KvDeleteRangeRequest, v2.KvDeleteRangeRequest];
      readonly KvErrorResponse: [v1.KvErrorResponse, v2.KvErrorResponse];
      readonly KvGetResponse: [v1.KvGetResponse, v2.KvGetResponse];
      readonly KvListResponse: [v1.KvListResponse, v2.KvListResponse];
      readonly ActorName: [v1.ActorName, v2.ActorName];
      readonly ActorConfig: [v1.ActorConfig, v2.ActorConfig];
      readonly ActorCheckpoint: [v1.ActorCheckpoint, v2.ActorCheckpoint];
      readonly ActorStateStopped: [v1.ActorStateStopped, v2.ActorStateStopped];
      readonly EventActorIntent: [v1.EventActorIntent, v2.EventActorIntent];
      readonly EventActorStateUpdate: [v1.EventActorStateUpdate, v2.EventActorStateUpdate];
      readonly EventActorSetAlarm: [v1.EventActorSetAlarm, v2.EventActorSetAlarm];
      readonly EventWrapper: [v1.EventWrapper, v2.EventWrapper];
      readonly PreloadedKvEntry: [v1.PreloadedKvEntry, v2.PreloadedKvEntry];
      readonly PreloadedKv: [v1.PreloadedKv, v2.PreloadedKv];
      readonly HibernatingRequest: [v1.HibernatingRequest, v2.HibernatingRequest];
      readonly CommandStartActor: [v1.CommandStartActor, v2.CommandStartActor];
      readonly CommandStopActor: [v1.CommandStopActor, v2.CommandStopActor];
      readonly CommandWrapper: [v1.CommandWrapper, v2.CommandWrapper];
      readonly MessageId: [v1.MessageId, v2.MessageId];
      readonly ToEnvoyRequestStart: [v1.ToEnvoyRequestStart, v2.ToEnvoyRequestStart];
      readonly ToEnvoyRequestChunk: [v1.ToEnvoyRequestChunk, v2.ToEnvoyRequestChunk];
      readonly ToEnvoyWebSocketOpen: [v1.ToEnvoyWebSocketOpen, v2.ToEnvoyWebSocketOpen];
      readonly ToEnvoyWebSocketMessage: [v1.ToEnvoyWebSocketMessage, v2.ToEnvoyWebSocketMessage];
      readonly ToEnvoyWebSocketClose: [v1.ToEnvoyWebSocketClose, v2.ToEnvoyWebSocketClose];
      readonly ToEnvoyTunnelMessage: [v1.ToEnvoyTunnelMessage, v2.ToEnvoyTunnelMessage];
      readonly ToRivetResponseStart: [v1.ToRivetResponseStart, v2.ToRivetResponseStart];
      readonly ToRivetResponseChunk: [v1.ToRivetResponseChunk, v2.ToRivetResponseChunk];
      readonly ToRivetWebSocketOpen: [v1.ToRivetWebSocketOpen, v2.ToRivetWebSocketOpen];
      readonly ToRivetWebSocketMessage: [v1.ToRivetWebSocketMessage, v2.ToRivetWebSocketMessage];
      readonly ToRivetWebSocketMessageAck: [
        v1.ToRivetWebSocketMessageAck,
        v2.ToRivetWebSocketMessageAck,
      ];
      readonly ToRivetWebSocketClose: [v1.ToRivetWebSocketClose, v2.ToRivetWebSocketClose];
      readonly ToRivetTunnelMessage: [v1.ToRivetTunnelMessage, v2.ToRivetTunnelMessage];
      readonly ToRivetMetadata: [v1.ToRivetMetadata, v2.ToRivetMetadata];
      readonly ToRivetAckCommands: [v1.ToRivetAckCommands, v2.ToRivetAckCommands];
      readonly ToRivetPong: [v1.ToRivetPong, v2.ToRivetPong];
      readonly ToRivetKvRequest: [v1.ToRivetKvRequest, v2.ToRivetKvRequest];
      readonly ProtocolMetadata: [v1.ProtocolMetadata, v2.ProtocolMetadata];
      readonly ToEnvoyInit: [v1.ToEnvoyInit, v2.ToEnvoyInit];
      readonly ToEnvoyAckEvents: [v1.ToEnvoyAckEvents, v2.ToEnvoyAckEvents];
      readonly ToEnvoyKvResponse: [v1.ToEnvoyKvResponse, v2.ToEnvoyKvResponse];
      readonly ToEnvoyPing: [v1.ToEnvoyPing, v2.ToEnvoyPing];
      readonly ToEnvoyConnPing: [v1.ToEnvoyConnPing, v2.ToEnvoyConnPing];
      readonly ToGatewayPong: [v1.ToGatewayPong, v2.ToGatewayPong];
      readonly ToOutboundActorStart: [v1.ToOutboundActorStart, v2.ToOutboundActorStart];
    };
    readonly unions: {
      readonly KvListQuery: [v1.KvListQuery, v2.KvListQuery];
      readonly KvRequestData: [v1.KvRequestData, v2.KvRequestData];
      readonly KvResponseData: [v1.KvResponseData, v2.KvResponseData];
      readonly ActorIntent: [v1.ActorIntent, v2.ActorIntent];
      readonly ActorState: [v1.ActorState, v2.ActorState];
      readonly Event: [v1.Event, v2.Event];
      readonly Command: [v1.Command, v2.Command];
      readonly ActorCommandKeyData: [v1.ActorCommandKeyData, v2.ActorCommandKeyData];
      readonly ToEnvoyTunnelMessageKind: [v1.ToEnvoyTunnelMessageKind, v2.ToEnvoyTunnelMessageKind];
      readonly ToRivetTunnelMessageKind: [v1.ToRivetTunnelMessageKind, v2.ToRivetTunnelMessageKind];
      readonly ToRivet: [v1.ToRivet, v2.ToRivet];
      readonly ToEnvoy: [v1.ToEnvoy, v2.ToEnvoy];
      readonly ToEnvoyConn: [v1.ToEnvoyConn, v2.ToEnvoyConn];
      readonly ToGateway: [v1.ToGateway, v2.ToGateway];
      readonly ToOutbound: [v1.ToOutbound, v2.ToOutbound];
    };
    readonly enums: {
      readonly StopCode: [v1.StopCode, v2.StopCode];
      readonly StopActorReason: [v1.StopActorReason, v2.StopActorReason];
    };
    readonly others: {
      readonly Id: [v1.Id, v2.Id];
      readonly Json: [v1.Json, v2.Json];
      readonly GatewayId: [v1.GatewayId, v2.GatewayId];
      readonly RequestId: [v1.RequestId, v2.RequestId];
      readonly MessageIndex: [v1.MessageIndex, v2.MessageIndex];
      readonly KvKey: [v1.KvKey, v2.KvKey];
      readonly KvValue: [v1.KvValue, v2.KvValue];
      readonly KvListAllQuery: [v1.KvListAllQuery, v2.KvListAllQuery];
      readonly KvDropRequest: [v1.KvDropRequest, v2.KvDropRequest];
      readonly KvPutResponse: [v1.KvPutResponse, v2.KvPutResponse];
      readonly KvDeleteResponse: [v1.KvDeleteResponse, v2.KvDeleteResponse];
      readonly KvDropResponse: [v1.KvDropResponse, v2.KvDropResponse];
      readonly ActorIntentSleep: [v1.ActorIntentSleep, v2.ActorIntentSleep];
      readonly ActorIntentStop: [v1.ActorIntentStop, v2.ActorIntentStop];
      readonly ActorStateRunning: [v1.ActorStateRunning, v2.ActorStateRunning];
      readonly ToEnvoyRequestAbort: [v1.ToEnvoyRequestAbort, v2.ToEnvoyRequestAbort];
      readonly ToRivetResponseAbort: [v1.ToRivetResponseAbort, v2.ToRivetResponseAbort];
      readonly ToRivetEvents: [v1.ToRivetEvents, v2.ToRivetEvents];
      readonly ToRivetStopping: [v1.ToRivetStopping, v2.ToRivetStopping];
      readonly ToEnvoyCommands: [v1.ToEnvoyCommands, v2.ToEnvoyCommands];
      readonly ToEnvoyConnClose: [v1.ToEnvoyConnClose, v2.ToEnvoyConnClose];
    };
  }
>;

export function upgradeCommandStartActorV1(value: v1.CommandStartActor): v2.CommandStartActor {
  return {
    config: value.config,
    hibernatingRequests: value.hibernatingRequests,
    preloadedKv: value.preloadedKv,
    sqliteStartupData: null,
  };
}

export function downgradeCommandStartActorV2(value: v2.CommandStartActor): v1.CommandStartActor {
  if (value.sqliteStartupData !== null) {
    throw bare.notRepresentable(DOWNGRADE, "CommandStartActor.sqliteStartupData");
  }
  return {
    config: value.config,
    hibernatingRequests: value.hibernatingRequests,
    preloadedKv: value.preloadedKv,
  };
}

export function upgradeCommandV1(value: v1.Command): v2.Command {
  switch (value.tag) {
    case "CommandStartActor":
      return { tag: "CommandStartActor", val: upgradeCommandStartActorV1(value.val) };
    case "CommandStopActor":
      return value;
    default:
      throw bare.unknownVariant("Command", value satisfies never);
  }
}

export function downgradeCommandV2(value: v2.Command): v1.Command {
  switch (value.tag) {
    case "CommandStartActor":
      return { tag: "CommandStartActor", val: downgradeCommandStartActorV2(value.val) };
    case "CommandStopActor":
      return value;
    default:
      throw bare.unknownVariant("Command", value satisfies never);
  }
}

export function upgradeCommandWrapperV1(value: v1.CommandWrapper): v2.CommandWrapper {
  return {
    checkpoint: value.checkpoint,
    inner: upgradeCommandV1(value.inner),
  };
}

export function downgradeCommandWrapperV2(value: v2.CommandWrapper): v1.CommandWrapper {
  return {
    checkpoint: value.checkpoint,
    inner: downgradeCommandV2(value.inner),
  };
}

export function upgradeActorCommandKeyDataV1(
  value: v1.ActorCommandKeyData,
): v2.ActorCommandKeyData {
  switch (value.tag) {
    case "CommandStartActor":
      return { tag: "CommandStartActor", val: upgradeCommandStartActorV1(value.val) };
    case "CommandStopActor":
      return value;
    default:
      throw bare.unknownVariant("ActorCommandKeyData", value satisfies never);
  }
}

export function downgradeActorCommandKeyDataV2(
  value: v2.ActorCommandKeyData,
): v1.ActorCommandKeyData {
  switch (value.tag) {
    case "CommandStartActor":
      return { tag: "CommandStartActor", val: downgradeCommandStartActorV2(value.val) };
    case "CommandStopActor":
      return value;
    default:
      throw bare.unknownVariant("ActorCommandKeyData", value satisfies never);
  }
}

export function downgradeToRivetV2(value: v2.ToRivet): v1.ToRivet {
  switch (value.tag) {
    case "ToRivetMetadata":
    case "ToRivetEvents":
    case "ToRivetAckCommands":
    case "ToRivetStopping":
    case "ToRivetPong":
    case "ToRivetKvRequest":
    case "ToRivetTunnelMessage":
      return value;
    case "ToRivetSqliteGetPagesRequest":
      throw bare.notRepresentable(DOWNGRADE, "ToRivet.ToRivetSqliteGetPagesRequest");
    case "ToRivetSqliteCommitRequest":
      throw bare.notRepresentable(DOWNGRADE, "ToRivet.ToRivetSqliteCommitRequest");
    case "ToRivetSqliteCommitStageBeginRequest":
      throw bare.notRepresentable(DOWNGRADE, "ToRivet.ToRivetSqliteCommitStageBeginRequest");
    case "ToRivetSqliteCommitStageRequest":
      throw bare.notRepresentable(DOWNGRADE, "ToRivet.ToRivetSqliteCommitStageRequest");
    case "ToRivetSqliteCommitFinalizeRequest":
      throw bare.notRepresentable(DOWNGRADE, "ToRivet.ToRivetSqliteCommitFinalizeRequest");
    default:
      throw bare.unknownVariant("ToRivet", value satisfies never);
  }
}

export function upgradeToEnvoyCommandsV1(value: v1.ToEnvoyCommands): v2.ToEnvoyCommands {
  return value.map(upgradeCommandWrapperV1);
}

export function downgradeToEnvoyCommandsV2(value: v2.ToEnvoyCommands): v1.ToEnvoyCommands {
  return value.map(downgradeCommandWrapperV2);
}

export function upgradeToEnvoyV1(value: v1.ToEnvoy): v2.ToEnvoy {
  switch (value.tag) {
    case "ToEnvoyInit":
      return value;
    case "ToEnvoyCommands":
      return { tag: "ToEnvoyCommands", val: upgradeToEnvoyCommandsV1(value.val) };
    case "ToEnvoyAckEvents":
    case "ToEnvoyKvResponse":
    case "ToEnvoyTunnelMessage":
    case "ToEnvoyPing":
      return value;
    default:
      throw bare.unknownVariant("ToEnvoy", value satisfies never);
  }
}

export function downgradeToEnvoyV2(value: v2.ToEnvoy): v1.ToEnvoy {
  switch (value.tag) {
    case "ToEnvoyInit":
      return value;
    case "ToEnvoyCommands":
      return { tag: "ToEnvoyCommands", val: downgradeToEnvoyCommandsV2(value.val) };
    case "ToEnvoyAckEvents":
    case "ToEnvoyKvResponse":
    case "ToEnvoyTunnelMessage":
    case "ToEnvoyPing":
      return value;
    case "ToEnvoySqliteGetPagesResponse":
      throw bare.notRepresentable(DOWNGRADE, "ToEnvoy.ToEnvoySqliteGetPagesResponse");
    case "ToEnvoySqliteCommitResponse":
      throw bare.notRepresentable(DOWNGRADE, "ToEnvoy.ToEnvoySqliteCommitResponse");
    case "ToEnvoySqliteCommitStageBeginResponse":
      throw bare.notRepresentable(DOWNGRADE, "ToEnvoy.ToEnvoySqliteCommitStageBeginResponse");
    case "ToEnvoySqliteCommitStageResponse":
      throw bare.notRepresentable(DOWNGRADE, "ToEnvoy.ToEnvoySqliteCommitStageResponse");
    case "ToEnvoySqliteCommitFinalizeResponse":
      throw bare.notRepresentable(DOWNGRADE, "ToEnvoy.ToEnvoySqliteCommitFinalizeResponse");
    default:
      throw bare.unknownVariant("ToEnvoy", value satisfies never);
  }
}

export function upgradeToEnvoyConnV1(value: v1.ToEnvoyConn): v2.ToEnvoyConn {
  switch (value.tag) {
    case "ToEnvoyConnPing":
    case "ToEnvoyConnClose":
      return value;
    case "ToEnvoyCommands":
      return { tag: "ToEnvoyCommands", val: upgradeToEnvoyCommandsV1(value.val) };
    case "ToEnvoyAckEvents":
    case "ToEnvoyTunnelMessage":
      return value;
    default:
      throw bare.unknownVariant("ToEnvoyConn", value satisfies never);
  }
}

export function downgradeToEnvoyConnV2(value: v2.ToEnvoyConn): v1.ToEnvoyConn {
  switch (value.tag) {
    case "ToEnvoyConnPing":
    case "ToEnvoyConnClose":
      return value;
    case "ToEnvoyCommands":
      return { tag: "ToEnvoyCommands", val: downgradeToEnvoyCommandsV2(value.val) };
    case "ToEnvoyAckEvents":
    case "ToEnvoyTunnelMessage":
      return value;
    default:
      throw bare.unknownVariant("ToEnvoyConn", value satisfies never);
  }
}
