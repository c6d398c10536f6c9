// @generated from enum-rename-value/v1.bare and v2.bare by `barewire generate`. Do not edit.
//
//   changed     State  CLOSED -> SHUT?
//   transitive  Root   State

import * as bare from "@barewire/runtime";
import type * as decide from "@barewire/runtime/decisions";
import type * as v1 from "./v1.js";
import type * as v2 from "./v2.js";

/**
 * The decisions that the differences of v1 and v2 require. Without an optional entry, a
 * value that cannot be represented is rejected.
 */
export type DecisionsV1V2 = {
  readonly "State.SHUT": decide.RenamedFrom<"CLOSED">;
};

export function upgradeStateV1(value: v1.State): v2.State {
  switch (value) {
    case "OPEN":
      return value;
    case "CLOSED":
      return "SHUT";
    default:
      throw bare.unknownValue("State", value satisfies never);
  }
}

export function downgradeStateV2(value: v2.State): v1.State {
  switch (value) {
    case "OPEN":
      return value;
    case "SHUT":
      return "CLOSED";
    default:
      throw bare.unknownValue("State", value satisfies never);
  }
}

export function upgradeRootV1(value: v1.Root): v2.Root {
  return {
    state: upgradeStateV1(value.state),
  };
}

export function downgradeRootV2(value: v2.Root): v1.Root {
  return {
    state: downgradeStateV2(value.state),
  };
}
