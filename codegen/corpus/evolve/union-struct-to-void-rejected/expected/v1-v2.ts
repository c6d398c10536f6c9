// @generated from union-struct-to-void-rejected/v1.bare and v2.bare by `barewire generate`. Do not
// edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
//   changed     Ping  struct -> void
//   transitive  Root  Ping

import * as bare from "@barewire/runtime";
import type * as decide from "@barewire/runtime/decisions";
import type * as v1 from "./v1.js";
import type * as v2 from "./v2.js";

const UPGRADE = { protocol: "union-struct-to-void-rejected", from: 1, to: 2 } as const;

const DOWNGRADE = { protocol: "union-struct-to-void-rejected", from: 2, to: 1 } as const;

/**
 * The decisions that the differences of v1 and v2 require. Without an optional entry, a
 * value that cannot be represented is rejected. Every type and member that both versions have may
 * be converted by hand.
 */
export type DecisionsV1V2 = decide.Decisions<
  {
    readonly "Ping": {
      /** Ping of v1: how does it become that of v2? */
      readonly upgrade: decide.Drop | ((value: v1.Ping) => v2.Ping) | decide.Reject;
      /** Ping of v2: how does it become that of v1? */
      readonly downgrade: ((value: v2.Ping) => v1.Ping) | decide.Reject;
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

export function upgradePingV1(_value: v1.Ping): v2.Ping {
  throw bare.notRepresentable(UPGRADE, "Ping", "has another type in v2");
}

export function downgradePingV2(_value: v2.Ping): v1.Ping {
  throw bare.notRepresentable(DOWNGRADE, "Ping", "has another type in v1");
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
