// @generated from six-versions/v3.bare and v4.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
//   changed     Status    - AWAY
//   changed     Leave     void -> struct (by hand)
//   changed     ToServer  - Poke
//   changed     ToClient  + Members
//   transitive  Join      Status
//   removed     Poke
//   added       Members
//   unchanged   4 types

import * as bare from "@barewire/runtime";
import type * as decide from "@barewire/runtime/decisions";
import { decisions } from "../decisions/v3-v4.js";
import { resultChecks } from "@barewire/runtime/error-locator";
import { schema as schemaV3 } from "./v3.schema.js";
import { schema as schemaV4 } from "./v4.schema.js";
import type * as v3 from "./v3.js";
import type * as v4 from "./v4.js";

const UPGRADE = { protocol: "six-versions", from: 3, to: 4 } as const;

const DOWNGRADE = { protocol: "six-versions", from: 4, to: 3 } as const;

const CHECKS_V3 = /* @__PURE__ */ resultChecks(schemaV3);

const CHECKS_V4 = /* @__PURE__ */ resultChecks(schemaV4);

/**
 * The decisions that the differences of v3 and v4 require. Without an optional entry, a
 * value that cannot be represented is rejected. Every type and member that both versions have may
 * be converted by hand.
 */
export type DecisionsV3V4 = decide.Decisions<
  {
    readonly "Status.AWAY"?: {
      /** v4 has no Status.AWAY: what takes its place? */
      readonly upgrade?: ((value: "AWAY") => v4.Status) | decide.Reject;
    };
    readonly "Leave": {
      /** Leave of v3: how does it become that of v4? */
      readonly upgrade: ((value: v3.Leave) => v4.Leave) | decide.Reject;
      /** Leave of v4: how does it become that of v3? */
      readonly downgrade: decide.Drop | ((value: v4.Leave) => v3.Leave) | decide.Reject;
    };
    readonly "ToServer.Poke"?: {
      /** v4 has no ToServer.Poke: what is sent in its place? */
      readonly upgrade?: ((value: v3.Poke) => v4.ToServer) | decide.Reject;
    };
    readonly "ToClient.Members"?: {
      /** v3 has no ToClient.Members: what is sent in its place? */
      readonly downgrade?: ((value: v4.Members) => v3.ToClient) | decide.Reject;
    };
  },
  {
    readonly structs: {
      readonly Join: [v3.Join, v4.Join];
      readonly Say: [v3.Say, v4.Say];
      readonly Message: [v3.Message, v4.Message];
      readonly Failed: [v3.Failed, v4.Failed];
    };
    readonly unions: {
      readonly ToServer: [v3.ToServer, v4.ToServer];
      readonly ToClient: [v3.ToClient, v4.ToClient];
    };
    readonly enums: {
      readonly Status: [v3.Status, v4.Status];
    };
    readonly others: {
      readonly UserId: [v3.UserId, v4.UserId];
      readonly Leave: [v3.Leave, v4.Leave];
    };
  }
>;

export function upgradeStatusV3(value: v3.Status): v4.Status {
  switch (value) {
    case "ONLINE":
      return value;
    case "AWAY":
      return bare.decide(
        { step: UPGRADE, path: "Status.AWAY", check: CHECKS_V4("Status") },
        decisions["Status.AWAY"]?.upgrade,
        value,
      );
    case "BUSY":
      return value;
    default:
      throw bare.unknownValue("Status", value satisfies never);
  }
}

export function upgradeJoinV3(value: v3.Join): v4.Join {
  return {
    user: value.user,
    name: value.name,
    status: upgradeStatusV3(value.status),
  };
}

export function upgradeLeaveV3(value: v3.Leave): v4.Leave {
  return bare.decide(
    { step: UPGRADE, path: "Leave", check: CHECKS_V4("Leave") },
    decisions["Leave"].upgrade,
    value,
  );
}

export function downgradeLeaveV4(_value: v4.Leave): v3.Leave {
  // Dropped: nobody is told why before v4
  return null;
}

export function upgradeToServerV3(value: v3.ToServer): v4.ToServer {
  switch (value.tag) {
    case "Join":
      return { tag: "Join", val: upgradeJoinV3(value.val) };
    case "Leave":
      return { tag: "Leave", val: upgradeLeaveV3(value.val) };
    case "Say":
      return value;
    case "Poke":
      throw bare.notRepresentable(UPGRADE, "ToServer.Poke");
    default:
      throw bare.unknownVariant("ToServer", value satisfies never);
  }
}

export function downgradeToServerV4(value: v4.ToServer): v3.ToServer {
  switch (value.tag) {
    case "Join":
      return value;
    case "Leave":
      return { tag: "Leave", val: downgradeLeaveV4(value.val) };
    case "Say":
      return value;
    default:
      throw bare.unknownVariant("ToServer", value satisfies never);
  }
}

export function downgradeToClientV4(value: v4.ToClient): v3.ToClient {
  switch (value.tag) {
    case "Message":
    case "Failed":
      return value;
    case "Members":
      return bare.decide(
        { step: DOWNGRADE, path: "ToClient.Members", check: CHECKS_V3("ToClient") },
        decisions["ToClient.Members"]?.downgrade,
        value.val,
      );
    default:
      throw bare.unknownVariant("ToClient", value satisfies never);
  }
}
