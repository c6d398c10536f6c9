// @generated from union-rename-variant/v1.bare and v2.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
//   changed    Echo    Pong -> Echo
//   changed    Root    Pong -> Echo
//   unchanged  1 type

import * as bare from "@barewire/runtime";
import type * as decide from "@barewire/runtime/decisions";
import type * as v1 from "./v1.js";
import type * as v2 from "./v2.js";

/**
 * The difference of v1 and v2 requires no decision. Every type and member that both versions have
 * may be converted by hand.
 */
export type DecisionsV1V2 = decide.Decisions<
  {
    readonly "Echo": decide.RenamedFrom<"Pong", decide.Converted<v1.Pong, v2.Echo>>;
  },
  {
    readonly structs: {
      readonly Ping: [v1.Ping, v2.Ping];
      readonly Echo: [v1.Pong, v2.Echo];
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
      return { tag: "Echo", val: value.val };
    default:
      throw bare.unknownVariant("Root", value satisfies never);
  }
}

export function downgradeRootV2(value: v2.Root): v1.Root {
  switch (value.tag) {
    case "Ping":
      return value;
    case "Echo":
      return { tag: "Pong", val: value.val };
    default:
      throw bare.unknownVariant("Root", value satisfies never);
  }
}
