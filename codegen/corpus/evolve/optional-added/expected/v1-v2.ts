// @generated from optional-added/v1.bare and v2.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
//   changed    Root    a: u8 -> optional<u8>
//                      b: Item -> optional<Item>
//                      c: list<u8> -> optional<list<u8>>
//   unchanged  1 type

import * as bare from "@barewire/runtime";
import type * as decide from "@barewire/runtime/decisions";
import type * as v1 from "./v1.js";
import type * as v2 from "./v2.js";

const DOWNGRADE = { protocol: "optional-added", from: 2, to: 1 } as const;

/**
 * The decisions that the differences of v1 and v2 require. Without an optional entry, a
 * value that cannot be represented is rejected. Every type and member that both versions have may
 * be converted by hand.
 */
export type DecisionsV1V2 = decide.Decisions<
  {
    readonly "Root.a"?: {
      /** Root.a of v2: what does it become in v1? */
      readonly downgrade?: ((value: v2.Root["a"]) => v1.Root["a"]) | decide.Reject;
    };
    readonly "Root.b"?: {
      /** Root.b of v2: what does it become in v1? */
      readonly downgrade?: ((value: v2.Root["b"]) => v1.Root["b"]) | decide.Reject;
    };
    readonly "Root.c"?: {
      /** Root.c of v2: what does it become in v1? */
      readonly downgrade?: ((value: v2.Root["c"]) => v1.Root["c"]) | decide.Reject;
    };
  },
  {
    readonly structs: {
      readonly Item: [v1.Item, v2.Item];
      readonly Root: [v1.Root, v2.Root];
    };
  }
>;

export function downgradeRootV2(value: v2.Root): v1.Root {
  return {
    a: bare.requirePresent(DOWNGRADE, "Root.a", value.a),
    b: bare.requirePresent(DOWNGRADE, "Root.b", value.b),
    c: bare.requirePresent(DOWNGRADE, "Root.c", value.c),
  };
}
