// @generated from struct-widen/v1.bare and v2.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
//   changed  Root  a: u8 -> u16
//                  b: u16 -> u32
//                  c: u32 -> u64
//                  d: i8 -> i16
//                  e: i32 -> int
//                  f: u64 -> uint
//                  g: u8 -> i16
//                  h: f32 -> f64
//                  i: i64 -> int
//                  j: u32 -> uint

import * as bare from "@barewire/runtime";
import type * as decide from "@barewire/runtime/decisions";
import type * as v1 from "./v1.js";
import type * as v2 from "./v2.js";

const DOWNGRADE = { protocol: "struct-widen", from: 2, to: 1 } as const;

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
    readonly "Root.d"?: {
      /** Root.d of v2: what does it become in v1? */
      readonly downgrade?: ((value: v2.Root["d"]) => v1.Root["d"]) | decide.Reject;
    };
    readonly "Root.e"?: {
      /** Root.e of v2: what does it become in v1? */
      readonly downgrade?: ((value: v2.Root["e"]) => v1.Root["e"]) | decide.Reject;
    };
    readonly "Root.g"?: {
      /** Root.g of v2: what does it become in v1? */
      readonly downgrade?: ((value: v2.Root["g"]) => v1.Root["g"]) | decide.Reject;
    };
    readonly "Root.h"?: {
      /** Root.h of v2: what does it become in v1? */
      readonly downgrade?: ((value: v2.Root["h"]) => v1.Root["h"]) | decide.Reject;
    };
    readonly "Root.j"?: {
      /** Root.j of v2: what does it become in v1? */
      readonly downgrade?: ((value: v2.Root["j"]) => v1.Root["j"]) | decide.Reject;
    };
  },
  {
    readonly structs: {
      readonly Root: [v1.Root, v2.Root];
    };
  }
>;

export function upgradeRootV1(value: v1.Root): v2.Root {
  return {
    a: value.a,
    b: value.b,
    c: bare.widenToBigint(value.c),
    d: value.d,
    e: bare.widenToBigint(value.e),
    f: value.f,
    g: value.g,
    h: value.h,
    i: value.i,
    j: bare.widenToBigint(value.j),
  };
}

export function downgradeRootV2(value: v2.Root): v1.Root {
  return {
    a: bare.narrowToNumber(DOWNGRADE, "Root.a", value.a, "u8"),
    b: bare.narrowToNumber(DOWNGRADE, "Root.b", value.b, "u16"),
    c: bare.narrowToNumber(DOWNGRADE, "Root.c", value.c, "u32"),
    d: bare.narrowToNumber(DOWNGRADE, "Root.d", value.d, "i8"),
    e: bare.narrowToNumber(DOWNGRADE, "Root.e", value.e, "i32"),
    f: value.f,
    g: bare.narrowToNumber(DOWNGRADE, "Root.g", value.g, "u8"),
    h: bare.narrowToF32(DOWNGRADE, "Root.h", value.h),
    i: value.i,
    j: bare.narrowToNumber(DOWNGRADE, "Root.j", value.j, "u32"),
  };
}
