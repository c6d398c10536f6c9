// @generated from six-versions/v2.bare and v3.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
//   changed     UserId    u32 -> u64
//   changed     ToServer  - Typing
//   changed     Message   Said -> Message
//   changed     ToClient  Said -> Message
//   transitive  Join      UserId
//   transitive  Poke      UserId
//   removed     Typing
//   unchanged   4 types

import * as bare from "@barewire/runtime";
import type * as decide from "@barewire/runtime/decisions";
import type * as v2 from "./v2.js";
import type * as v3 from "./v3.js";

const UPGRADE = { protocol: "six-versions", from: 2, to: 3 } as const;

const DOWNGRADE = { protocol: "six-versions", from: 3, to: 2 } as const;

/**
 * The decisions that the differences of v2 and v3 require. Without an optional entry, a
 * value that cannot be represented is rejected. Every type and member that both versions have may
 * be converted by hand.
 */
export type DecisionsV2V3 = decide.Decisions<
  {
    readonly "UserId"?: {
      /** UserId of v3: how does it become that of v2? */
      readonly downgrade?: ((value: v3.UserId) => v2.UserId) | decide.Reject;
    };
    readonly "ToServer.Typing"?: {
      /** v3 has no ToServer.Typing: what is sent in its place? */
      readonly upgrade?: ((value: v2.Typing) => v3.ToServer) | decide.Reject;
    };
    readonly "Message": decide.RenamedFrom<"Said", decide.Converted<v2.Said, v3.Message>>;
  },
  {
    readonly structs: {
      readonly Join: [v2.Join, v3.Join];
      readonly Say: [v2.Say, v3.Say];
      readonly Poke: [v2.Poke, v3.Poke];
      readonly Message: [v2.Said, v3.Message];
      readonly Failed: [v2.Failed, v3.Failed];
    };
    readonly unions: {
      readonly ToServer: [v2.ToServer, v3.ToServer];
      readonly ToClient: [v2.ToClient, v3.ToClient];
    };
    readonly enums: {
      readonly Status: [v2.Status, v3.Status];
    };
    readonly others: {
      readonly UserId: [v2.UserId, v3.UserId];
      readonly Leave: [v2.Leave, v3.Leave];
    };
  }
>;

export function upgradeUserIdV2(value: v2.UserId): v3.UserId {
  return bare.widenToBigint(value);
}

export function downgradeUserIdV3(value: v3.UserId): v2.UserId {
  return bare.narrowToNumber(DOWNGRADE, "UserId", value, "u32");
}

export function upgradeJoinV2(value: v2.Join): v3.Join {
  return {
    user: upgradeUserIdV2(value.user),
    name: value.name,
    status: value.status,
  };
}

export function downgradeJoinV3(value: v3.Join): v2.Join {
  return {
    user: downgradeUserIdV3(value.user),
    name: value.name,
    status: value.status,
  };
}

export function upgradePokeV2(value: v2.Poke): v3.Poke {
  return {
    user: upgradeUserIdV2(value.user),
  };
}

export function downgradePokeV3(value: v3.Poke): v2.Poke {
  return {
    user: downgradeUserIdV3(value.user),
  };
}

export function upgradeToServerV2(value: v2.ToServer): v3.ToServer {
  switch (value.tag) {
    case "Join":
      return { tag: "Join", val: upgradeJoinV2(value.val) };
    case "Leave":
    case "Say":
      return value;
    case "Poke":
      return { tag: "Poke", val: upgradePokeV2(value.val) };
    case "Typing":
      throw bare.notRepresentable(UPGRADE, "ToServer.Typing");
    default:
      throw bare.unknownVariant("ToServer", value satisfies never);
  }
}

export function downgradeToServerV3(value: v3.ToServer): v2.ToServer {
  switch (value.tag) {
    case "Join":
      return { tag: "Join", val: downgradeJoinV3(value.val) };
    case "Leave":
    case "Say":
      return value;
    case "Poke":
      return { tag: "Poke", val: downgradePokeV3(value.val) };
    default:
      throw bare.unknownVariant("ToServer", value satisfies never);
  }
}

export function upgradeSaidV2(value: v2.Said): v3.Message {
  return {
    user: upgradeUserIdV2(value.user),
    text: value.text,
  };
}

export function downgradeMessageV3(value: v3.Message): v2.Said {
  return {
    user: downgradeUserIdV3(value.user),
    text: value.text,
  };
}

export function upgradeToClientV2(value: v2.ToClient): v3.ToClient {
  switch (value.tag) {
    case "Said":
      return { tag: "Message", val: upgradeSaidV2(value.val) };
    case "Failed":
      return value;
    default:
      throw bare.unknownVariant("ToClient", value satisfies never);
  }
}

export function downgradeToClientV3(value: v3.ToClient): v2.ToClient {
  switch (value.tag) {
    case "Message":
      return { tag: "Said", val: downgradeMessageV3(value.val) };
    case "Failed":
      return value;
    default:
      throw bare.unknownVariant("ToClient", value satisfies never);
  }
}
