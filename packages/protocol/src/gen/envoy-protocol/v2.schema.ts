// @generated from envoy-protocol/v2.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
// The shape of every type, for errors that name the path of a problem. Codecs do not need it.

import type { TypedSchema } from "@barewire/runtime/error-locator";
import type * as v2 from "./v2.js";

/** The messages of this version, by name, for functions that take a schema and a name. */
export type Messages = {
  readonly ActorCommandKeyData: v2.ActorCommandKeyData;
  readonly ToRivet: v2.ToRivet;
  readonly ToEnvoy: v2.ToEnvoy;
  readonly ToEnvoyConn: v2.ToEnvoyConn;
  readonly ToGateway: v2.ToGateway;
  readonly ToOutbound: v2.ToOutbound;
};

export const schema: TypedSchema<Messages> = {
  types: {
    Id: "str",
    Json: "str",
    GatewayId: { data: 4 },
    RequestId: { data: 4 },
    MessageIndex: "u16",
    KvKey: "data",
    KvValue: "data",
    KvMetadata: { struct: { version: "data", updateTs: "i64" } },
    KvListAllQuery: "void",
    KvListRangeQuery: { struct: { start: "KvKey", end: "KvKey", exclusive: "bool" } },
    KvListPrefixQuery: { struct: { key: "KvKey" } },
    KvListQuery: {
      union: {
        KvListAllQuery: [0, "KvListAllQuery"],
        KvListRangeQuery: [1, "KvListRangeQuery"],
        KvListPrefixQuery: [2, "KvListPrefixQuery"],
      },
    },
    KvGetRequest: { struct: { keys: { list: "KvKey", min: 1 } } },
    KvListRequest: {
      struct: {
        query: "KvListQuery",
        reverse: { optional: "bool" },
        limit: { optional: "u64" },
      },
    },
    KvPutRequest: {
      struct: {
        keys: { list: "KvKey", min: 1 },
        values: { list: "KvValue", min: 1 },
      },
    },
    KvDeleteRequest: { struct: { keys: { list: "KvKey", min: 1 } } },
    KvDeleteRangeRequest: { struct: { start: "KvKey", end: "KvKey" } },
    KvDropRequest: "void",
    KvRequestData: {
      union: {
        KvGetRequest: [0, "KvGetRequest"],
        KvListRequest: [1, "KvListRequest"],
        KvPutRequest: [2, "KvPutRequest"],
        KvDeleteRequest: [3, "KvDeleteRequest"],
        KvDeleteRangeRequest: [4, "KvDeleteRangeRequest"],
        KvDropRequest: [5, "KvDropRequest"],
      },
    },
    KvErrorResponse: { struct: { message: "str" } },
    KvGetResponse: {
      struct: {
        keys: { list: "KvKey", min: 1 },
        values: { list: "KvValue", min: 1 },
        metadata: { list: "KvMetadata", min: 9 },
      },
    },
    KvListResponse: {
      struct: {
        keys: { list: "KvKey", min: 1 },
        values: { list: "KvValue", min: 1 },
        metadata: { list: "KvMetadata", min: 9 },
      },
    },
    KvPutResponse: "void",
    KvDeleteResponse: "void",
    KvDropResponse: "void",
    KvResponseData: {
      union: {
        KvErrorResponse: [0, "KvErrorResponse"],
        KvGetResponse: [1, "KvGetResponse"],
        KvListResponse: [2, "KvListResponse"],
        KvPutResponse: [3, "KvPutResponse"],
        KvDeleteResponse: [4, "KvDeleteResponse"],
        KvDropResponse: [5, "KvDropResponse"],
      },
    },
    SqliteGeneration: "u64",
    SqliteTxid: "u64",
    SqlitePgno: "u32",
    SqliteStageId: "u64",
    SqlitePageBytes: "data",
    SqliteMeta: {
      struct: {
        generation: "SqliteGeneration",
        headTxid: "SqliteTxid",
        materializedTxid: "SqliteTxid",
        dbSizePages: "u32",
        pageSize: "u32",
        creationTsMs: "i64",
        maxDeltaBytes: "u64",
      },
    },
    SqliteFenceMismatch: { struct: { actualMeta: "SqliteMeta", reason: "str" } },
    SqliteErrorResponse: { struct: { message: "str" } },
    SqliteDirtyPage: { struct: { pgno: "SqlitePgno", bytes: "SqlitePageBytes" } },
    SqliteFetchedPage: { struct: { pgno: "SqlitePgno", bytes: { optional: "SqlitePageBytes" } } },
    SqliteGetPagesRequest: {
      struct: {
        actorId: "Id",
        generation: "SqliteGeneration",
        pgnos: { list: "SqlitePgno", min: 4 },
      },
    },
    SqliteGetPagesOk: {
      struct: {
        pages: { list: "SqliteFetchedPage", min: 5 },
        meta: "SqliteMeta",
      },
    },
    SqliteGetPagesResponse: {
      union: {
        SqliteGetPagesOk: [0, "SqliteGetPagesOk"],
        SqliteFenceMismatch: [1, "SqliteFenceMismatch"],
        SqliteErrorResponse: [2, "SqliteErrorResponse"],
      },
    },
    SqliteCommitRequest: {
      struct: {
        actorId: "Id",
        generation: "SqliteGeneration",
        expectedHeadTxid: "SqliteTxid",
        dirtyPages: { list: "SqliteDirtyPage", min: 5 },
        newDbSizePages: "u32",
      },
    },
    SqliteCommitOk: { struct: { newHeadTxid: "SqliteTxid", meta: "SqliteMeta" } },
    SqliteCommitTooLarge: { struct: { actualSizeBytes: "u64", maxSizeBytes: "u64" } },
    SqliteCommitResponse: {
      union: {
        SqliteCommitOk: [0, "SqliteCommitOk"],
        SqliteFenceMismatch: [1, "SqliteFenceMismatch"],
        SqliteCommitTooLarge: [2, "SqliteCommitTooLarge"],
        SqliteErrorResponse: [3, "SqliteErrorResponse"],
      },
    },
    SqliteCommitStageBeginRequest: { struct: { actorId: "Id", generation: "SqliteGeneration" } },
    SqliteCommitStageBeginOk: { struct: { txid: "SqliteTxid" } },
    SqliteCommitStageBeginResponse: {
      union: {
        SqliteCommitStageBeginOk: [0, "SqliteCommitStageBeginOk"],
        SqliteFenceMismatch: [1, "SqliteFenceMismatch"],
        SqliteErrorResponse: [2, "SqliteErrorResponse"],
      },
    },
    SqliteCommitStageRequest: {
      struct: {
        actorId: "Id",
        generation: "SqliteGeneration",
        txid: "SqliteTxid",
        chunkIdx: "u32",
        bytes: "data",
        isLast: "bool",
      },
    },
    SqliteCommitStageOk: { struct: { chunkIdxCommitted: "u32" } },
    SqliteCommitStageResponse: {
      union: {
        SqliteCommitStageOk: [0, "SqliteCommitStageOk"],
        SqliteFenceMismatch: [1, "SqliteFenceMismatch"],
        SqliteErrorResponse: [2, "SqliteErrorResponse"],
      },
    },
    SqliteCommitFinalizeRequest: {
      struct: {
        actorId: "Id",
        generation: "SqliteGeneration",
        expectedHeadTxid: "SqliteTxid",
        txid: "SqliteTxid",
        newDbSizePages: "u32",
      },
    },
    SqliteCommitFinalizeOk: { struct: { newHeadTxid: "SqliteTxid", meta: "SqliteMeta" } },
    SqliteStageNotFound: { struct: { stageId: "SqliteStageId" } },
    SqliteCommitFinalizeResponse: {
      union: {
        SqliteCommitFinalizeOk: [0, "SqliteCommitFinalizeOk"],
        SqliteFenceMismatch: [1, "SqliteFenceMismatch"],
        SqliteStageNotFound: [2, "SqliteStageNotFound"],
        SqliteErrorResponse: [3, "SqliteErrorResponse"],
      },
    },
    SqliteStartupData: {
      struct: {
        generation: "SqliteGeneration",
        meta: "SqliteMeta",
        preloadedPages: { list: "SqliteFetchedPage", min: 5 },
      },
    },
    StopCode: { enum: { OK: 0, ERROR: 1 } },
    ActorName: { struct: { metadata: "Json" } },
    ActorConfig: {
      struct: {
        name: "str",
        key: { optional: "str" },
        createTs: "i64",
        input: { optional: "data" },
      },
    },
    ActorCheckpoint: { struct: { actorId: "Id", generation: "u32", index: "i64" } },
    ActorIntentSleep: "void",
    ActorIntentStop: "void",
    ActorIntent: {
      union: {
        ActorIntentSleep: [0, "ActorIntentSleep"],
        ActorIntentStop: [1, "ActorIntentStop"],
      },
    },
    ActorStateRunning: "void",
    ActorStateStopped: { struct: { code: "StopCode", message: { optional: "str" } } },
    ActorState: {
      union: {
        ActorStateRunning: [0, "ActorStateRunning"],
        ActorStateStopped: [1, "ActorStateStopped"],
      },
    },
    EventActorIntent: { struct: { intent: "ActorIntent" } },
    EventActorStateUpdate: { struct: { state: "ActorState" } },
    EventActorSetAlarm: { struct: { alarmTs: { optional: "i64" } } },
    Event: {
      union: {
        EventActorIntent: [0, "EventActorIntent"],
        EventActorStateUpdate: [1, "EventActorStateUpdate"],
        EventActorSetAlarm: [2, "EventActorSetAlarm"],
      },
    },
    EventWrapper: { struct: { checkpoint: "ActorCheckpoint", inner: "Event" } },
    PreloadedKvEntry: { struct: { key: "KvKey", value: "KvValue", metadata: "KvMetadata" } },
    PreloadedKv: {
      struct: {
        entries: { list: "PreloadedKvEntry", min: 11 },
        requestedGetKeys: { list: "KvKey", min: 1 },
        requestedPrefixes: { list: "KvKey", min: 1 },
      },
    },
    HibernatingRequest: { struct: { gatewayId: "GatewayId", requestId: "RequestId" } },
    CommandStartActor: {
      struct: {
        config: "ActorConfig",
        hibernatingRequests: { list: "HibernatingRequest", min: 8 },
        preloadedKv: { optional: "PreloadedKv" },
        sqliteStartupData: { optional: "SqliteStartupData" },
      },
    },
    StopActorReason: {
      enum: {
        SLEEP_INTENT: 0,
        STOP_INTENT: 1,
        DESTROY: 2,
        GOING_AWAY: 3,
        LOST: 4,
      },
    },
    CommandStopActor: { struct: { reason: "StopActorReason" } },
    Command: {
      union: {
        CommandStartActor: [0, "CommandStartActor"],
        CommandStopActor: [1, "CommandStopActor"],
      },
    },
    CommandWrapper: { struct: { checkpoint: "ActorCheckpoint", inner: "Command" } },
    ActorCommandKeyData: {
      union: {
        CommandStartActor: [0, "CommandStartActor"],
        CommandStopActor: [1, "CommandStopActor"],
      },
    },
    MessageId: {
      struct: {
        gatewayId: "GatewayId",
        requestId: "RequestId",
        messageIndex: "MessageIndex",
      },
    },
    ToEnvoyRequestStart: {
      struct: {
        actorId: "Id",
        method: "str",
        path: "str",
        headers: { map: ["str", "str"], min: 2 },
        body: { optional: "data" },
        stream: "bool",
      },
    },
    ToEnvoyRequestChunk: { struct: { body: "data", finish: "bool" } },
    ToEnvoyRequestAbort: "void",
    ToEnvoyWebSocketOpen: {
      struct: {
        actorId: "Id",
        path: "str",
        headers: { map: ["str", "str"], min: 2 },
      },
    },
    ToEnvoyWebSocketMessage: { struct: { data: "data", binary: "bool" } },
    ToEnvoyWebSocketClose: { struct: { code: { optional: "u16" }, reason: { optional: "str" } } },
    ToEnvoyTunnelMessageKind: {
      union: {
        ToEnvoyRequestStart: [0, "ToEnvoyRequestStart"],
        ToEnvoyRequestChunk: [1, "ToEnvoyRequestChunk"],
        ToEnvoyRequestAbort: [2, "ToEnvoyRequestAbort"],
        ToEnvoyWebSocketOpen: [3, "ToEnvoyWebSocketOpen"],
        ToEnvoyWebSocketMessage: [4, "ToEnvoyWebSocketMessage"],
        ToEnvoyWebSocketClose: [5, "ToEnvoyWebSocketClose"],
      },
    },
    ToEnvoyTunnelMessage: {
      struct: {
        messageId: "MessageId",
        messageKind: "ToEnvoyTunnelMessageKind",
      },
    },
    ToRivetResponseStart: {
      struct: {
        status: "u16",
        headers: { map: ["str", "str"], min: 2 },
        body: { optional: "data" },
        stream: "bool",
      },
    },
    ToRivetResponseChunk: { struct: { body: "data", finish: "bool" } },
    ToRivetResponseAbort: "void",
    ToRivetWebSocketOpen: { struct: { canHibernate: "bool" } },
    ToRivetWebSocketMessage: { struct: { data: "data", binary: "bool" } },
    ToRivetWebSocketMessageAck: { struct: { index: "MessageIndex" } },
    ToRivetWebSocketClose: {
      struct: {
        code: { optional: "u16" },
        reason: { optional: "str" },
        hibernate: "bool",
      },
    },
    ToRivetTunnelMessageKind: {
      union: {
        ToRivetResponseStart: [0, "ToRivetResponseStart"],
        ToRivetResponseChunk: [1, "ToRivetResponseChunk"],
        ToRivetResponseAbort: [2, "ToRivetResponseAbort"],
        ToRivetWebSocketOpen: [3, "ToRivetWebSocketOpen"],
        ToRivetWebSocketMessage: [4, "ToRivetWebSocketMessage"],
        ToRivetWebSocketMessageAck: [5, "ToRivetWebSocketMessageAck"],
        ToRivetWebSocketClose: [6, "ToRivetWebSocketClose"],
      },
    },
    ToRivetTunnelMessage: {
      struct: {
        messageId: "MessageId",
        messageKind: "ToRivetTunnelMessageKind",
      },
    },
    ToRivetMetadata: {
      struct: {
        prepopulateActorNames: { optional: { map: ["str", "ActorName"], min: 2 } },
        metadata: { optional: "Json" },
      },
    },
    ToRivetEvents: { list: "EventWrapper", min: 15 },
    ToRivetAckCommands: {
      struct: {
        lastCommandCheckpoints: { list: "ActorCheckpoint", min: 13 },
      },
    },
    ToRivetStopping: "void",
    ToRivetPong: { struct: { ts: "i64" } },
    ToRivetKvRequest: { struct: { actorId: "Id", requestId: "u32", data: "KvRequestData" } },
    ToRivetSqliteGetPagesRequest: { struct: { requestId: "u32", data: "SqliteGetPagesRequest" } },
    ToRivetSqliteCommitRequest: { struct: { requestId: "u32", data: "SqliteCommitRequest" } },
    ToRivetSqliteCommitStageBeginRequest: {
      struct: {
        requestId: "u32",
        data: "SqliteCommitStageBeginRequest",
      },
    },
    ToRivetSqliteCommitStageRequest: {
      struct: {
        requestId: "u32",
        data: "SqliteCommitStageRequest",
      },
    },
    ToRivetSqliteCommitFinalizeRequest: {
      struct: {
        requestId: "u32",
        data: "SqliteCommitFinalizeRequest",
      },
    },
    ToRivet: {
      union: {
        ToRivetMetadata: [0, "ToRivetMetadata"],
        ToRivetEvents: [1, "ToRivetEvents"],
        ToRivetAckCommands: [2, "ToRivetAckCommands"],
        ToRivetStopping: [3, "ToRivetStopping"],
        ToRivetPong: [4, "ToRivetPong"],
        ToRivetKvRequest: [5, "ToRivetKvRequest"],
        ToRivetTunnelMessage: [6, "ToRivetTunnelMessage"],
        ToRivetSqliteGetPagesRequest: [7, "ToRivetSqliteGetPagesRequest"],
        ToRivetSqliteCommitRequest: [8, "ToRivetSqliteCommitRequest"],
        ToRivetSqliteCommitStageBeginRequest: [9, "ToRivetSqliteCommitStageBeginRequest"],
        ToRivetSqliteCommitStageRequest: [10, "ToRivetSqliteCommitStageRequest"],
        ToRivetSqliteCommitFinalizeRequest: [11, "ToRivetSqliteCommitFinalizeRequest"],
      },
    },
    ProtocolMetadata: {
      struct: {
        envoyLostThreshold: "i64",
        actorStopThreshold: "i64",
        maxResponsePayloadSize: "u64",
      },
    },
    ToEnvoyInit: { struct: { metadata: "ProtocolMetadata" } },
    ToEnvoyCommands: { list: "CommandWrapper", min: 15 },
    ToEnvoyAckEvents: { struct: { lastEventCheckpoints: { list: "ActorCheckpoint", min: 13 } } },
    ToEnvoyKvResponse: { struct: { requestId: "u32", data: "KvResponseData" } },
    ToEnvoyPing: { struct: { ts: "i64" } },
    ToEnvoySqliteGetPagesResponse: { struct: { requestId: "u32", data: "SqliteGetPagesResponse" } },
    ToEnvoySqliteCommitResponse: { struct: { requestId: "u32", data: "SqliteCommitResponse" } },
    ToEnvoySqliteCommitStageBeginResponse: {
      struct: {
        requestId: "u32",
        data: "SqliteCommitStageBeginResponse",
      },
    },
    ToEnvoySqliteCommitStageResponse: {
      struct: {
        requestId: "u32",
        data: "SqliteCommitStageResponse",
      },
    },
    ToEnvoySqliteCommitFinalizeResponse: {
      struct: {
        requestId: "u32",
        data: "SqliteCommitFinalizeResponse",
      },
    },
    ToEnvoy: {
      union: {
        ToEnvoyInit: [0, "ToEnvoyInit"],
        ToEnvoyCommands: [1, "ToEnvoyCommands"],
        ToEnvoyAckEvents: [2, "ToEnvoyAckEvents"],
        ToEnvoyKvResponse: [3, "ToEnvoyKvResponse"],
        ToEnvoyTunnelMessage: [4, "ToEnvoyTunnelMessage"],
        ToEnvoyPing: [5, "ToEnvoyPing"],
        ToEnvoySqliteGetPagesResponse: [6, "ToEnvoySqliteGetPagesResponse"],
        ToEnvoySqliteCommitResponse: [7, "ToEnvoySqliteCommitResponse"],
        ToEnvoySqliteCommitStageBeginResponse: [8, "ToEnvoySqliteCommitStageBeginResponse"],
        ToEnvoySqliteCommitStageResponse: [9, "ToEnvoySqliteCommitStageResponse"],
        ToEnvoySqliteCommitFinalizeResponse: [10, "ToEnvoySqliteCommitFinalizeResponse"],
      },
    },
    ToEnvoyConnPing: { struct: { gatewayId: "GatewayId", requestId: "RequestId", ts: "i64" } },
    ToEnvoyConnClose: "void",
    ToEnvoyConn: {
      union: {
        ToEnvoyConnPing: [0, "ToEnvoyConnPing"],
        ToEnvoyConnClose: [1, "ToEnvoyConnClose"],
        ToEnvoyCommands: [2, "ToEnvoyCommands"],
        ToEnvoyAckEvents: [3, "ToEnvoyAckEvents"],
        ToEnvoyTunnelMessage: [4, "ToEnvoyTunnelMessage"],
      },
    },
    ToGatewayPong: { struct: { requestId: "RequestId", ts: "i64" } },
    ToGateway: {
      union: {
        ToGatewayPong: [0, "ToGatewayPong"],
        ToRivetTunnelMessage: [1, "ToRivetTunnelMessage"],
      },
    },
    ToOutboundActorStart: {
      struct: {
        namespaceId: "Id",
        poolName: "str",
        checkpoint: "ActorCheckpoint",
        actorConfig: "ActorConfig",
      },
    },
    ToOutbound: { union: { ToOutboundActorStart: [0, "ToOutboundActorStart"] } },
  },
  recursive: [],
};
