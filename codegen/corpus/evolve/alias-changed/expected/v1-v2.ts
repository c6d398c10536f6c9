// @generated from alias-changed/v1.bare and v2.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
//   changed     Size   u32 -> u64
//   changed     Code   u32 -> u16 (by hand)
//   changed     Item   + note: optional<str>
//   transitive  Items  Item
//   transitive  Root   Size
//                      Items
//                      Code

import * as bare from "@barewire/runtime";
import type * as decide from "@barewire/runtime/decisions";
import { decisions } from "../decisions/v1-v2.js";
import { resultChecks } from "@barewire/runtime/error-locator";
import { schema as schemaV2 } from "./v2.schema.js";
import type * as v1 from "./v1.js";
import type * as v2 from "./v2.js";

const UPGRADE = { protocol: "alias-changed", from: 1, to: 2 } as const;

const DOWNGRADE = { protocol: "alias-changed", from: 2, to: 1 } as const;

const CHECKS_V2 = /* @__PURE__ */ resultChecks(schemaV2);

/**
 * The decisions that the differences of v1 and v2 require. Without an optional entry, a
 * value that cannot be represented is rejected. Every type and member that both versions have may
 * be converted by hand.
 */
export type DecisionsV1V2 = decide.Decisions<
  {
    readonly "Size"?: {
      /** Size of v2: how does it become that of v1? */
      readonly downgrade?: ((value: v2.Size) => v1.Size) | decide.Reject;
    };
    readonly "Code": {
      /** Code of v1: how does it become that of v2? */
      readonly upgrade: ((value: v1.Code) => v2.Code) | decide.Reject;
    };
    readonly "Item.note"?: {
      /** v1 has no Item.note: what does v2 get? */
      readonly upgrade?: (value: v1.Item) => v2.Item["note"];
      /** v1 has no Item.note: what becomes of the value of v2? */
      readonly downgrade?: decide.Drop | decide.DropIf<v2.Item["note"]> | decide.Reject;
    };
  },
  {
    readonly structs: {
      readonly Item: [v1.Item, v2.Item];
      readonly Root: [v1.Root, v2.Root];
    };
    readonly others: {
      readonly Size: [v1.Size, v2.Size];
      readonly Code: [v1.Code, v2.Code];
      readonly Items: [v1.Items, v2.Items];
    };
  }
>;

export function upgradeSizeV1(value: v1.Size): v2.Size {
  return bare.widenToBigint(value);
}

export function downgradeSizeV2(value: v2.Size): v1.Size {
  return bare.narrowToNumber(DOWNGRADE, "Size", value, "u32");
}

export function upgradeCodeV1(value: v1.Code): v2.Code {
  return bare.decide(
    { step: UPGRADE, path: "Code", check: CHECKS_V2("Code") },
    decisions["Code"].upgrade,
    value,
  );
}

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

export function upgradeItemsV1(value: v1.Items): v2.Items {
  return value.map(upgradeItemV1);
}

export function downgradeItemsV2(value: v2.Items): v1.Items {
  return value.map(downgradeItemV2);
}

export function upgradeRootV1(value: v1.Root): v2.Root {
  return {
    size: upgradeSizeV1(value.size),
    sizes: value.sizes.map(upgradeSizeV1),
    items: upgradeItemsV1(value.items),
    code: upgradeCodeV1(value.code),
  };
}

export function downgradeRootV2(value: v2.Root): v1.Root {
  return {
    size: downgradeSizeV2(value.size),
    sizes: value.sizes.map(downgradeSizeV2),
    items: downgradeItemsV2(value.items),
    code: value.code,
  };
}
