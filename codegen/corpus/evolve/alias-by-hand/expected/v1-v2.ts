// @generated from alias-by-hand/v1.bare and v2.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
//   changed     Time  same type (by hand)
//   transitive  Root  Time

import * as bare from "@barewire/runtime";
import type * as decide from "@barewire/runtime/decisions";
import { decisions } from "../decisions/v1-v2.js";
import { resultChecks } from "@barewire/runtime/error-locator";
import { schema as schemaV1 } from "./v1.schema.js";
import { schema as schemaV2 } from "./v2.schema.js";
import type * as v1 from "./v1.js";
import type * as v2 from "./v2.js";

const UPGRADE = { protocol: "alias-by-hand", from: 1, to: 2 } as const;

const DOWNGRADE = { protocol: "alias-by-hand", from: 2, to: 1 } as const;

const CHECKS_V1 = /* @__PURE__ */ resultChecks(schemaV1);

const CHECKS_V2 = /* @__PURE__ */ resultChecks(schemaV2);

/**
 * The decisions that the differences of v1 and v2 require. Without an optional entry, a
 * value that cannot be represented is rejected. Every type and member that both versions have may
 * be converted by hand.
 */
export type DecisionsV1V2 = decide.Decisions<
  {
    readonly "Time"?: {
      /** Time of v1: how does it become that of v2? */
      readonly upgrade?: ((value: v1.Time) => v2.Time) | decide.Reject;
      /** Time of v2: how does it become that of v1? */
      readonly downgrade?: ((value: v2.Time) => v1.Time) | decide.Reject;
    };
  },
  {
    readonly structs: {
      readonly Root: [v1.Root, v2.Root];
    };
    readonly others: {
      readonly Time: [v1.Time, v2.Time];
    };
  }
>;

export function upgradeTimeV1(value: v1.Time): v2.Time {
  return bare.decide(
    { step: UPGRADE, path: "Time", check: CHECKS_V2("Time") },
    decisions["Time"]?.upgrade,
    value,
  );
}

export function downgradeTimeV2(value: v2.Time): v1.Time {
  return bare.decide(
    { step: DOWNGRADE, path: "Time", check: CHECKS_V1("Time") },
    decisions["Time"]?.downgrade,
    value,
  );
}

export function upgradeRootV1(value: v1.Root): v2.Root {
  return {
    at: upgradeTimeV1(value.at),
    all: value.all.map(upgradeTimeV1),
    by: bare.convertMap(UPGRADE, "Root.by", value.by, (item) => item, upgradeTimeV1),
    maybe: value.maybe === null ? null : upgradeTimeV1(value.maybe),
  };
}

export function downgradeRootV2(value: v2.Root): v1.Root {
  return {
    at: downgradeTimeV2(value.at),
    all: value.all.map(downgradeTimeV2),
    by: bare.convertMap(DOWNGRADE, "Root.by", value.by, (item) => item, downgradeTimeV2),
    maybe: value.maybe === null ? null : downgradeTimeV2(value.maybe),
  };
}
