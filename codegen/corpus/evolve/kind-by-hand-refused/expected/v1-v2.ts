// @generated from kind-by-hand-refused/v1.bare and v2.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
//   changed  L      addr: LAddr -> str (by hand)
//   removed  LAddr

import * as bare from "@barewire/runtime";
import type * as decide from "@barewire/runtime/decisions";
import { decisions } from "../decisions/v1-v2.js";
import { resultChecks } from "@barewire/runtime/error-locator";
import { schema as schemaV1 } from "./v1.schema.js";
import { schema as schemaV2 } from "./v2.schema.js";
import type * as v1 from "./v1.js";
import type * as v2 from "./v2.js";

const UPGRADE = { protocol: "kind-by-hand-refused", from: 1, to: 2 } as const;

const DOWNGRADE = { protocol: "kind-by-hand-refused", from: 2, to: 1 } as const;

const CHECKS_V1 = /* @__PURE__ */ resultChecks(schemaV1);

const CHECKS_V2 = /* @__PURE__ */ resultChecks(schemaV2);

/**
 * The decisions that the differences of v1 and v2 require. Without an optional entry, a
 * value that cannot be represented is rejected. Every type and member that both versions have may
 * be converted by hand.
 */
export type DecisionsV1V2 = decide.Decisions<
  {
    readonly "L.addr": {
      /** L.addr of v1: what does it become in v2? */
      readonly upgrade: ((value: v1.L["addr"]) => v2.L["addr"]) | decide.Reject;
      /** L.addr of v2: what does it become in v1? */
      readonly downgrade: ((value: v2.L["addr"]) => v1.L["addr"]) | decide.Reject;
    };
  },
  {
    readonly structs: {
      readonly L: [v1.L, v2.L];
    };
  }
>;

export function upgradeLV1(value: v1.L): v2.L {
  return {
    addr: bare.decide(
      { step: UPGRADE, path: "L.addr", check: CHECKS_V2("L", "addr") },
      decisions["L.addr"].upgrade,
      value.addr,
    ),
  };
}

export function downgradeLV2(value: v2.L): v1.L {
  return {
    addr: bare.decide(
      { step: DOWNGRADE, path: "L.addr", check: CHECKS_V1("L", "addr") },
      decisions["L.addr"].downgrade,
      value.addr,
    ),
  };
}
