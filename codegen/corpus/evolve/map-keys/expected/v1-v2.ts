// @generated from map-keys/v1.bare and v2.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
//   changed  Code   u32 -> u8 (by hand)
//   changed  State  - HALF
//   changed  Root   a key: u32 -> u64

import * as bare from "@barewire/runtime";
import type * as decide from "@barewire/runtime/decisions";
import { decisions } from "../decisions/v1-v2.js";
import { resultChecks } from "@barewire/runtime/error-locator";
import { schema as schemaV2 } from "./v2.schema.js";
import type * as v1 from "./v1.js";
import type * as v2 from "./v2.js";

const UPGRADE = { protocol: "map-keys", from: 1, to: 2 } as const;

const DOWNGRADE = { protocol: "map-keys", from: 2, to: 1 } as const;

const CHECKS_V2 = /* @__PURE__ */ resultChecks(schemaV2);

/**
 * The decisions that the differences of v1 and v2 require. Without an optional entry, a
 * value that cannot be represented is rejected. Every type and member that both versions have may
 * be converted by hand.
 */
export type DecisionsV1V2 = decide.Decisions<
  {
    readonly "Code": {
      /** Code of v1: how does it become that of v2? */
      readonly upgrade: ((value: v1.Code) => v2.Code) | decide.Reject;
    };
    readonly "State.HALF"?: {
      /** v2 has no State.HALF: what takes its place? */
      readonly upgrade?: ((value: "HALF") => v2.State) | decide.Reject;
    };
    readonly "Root.a"?: {
      /** Root.a of v2: what does it become in v1? */
      readonly downgrade?: ((value: v2.Root["a"]) => v1.Root["a"]) | decide.Omit | decide.Reject;
    };
  },
  {
    readonly structs: {
      readonly Root: [v1.Root, v2.Root];
    };
    readonly enums: {
      readonly State: [v1.State, v2.State];
    };
    readonly others: {
      readonly Code: [v1.Code, v2.Code];
    };
  }
>;

export function upgradeCodeV1(value: v1.Code): v2.Code {
  return bare.decide(
    { step: UPGRADE, path: "Code", check: CHECKS_V2("Code") },
    decisions["Code"].upgrade,
    value,
  );
}

export function upgradeStateV1(value: v1.State): v2.State {
  switch (value) {
    case "OPEN":
      return value;
    case "HALF":
      return bare.decide(
        { step: UPGRADE, path: "State.HALF", check: CHECKS_V2("State") },
        decisions["State.HALF"]?.upgrade,
        value,
      );
    case "CLOSED":
      return value;
    default:
      throw bare.unknownValue("State", value satisfies never);
  }
}

export function upgradeRootV1(value: v1.Root): v2.Root {
  return {
    a:
      bare.convertMap(
        UPGRADE,
        "Root.a",
        value.a,
        (item) => bare.widenToBigint(item),
        (item) => item,
      ),
    b: bare.convertMap(UPGRADE, "Root.b", value.b, upgradeCodeV1, (item) => item),
    c: bare.convertMap(UPGRADE, "Root.c", value.c, upgradeStateV1, (item) => item),
  };
}

export function downgradeRootV2(value: v2.Root): v1.Root {
  return {
    a:
      bare.convertMap(
        DOWNGRADE,
        "Root.a",
        value.a,
        (item) => bare.narrowToNumber(DOWNGRADE, "Root.a", item, "u32"),
        (item) => item,
      ),
    b: value.b,
    c: value.c,
  };
}
