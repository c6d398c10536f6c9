// @generated from paths-of-newest/v1.bare and v2.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
//   changed     A       ms: u32 -> u16
//   transitive  M       A
//   transitive  R       M
//   unchanged   1 type

import * as bare from "@barewire/runtime";
import type * as decide from "@barewire/runtime/decisions";
import type * as v1 from "./v1.js";
import type * as v2 from "./v2.js";

const UPGRADE = { protocol: "paths-of-newest", from: 1, to: 2 } as const;

/**
 * The decisions that the differences of v1 and v2 require. Without an optional entry, a
 * value that cannot be represented is rejected. Every type and member that both versions have may
 * be converted by hand.
 */
export type DecisionsV1V2 = decide.Decisions<
  {
    readonly "A.ms": {
      /** A.ms of v1: what does it become in v2? */
      readonly upgrade: ((value: v1.A["ms"]) => v2.A["ms"]) | decide.Reject;
    };
  },
  {
    readonly structs: {
      readonly Old: [v1.Old, v2.Old];
      readonly A: [v1.A, v2.A];
      readonly R: [v1.R, v2.R];
    };
    readonly unions: {
      readonly M: [v1.M, v2.M];
    };
  }
>;

export function upgradeAV1(value: v1.A): v2.A {
  return {
    ms: bare.narrowToNumber(UPGRADE, "A.ms", value.ms, "u16"),
    gone: value.gone,
  };
}

export function upgradeMV1(value: v1.M): v2.M {
  switch (value.tag) {
    case "A":
      return { tag: "A", val: upgradeAV1(value.val) };
    case "Old":
      return value;
    default:
      throw bare.unknownVariant("M", value satisfies never);
  }
}

export function upgradeRV1(value: v1.R): v2.R {
  return {
    ms: value.ms.map(upgradeMV1),
  };
}
