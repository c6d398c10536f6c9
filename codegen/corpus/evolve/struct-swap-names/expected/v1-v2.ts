// @generated from struct-swap-names/v1.bare and v2.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
//   changed  Root  from -> to
//                  to -> from

import type * as decide from "@barewire/runtime/decisions";
import type * as v1 from "./v1.js";
import type * as v2 from "./v2.js";

/**
 * The difference of v1 and v2 requires no decision. Every type and member that both versions have
 * may be converted by hand.
 */
export type DecisionsV1V2 = decide.Decisions<
  {
    readonly "Root.to": decide.RenamedFrom<
      "from",
      decide.Converted<v1.Root["from"], v2.Root["to"]>
    >;
    readonly "Root.from": decide.RenamedFrom<
      "to",
      decide.Converted<v1.Root["to"], v2.Root["from"]>
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
