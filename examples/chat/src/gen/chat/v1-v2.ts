// @generated from chat/v1.bare and v2.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
//   changed     Join      user -> nickname?
//                         + place: str
//   changed     Say       text -> body
//   transitive  ToServer  Join
//                         Say
//   unchanged   6 types

import * as bare from "@barewire/runtime";
import type * as decide from "@barewire/runtime/decisions";
import { decisions } from "../../decisions/chat/v1-v2.js";
import { resultChecks } from "@barewire/runtime/error-locator";
import { schema as schemaV1 } from "./v1.schema.js";
import { schema as schemaV2 } from "./v2.schema.js";
import type * as v1 from "./v1.js";
import type * as v2 from "./v2.js";

const UPGRADE = { protocol: "chat", from: 1, to: 2 } as const;

const DOWNGRADE = { protocol: "chat", from: 2, to: 1 } as const;

const CHECKS_V1 = /* @__PURE__ */ resultChecks(schemaV1);

const CHECKS_V2 = /* @__PURE__ */ resultChecks(schemaV2);

/**
 * The decisions that the differences of v1 and v2 require. Without an optional entry, a
 * value that cannot be represented is rejected. Every type and member that both versions have may
 * be converted by hand.
 */
export type DecisionsV1V2 = decide.Decisions<
  {
    readonly "Join"?: {
      /** Join of v1: how does it become that of v2? */
      readonly upgrade?: ((value: v1.Join) => v2.Join) | decide.Reject;
      /** Join of v2: how does it become that of v1? */
      readonly downgrade?: ((value: v2.Join) => v1.Join) | decide.Reject;
    };
    readonly "Say.body": decide.RenamedFrom<
      "text",
      decide.Converted<v1.Say["text"], v2.Say["body"]>
    >;
  },
  {
    readonly structs: {
      readonly Join: [v1.Join, v2.Join];
      readonly Say: [v1.Say, v2.Say];
      readonly Welcome: [v1.Welcome, v2.Welcome];
      readonly News: [v1.News, v2.News];
      readonly Joined: [v1.Joined, v2.Joined];
      readonly Said: [v1.Said, v2.Said];
    };
    readonly unions: {
      readonly ToServer: [v1.ToServer, v2.ToServer];
      readonly ToClient: [v1.ToClient, v2.ToClient];
      readonly Event: [v1.Event, v2.Event];
    };
  }
>;

export function upgradeToServerV1(value: v1.ToServer): v2.ToServer {
  switch (value.tag) {
    case "Join":
      return { tag: "Join", val: upgradeJoinV1(value.val) };
    case "Say":
      return { tag: "Say", val: upgradeSayV1(value.val) };
    default:
      throw bare.unknownVariant("ToServer", value satisfies never);
  }
}

export function downgradeToServerV2(value: v2.ToServer): v1.ToServer {
  switch (value.tag) {
    case "Join":
      return { tag: "Join", val: downgradeJoinV2(value.val) };
    case "Say":
      return { tag: "Say", val: downgradeSayV2(value.val) };
    default:
      throw bare.unknownVariant("ToServer", value satisfies never);
  }
}

export function upgradeJoinV1(value: v1.Join): v2.Join {
  return bare.decide(
    { step: UPGRADE, path: "Join", check: CHECKS_V2("Join") },
    decisions["Join"]?.upgrade,
    value,
  );
}

export function downgradeJoinV2(value: v2.Join): v1.Join {
  return bare.decide(
    { step: DOWNGRADE, path: "Join", check: CHECKS_V1("Join") },
    decisions["Join"]?.downgrade,
    value,
  );
}

export function upgradeSayV1(value: v1.Say): v2.Say {
  return {
    body: value.text,
  };
}

export function downgradeSayV2(value: v2.Say): v1.Say {
  return {
    text: value.body,
  };
}
