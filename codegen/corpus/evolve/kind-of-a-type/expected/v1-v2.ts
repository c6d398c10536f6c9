// @generated from kind-of-a-type/v1.bare and v2.bare by `barewire generate`. Do not edit.
//
//   changed     Body   struct -> union
//   changed     State  enum -> str
//   transitive  Root   Body
//                      State

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
  readonly "Body": {
    /** Body of v1: how does it become that of v2? */
    readonly upgrade: ((value: v1.Body) => v2.Body) | decide.Reject;
    /** Body of v2: how does it become that of v1? */
    readonly downgrade: ((value: v2.Body) => v1.Body) | decide.Reject;
  };
  readonly "State": {
    /** State of v1: how does it become that of v2? */
    readonly upgrade: ((value: v1.State) => v2.State) | decide.Reject;
    /** State of v2: how does it become that of v1? */
    readonly downgrade: ((value: v2.State) => v1.State) | decide.Reject;
  };
};

export function upgradeBodyV1(value: v1.Body): v2.Body {
  return bare.decided(decisions["Body"].upgrade)(value);
}

export function downgradeBodyV2(value: v2.Body): v1.Body {
  return bare.decided(decisions["Body"].downgrade)(value);
}

export function upgradeStateV1(value: v1.State): v2.State {
  return bare.decided(decisions["State"].upgrade)(value);
}

export function downgradeStateV2(value: v2.State): v1.State {
  return bare.decided(decisions["State"].downgrade)(value);
}

export function upgradeRootV1(value: v1.Root): v2.Root {
  return {
    body: upgradeBodyV1(value.body),
    state: upgradeStateV1(value.state),
  };
}

export function downgradeRootV2(value: v2.Root): v1.Root {
  return {
    body: downgradeBodyV2(value.body),
    state: downgradeStateV2(value.state),
  };
}
