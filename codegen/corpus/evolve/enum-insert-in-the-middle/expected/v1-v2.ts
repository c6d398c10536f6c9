// @generated from enum-insert-in-the-middle/v1.bare and v2.bare by `barewire generate`. Do not
// edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
//   changed     State  + LOCKED
//                      CLOSED: 1 -> 2
//   transitive  Root   State

import * as bare from "@barewire/runtime";
import type * as decide from "@barewire/runtime/decisions";
import type * as v1 from "./v1.js";
import type * as v2 from "./v2.js";

const DOWNGRADE = { protocol: "enum-insert-in-the-middle", from: 2, to: 1 } as const;

/**
 * The decisions that the differences of v1 and v2 require. Without an optional entry, a
 * value that cannot be represented is rejected. Every type and member that both versions have may
 * be converted by hand.
 */
export type DecisionsV1V2 = decide.Decisions<
  {
    /** values of State have other numbers: do they match by name? */
    readonly "State": decide.ByName;
    readonly "State.LOCKED"?: {
      /** v1 has no State.LOCKED: what takes its place? */
      readonly downgrade?: ((value: "LOCKED") => v1.State) | decide.Reject;
    };
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

export function downgradeStateV2(value: v2.State): v1.State {
  switch (value) {
    case "OPEN":
      return value;
    case "LOCKED":
      throw bare.notRepresentable(DOWNGRADE, "State.LOCKED");
    case "CLOSED":
      return value;
    default:
      throw bare.unknownValue("State", value satisfies never);
  }
}

export function downgradeRootV2(value: v2.Root): v1.Root {
  return {
    state: downgradeStateV2(value.state),
  };
}
