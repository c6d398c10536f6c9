// @generated from struct-kind-change/v1.bare and v2.bare by `barewire generate`. Do not edit.
//
//   changed  Root  code: u32 -> str

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
  readonly "Root.code": {
    /** Root.code of v1: what does it become in v2? */
    readonly upgrade: ((value: v1.Root["code"]) => v2.Root["code"]) | decide.Reject;
    /** Root.code of v2: what does it become in v1? */
    readonly downgrade: ((value: v2.Root["code"]) => v1.Root["code"]) | decide.Reject;
  };
};

export function upgradeRootV1(value: v1.Root): v2.Root {
  return {
    code: bare.decided(decisions["Root.code"].upgrade)(value.code),
  };
}

export function downgradeRootV2(value: v2.Root): v1.Root {
  return {
    code: bare.decided(decisions["Root.code"].downgrade)(value.code),
  };
}
