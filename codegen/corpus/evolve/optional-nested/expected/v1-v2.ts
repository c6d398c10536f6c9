// @generated from optional-nested/v1.bare and v2.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
//   changed  Item  id: u8 -> u16
//   changed  Root  a present: u8 -> optional<u8>
//                  b present: Item -> optional<Item>

import * as bare from "@barewire/runtime";
import type * as decide from "@barewire/runtime/decisions";
import type * as v1 from "./v1.js";
import type * as v2 from "./v2.js";

const DOWNGRADE = { protocol: "optional-nested", from: 2, to: 1 } as const;

/**
 * The decisions that the differences of v1 and v2 require. Without an optional entry, a
 * value that cannot be represented is rejected. Every type and member that both versions have may
 * be converted by hand.
 */
export type DecisionsV1V2 = decide.Decisions<
  {
    readonly "Item.id"?: {
      /** Item.id of v2: what does it become in v1? */
      readonly downgrade?: ((value: v2.Item["id"]) => v1.Item["id"]) | decide.Reject;
    };
    readonly "Root.a"?: {
      /** Root.a of v2: what does it become in v1? */
      readonly downgrade?: ((value: v2.Root["a"]) => v1.Root["a"]) | decide.Reject;
    };
    readonly "Root.b"?: {
      /** Root.b of v2: what does it become in v1? */
      readonly downgrade?: ((value: v2.Root["b"]) => v1.Root["b"]) | decide.Reject;
    };
  },
  {
    readonly structs: {
      readonly Item: [v1.Item, v2.Item];
      readonly Root: [v1.Root, v2.Root];
    };
  }
>;

export function downgradeItemV2(value: v2.Item): v1.Item {
  return {
    id: bare.narrowToNumber(DOWNGRADE, "Item.id", value.id, "u8"),
  };
}

export function upgradeRootV1(value: v1.Root): v2.Root {
  return {
    a: value.a === null ? null : { some: value.a },
    b: value.b === null ? null : { some: value.b },
  };
}

export function downgradeRootV2(value: v2.Root): v1.Root {
  return {
    a: value.a === null ? null : bare.requirePresent(DOWNGRADE, "Root.a", value.a.some),
    b:
      value.b === null
        ? null
        : downgradeItemV2(bare.requirePresent(DOWNGRADE, "Root.b", value.b.some)),
  };
}
