// @generated from unit-by-hand/v1.bare and v2.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
//   changed     Draw  at: same type (by hand)
//   transitive  Root  Draw

import * as bare from "@barewire/runtime";
import type * as decide from "@barewire/runtime/decisions";
import { decisions } from "../decisions/v1-v2.js";
import { resultChecks } from "@barewire/runtime/error-locator";
import { schema as schemaV1 } from "./v1.schema.js";
import { schema as schemaV2 } from "./v2.schema.js";
import type * as v1 from "./v1.js";
import type * as v2 from "./v2.js";

const UPGRADE = { protocol: "unit-by-hand", from: 1, to: 2 } as const;

const DOWNGRADE = { protocol: "unit-by-hand", from: 2, to: 1 } as const;

const CHECKS_V1 = /* @__PURE__ */ resultChecks(schemaV1);

const CHECKS_V2 = /* @__PURE__ */ resultChecks(schemaV2);

/**
 * The decisions that the differences of v1 and v2 require. Without an optional entry, a
 * value that cannot be represented is rejected. Every type and member that both versions have may
 * be converted by hand.
 */
export type DecisionsV1V2 = decide.Decisions<
  {
    readonly "Draw.at"?: {
      /** Draw.at of v1: what does it become in v2? */
      readonly upgrade?: ((value: v1.Draw["at"]) => v2.Draw["at"]) | decide.Reject;
      /** Draw.at of v2: what does it become in v1? */
      readonly downgrade?: ((value: v2.Draw["at"]) => v1.Draw["at"]) | decide.Reject;
    };
  },
  {
    readonly structs: {
      readonly Draw: [v1.Draw, v2.Draw];
      readonly Root: [v1.Root, v2.Root];
    };
  }
>;

export function upgradeDrawV1(value: v1.Draw): v2.Draw {
  return {
    at: bare.decide(
      { step: UPGRADE, path: "Draw.at", check: CHECKS_V2("Draw", "at") },
      decisions["Draw.at"]?.upgrade,
      value.at,
    ),
    took: value.took,
  };
}

export function downgradeDrawV2(value: v2.Draw): v1.Draw {
  return {
    at: bare.decide(
      { step: DOWNGRADE, path: "Draw.at", check: CHECKS_V1("Draw", "at") },
      decisions["Draw.at"]?.downgrade,
      value.at,
    ),
    took: value.took,
  };
}

export function upgradeRootV1(value: v1.Root): v2.Root {
  return {
    draws: value.draws.map(upgradeDrawV1),
    last: upgradeDrawV1(value.last),
  };
}

export function downgradeRootV2(value: v2.Root): v1.Root {
  return {
    draws: value.draws.map(downgradeDrawV2),
    last: downgradeDrawV2(value.last),
  };
}
