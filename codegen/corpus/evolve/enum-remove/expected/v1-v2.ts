// @generated from enum-remove/v1.bare and v2.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
//   changed     State  - HALF
//   transitive  Root   State

import * as bare from "@barewire/runtime";
import type * as decide from "@barewire/runtime/decisions";
import type * as v1 from "./v1.js";
import type * as v2 from "./v2.js";

const UPGRADE = { protocol: "enum-remove", from: 1, to: 2 } as const;

/**
 * The decisions that the differences of v1 and v2 require. Without an optional entry, a
 * value that cannot be represented is rejected. Every type and member that both versions have may
 * be converted by hand.
 */
export type DecisionsV1V2 = decide.Decisions<
  {
    readonly "State.HALF"?: {
      /** v2 has no State.HALF: what takes its place? */
      readonly upgrade?: ((value: "HALF") => v2.State) | decide.Reject;
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

export function upgradeStateV1(value: v1.State): v2.State {
  switch (value) {
    case "OPEN":
      return value;
    case "HALF":
      throw bare.notRepresentable(UPGRADE, "State.HALF");
    case "CLOSED":
      return value;
    default:
      throw bare.unknownValue("State", value satisfies never);
  }
}

export function upgradeRootV1(value: v1.Root): v2.Root {
  return {
    state: upgradeStateV1(value.state),
  };
}
