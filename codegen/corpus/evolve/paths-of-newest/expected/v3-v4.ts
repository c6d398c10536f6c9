// @generated from paths-of-newest/v3.bare and v4.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
//   changed    S        R -> S
//                       items: list<M> -> map<u8><M> (by hand)
//                       + rest: optional<M>
//   unchanged  2 types

import * as bare from "@barewire/runtime";
import type * as decide from "@barewire/runtime/decisions";
import { decisions } from "../decisions/v3-v4.js";
import { resultChecks } from "@barewire/runtime/error-locator";
import { schema as schemaV3 } from "./v3.schema.js";
import { schema as schemaV4 } from "./v4.schema.js";
import type * as v3 from "./v3.js";
import type * as v4 from "./v4.js";

const UPGRADE = { protocol: "paths-of-newest", from: 3, to: 4 } as const;

const DOWNGRADE = { protocol: "paths-of-newest", from: 4, to: 3 } as const;

const CHECKS_V3 = /* @__PURE__ */ resultChecks(schemaV3);

const CHECKS_V4 = /* @__PURE__ */ resultChecks(schemaV4);

/**
 * The decisions that the differences of v3 and v4 require. Without an optional entry, a
 * value that cannot be represented is rejected. Every type and member that both versions have may
 * be converted by hand.
 */
export type DecisionsV3V4 = decide.Decisions<
  {
    readonly "S.items": {
      /** S.items of v3: what does it become in v4? */
      readonly upgrade: ((value: v3.R["items"]) => v4.S["items"]) | decide.Reject;
      /** S.items of v4: what does it become in v3? */
      readonly downgrade: ((value: v4.S["items"]) => v3.R["items"]) | decide.Reject;
    };
    readonly "S.rest"?: {
      /** v3 has no S.rest: what does v4 get? */
      readonly upgrade?: (value: v3.R) => v4.S["rest"];
      /** v3 has no S.rest: what becomes of the value of v4? */
      readonly downgrade?: decide.Drop | decide.DropIf<v4.S["rest"]> | decide.Reject;
    };
    readonly "S": decide.RenamedFrom<"R", decide.Converted<v3.R, v4.S>>;
  },
  {
    readonly structs: {
      readonly B: [v3.B, v4.B];
      readonly S: [v3.R, v4.S];
    };
    readonly unions: {
      readonly M: [v3.M, v4.M];
    };
  }
>;

export function upgradeRV3(value: v3.R): v4.S {
  return {
    items: bare.decide(
      { step: UPGRADE, path: "R.items", check: CHECKS_V4("S", "items") },
      decisions["S.items"].upgrade,
      value.items,
    ),
    rest: null,
  };
}

export function downgradeSV4(value: v4.S): v3.R {
  if (value.rest !== null) throw bare.notRepresentable(DOWNGRADE, "S.rest");
  return {
    items: bare.decide(
      { step: DOWNGRADE, path: "S.items", check: CHECKS_V3("R", "items") },
      decisions["S.items"].downgrade,
      value.items,
    ),
  };
}
