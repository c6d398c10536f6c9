// @generated from alias-of-a-struct/v1.bare and v2.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
//   changed    Item    + note: optional<str>
//   changed    Other   id: u16 -> u32
//   changed    Root    + thing: optional<Thing>
//   added      Base
//   unchanged  1 type

import * as bare from "@barewire/runtime";
import type * as decide from "@barewire/runtime/decisions";
import type * as v1 from "./v1.js";
import type * as v2 from "./v2.js";

const DOWNGRADE = { protocol: "alias-of-a-struct", from: 2, to: 1 } as const;

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
    readonly "Other.id"?: {
      /** Other.id of v2: what does it become in v1? */
      readonly downgrade?: ((value: v2.Other["id"]) => v1.Other["id"]) | decide.Reject;
    };
    readonly "Root.thing"?: {
      /** v1 has no Root.thing: what does v2 get? */
      readonly upgrade?: (value: v1.Root) => v2.Root["thing"];
      /** v1 has no Root.thing: what becomes of the value of v2? */
      readonly downgrade?: decide.Drop | decide.DropIf<v2.Root["thing"]> | decide.Reject;
    };
  },
  {
    readonly structs: {
      readonly Thing: [v1.Thing, v2.Thing];
      readonly Root: [v1.Root, v2.Root];
    };
    readonly others: {
      readonly Item: [v1.Item, v2.Item];
      readonly Other: [v1.Other, v2.Other];
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

export function downgradeOtherV2(value: v2.Other): v1.Other {
  return {
    id: bare.narrowToNumber(DOWNGRADE, "Other.id", value.id, "u16"),
  };
}

export function upgradeRootV1(value: v1.Root): v2.Root {
  return {
    item: upgradeItemV1(value.item),
    other: value.other,
    thing: null,
  };
}

export function downgradeRootV2(value: v2.Root): v1.Root {
  if (value.thing !== null) throw bare.notRepresentable(DOWNGRADE, "Root.thing");
  return {
    item: downgradeItemV2(value.item),
    other: downgradeOtherV2(value.other),
  };
}
