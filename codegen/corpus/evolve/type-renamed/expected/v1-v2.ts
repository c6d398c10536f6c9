// @generated from type-renamed/v1.bare and v2.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
//   changed     Thing  Item -> Thing
//                      id: u8 -> u16
//   transitive  Root   Thing
//   removed     Same
//   added       Equal  Same -> Equal?

import * as bare from "@barewire/runtime";
import type * as decide from "@barewire/runtime/decisions";
import type * as v1 from "./v1.js";
import type * as v2 from "./v2.js";

const DOWNGRADE = { protocol: "type-renamed", from: 2, to: 1 } as const;

/**
 * The decisions that the differences of v1 and v2 require. Without an optional entry, a
 * value that cannot be represented is rejected. Every type and member that both versions have may
 * be converted by hand.
 */
export type DecisionsV1V2 = decide.Decisions<
  {
    readonly "Thing.id"?: {
      /** Thing.id of v2: what does it become in v1? */
      readonly downgrade?: ((value: v2.Thing["id"]) => v1.Item["id"]) | decide.Reject;
    };
    readonly "Thing": decide.RenamedFrom<"Item", decide.Converted<v1.Item, v2.Thing>>;
  },
  {
    readonly structs: {
      readonly Thing: [v1.Item, v2.Thing];
      readonly Root: [v1.Root, v2.Root];
    };
  }
>;

export function downgradeThingV2(value: v2.Thing): v1.Item {
  return {
    id: bare.narrowToNumber(DOWNGRADE, "Thing.id", value.id, "u8"),
  };
}

export function downgradeRootV2(value: v2.Root): v1.Root {
  return {
    item: downgradeThingV2(value.item),
    items: value.items.map(downgradeThingV2),
    same: value.same,
  };
}
