// @generated from typed-arrays/v1.bare and v2.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
//   changed  Root  a item: u16 -> u32
//                  b item: u32 -> u16
//                  c item: u8 -> u64
//                  d item: u64 -> uint
//                  e item: f64 -> f32
//                  f item: i16 -> str (by hand)
//                  g item: u16 -> optional<u16>

import * as bare from "@barewire/runtime";
import type * as decide from "@barewire/runtime/decisions";
import { decisions } from "../decisions/v1-v2.js";
import { resultChecks } from "@barewire/runtime/error-locator";
import { schema as schemaV1 } from "./v1.schema.js";
import { schema as schemaV2 } from "./v2.schema.js";
import type * as v1 from "./v1.js";
import type * as v2 from "./v2.js";

const UPGRADE = { protocol: "typed-arrays", from: 1, to: 2 } as const;

const DOWNGRADE = { protocol: "typed-arrays", from: 2, to: 1 } as const;

const CHECKS_V1 = /* @__PURE__ */ resultChecks(schemaV1);

const CHECKS_V2 = /* @__PURE__ */ resultChecks(schemaV2);

/**
 * The decisions that the differences of v1 and v2 require. Without an optional entry, a
 * value that cannot be represented is rejected. Every type and member that both versions have may
 * be converted by hand.
 */
export type DecisionsV1V2 = decide.Decisions<
  {
    readonly "Root.b": {
      /** Root.b of v1: what does it become in v2? */
      readonly upgrade: ((value: v1.Root["b"]) => v2.Root["b"]) | decide.Reject;
    };
    readonly "Root.e": {
      /** Root.e of v1: what does it become in v2? */
      readonly upgrade: ((value: v1.Root["e"]) => v2.Root["e"]) | decide.Reject;
    };
    readonly "Root.f": {
      /** Root.f of v1: what does it become in v2? */
      readonly upgrade: ((value: v1.Root["f"]) => v2.Root["f"]) | decide.Reject;
      /** Root.f of v2: what does it become in v1? */
      readonly downgrade: ((value: v2.Root["f"]) => v1.Root["f"]) | decide.Omit | decide.Reject;
    };
    readonly "Root.a"?: {
      /** Root.a of v2: what does it become in v1? */
      readonly downgrade?: ((value: v2.Root["a"]) => v1.Root["a"]) | decide.Omit | decide.Reject;
    };
    readonly "Root.c"?: {
      /** Root.c of v2: what does it become in v1? */
      readonly downgrade?: ((value: v2.Root["c"]) => v1.Root["c"]) | decide.Omit | decide.Reject;
    };
    readonly "Root.g"?: {
      /** Root.g of v2: what does it become in v1? */
      readonly downgrade?: ((value: v2.Root["g"]) => v1.Root["g"]) | decide.Omit | decide.Reject;
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
    a: Uint32Array.from(value.a, (item) => item),
    b: Uint16Array.from(value.b, (item) => bare.narrowToNumber(UPGRADE, "Root.b", item, "u16")),
    c: BigUint64Array.from(value.c, (item) => bare.widenToBigint(item)),
    d: Array.from(value.d, (item) => item),
    e: Float32Array.from(value.e, (item) => bare.narrowToF32(UPGRADE, "Root.e", item)),
    f: bare.decide(
      { step: UPGRADE, path: "Root.f", check: CHECKS_V2("Root", "f") },
      decisions["Root.f"].upgrade,
      value.f,
    ),
    g: Array.from(value.g, (item) => item),
  };
}

export function downgradeRootV2(value: v2.Root): v1.Root {
  return {
    a: Uint16Array.from(value.a, (item) => bare.narrowToNumber(DOWNGRADE, "Root.a", item, "u16")),
    b: Uint32Array.from(value.b, (item) => item),
    c: Uint8Array.from(value.c, (item) => bare.narrowToNumber(DOWNGRADE, "Root.c", item, "u8")),
    d: BigUint64Array.from(value.d, (item) => item),
    e: Float64Array.from(value.e, (item) => item),
    f: bare.decide(
      { step: DOWNGRADE, path: "Root.f", check: CHECKS_V1("Root", "f") },
      decisions["Root.f"].downgrade,
      value.f,
    ),
    g: Uint16Array.from(value.g, (item) => bare.requirePresent(DOWNGRADE, "Root.g", item)),
  };
}
