// @generated from paths-by-hand/v2.bare and v3.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
//   changed  Kind  E -> Kind
//   changed  Y     X -> Y
//                  n -> count
//   changed  U     X -> Y
//                  E -> Kind
//   changed  R     u -> value
//                  l -> all

import * as bare from "@barewire/runtime";
import type * as decide from "@barewire/runtime/decisions";
import type * as v2 from "./v2.js";
import type * as v3 from "./v3.js";

/**
 * The difference of v2 and v3 requires no decision. Every type and member that both versions have
 * may be converted by hand.
 */
export type DecisionsV2V3 = decide.Decisions<
  {
    readonly "Kind": decide.RenamedFrom<"E", decide.Converted<v2.E, v3.Kind>>;
    readonly "Y": decide.RenamedFrom<"X", decide.Converted<v2.X, v3.Y>>;
    readonly "Y.count": decide.RenamedFrom<"n", decide.Converted<v2.X["n"], v3.Y["count"]>>;
    readonly "R.value": decide.RenamedFrom<"u", decide.Converted<v2.R["u"], v3.R["value"]>>;
    readonly "R.all": decide.RenamedFrom<"l", decide.Converted<v2.R["l"], v3.R["all"]>>;
  },
  {
    readonly structs: {
      readonly Y: [v2.X, v3.Y];
      readonly R: [v2.R, v3.R];
    };
    readonly unions: {
      readonly U: [v2.U, v3.U];
    };
    readonly enums: {
      readonly Kind: [v2.E, v3.Kind];
    };
  }
>;

export function upgradeXV2(value: v2.X): v3.Y {
  return {
    count: value.n,
  };
}

export function downgradeYV3(value: v3.Y): v2.X {
  return {
    n: value.count,
  };
}

export function upgradeUV2(value: v2.U): v3.U {
  switch (value.tag) {
    case "X":
      return { tag: "Y", val: upgradeXV2(value.val) };
    case "E":
      return { tag: "Kind", val: value.val };
    default:
      throw bare.unknownVariant("U", value satisfies never);
  }
}

export function downgradeUV3(value: v3.U): v2.U {
  switch (value.tag) {
    case "Y":
      return { tag: "X", val: downgradeYV3(value.val) };
    case "Kind":
      return { tag: "E", val: value.val };
    default:
      throw bare.unknownVariant("U", value satisfies never);
  }
}

export function upgradeRV2(value: v2.R): v3.R {
  return {
    value: upgradeUV2(value.u),
    all: value.l.map(upgradeUV2),
    m: value.m,
    o: value.o === null ? null : upgradeXV2(value.o),
  };
}

export function downgradeRV3(value: v3.R): v2.R {
  return {
    u: downgradeUV3(value.value),
    l: value.all.map(downgradeUV3),
    m: value.m,
    o: value.o === null ? null : downgradeYV3(value.o),
  };
}
