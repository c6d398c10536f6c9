// @generated from envoy-protocol/v2.bare and v3.bare by `barewire generate`. Do not edit.
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
 * value that cannot be represented is rejected.
 */
export type DecisionsV2V3 = {
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
};

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
