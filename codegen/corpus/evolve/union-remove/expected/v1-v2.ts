// @generated from union-remove/v1.bare and v2.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
//   changed    Root     - Pong
//   added      Other
//   unchanged  2 types

import * as bare from "@barewire/runtime";
import type * as decide from "@barewire/runtime/decisions";
import type * as v1 from "./v1.js";
import type * as v2 from "./v2.js";

const UPGRADE = { protocol: "union-remove", from: 1, to: 2 } as const;

/**
 * The decisions that the differences of v1 and v2 require. Without an optional entry, a
 * value that cannot be represented is rejected. Every type and member that both versions have may
 * be converted by hand.
 */
export type DecisionsV1V2 = decide.Decisions<
  {
    readonly "Root.Pong"?: {
      /** v2 has no Root.Pong: what is sent in its place? */
      readonly upgrade?: ((value: v1.Pong) => v2.Root) | decide.Reject;
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

export function upgradeRootV1(value: v1.Root): v2.Root {
  switch (value.tag) {
    case "Ping":
      return value;
    case "Pong":
      throw bare.notRepresentable(UPGRADE, "Root.Pong");
    default:
      throw bare.unknownVariant("Root", value satisfies never);
  }
}
