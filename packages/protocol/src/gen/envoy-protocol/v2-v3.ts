// @generated from envoy-protocol/v2.bare and v3.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
//   changed    ToRivet                                   + ToRivetSqlitePersistPreloadHintsRequest
//                                                        + ToRivetSqliteGetPageRangeRequest
//   changed    ToEnvoy                                   + ToEnvoySqlitePersistPreloadHintsResponse
//                                                        + ToEnvoySqliteGetPageRangeResponse
//   added      SqliteGetPageRangeRequest
//   added      SqliteGetPageRangeOk
//   added      SqliteGetPageRangeResponse
//   added      SqlitePreloadHintRange
//   added      SqlitePreloadHints
//   added      SqlitePersistPreloadHintsRequest
//   added      SqlitePersistPreloadHintsOk
//   added      SqlitePersistPreloadHintsResponse
//   added      ToRivetSqlitePersistPreloadHintsRequest
//   added      ToRivetSqliteGetPageRangeRequest
//   added      ToEnvoySqlitePersistPreloadHintsResponse
//   added      ToEnvoySqliteGetPageRangeResponse
//   unchanged  125 types

import * as bare from "@barewire/runtime";
import type * as decide from "@barewire/runtime/decisions";
import type * as v2 from "./v2.js";
import type * as v3 from "./v3.js";

const DOWNGRADE = { protocol: "envoy-protocol", from: 3, to: 2 } as const;

/**
 * The decisions that the differences of v2 and v3 require. Without an optional entry, a
 * value that cannot be represented is rejected. Every type and member that both versions have may
 * be converted by hand.
 */
