// @generated from struct-remove-optional/v1.bare and v2.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
//   changed  Root  - note

import * as bare from "@barewire/runtime";
import type * as decide from "@barewire/runtime/decisions";
import type * as v1 from "./v1.js";
import type * as v2 from "./v2.js";

const UPGRADE = { protocol: "struct-remove-optional", from: 1, to: 2 } as const;

/**
 * The decisions that the differences of v1 and v2 require. Without an optional entry, a
 * value that cannot be represented is rejected. Every type and member that both versions have may
 * be converted by hand.
 */
export type DecisionsV1V2 = decide.Decisions<
  {
    readonly "Root.note"?: {
      /** v2 has no Root.note: what becomes of the value of v1? */
      readonly upgrade?: decide.Drop | decide.DropIf<v1.Root["note"]> | decide.Reject;
      /** v2 has no Root.note: what does v1 get? */
      readonly downgrade?: (value: v2.Root) => v1.Root["note"];
    };
  },
  {
    readonly structs: {
      readonly Root: [v1.Root, v2.Root];
    };
  }
>;

export function upgradeRootV1(value: v1.Root): v2.Root {
  if (value.note !== null) throw bare.notRepresentable(UPGRADE, "Root.note");
  return {
    name: value.name,
  };
}

export function downgradeRootV2(value: v2.Root): v1.Root {
  return {
    name: value.name,
    note: null,
  };
}
