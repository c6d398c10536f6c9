// @generated from union-payload-changed/v1.bare and v2.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
//   changed     Ping    + note: optional<str>
//   transitive  Root    Ping
//   unchanged   1 type

import * as bare from "@barewire/runtime";
import type * as decide from "@barewire/runtime/decisions";
import type * as v1 from "./v1.js";
import type * as v2 from "./v2.js";

const DOWNGRADE = { protocol: "union-payload-changed", from: 2, to: 1 } as const;

/**
 * The decisions that the differences of v1 and v2 require. Without an optional entry, a
 * value that cannot be represented is rejected. Every type and member that both versions have may
 * be converted by hand.
 */
export type DecisionsV1V2 = decide.Decisions<
  {
    readonly "Ping.note"?: {
      /** v1 has no Ping.note: what does v2 get? */
      readonly upgrade?: (value: v1.Ping) => v2.Ping["note"];
      /** v1 has no Ping.note: what becomes of the value of v2? */
      readonly downgrade?: decide.Drop | decide.DropIf<v2.Ping["note"]> | decide.Reject;
    };
  },
  {
    readonly structs: {
      readonly Ping: [v1.Ping, v2.Ping];
      readonly Pong: [v1.Pong, v2.Pong];
    };
    readonly unions: {
      readonly Root: [v1.Root, v2.Root];
    };
  }
>;

export function upgradePingV1(value: v1.Ping): v2.Ping {
  return {
    at: value.at,
    note: null,
  };
}

export function downgradePingV2(value: v2.Ping): v1.Ping {
  if (value.note !== null) throw bare.notRepresentable(DOWNGRADE, "Ping.note");
  return {
    at: value.at,
  };
}

export function upgradeRootV1(value: v1.Root): v2.Root {
  switch (value.tag) {
    case "Ping":
      return { tag: "Ping", val: upgradePingV1(value.val) };
    case "Pong":
      return value;
    default:
      throw bare.unknownVariant("Root", value satisfies never);
  }
}

export function downgradeRootV2(value: v2.Root): v1.Root {
  switch (value.tag) {
    case "Ping":
      return { tag: "Ping", val: downgradePingV2(value.val) };
    case "Pong":
      return value;
    default:
      throw bare.unknownVariant("Root", value satisfies never);
  }
}