export type DecisionsV2V3 = decide.Decisions<
  {
    readonly "ToRivet.ToRivetSqlitePersistPreloadHintsRequest"?: {
      /** v2 has no ToRivet.ToRivetSqlitePersistPreloadHintsRequest: what is sent in its place? */
      readonly downgrade?:
        | ((value: v3.ToRivetSqlitePersistPreloadHintsRequest) => v2.ToRivet)
        | decide.Reject;
    };
    readonly "ToRivet.ToRivetSqliteGetPageRangeRequest"?: {
      /** v2 has no ToRivet.ToRivetSqliteGetPageRangeRequest: what is sent in its place? */
      readonly downgrade?:
        | ((value: v3.ToRivetSqliteGetPageRangeRequest) => v2.ToRivet)
        | decide.Reject;
    };
    readonly "ToEnvoy.ToEnvoySqlitePersistPreloadHintsResponse"?: {
      /** v2 has no ToEnvoy.ToEnvoySqlitePersistPreloadHintsResponse: what is sent in its place? */
      readonly downgrade?:
        | ((value: v3.ToEnvoySqlitePersistPreloadHintsResponse) => v2.ToEnvoy)
        | decide.Reject;
    };
    readonly "ToEnvoy.ToEnvoySqliteGetPageRangeResponse"?: {
      /** v2 has no ToEnvoy.ToEnvoySqliteGetPageRangeResponse: what is sent in its place? */
      readonly downgrade?:
        | ((value: v3.ToEnvoySqliteGetPageRangeResponse) => v2.ToEnvoy)
        | decide.Reject;
    };
  },
  {
    readonly structs: {
      readonly KvMetadata: [v2.KvMetadata, v3.KvMetadata];
      readonly KvListRangeQuery: [v2.KvListRangeQuery, v3.KvListRangeQuery];
      readonly KvListPrefixQuery: [v2.KvListPrefixQuery, v3.KvListPrefixQuery];
      readonly KvGetRequest: [v2.KvGetRequest, v3.KvGetRequest];
      readonly KvListRequest: [v2.KvListRequest, v3.KvListRequest];
      readonly KvPutRequest: [v2.KvPutRequest, v3.KvPutRequest];
      readonly KvDeleteRequest: [v2.KvDeleteRequest, v3.KvDeleteRequest];
      readonly KvDeleteRangeRequest: [v2.KvDeleteRangeRequest, v3.KvDeleteRangeRequest];
      readonly KvErrorResponse: [v2.KvErrorResponse, v3.KvErrorResponse];
      readonly KvGetResponse: [v2.KvGetResponse, v3.KvGetResponse];
      readonly KvListResponse: [v2.KvListResponse, v3.KvListResponse];
      readonly SqliteMeta: [v2.SqliteMeta, v3.SqliteMeta];
      readonly SqliteFenceMismatch: [v2.SqliteFenceMismatch, v3.SqliteFenceMismatch];
      readonly SqliteErrorResponse: [v2.SqliteErrorResponse, v3.SqliteErrorResponse];
      readonly SqliteDirtyPage: [v2.SqliteDirtyPage, v3.SqliteDirtyPage];
      readonly SqliteFetchedPage: [v2.SqliteFetchedPage, v3.SqliteFetchedPage];
      readonly SqliteGetPagesRequest: [v2.SqliteGetPagesRequest, v3.SqliteGetPagesRequest];
      readonly SqliteGetPagesOk: [v2.SqliteGetPagesOk, v3.SqliteGetPagesOk];
      readonly SqliteCommitRequest: [v2.SqliteCommitRequest, v3.SqliteCommitRequest];
      readonly SqliteCommitOk: [v2.SqliteCommitOk, v3.SqliteCommitOk];
      readonly SqliteCommitTooLarge: [v2.SqliteCommitTooLarge, v3.SqliteCommitTooLarge];
      readonly SqliteCommitStageBeginRequest: [
        v2.SqliteCommitStageBeginRequest,
        v3.SqliteCommitStageBeginRequest,
      ];
      readonly SqliteCommitStageBeginOk: [v2.SqliteCommitStageBeginOk, v3.SqliteCommitStageBeginOk];
      readonly SqliteCommitStageRequest: [v2.SqliteCommitStageRequest, v3.SqliteCommitStageRequest];
      readonly SqliteCommitStageOk: [v2.SqliteCommitStageOk, v3.SqliteCommitStageOk];
      readonly SqliteCommitFinalizeRequest: [
        v2.SqliteCommitFinalizeRequest,
        v3.SqliteCommitFinalizeRequest,
      ];
      readonly SqliteCommitFinalizeOk: [v2.SqliteCommitFinalizeOk, v3.SqliteCommitFinalizeOk];
      readonly SqliteStageNotFound: [v2.SqliteStageNotFound, v3.SqliteStageNotFound];
      readonly SqliteStartupData: [v2.SqliteStartupData, v3.SqliteStartupData];
      readonly ActorName: [v2.ActorName, v3.ActorName];
      readonly ActorConfig: [v2.ActorConfig, v3.ActorConfig];
      readonly ActorCheckpoint: [v2.ActorCheckpoint, v3.ActorCheckpoint];
      readonly ActorStateStopped: [v2.ActorStateStopped, v3.ActorStateStopped];
      readonly EventActorIntent: [v2.EventActorIntent, v3.EventActorIntent];
      readonly EventActorStateUpdate: [v2.EventActorStateUpdate, v3.EventActorStateUpdate];
      readonly EventActorSetAlarm: [v2.EventActorSetAlarm, v3.EventActorSetAlarm];
      readonly EventWrapper: [v2.EventWrapper, v3.EventWrapper];
      readonly PreloadedKvEntry: [v2.PreloadedKvEntry, v3.PreloadedKvEntry];
      readonly PreloadedKv: [v2.PreloadedKv, v3.PreloadedKv];
      readonly HibernatingRequest: [v2.HibernatingRequest, v3.HibernatingRequest];
      readonly CommandStartActor: [v2.CommandStartActor, v3.CommandStartActor];
      readonly CommandStopActor: [v2.CommandStopActor, v3.CommandStopActor];
      readonly CommandWrapper: [v2.CommandWrapper, v3.CommandWrapper];
      readonly MessageId: [v2.MessageId, v3.MessageId];
      readonly ToEnvoyRequestStart: [v2.ToEnvoyRequestStart, v3.ToEnvoyRequestStart];
      readonly ToEnvoyRequestChunk: [v2.ToEnvoyRequestChunk, v3.ToEnvoyRequestChunk];
      readonly ToEnvoyWebSocketOpen: [v2.ToEnvoyWebSocketOpen, v3.ToEnvoyWebSocketOpen];
      readonly ToEnvoyWebSocketMessage: [v2.ToEnvoyWebSocketMessage, v3.ToEnvoyWebSocketMessage];
      readonly ToEnvoyWebSocketClose: [v2.ToEnvoyWebSocketClose, v3.ToEnvoyWebSocketClose];
      readonly ToEnvoyTunnelMessage: [v2.ToEnvoyTunnelMessage, v3.ToEnvoyTunnelMessage];
      readonly ToRivetResponseStart: [v2.ToRivetResponseStart, v3.ToRivetResponseStart];
      readonly ToRivetResponseChunk: [v2.ToRivetResponseChunk, v3.ToRivetResponseChunk];
      readonly ToRivetWebSocketOpen: [v2.ToRivetWebSocketOpen, v3.ToRivetWebSocketOpen];
      readonly ToRivetWebSocketMessage: [v2.ToRivetWebSocketMessage, v3.ToRivetWebSocketMessage];
      readonly ToRivetWebSocketMessageAck: [
        v2.ToRivetWebSocketMessageAck,
        v3.ToRivetWebSocketMessageAck,
      ];
      readonly ToRivetWebSocketClose: [v2.ToRivetWebSocketClose, v3.ToRivetWebSocketClose];
      readonly ToRivetTunnelMessage: [v2.ToRivetTunnelMessage, v3.ToRivetTunnelMessage];
      readonly ToRivetMetadata: [v2.ToRivetMetadata, v3.ToRivetMetadata];
      readonly ToRivetAckCommands: [v2.ToRivetAckCommands, v3.ToRivetAckCommands];
      readonly ToRivetPong: [v2.ToRivetPong, v3.ToRivetPong];
      readonly ToRivetKvRequest: [v2.ToRivetKvRequest, v3.ToRivetKvRequest];
      readonly ToRivetSqliteGetPagesRequest: [
        v2.ToRivetSqliteGetPagesRequest,
        v3.ToRivetSqliteGetPagesRequest,
      ];
      readonly ToRivetSqliteCommitRequest: [
        v2.ToRivetSqliteCommitRequest,
        v3.ToRivetSqliteCommitRequest,
      ];
      readonly ToRivetSqliteCommitStageBeginRequest: [
        v2.ToRivetSqliteCommitStageBeginRequest,
        v3.ToRivetSqliteCommitStageBeginRequest,
      ];
      readonly ToRivetSqliteCommitStageRequest: [
        v2.ToRivetSqliteCommitStageRequest,
        v3.ToRivetSqliteCommitStageRequest,
      ];
      readonly ToRivetSqliteCommitFinalizeRequest: [
        v2.ToRivetSqliteCommitFinalizeRequest,
        v3.ToRivetSqliteCommitFinalizeRequest,
      ];
      readonly ProtocolMetadata: [v2.ProtocolMetadata, v3.ProtocolMetadata];
      readonly ToEnvoyInit: [v2.ToEnvoyInit, v3.ToEnvoyInit];
      readonly ToEnvoyAckEvents: [v2.ToEnvoyAckEvents, v3.ToEnvoyAckEvents];
      readonly ToEnvoyKvResponse: [v2.ToEnvoyKvResponse, v3.ToEnvoyKvResponse];
      readonly ToEnvoyPing: [v2.ToEnvoyPing, v3.ToEnvoyPing];
      readonly ToEnvoySqliteGetPagesResponse: [
        v2.ToEnvoySqliteGetPagesResponse,
        v3.ToEnvoySqliteGetPagesResponse,
      ];
      readonly ToEnvoySqliteCommitResponse: [
        v2.ToEnvoySqliteCommitResponse,
        v3.ToEnvoySqliteCommitResponse,
      ];
      readonly ToEnvoySqliteCommitStageBeginResponse: [
        v2.ToEnvoySqliteCommitStageBeginResponse,
        v3.ToEnvoySqliteCommitStageBeginResponse,
      ];
      readonly ToEnvoySqliteCommitStageResponse: [
        v2.ToEnvoySqliteCommitStageResponse,
        v3.ToEnvoySqliteCommitStageResponse,
      ];
      readonly ToEnvoySqliteCommitFinalizeResponse: [
        v2.ToEnvoySqliteCommitFinalizeResponse,
        v3.ToEnvoySqliteCommitFinalizeResponse,
      ];
      readonly ToEnvoyConnPing: [v2.ToEnvoyConnPing, v3.ToEnvoyConnPing];
      readonly ToGatewayPong: [v2.ToGatewayPong, v3.ToGatewayPong];
      readonly ToOutboundActorStart: [v2.ToOutboundActorStart, v3.ToOutboundActorStart];
    };
    readonly unions: {
      readonly KvListQuery: [v2.KvListQuery, v3.KvListQuery];
      readonly KvRequestData: [v2.KvRequestData, v3.KvRequestData];
      readonly KvResponseData: [v2.KvResponseData, v3.KvResponseData];
      readonly SqliteGetPagesResponse: [v2.SqliteGetPagesResponse, v3.SqliteGetPagesResponse];
      readonly SqliteCommitResponse: [v2.SqliteCommitResponse, v3.SqliteCommitResponse];
      readonly SqliteCommitStageBeginResponse: [
        v2.SqliteCommitStageBeginResponse,
        v3.SqliteCommitStageBeginResponse,
      ];
      readonly SqliteCommitStageResponse: [
        v2.SqliteCommitStageResponse,
        v3.SqliteCommitStageResponse,
      ];
      readonly SqliteCommitFinalizeResponse: [
        v2.SqliteCommitFinalizeResponse,
        v3.SqliteCommitFinalizeResponse,
      ];
      readonly ActorIntent: [v2.ActorIntent, v3.ActorIntent];
      readonly ActorState: [v2.ActorState, v3.ActorState];
      readonly Event: [v2.Event, v3.Event];
      readonly Command: [v2.Command, v3.Command];
      readonly ActorCommandKeyData: [v2.ActorCommandKeyData, v3.ActorCommandKeyData];
      readonly ToEnvoyTunnelMessageKind: [v2.ToEnvoyTunnelMessageKind, v3.ToEnvoyTunnelMessageKind];
      readonly ToRivetTunnelMessageKind: [v2.ToRivetTunnelMessageKind, v3.ToRivetTunnelMessageKind];
      readonly ToRivet: [v2.ToRivet, v3.ToRivet];
      readonly ToEnvoy: [v2.ToEnvoy, v3.ToEnvoy];
      readonly ToEnvoyConn: [v2.ToEnvoyConn, v3.ToEnvoyConn];
      readonly ToGateway: [v2.ToGateway, v3.ToGateway];
      readonly ToOutbound: [v2.ToOutbound, v3.ToOutbound];
    };
    readonly enums: {
      readonly StopCode: [v2.StopCode, v3.StopCode];
      readonly StopActorReason: [v2.StopActorReason, v3.StopActorReason];
    };
    readonly others: {
      readonly Id: [v2.Id, v3.Id];
      readonly Json: [v2.Json, v3.Json];
      readonly GatewayId: [v2.GatewayId, v3.GatewayId];
      readonly RequestId: [v2.RequestId, v3.RequestId];
      readonly MessageIndex: [v2.MessageIndex, v3.MessageIndex];
      readonly KvKey: [v2.KvKey, v3.KvKey];
      readonly KvValue: [v2.KvValue, v3.KvValue];
      readonly KvListAllQuery: [v2.KvListAllQuery, v3.KvListAllQuery];
      readonly KvDropRequest: [v2.KvDropRequest, v3.KvDropRequest];
      readonly KvPutResponse: [v2.KvPutResponse, v3.KvPutResponse];
      readonly KvDeleteResponse: [v2.KvDeleteResponse, v3.KvDeleteResponse];
      readonly KvDropResponse: [v2.KvDropResponse, v3.KvDropResponse];
      readonly SqliteGeneration: [v2.SqliteGeneration, v3.SqliteGeneration];
      readonly SqliteTxid: [v2.SqliteTxid, v3.SqliteTxid];
      readonly SqlitePgno: [v2.SqlitePgno, v3.SqlitePgno];
      readonly SqliteStageId: [v2.SqliteStageId, v3.SqliteStageId];
      readonly SqlitePageBytes: [v2.SqlitePageBytes, v3.SqlitePageBytes];
      readonly ActorIntentSleep: [v2.ActorIntentSleep, v3.ActorIntentSleep];
      readonly ActorIntentStop: [v2.ActorIntentStop, v3.ActorIntentStop];
      readonly ActorStateRunning: [v2.ActorStateRunning, v3.ActorStateRunning];
      readonly ToEnvoyRequestAbort: [v2.ToEnvoyRequestAbort, v3.ToEnvoyRequestAbort];
      readonly ToRivetResponseAbort: [v2.ToRivetResponseAbort, v3.ToRivetResponseAbort];
      readonly ToRivetEvents: [v2.ToRivetEvents, v3.ToRivetEvents];
      readonly ToRivetStopping: [v2.ToRivetStopping, v3.ToRivetStopping];
      readonly ToEnvoyCommands: [v2.ToEnvoyCommands, v3.ToEnvoyCommands];
      readonly ToEnvoyConnClose: [v2.ToEnvoyConnClose, v3.ToEnvoyConnClose];
    };
  }
