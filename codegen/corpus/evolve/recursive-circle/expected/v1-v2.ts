// @generated from recursive-circle/v1.bare and v2.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
//   changed     Right   count: u32 -> u64
//   transitive  Left    Right
//   transitive  Root    Left
//   unchanged   1 type

import * as bare from "@barewire/runtime";
import type * as decide from "@barewire/runtime/decisions";
import type * as v1 from "./v1.js";
import type * as v2 from "./v2.js";

const DOWNGRADE = { protocol: "recursive-circle", from: 2, to: 1 } as const;

/**
 * The decisions that the differences of v1 and v2 require. Without an optional entry, a
 * value that cannot be represented is rejected. Every type and member that both versions have may
 * be converted by hand.
 */
export type DecisionsV1V2 = decide.Decisions<
  {
    readonly "Right.count"?: {
      /** Right.count of v2: what does it become in v1? */
      readonly downgrade?: ((value: v2.Right["count"]) => v1.Right["count"]) | decide.Reject;
    };
  },
  {
    readonly structs: {
      readonly Left: [v1.Left, v2.Left];
      readonly Right: [v1.Right, v2.Right];
      readonly Loop: [v1.Loop, v2.Loop];
      readonly Root: [v1.Root, v2.Root];
    };
  }
>;

export function upgradeLeftV1(value: v1.Left): v2.Left {
  return {
    right: value.right === null ? null : upgradeRightV1(value.right),
  };
}

export function downgradeLeftV2(value: v2.Left): v1.Left {
  return {
    right: value.right === null ? null : downgradeRightV2(value.right),
  };
}

export function upgradeRightV1(value: v1.Right): v2.Right {
  return {
    left: value.left === null ? null : upgradeLeftV1(value.left),
    count: bare.widenToBigint(value.count),
  };
}

export function downgradeRightV2(value: v2.Right): v1.Right {
  return {
    left: value.left === null ? null : downgradeLeftV2(value.left),
    count: bare.narrowToNumber(DOWNGRADE, "Right.count", value.count, "u32"),
  };
}

export function upgradeRootV1(value: v1.Root): v2.Root {
  return {
    left: upgradeLeftV1(value.left),
    loop: value.loop,
  };
}

export function downgradeRootV2(value: v2.Root): v1.Root {
  return {
    left: downgradeLeftV2(value.left),
    loop: value.loop,
  };
}
