// @generated from enum-reuse-number/v1.bare and v2.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
//   changed     State  CLOSED -> LOST? (by hand)
//   transitive  Root   State

import * as bare from "@barewire/runtime";
import type * as decide from "@barewire/runtime/decisions";
import { decisions } from "../decisions/v1-v2.js";
import { resultChecks } from "@barewire/runtime/error-locator";
import { schema as schemaV1 } from "./v1.schema.js";
import type * as v1 from "./v1.js";
import type * as v2 from "./v2.js";

const UPGRADE = { protocol: "enum-reuse-number", from: 1, to: 2 } as const;

const DOWNGRADE = { protocol: "enum-reuse-number", from: 2, to: 1 } as const;

const CHECKS_V1 = /* @__PURE__ */ resultChecks(schemaV1);

/**
 * The decisions that the differences of v1 and v2 require. Without an optional entry, a
 * value that cannot be represented is rejected. Every type and member that both versions have may
 * be converted by hand.
 */
export type DecisionsV1V2 = decide.Decisions<
  {
    readonly "State.CLOSED": {
      /** v2 has no State.CLOSED: what takes its place? */
      readonly upgrade: ((value: "CLOSED") => v2.State) | decide.Reject;
    };
    readonly "State.LOST": {
      /** v1 has no State.LOST: what takes its place? */
      readonly downgrade: ((value: "LOST") => v1.State) | decide.Reject;
    } | decide.RenamedFrom<"CLOSED">;
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
      throw bare.notRepresentable(UPGRADE, "State.CLOSED");
    default:
      throw bare.unknownValue("State", value satisfies never);
  }
}

export function downgradeStateV2(value: v2.State): v1.State {
  switch (value) {
    case "OPEN":
      return value;
    case "LOST":
      return bare.decide(
        { step: DOWNGRADE, path: "State.LOST", check: CHECKS_V1("State") },
        decisions["State.LOST"].downgrade,
        value,
      );
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
