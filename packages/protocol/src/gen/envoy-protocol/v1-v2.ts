// @generated from envoy-protocol/v1.bare and v2.bare by `barewire generate`. Do not edit.
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
 * value that cannot be represented is rejected.
 */
export type DecisionsV1V2 = {
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
    readonly downgrade?: ((value: v2.ToEnvoySqliteGetPagesResponse) => v1.ToEnvoy) | decide.Reject;
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
};

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
