// @generated from names-of-objects/v1.bare and v2.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
//   changed  R        val: u8 -> u16
//   changed  Wrapped  some present: u8 -> u16

import * as bare from "@barewire/runtime";
import type * as decide from "@barewire/runtime/decisions";
import type * as v1 from "./v1.js";
import type * as v2 from "./v2.js";

const DOWNGRADE = { protocol: "names-of-objects", from: 2, to: 1 } as const;

/**
 * The decisions that the differences of v1 and v2 require. Without an optional entry, a
 * value that cannot be represented is rejected. Every type and member that both versions have may
 * be converted by hand.
 */
export type DecisionsV1V2 = decide.Decisions<
  {
    readonly "R.val"?: {
      /** R.val of v2: what does it become in v1? */
      readonly downgrade?: ((value: v2.R["val"]) => v1.R["val"]) | decide.Reject;
    };
    readonly "Wrapped.some"?: {
      /** Wrapped.some of v2: what does it become in v1? */
      readonly downgrade?: ((value: v2.Wrapped["some"]) => v1.Wrapped["some"]) | decide.Reject;
    };
  },
  {
    readonly structs: {
      readonly R: [v1.R, v2.R];
      readonly Wrapped: [v1.Wrapped, v2.Wrapped];
    };
  }
>;

export function downgradeRV2(value: v2.R): v1.R {
  return {
    constructor: value.constructor,
    toString: value.toString,
    valueOf: value.valueOf,
    hasOwnProperty: value.hasOwnProperty,
    isPrototypeOf: value.isPrototypeOf,
    value: value.value,
    tag: value.tag,
    val: bare.narrowToNumber(DOWNGRADE, "R.val", value.val, "u8"),
  };
}

export function downgradeWrappedV2(value: v2.Wrapped): v1.Wrapped {
  return {
    some:
      value.some === null ? null : bare.narrowToNumber(DOWNGRADE, "Wrapped.some", value.some, "u8"),
  };
}
