// @generated from struct-add-required-rejected/v1.bare and v2.bare by `barewire generate`. Do not
// edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
//   changed  Root  + size: u32

import * as bare from "@barewire/runtime";
import type * as decide from "@barewire/runtime/decisions";
import type * as v1 from "./v1.js";
import type * as v2 from "./v2.js";

const UPGRADE = { protocol: "struct-add-required-rejected", from: 1, to: 2 } as const;

const DOWNGRADE = { protocol: "struct-add-required-rejected", from: 2, to: 1 } as const;

/**
 * The decisions that the differences of v1 and v2 require. Without an optional entry, a
 * value that cannot be represented is rejected. Every type and member that both versions have may
 * be converted by hand.
 */
export type DecisionsV1V2 = decide.Decisions<
  {
    readonly "Root.size": {
      /** v1 has no Root.size: what does v2 get? */
      readonly upgrade: ((value: v1.Root) => v2.Root["size"]) | decide.Reject;
      /** v1 has no Root.size: what becomes of the value of v2? */
      readonly downgrade: decide.Drop | decide.DropIf<v2.Root["size"]> | decide.Reject;
    };
  },
  {
    readonly structs: {
      readonly Root: [v1.Root, v2.Root];
    };
  }
>;

export function upgradeRootV1(_value: v1.Root): v2.Root {
  throw bare.notRepresentable(UPGRADE, "Root", "v2 needs its size");
}

export function downgradeRootV2(_value: v2.Root): v1.Root {
  throw bare.notRepresentable(DOWNGRADE, "Root.size");
}
