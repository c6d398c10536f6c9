// @generated from six-versions/v1.bare and v2.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
//   changed     Status    + BUSY
//   changed     Say       + replyTo: optional<u64>
//   changed     ToServer  + Typing
//   transitive  Join      Status
//   added       Typing
//   unchanged   6 types

import * as bare from "@barewire/runtime";
import type * as decide from "@barewire/runtime/decisions";
import type * as v1 from "./v1.js";
import type * as v2 from "./v2.js";

const DOWNGRADE = { protocol: "six-versions", from: 2, to: 1 } as const;

/**
 * The decisions that the differences of v1 and v2 require. Without an optional entry, a
 * value that cannot be represented is rejected. Every type and member that both versions have may
 * be converted by hand.
 */
export type DecisionsV1V2 = decide.Decisions<
  {
    readonly "Status.BUSY"?: {
      /** v1 has no Status.BUSY: what takes its place? */
      readonly downgrade?: ((value: "BUSY") => v1.Status) | decide.Reject;
    };
    readonly "Say.replyTo"?: {
      /** v1 has no Say.replyTo: what does v2 get? */
      readonly upgrade?: (value: v1.Say) => v2.Say["replyTo"];
      /** v1 has no Say.replyTo: what becomes of the value of v2? */
      readonly downgrade?: decide.Drop | decide.DropIf<v2.Say["replyTo"]> | decide.Reject;
    };
    readonly "ToServer.Typing"?: {
      /** v1 has no ToServer.Typing: what is sent in its place? */
      readonly downgrade?: ((value: v2.Typing) => v1.ToServer) | decide.Reject;
    };
  },
  {
    readonly structs: {
      readonly Join: [v1.Join, v2.Join];
      readonly Say: [v1.Say, v2.Say];
      readonly Poke: [v1.Poke, v2.Poke];
      readonly Said: [v1.Said, v2.Said];
      readonly Failed: [v1.Failed, v2.Failed];
    };
    readonly unions: {
      readonly ToServer: [v1.ToServer, v2.ToServer];
      readonly ToClient: [v1.ToClient, v2.ToClient];
    };
    readonly enums: {
      readonly Status: [v1.Status, v2.Status];
    };
    readonly others: {
      readonly UserId: [v1.UserId, v2.UserId];
      readonly Leave: [v1.Leave, v2.Leave];
    };
  }
>;

export function downgradeStatusV2(value: v2.Status): v1.Status {
  switch (value) {
    case "ONLINE":
    case "AWAY":
      return value;
    case "BUSY":
      throw bare.notRepresentable(DOWNGRADE, "Status.BUSY");
    default:
      throw bare.unknownValue("Status", value satisfies never);
  }
}

export function downgradeJoinV2(value: v2.Join): v1.Join {
  return {
    user: value.user,
    name: value.name,
    status: downgradeStatusV2(value.status),
  };
}

export function upgradeSayV1(value: v1.Say): v2.Say {
  return {
    text: value.text,
    replyTo: null,
  };
}

export function downgradeSayV2(value: v2.Say): v1.Say {
  if (value.replyTo !== null) throw bare.notRepresentable(DOWNGRADE, "Say.replyTo");
  return {
    text: value.text,
  };
}

export function upgradeToServerV1(value: v1.ToServer): v2.ToServer {
  switch (value.tag) {
    case "Join":
    case "Leave":
      return value;
    case "Say":
      return { tag: "Say", val: upgradeSayV1(value.val) };
    case "Poke":
      return value;
    default:
      throw bare.unknownVariant("ToServer", value satisfies never);
  }
}

export function downgradeToServerV2(value: v2.ToServer): v1.ToServer {
  switch (value.tag) {
    case "Join":
      return { tag: "Join", val: downgradeJoinV2(value.val) };
    case "Leave":
      return value;
    case "Say":
      return { tag: "Say", val: downgradeSayV2(value.val) };
    case "Poke":
      return value;
    case "Typing":
      throw bare.notRepresentable(DOWNGRADE, "ToServer.Typing");
    default:
      throw bare.unknownVariant("ToServer", value satisfies never);
  }
}
