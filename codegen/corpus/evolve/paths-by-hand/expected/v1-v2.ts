// @generated from paths-by-hand/v1.bare and v2.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
//   changed     E  B: same type (by hand)
//   changed     X  same type (by hand)
//   changed     U  X: same type (by hand)
//   transitive  R  U
//                  E
//                  X

import * as bare from "@barewire/runtime";
import type * as decide from "@barewire/runtime/decisions";
import { decisions } from "../decisions/v1-v2.js";
import { resultChecks } from "@barewire/runtime/error-locator";
import { schema as schemaV1 } from "./v1.schema.js";
import { schema as schemaV2 } from "./v2.schema.js";
import type * as v1 from "./v1.js";
import type * as v2 from "./v2.js";

const UPGRADE = { protocol: "paths-by-hand", from: 1, to: 2 } as const;

const DOWNGRADE = { protocol: "paths-by-hand", from: 2, to: 1 } as const;

const CHECKS_V1 = /* @__PURE__ */ resultChecks(schemaV1);

const CHECKS_V2 = /* @__PURE__ */ resultChecks(schemaV2);

/**
 * The decisions that the differences of v1 and v2 require. Without an optional entry, a
 * value that cannot be represented is rejected. Every type and member that both versions have may
 * be converted by hand.
 */
export type DecisionsV1V2 = decide.Decisions<
  {
    readonly "E.B"?: {
      /** E.B: what does it become in v1? */
      readonly downgrade?: ((value: "B") => v1.E) | decide.Reject;
    };
    readonly "X"?: {
      /** X of v1: how does it become that of v2? */
      readonly upgrade?: ((value: v1.X) => v2.X) | decide.Reject;
      /** X of v2: how does it become that of v1? */
      readonly downgrade?: ((value: v2.X) => v1.X) | decide.Reject;
    };
    readonly "U.X"?: {
      /** U.X of v1: what does it become in v2? */
      readonly upgrade?: ((value: v1.X) => v2.U) | decide.Reject;
      /** U.X of v2: what does it become in v1? */
      readonly downgrade?: ((value: v2.X) => v1.U) | decide.Reject;
    };
  },
  {
    readonly structs: {
      readonly X: [v1.X, v2.X];
      readonly R: [v1.R, v2.R];
    };
    readonly unions: {
      readonly U: [v1.U, v2.U];
    };
    readonly enums: {
      readonly E: [v1.E, v2.E];
    };
  }
>;

export function downgradeEV2(value: v2.E): v1.E {
  switch (value) {
    case "A":
      return value;
    case "B":
      return bare.decide(
        { step: DOWNGRADE, path: "E.B", check: CHECKS_V1("E") },
        decisions["E.B"]?.downgrade,
        value,
      );
    default:
      throw bare.unknownValue("E", value satisfies never);
  }
}

export function upgradeXV1(value: v1.X): v2.X {
  return bare.decide(
    { step: UPGRADE, path: "X", check: CHECKS_V2("X") },
    decisions["X"]?.upgrade,
    value,
  );
}

export function downgradeXV2(value: v2.X): v1.X {
  return bare.decide(
    { step: DOWNGRADE, path: "X", check: CHECKS_V1("X") },
    decisions["X"]?.downgrade,
    value,
  );
}

export function upgradeUV1(value: v1.U): v2.U {
  switch (value.tag) {
    case "X":
      return bare.decide(
        { step: UPGRADE, path: "U.X", check: CHECKS_V2("U") },
        decisions["U.X"]?.upgrade,
        value.val,
      );
    case "E":
      return value;
    default:
      throw bare.unknownVariant("U", value satisfies never);
  }
}

export function downgradeUV2(value: v2.U): v1.U {
  switch (value.tag) {
    case "X":
      return bare.decide(
        { step: DOWNGRADE, path: "U.X", check: CHECKS_V1("U") },
        decisions["U.X"]?.downgrade,
        value.val,
      );
    case "E":
      return { tag: "E", val: downgradeEV2(value.val) };
    default:
      throw bare.unknownVariant("U", value satisfies never);
  }
}

export function upgradeRV1(value: v1.R): v2.R {
  return {
    u: upgradeUV1(value.u),
    l: value.l.map(upgradeUV1),
    m: value.m,
    o: value.o === null ? null : upgradeXV1(value.o),
  };
}

export function downgradeRV2(value: v2.R): v1.R {
  return {
    u: downgradeUV2(value.u),
    l: value.l.map(downgradeUV2),
    m: bare.convertMap(DOWNGRADE, "R.m", value.m, (item) => item, downgradeEV2),
    o: value.o === null ? null : downgradeXV2(value.o),
  };
}
