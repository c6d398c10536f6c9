// @generated from alias-introduced-and-removed/v1.bare and v2.bare by `barewire generate`. Do not
// edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
//   removed    Name
//   added      Size
//   unchanged  1 type

import type * as decide from "@barewire/runtime/decisions";
import type * as v1 from "./v1.js";
import type * as v2 from "./v2.js";

/**
 * The difference of v1 and v2 requires no decision. Every type and member that both versions have
 * may be converted by hand.
 */
export type DecisionsV1V2 = decide.Decisions<
  {
  },
  {
    readonly structs: {
      readonly Root: [v1.Root, v2.Root];
    };
  }
>;
