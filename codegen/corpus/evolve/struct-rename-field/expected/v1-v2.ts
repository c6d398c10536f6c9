// @generated from struct-rename-field/v1.bare and v2.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
//   changed  Root  name -> title

import type * as decide from "@barewire/runtime/decisions";
import type * as v1 from "./v1.js";
import type * as v2 from "./v2.js";

/**
 * The difference of v1 and v2 requires no decision. Every type and member that both versions have
 * may be converted by hand.
 */
export type DecisionsV1V2 = decide.Decisions<
  {
    readonly "Root.title": decide.RenamedFrom<
      "name",
      decide.Converted<v1.Root["name"], v2.Root["title"]>
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
    title: value.name,
    size: value.size,
  };
}

export function downgradeRootV2(value: v2.Root): v1.Root {
  return {
    name: value.title,
    size: value.size,
  };
}
