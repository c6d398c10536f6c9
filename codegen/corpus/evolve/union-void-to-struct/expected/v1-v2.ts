// @generated from union-void-to-struct/v1.bare and v2.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
//   changed     Ping  void -> struct (by hand)
//   transitive  Root  Ping

import * as bare from "@barewire/runtime";
import type * as decide from "@barewire/runtime/decisions";
import { decisions } from "../decisions/v1-v2.js";
import { resultChecks } from "@barewire/runtime/error-locator";
import { schema as schemaV2 } from "./v2.schema.js";
import type * as v1 from "./v1.js";
import type * as v2 from "./v2.js";

const UPGRADE = { protocol: "union-void-to-struct", from: 1, to: 2 } as const;

const CHECKS_V2 = /* @__PURE__ */ resultChecks(schemaV2);

/**
 * The decisions that the differences of v1 and v2 require. Without an optional entry, a
 * value that cannot be represented is rejected. Every type and member that both versions have may
 * be converted by hand.
 */
export type DecisionsV1V2 = decide.Decisions<
  {
    readonly "Ping": {
      /** Ping of v1: how does it become that of v2? */
      readonly upgrade: ((value: v1.Ping) => v2.Ping) | decide.Reject;
      /** Ping of v2: how does it become that of v1? */
      readonly downgrade: decide.Drop | ((value: v2.Ping) => v1.Ping) | decide.Reject;
    };
  },
  {
    readonly unions: {
      readonly Root: [v1.Root, v2.Root];
    };
    readonly others: {
      readonly Ping: [v1.Ping, v2.Ping];
    };
  }
>;

export function upgradePingV1(value: v1.Ping): v2.Ping {
  return bare.decide(
    { step: UPGRADE, path: "Ping", check: CHECKS_V2("Ping") },
    decisions["Ping"].upgrade,
    value,
  );
}

export function downgradePingV2(_value: v2.Ping): v1.Ping {
  // Dropped: v1 measures nothing
  return null;
}

export function upgradeRootV1(value: v1.Root): v2.Root {
  switch (value.tag) {
    case "Ping":
      return { tag: "Ping", val: upgradePingV1(value.val) };
    case "str":
      return value;
    default:
      throw bare.unknownVariant("Root", value satisfies never);
  }
}

export function downgradeRootV2(value: v2.Root): v1.Root {
  switch (value.tag) {
    case "Ping":
      return { tag: "Ping", val: downgradePingV2(value.val) };
    case "str":
      return value;
    default:
      throw bare.unknownVariant("Root", value satisfies never);
  }
}
