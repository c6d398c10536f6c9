// @generated from union-insert-in-the-middle/v1.bare and v2.bare by `barewire generate`. Do not
// edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
//   changed    Root     + Bye
//                       Pong: 1 -> 2
//   added      Bye
//   unchanged  2 types

import * as bare from "@barewire/runtime";
import type * as decide from "@barewire/runtime/decisions";
import type * as v1 from "./v1.js";
import type * as v2 from "./v2.js";

const DOWNGRADE = { protocol: "union-insert-in-the-middle", from: 2, to: 1 } as const;

/**
 * The decisions that the differences of v1 and v2 require. Without an optional entry, a
 * value that cannot be represented is rejected. Every type and member that both versions have may
 * be converted by hand.
 */
export type DecisionsV1V2 = decide.Decisions<
  {
    /** variants of Root have other tags: do they match by name? */
    readonly "Root": decide.ByName;
    readonly "Root.Bye"?: {
      /** v1 has no Root.Bye: what is sent in its place? */
      readonly downgrade?: ((value: v2.Bye) => v1.Root) | decide.Reject;
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

export function downgradeRootV2(value: v2.Root): v1.Root {
  switch (value.tag) {
    case "Ping":
      return value;
    case "Bye":
      throw bare.notRepresentable(DOWNGRADE, "Root.Bye");
    case "Pong":
      return value;
    default:
      throw bare.unknownVariant("Root", value satisfies never);
  }
}