>;

export function downgradeToRivetV3(value: v3.ToRivet): v2.ToRivet {
  switch (value.tag) {
    case "ToRivetMetadata":
    case "ToRivetEvents":
    case "ToRivetAckCommands":
    case "ToRivetStopping":
    case "ToRivetPong":
    case "ToRivetKvRequest":
    case "ToRivetTunnelMessage":
    case "ToRivetSqliteGetPagesRequest":
    case "ToRivetSqliteCommitRequest":
    case "ToRivetSqliteCommitStageBeginRequest":
    case "ToRivetSqliteCommitStageRequest":
    case "ToRivetSqliteCommitFinalizeRequest":
      return value;
    case "ToRivetSqlitePersistPreloadHintsRequest":
      throw bare.notRepresentable(DOWNGRADE, "ToRivet.ToRivetSqlitePersistPreloadHintsRequest");
    case "ToRivetSqliteGetPageRangeRequest":
      throw bare.notRepresentable(DOWNGRADE, "ToRivet.ToRivetSqliteGetPageRangeRequest");
    default:
      throw bare.unknownVariant("ToRivet", value satisfies never);
  }
}

export function downgradeToEnvoyV3(value: v3.ToEnvoy): v2.ToEnvoy {
  switch (value.tag) {
    case "ToEnvoyInit":
    case "ToEnvoyCommands":
    case "ToEnvoyAckEvents":
    case "ToEnvoyKvResponse":
    case "ToEnvoyTunnelMessage":
    case "ToEnvoyPing":
    case "ToEnvoySqliteGetPagesResponse":
    case "ToEnvoySqliteCommitResponse":
    case "ToEnvoySqliteCommitStageBeginResponse":
    case "ToEnvoySqliteCommitStageResponse":
    case "ToEnvoySqliteCommitFinalizeResponse":
      return value;
    case "ToEnvoySqlitePersistPreloadHintsResponse":
      throw bare.notRepresentable(DOWNGRADE, "ToEnvoy.ToEnvoySqlitePersistPreloadHintsResponse");
    case "ToEnvoySqliteGetPageRangeResponse":
      throw bare.notRepresentable(DOWNGRADE, "ToEnvoy.ToEnvoySqliteGetPageRangeResponse");
    default:
      throw bare.unknownVariant("ToEnvoy", value satisfies never);
  }
}
