// @generated from struct-sign-change/v1.bare and v2.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
//   changed  Root  a: u8 -> i8
//                  b: u64 -> i64 (by hand)

import * as bare from "@barewire/runtime";
import type * as decide from "@barewire/runtime/decisions";
import { decisions } from "../decisions/v1-v2.js";
import { resultChecks } from "@barewire/runtime/error-locator";
import { schema as schemaV1 } from "./v1.schema.js";
import { schema as schemaV2 } from "./v2.schema.js";
import type * as v1 from "./v1.js";
import type * as v2 from "./v2.js";

const UPGRADE = { protocol: "struct-sign-change", from: 1, to: 2 } as const;

const DOWNGRADE = { protocol: "struct-sign-change", from: 2, to: 1 } as const;

const CHECKS_V1 = /* @__PURE__ */ resultChecks(schemaV1);

const CHECKS_V2 = /* @__PURE__ */ resultChecks(schemaV2);

/**
 * The decisions that the differences of v1 and v2 require. Without an optional entry, a
 * value that cannot be represented is rejected. Every type and member that both versions have may
 * be converted by hand.
 */
export type DecisionsV1V2 = decide.Decisions<
  {
    readonly "Root.a": {
      /** Root.a of v1: what does it become in v2? */
      readonly upgrade: ((value: v1.Root["a"]) => v2.Root["a"]) | decide.Reject;
      /** Root.a of v2: what does it become in v1? */
      readonly downgrade: ((value: v2.Root["a"]) => v1.Root["a"]) | decide.Reject;
    };
    readonly "Root.b": {
      /** Root.b of v1: what does it become in v2? */
      readonly upgrade: ((value: v1.Root["b"]) => v2.Root["b"]) | decide.Reject;
      /** Root.b of v2: what does it become in v1? */
      readonly downgrade: ((value: v2.Root["b"]) => v1.Root["b"]) | decide.Reject;
    };
  },
  {
    readonly structs: {
      readonly Root: [v1.Root, v2.Root];
    };
  }
>;

export function upgradeRootV1(value: v1.Root): v2.Root {
  return {
    a: bare.narrowToNumber(UPGRADE, "Root.a", value.a, "i8"),
    b: bare.decide(
      { step: UPGRADE, path: "Root.b", check: CHECKS_V2("Root", "b") },
      decisions["Root.b"].upgrade,
      value.b,
    ),
  };
}

export function downgradeRootV2(value: v2.Root): v1.Root {
  return {
    a: bare.narrowToNumber(DOWNGRADE, "Root.a", value.a, "u8"),
    b: bare.decide(
      { step: DOWNGRADE, path: "Root.b", check: CHECKS_V1("Root", "b") },
      decisions["Root.b"].downgrade,
      value.b,
    ),
  };
}
