// @generated from struct-kind-change-rejected/v1.bare and v2.bare by `barewire generate`. Do not
// edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
//   changed     Inner  code: u32 -> str
//   transitive  Root   Inner

import * as bare from "@barewire/runtime";
import type * as decide from "@barewire/runtime/decisions";
import type * as v1 from "./v1.js";
import type * as v2 from "./v2.js";

const UPGRADE = { protocol: "struct-kind-change-rejected", from: 1, to: 2 } as const;

const DOWNGRADE = { protocol: "struct-kind-change-rejected", from: 2, to: 1 } as const;

/**
 * The decisions that the differences of v1 and v2 require. Without an optional entry, a
 * value that cannot be represented is rejected. Every type and member that both versions have may
 * be converted by hand.
 */
export type DecisionsV1V2 = decide.Decisions<
  {
    readonly "Inner.code": {
      /** Inner.code of v1: what does it become in v2? */
      readonly upgrade: ((value: v1.Inner["code"]) => v2.Inner["code"]) | decide.Reject;
      /** Inner.code of v2: what does it become in v1? */
      readonly downgrade: ((value: v2.Inner["code"]) => v1.Inner["code"]) | decide.Reject;
    };
  },
  {
    readonly structs: {
      readonly Inner: [v1.Inner, v2.Inner];
      readonly Root: [v1.Root, v2.Root];
    };
  }
>;

export function upgradeInnerV1(_value: v1.Inner): v2.Inner {
  throw bare.notRepresentable(UPGRADE, "Inner.code", "has another type in v2");
}

export function downgradeInnerV2(_value: v2.Inner): v1.Inner {
  throw bare.notRepresentable(DOWNGRADE, "Inner.code", "has another type in v1");
}

export function upgradeRootV1(value: v1.Root): v2.Root {
  return {
    inner: value.inner === null ? null : upgradeInnerV1(value.inner),
  };
}

export function downgradeRootV2(value: v2.Root): v1.Root {
  return {
    inner: value.inner === null ? null : downgradeInnerV2(value.inner),
  };
}
