// @generated from optional-removed/v1.bare and v2.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
//   changed  Item  id: u8 -> u16
//   changed  Root  a: optional<u8> -> u8
//                  b: optional<Item> -> Item

import * as bare from "@barewire/runtime";
import type * as decide from "@barewire/runtime/decisions";
import { decisions } from "../decisions/v1-v2.js";
import { resultChecks } from "@barewire/runtime/error-locator";
import { schema as schemaV2 } from "./v2.schema.js";
import type * as v1 from "./v1.js";
import type * as v2 from "./v2.js";

const UPGRADE = { protocol: "optional-removed", from: 1, to: 2 } as const;

const DOWNGRADE = { protocol: "optional-removed", from: 2, to: 1 } as const;

const CHECKS_V2 = /* @__PURE__ */ resultChecks(schemaV2);

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
    readonly "Root.a": {
      /** Root.a of v1: what does it become in v2? */
      readonly upgrade: ((value: v1.Root["a"]) => v2.Root["a"]) | decide.Reject;
    };
    readonly "Root.b": {
      /** Root.b of v1: what does it become in v2? */
      readonly upgrade: ((value: v1.Root["b"]) => v2.Root["b"]) | decide.Reject;
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
    a: bare.decide(
      { step: UPGRADE, path: "Root.a", check: CHECKS_V2("Root", "a") },
      decisions["Root.a"].upgrade,
      value.a,
    ),
    b: bare.requirePresent(UPGRADE, "Root.b", value.b),
  };
}

export function downgradeRootV2(value: v2.Root): v1.Root {
  return {
    a: value.a,
    b: downgradeItemV2(value.b),
  };
}
