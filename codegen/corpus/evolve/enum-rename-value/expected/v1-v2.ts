// @generated from enum-rename-value/v1.bare and v2.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
//   changed     State  CLOSED -> SHUT
//   transitive  Root   State

import * as bare from "@barewire/runtime";
import type * as decide from "@barewire/runtime/decisions";
import type * as v1 from "./v1.js";
import type * as v2 from "./v2.js";

/**
 * The difference of v1 and v2 requires no decision. Every type and member that both versions have
 * may be converted by hand.
 */
export type DecisionsV1V2 = decide.Decisions<
  {
    readonly "State.SHUT": decide.RenamedFrom<"CLOSED">;
  },
  {
    readonly structs: {
      readonly Root: [v1.Root, v2.Root];
    };
    readonly enums: {
      readonly State: [v1.State, v2.State];
    };
  }
>;

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
