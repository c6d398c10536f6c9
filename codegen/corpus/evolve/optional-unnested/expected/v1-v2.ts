// @generated from optional-unnested/v1.bare and v2.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
//   changed  Root  a present: optional<u8> -> u8

import * as bare from "@barewire/runtime";
import type * as decide from "@barewire/runtime/decisions";
import type * as v1 from "./v1.js";
import type * as v2 from "./v2.js";

const UPGRADE = { protocol: "optional-unnested", from: 1, to: 2 } as const;

/**
 * The decisions that the differences of v1 and v2 require. Without an optional entry, a
 * value that cannot be represented is rejected. Every type and member that both versions have may
 * be converted by hand.
 */
export type DecisionsV1V2 = decide.Decisions<
  {
    readonly "Root.a": {
      /** Root.a of v1: what does it become in v2? */
      readonly upgrade: ((value: v1.Root["a"]) => v2.Root["a"]) | decide.Reject;
    };
  },
  {
    readonly structs: {
      readonly Root: [v1.Root, v2.Root];
    };
  }
>;

export function upgradeRootV1(value: v1.Root): v2.Root {
  return {
    a: value.a === null ? null : bare.requirePresent(UPGRADE, "Root.a", value.a.some),
  };
}

export function downgradeRootV2(value: v2.Root): v1.Root {
  return {
    a: value.a === null ? null : { some: value.a },
  };
}
