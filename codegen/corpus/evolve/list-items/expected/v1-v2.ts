// @generated from list-items/v1.bare and v2.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
//   changed  Item  + note: optional<str>
//   changed  Root  b item: u16 -> u64
//                  c item item: u8 -> u16
//                  d item: str -> optional<str>
//                  e item: u16 -> optional<u16>

import * as bare from "@barewire/runtime";
import type * as decide from "@barewire/runtime/decisions";
import type * as v1 from "./v1.js";
import type * as v2 from "./v2.js";

const DOWNGRADE = { protocol: "list-items", from: 2, to: 1 } as const;

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
    readonly "Root.b"?: {
      /** Root.b of v2: what does it become in v1? */
      readonly downgrade?: ((value: v2.Root["b"]) => v1.Root["b"]) | decide.Omit | decide.Reject;
    };
    readonly "Root.c"?: {
      /** Root.c of v2: what does it become in v1? */
      readonly downgrade?: ((value: v2.Root["c"]) => v1.Root["c"]) | decide.Omit | decide.Reject;
    };
    readonly "Root.d"?: {
      /** Root.d of v2: what does it become in v1? */
      readonly downgrade?: ((value: v2.Root["d"]) => v1.Root["d"]) | decide.Omit | decide.Reject;
    };
    readonly "Root.e"?: {
      /** Root.e of v2: what does it become in v1? */
      readonly downgrade?: ((value: v2.Root["e"]) => v1.Root["e"]) | decide.Omit | decide.Reject;
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
    a: value.a.map(upgradeItemV1),
    b: value.b.map((item) => bare.widenToBigint(item)),
    c: value.c.map((item) => Array.from(item, (item) => item)),
    d: value.d,
    e: value.e,
  };
}

export function downgradeRootV2(value: v2.Root): v1.Root {
  return {
    a: value.a.map(downgradeItemV2),
    b: value.b.map((item) => bare.narrowToNumber(DOWNGRADE, "Root.b", item, "u16")),
    c:
      value.c.map(
        (item) => Uint8Array.from(
          item,
          (item) => bare.narrowToNumber(DOWNGRADE, "Root.c", item, "u8"),
        )
      ),
    d: value.d.map((item) => bare.requirePresent(DOWNGRADE, "Root.d", item)),
    e: value.e.map((item) => bare.requirePresent(DOWNGRADE, "Root.e", item)),
  };
}
