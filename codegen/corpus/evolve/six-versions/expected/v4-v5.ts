// @generated from six-versions/v4.bare and v5.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
//   changed     Say       text -> body
//                         + urgent: bool
//   changed     Failed    code: u16 -> str (by hand)
//   transitive  ToServer  Say
//   transitive  ToClient  Failed
//   unchanged   6 types

import * as bare from "@barewire/runtime";
import type * as decide from "@barewire/runtime/decisions";
import { decisions } from "../decisions/v4-v5.js";
import { resultChecks } from "@barewire/runtime/error-locator";
import { schema as schemaV4 } from "./v4.schema.js";
import { schema as schemaV5 } from "./v5.schema.js";
import type * as v4 from "./v4.js";
import type * as v5 from "./v5.js";

const UPGRADE = { protocol: "six-versions", from: 4, to: 5 } as const;

const DOWNGRADE = { protocol: "six-versions", from: 5, to: 4 } as const;

const CHECKS_V4 = /* @__PURE__ */ resultChecks(schemaV4);

const CHECKS_V5 = /* @__PURE__ */ resultChecks(schemaV5);

/**
 * The decisions that the differences of v4 and v5 require. Without an optional entry, a
 * value that cannot be represented is rejected. Every type and member that both versions have may
 * be converted by hand.
 */
export type DecisionsV4V5 = decide.Decisions<
  {
    readonly "Say.urgent": {
      /** v4 has no Say.urgent: what does v5 get? */
      readonly upgrade: ((value: v4.Say) => v5.Say["urgent"]) | decide.Reject;
      /** v4 has no Say.urgent: what becomes of the value of v5? */
      readonly downgrade: decide.Drop | decide.DropIf<v5.Say["urgent"]> | decide.Reject;
    };
    readonly "Failed.code": {
      /** Failed.code of v4: what does it become in v5? */
      readonly upgrade: ((value: v4.Failed["code"]) => v5.Failed["code"]) | decide.Reject;
      /** Failed.code of v5: what does it become in v4? */
      readonly downgrade: ((value: v5.Failed["code"]) => v4.Failed["code"]) | decide.Reject;
    };
    readonly "Say.body": decide.RenamedFrom<
      "text",
      decide.Converted<v4.Say["text"], v5.Say["body"]>
    >;
  },
  {
    readonly structs: {
      readonly Join: [v4.Join, v5.Join];
      readonly Leave: [v4.Leave, v5.Leave];
      readonly Say: [v4.Say, v5.Say];
      readonly Message: [v4.Message, v5.Message];
      readonly Failed: [v4.Failed, v5.Failed];
      readonly Members: [v4.Members, v5.Members];
    };
    readonly unions: {
      readonly ToServer: [v4.ToServer, v5.ToServer];
      readonly ToClient: [v4.ToClient, v5.ToClient];
    };
    readonly enums: {
      readonly Status: [v4.Status, v5.Status];
    };
    readonly others: {
      readonly UserId: [v4.UserId, v5.UserId];
    };
  }
>;

export function upgradeSayV4(value: v4.Say): v5.Say {
  return {
    body: value.text,
    replyTo: value.replyTo,
    urgent: bare.decideNew(
      { step: UPGRADE, path: "Say.urgent", check: CHECKS_V5("Say", "urgent") },
      decisions["Say.urgent"].upgrade,
      value,
    ),
  };
}

export function downgradeSayV5(value: v5.Say): v4.Say {
  if (!bare.isDroppable(decisions["Say.urgent"].downgrade, value.urgent)) {
    throw bare.notRepresentable(DOWNGRADE, "Say.urgent");
  }
  return {
    text: value.body,
    replyTo: value.replyTo,
  };
}

export function upgradeToServerV4(value: v4.ToServer): v5.ToServer {
  switch (value.tag) {
    case "Join":
    case "Leave":
      return value;
    case "Say":
      return { tag: "Say", val: upgradeSayV4(value.val) };
    default:
      throw bare.unknownVariant("ToServer", value satisfies never);
  }
}

export function downgradeToServerV5(value: v5.ToServer): v4.ToServer {
  switch (value.tag) {
    case "Join":
    case "Leave":
      return value;
    case "Say":
      return { tag: "Say", val: downgradeSayV5(value.val) };
    default:
      throw bare.unknownVariant("ToServer", value satisfies never);
  }
}

export function upgradeFailedV4(value: v4.Failed): v5.Failed {
  return {
    code: bare.decide(
      { step: UPGRADE, path: "Failed.code", check: CHECKS_V5("Failed", "code") },
      decisions["Failed.code"].upgrade,
      value.code,
    ),
  };
}

export function downgradeFailedV5(value: v5.Failed): v4.Failed {
  return {
    code: bare.decide(
      { step: DOWNGRADE, path: "Failed.code", check: CHECKS_V4("Failed", "code") },
      decisions["Failed.code"].downgrade,
      value.code,
    ),
  };
}

export function upgradeToClientV4(value: v4.ToClient): v5.ToClient {
  switch (value.tag) {
    case "Message":
      return value;
    case "Failed":
      return { tag: "Failed", val: upgradeFailedV4(value.val) };
    case "Members":
      return value;
    default:
      throw bare.unknownVariant("ToClient", value satisfies never);
  }
}

export function downgradeToClientV5(value: v5.ToClient): v4.ToClient {
  switch (value.tag) {
    case "Message":
      return value;
    case "Failed":
      return { tag: "Failed", val: downgradeFailedV5(value.val) };
    case "Members":
      return value;
    default:
      throw bare.unknownVariant("ToClient", value satisfies never);
  }
}
