// @generated from four-versions/v1.bare and v2.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
//   changed    Ping    at: u32 -> u64
//   changed    Root    + Note
//   added      Note
//   unchanged  1 type

import * as bare from "@barewire/runtime";
import type * as decide from "@barewire/runtime/decisions";
import type * as v1 from "./v1.js";
import type * as v2 from "./v2.js";

const DOWNGRADE = { protocol: "four-versions", from: 2, to: 1 } as const;

/**
 * The decisions that the differences of v1 and v2 require. Without an optional entry, a
 * value that cannot be represented is rejected. Every type and member that both versions have may
 * be converted by hand.
 */
export type DecisionsV1V2 = decide.Decisions<
  {
    readonly "Ping.at"?: {
      /** Ping.at of v2: what does it become in v1? */
      readonly downgrade?: ((value: v2.Ping["at"]) => v1.Ping["at"]) | decide.Reject;
    };
    readonly "Root.Note"?: {
      /** v1 has no Root.Note: what is sent in its place? */
      readonly downgrade?: ((value: v2.Note) => v1.Root) | decide.Reject;
    };
  },
  {
    readonly structs: {
      readonly Ping: [v1.Ping, v2.Ping];
    };
    readonly unions: {
      readonly Root: [v1.Root, v2.Root];
    };
    readonly others: {
      readonly Old: [v1.Old, v2.Old];
    };
  }
>;

export function upgradePingV1(value: v1.Ping): v2.Ping {
  return {
    at: bare.widenToBigint(value.at),
  };
}

export function downgradePingV2(value: v2.Ping): v1.Ping {
  return {
    at: bare.narrowToNumber(DOWNGRADE, "Ping.at", value.at, "u32"),
  };
}

export function upgradeRootV1(value: v1.Root): v2.Root {
  switch (value.tag) {
    case "Ping":
      return { tag: "Ping", val: upgradePingV1(value.val) };
    case "Old":
      return value;
    default:
      throw bare.unknownVariant("Root", value satisfies never);
  }
}

export function downgradeRootV2(value: v2.Root): v1.Root {
  switch (value.tag) {
    case "Ping":
      return { tag: "Ping", val: downgradePingV2(value.val) };
    case "Old":
      return value;
    case "Note":
      throw bare.notRepresentable(DOWNGRADE, "Root.Note");
    default:
      throw bare.unknownVariant("Root", value satisfies never);
  }
}
