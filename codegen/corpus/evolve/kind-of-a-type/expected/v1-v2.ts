// @generated from kind-of-a-type/v1.bare and v2.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
//   changed     Body   struct -> union (by hand)
//   changed     State  enum -> str (by hand)
//   transitive  Root   Body
//                      State

import * as bare from "@barewire/runtime";
import type * as decide from "@barewire/runtime/decisions";
import { decisions } from "../decisions/v1-v2.js";
import { resultChecks } from "@barewire/runtime/error-locator";
import { schema as schemaV1 } from "./v1.schema.js";
import { schema as schemaV2 } from "./v2.schema.js";
import type * as v1 from "./v1.js";
import type * as v2 from "./v2.js";

const UPGRADE = { protocol: "kind-of-a-type", from: 1, to: 2 } as const;

const DOWNGRADE = { protocol: "kind-of-a-type", from: 2, to: 1 } as const;

const CHECKS_V1 = /* @__PURE__ */ resultChecks(schemaV1);

const CHECKS_V2 = /* @__PURE__ */ resultChecks(schemaV2);

/**
 * The decisions that the differences of v1 and v2 require. Without an optional entry, a
 * value that cannot be represented is rejected. Every type and member that both versions have may
 * be converted by hand.
 */
export type DecisionsV1V2 = decide.Decisions<
  {
    readonly "Body": {
      /** Body of v1: how does it become that of v2? */
      readonly upgrade: ((value: v1.Body) => v2.Body) | decide.Reject;
      /** Body of v2: how does it become that of v1? */
      readonly downgrade: ((value: v2.Body) => v1.Body) | decide.Reject;
    };
    readonly "State": {
      /** State of v1: how does it become that of v2? */
      readonly upgrade: ((value: v1.State) => v2.State) | decide.Reject;
      /** State of v2: how does it become that of v1? */
      readonly downgrade: ((value: v2.State) => v1.State) | decide.Reject;
    };
  },
  {
    readonly structs: {
      readonly Root: [v1.Root, v2.Root];
    };
    readonly others: {
      readonly Body: [v1.Body, v2.Body];
      readonly State: [v1.State, v2.State];
    };
  }
>;

export function upgradeBodyV1(value: v1.Body): v2.Body {
  return bare.decide(
    { step: UPGRADE, path: "Body", check: CHECKS_V2("Body") },
    decisions["Body"].upgrade,
    value,
  );
}

export function downgradeBodyV2(value: v2.Body): v1.Body {
  return bare.decide(
    { step: DOWNGRADE, path: "Body", check: CHECKS_V1("Body") },
    decisions["Body"].downgrade,
    value,
  );
}

export function upgradeStateV1(value: v1.State): v2.State {
  return bare.decide(
    { step: UPGRADE, path: "State", check: CHECKS_V2("State") },
    decisions["State"].upgrade,
    value,
  );
}

export function downgradeStateV2(value: v2.State): v1.State {
  return bare.decide(
    { step: DOWNGRADE, path: "State", check: CHECKS_V1("State") },
    decisions["State"].downgrade,
    value,
  );
}

export function upgradeRootV1(value: v1.Root): v2.Root {
  return {
    body: upgradeBodyV1(value.body),
    state: upgradeStateV1(value.state),
  };
}

export function downgradeRootV2(value: v2.Root): v1.Root {
  return {
    body: downgradeBodyV2(value.body),
    state: downgradeStateV2(value.state),
  };
}
