// @generated from field-value-rejected/v1.bare and v2.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
//   changed  R  value -> other?

import * as bare from "@barewire/runtime";
import type * as decide from "@barewire/runtime/decisions";
import type * as v1 from "./v1.js";
import type * as v2 from "./v2.js";

const UPGRADE = { protocol: "field-value-rejected", from: 1, to: 2 } as const;

const DOWNGRADE = { protocol: "field-value-rejected", from: 2, to: 1 } as const;

/**
 * The decisions that the differences of v1 and v2 require. Without an optional entry, a
 * value that cannot be represented is rejected. Every type and member that both versions have may
 * be converted by hand.
 */
export type DecisionsV1V2 = decide.Decisions<
  {
    readonly "R.other": {
      /** v1 has no R.other: what does v2 get? */
      readonly upgrade: ((value: v1.R) => v2.R["other"]) | decide.Reject;
      /** v1 has no R.other: what becomes of the value of v2? */
      readonly downgrade: decide.Drop | decide.DropIf<v2.R["other"]> | decide.Reject;
    } | decide.RenamedFrom<"value">;
    readonly "R.value": {
      /** v2 has no R.value: what becomes of the value of v1? */
      readonly upgrade: decide.Drop | decide.DropIf<v1.R["value"]> | decide.Reject;
      /** v2 has no R.value: what does v1 get? */
      readonly downgrade: ((value: v2.R) => v1.R["value"]) | decide.Reject;
    };
  },
  {
    readonly structs: {
      readonly R: [v1.R, v2.R];
    };
  }
>;

export function upgradeRV1(_value: v1.R): v2.R {
  throw bare.notRepresentable(UPGRADE, "R", "v2 needs its other");
}

export function downgradeRV2(_value: v2.R): v1.R {
  throw bare.notRepresentable(DOWNGRADE, "R", "v1 needs its value");
}
