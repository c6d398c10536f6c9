// @generated from map-values/v1.bare and v2.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
//   changed  Item  + note: optional<str>
//   changed  Root  a value: u32 -> u64

import * as bare from "@barewire/runtime";
import type * as decide from "@barewire/runtime/decisions";
import type * as v1 from "./v1.js";
import type * as v2 from "./v2.js";

const UPGRADE = { protocol: "map-values", from: 1, to: 2 } as const;

const DOWNGRADE = { protocol: "map-values", from: 2, to: 1 } as const;

/**
 * The decisions that the differences of v1 and v2 require. Without an optional entry, a
 * value that cannot be represented is rejected. Every type and member that both versions have may
 * be converted by hand.
 */
export type DecisionsV1V2 = decide.Decisions<
  {
    readonly "Item.note"?: {
      /** v1 has no Item.note: what does v2 get? */
      readonly upgrade?: (value: v1.Item) => v2.Item["note"];
      /** v1 has no Item.note: what becomes of the value of v2? */
      readonly downgrade?: decide.Drop | decide.DropIf<v2.Item["note"]> | decide.Reject;
    };
    readonly "Root.a"?: {
      /** Root.a of v2: what does it become in v1? */
      readonly downgrade?: ((value: v2.Root["a"]) => v1.Root["a"]) | decide.Omit | decide.Reject;
    };
  },
  {
    readonly structs: {
      readonly Item: [v1.Item, v2.Item];
      readonly Root: [v1.Root, v2.Root];
    };
  }
>;

export function upgradeItemV1(value: v1.Item): v2.Item {
  return {
    id: value.id,
    note: null,
  };
}

export function downgradeItemV2(value: v2.Item): v1.Item {
  if (value.note !== null) throw bare.notRepresentable(DOWNGRADE, "Item.note");
  return {
    id: value.id,
  };
}

export function upgradeRootV1(value: v1.Root): v2.Root {
  return {
    a:
      bare.convertMap(
        UPGRADE,
        "Root.a",
        value.a,
        (item) => item,
        (item) => bare.widenToBigint(item),
      ),
    b: bare.convertMap(UPGRADE, "Root.b", value.b, (item) => item, upgradeItemV1),
  };
}

export function downgradeRootV2(value: v2.Root): v1.Root {
  return {
    a:
      bare.convertMap(
        DOWNGRADE,
        "Root.a",
        value.a,
        (item) => item,
        (item) => bare.narrowToNumber(DOWNGRADE, "Root.a", item, "u32"),
      ),
    b: bare.convertMap(DOWNGRADE, "Root.b", value.b, (item) => item, downgradeItemV2),
  };
}
