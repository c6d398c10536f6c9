// @generated from paths-of-newest/v2.bare and v3.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
//   changed  B    A -> B
//                 ms -> time
//                 - gone
//   changed  M    A -> B
//                 - Old
//   changed  R    ms -> items
//   removed  Old

import * as bare from "@barewire/runtime";
import type * as decide from "@barewire/runtime/decisions";
import { decisions } from "../decisions/v2-v3.js";
import { resultChecks } from "@barewire/runtime/error-locator";
import { schema as schemaV2 } from "./v2.schema.js";
import type * as v2 from "./v2.js";
import type * as v3 from "./v3.js";

const UPGRADE = { protocol: "paths-of-newest", from: 2, to: 3 } as const;

const DOWNGRADE = { protocol: "paths-of-newest", from: 3, to: 2 } as const;

const CHECKS_V2 = /* @__PURE__ */ resultChecks(schemaV2);

/**
 * The decisions that the differences of v2 and v3 require. Without an optional entry, a
 * value that cannot be represented is rejected. Every type and member that both versions have may
 * be converted by hand.
 */
export type DecisionsV2V3 = decide.Decisions<
  {
    readonly "B.gone": {
      /** v3 has no B.gone: what becomes of the value of v2? */
      readonly upgrade: decide.Drop | decide.DropIf<v2.A["gone"]> | decide.Reject;
      /** v3 has no B.gone: what does v2 get? */
      readonly downgrade: ((value: v3.B) => v2.A["gone"]) | decide.Reject;
    };
    readonly "M.Old"?: {
      /** v3 has no M.Old: what is sent in its place? */
      readonly upgrade?: ((value: v2.Old) => v3.M) | decide.Reject;
    };
    readonly "B": decide.RenamedFrom<"A", decide.Converted<v2.A, v3.B>>;
    readonly "B.time": decide.RenamedFrom<"ms", decide.Converted<v2.A["ms"], v3.B["time"]>>;
    readonly "R.items": decide.RenamedFrom<"ms", decide.Converted<v2.R["ms"], v3.R["items"]>>;
  },
  {
    readonly structs: {
      readonly B: [v2.A, v3.B];
      readonly R: [v2.R, v3.R];
    };
    readonly unions: {
      readonly M: [v2.M, v3.M];
    };
  }
>;

export function upgradeAV2(value: v2.A): v3.B {
  if (!bare.isDroppable(decisions["B.gone"].upgrade, value.gone)) {
    throw bare.notRepresentable(UPGRADE, "A.gone");
  }
  return {
    time: value.ms,
  };
}

export function downgradeBV3(value: v3.B): v2.A {
  return {
    ms: value.time,
    gone: bare.decideNew(
      { step: DOWNGRADE, path: "B.gone", check: CHECKS_V2("A", "gone") },
      decisions["B.gone"].downgrade,
      value,
    ),
  };
}

export function upgradeMV2(value: v2.M): v3.M {
  switch (value.tag) {
    case "A":
      return { tag: "B", val: upgradeAV2(value.val) };
    case "Old":
      throw bare.notRepresentable(UPGRADE, "M.Old");
    default:
      throw bare.unknownVariant("M", value satisfies never);
  }
}

export function downgradeMV3(value: v3.M): v2.M {
  switch (value.tag) {
    case "B":
      return { tag: "A", val: downgradeBV3(value.val) };
    default:
      throw bare.unknownVariant("M", value.tag satisfies never);
  }
}

export function upgradeRV2(value: v2.R): v3.R {
  return {
    items: value.ms.map(upgradeMV2),
  };
}

export function downgradeRV3(value: v3.R): v2.R {
  return {
    ms: value.items.map(downgradeMV3),
  };
}
