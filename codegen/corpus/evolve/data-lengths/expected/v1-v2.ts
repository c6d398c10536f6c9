// @generated from data-lengths/v1.bare and v2.bare by `barewire generate`. Do not edit.
//
//   changed  Root  a: data -> data[2]
//                  b: data[2] -> data
//                  c: data[2] -> data[3]

import * as bare from "@barewire/runtime";
import type * as decide from "@barewire/runtime/decisions";
import { decisions } from "../decisions/v1-v2.js";
import type * as v1 from "./v1.js";
import type * as v2 from "./v2.js";

const UPGRADE = { protocol: "data-lengths", from: 1, to: 2 } as const;

const DOWNGRADE = { protocol: "data-lengths", from: 2, to: 1 } as const;

/**
 * The decisions that the differences of v1 and v2 require. Without an optional entry, a
 * value that cannot be represented is rejected.
 */
export type DecisionsV1V2 = {
  readonly "Root.a": {
    /** Root.a of v1: what does it become in v2? */
    readonly upgrade: ((value: v1.Root["a"]) => v2.Root["a"]) | decide.Reject;
  };
  readonly "Root.c": {
    /** Root.c of v1: what does it become in v2? */
    readonly upgrade: ((value: v1.Root["c"]) => v2.Root["c"]) | decide.Reject;
    /** Root.c of v2: what does it become in v1? */
    readonly downgrade: ((value: v2.Root["c"]) => v1.Root["c"]) | decide.Reject;
  };
  readonly "Root.b"?: {
    /** Root.b of v2: what does it become in v1? */
    readonly downgrade?: ((value: v2.Root["b"]) => v1.Root["b"]) | decide.Reject;
  };
};

export function upgradeRootV1(value: v1.Root): v2.Root {
  return {
    a: bare.requireLength(UPGRADE, "Root.a", value.a, 2),
    b: value.b,
    c: bare.decided(decisions["Root.c"].upgrade)(value.c),
  };
}

export function downgradeRootV2(value: v2.Root): v1.Root {
  return {
    a: value.a,
    b: bare.requireLength(DOWNGRADE, "Root.b", value.b, 2),
    c: bare.decided(decisions["Root.c"].downgrade)(value.c),
  };
}
