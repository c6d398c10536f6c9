// @generated from root-renamed/v1.bare and v2.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
//   changed  Welcome  Hello -> Welcome
//                     id: u8 -> u16

import * as bare from "@barewire/runtime";
import type * as decide from "@barewire/runtime/decisions";
import type * as v1 from "./v1.js";
import type * as v2 from "./v2.js";

const DOWNGRADE = { protocol: "root-renamed", from: 2, to: 1 } as const;

/**
 * The decisions that the differences of v1 and v2 require. Without an optional entry, a
 * value that cannot be represented is rejected. Every type and member that both versions have may
 * be converted by hand.
 */
export type DecisionsV1V2 = decide.Decisions<
  {
    readonly "Welcome.id"?: {
      /** Welcome.id of v2: what does it become in v1? */
      readonly downgrade?: ((value: v2.Welcome["id"]) => v1.Hello["id"]) | decide.Reject;
    };
    readonly "Welcome": decide.RenamedFrom<"Hello", decide.Converted<v1.Hello, v2.Welcome>>;
  },
  {
    readonly structs: {
      readonly Welcome: [v1.Hello, v2.Welcome];
    };
  }
>;

export function downgradeWelcomeV2(value: v2.Welcome): v1.Hello {
  return {
    id: bare.narrowToNumber(DOWNGRADE, "Welcome.id", value.id, "u8"),
  };
}
