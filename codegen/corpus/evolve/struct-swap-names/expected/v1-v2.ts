// @generated from struct-swap-names/v1.bare and v2.bare by `barewire generate`. Do not edit.
//
//   changed  Root  order: to, from

import type * as decide from "@barewire/runtime/decisions";
import type * as v1 from "./v1.js";
import type * as v2 from "./v2.js";

/**
 * The decisions that the differences of v1 and v2 require. Without an optional entry, a
 * value that cannot be represented is rejected.
 */
export type DecisionsV1V2 = {
  readonly "Root.to": decide.RenamedFrom<"from">;
  readonly "Root.from": decide.RenamedFrom<"to">;
};

export function upgradeRootV1(value: v1.Root): v2.Root {
  return {
    to: value.from,
    from: value.to,
  };
}

export function downgradeRootV2(value: v2.Root): v1.Root {
  return {
    from: value.to,
    to: value.from,
  };
}
