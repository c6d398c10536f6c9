// @generated from union-append-substituted/v1.bare and v2.bare by `barewire generate`. Do not edit.
//
//   changed    Root     + Bye
//   added      Bye
//   unchanged  2 types

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
  readonly "Root.Bye"?: {
    /** v1 has no Root.Bye: what is sent in its place? */
    readonly downgrade?: ((value: v2.Bye) => v1.Root) | decide.Reject;
  };
};

export function downgradeRootV2(value: v2.Root): v1.Root {
  switch (value.tag) {
    case "Ping":
    case "Pong":
      return value;
    case "Bye":
      return bare.decided(decisions["Root.Bye"]?.downgrade)(value.val);
    default:
      throw bare.unknownVariant("Root", value satisfies never);
  }
}
