// @generated from struct-rename-and-retype-field/v1.bare and v2.bare by `barewire generate`. Do not
// edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
//   changed  Root  size -> bytes
//                  bytes: u32 -> u64

import * as bare from "@barewire/runtime";
import type * as decide from "@barewire/runtime/decisions";
import type * as v1 from "./v1.js";
import type * as v2 from "./v2.js";

const DOWNGRADE = { protocol: "struct-rename-and-retype-field", from: 2, to: 1 } as const;

/**
 * The decisions that the differences of v1 and v2 require. Without an optional entry, a
 * value that cannot be represented is rejected. Every type and member that both versions have may
 * be converted by hand.
 */
export type DecisionsV1V2 = decide.Decisions<
  {
    readonly "Root.bytes": decide.RenamedFrom<
      "size",
      {
        /** Root.bytes of v2: what does it become in v1? */
        readonly downgrade?: ((value: v2.Root["bytes"]) => v1.Root["size"]) | decide.Reject;
      }
    >;
  },
  {
    readonly structs: {
      readonly Root: [v1.Root, v2.Root];
    };
  }
>;

export function upgradeRootV1(value: v1.Root): v2.Root {
  return {
    bytes: bare.widenToBigint(value.size),
  };
}

export function downgradeRootV2(value: v2.Root): v1.Root {
  return {
    size: bare.narrowToNumber(DOWNGRADE, "Root.bytes", value.bytes, "u32"),
  };
}
