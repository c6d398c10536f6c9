// @generated from renamed-and-changed/v1.bare and v2.bare by `barewire generate`. Do not edit.
//
//   changed  Root   - size
//                   + bytes: u8
//                   thing: Item -> Thing
//   removed  Item
//   added    Thing  Item -> Thing?

import * as bare from "@barewire/runtime";
import type * as decide from "@barewire/runtime/decisions";
import { decisions } from "../decisions/v1-v2.js";
import type * as v1 from "./v1.js";
import type * as v2 from "./v2.js";

/**
 * The decisions that the differences of v1 and v2 require. Without an optional entry, a
 * value that cannot be represented is rejected.
 */
export type DecisionsV1V2 = {
  readonly "Root.bytes": decide.RenamedFrom<
    "size",
    {
      /** Root.bytes of v1: what does it become in v2? */
      readonly upgrade: ((value: v1.Root["size"]) => v2.Root["bytes"]) | decide.Reject;
    }
  >;
  readonly "Thing": decide.RenamedFrom<"Item", decide.ByName>;
};

export function upgradeRootV1(value: v1.Root): v2.Root {
  return {
    bytes: bare.decided(decisions["Root.bytes"].upgrade)(value.size),
    thing: value.thing,
  };
}

export function downgradeRootV2(value: v2.Root): v1.Root {
  return {
    size: bare.widenToBigint(value.bytes),
    thing: value.thing,
  };
}
