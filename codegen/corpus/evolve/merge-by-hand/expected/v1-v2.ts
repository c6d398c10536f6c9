// @generated from merge-by-hand/v1.bare and v2.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
//   changed     Span  - to
//                     + length: u64
//   transitive  Root  Span

import * as bare from "@barewire/runtime";
import type * as decide from "@barewire/runtime/decisions";
import { decisions } from "../decisions/v1-v2.js";
import { resultChecks } from "@barewire/runtime/error-locator";
import { schema as schemaV2 } from "./v2.schema.js";
import type * as v1 from "./v1.js";
import type * as v2 from "./v2.js";

const UPGRADE = { protocol: "merge-by-hand", from: 1, to: 2 } as const;

const DOWNGRADE = { protocol: "merge-by-hand", from: 2, to: 1 } as const;

const CHECKS_V2 = /* @__PURE__ */ resultChecks(schemaV2);

/**
 * The decisions that the differences of v1 and v2 require. Without an optional entry, a
 * value that cannot be represented is rejected. Every type and member that both versions have may
 * be converted by hand.
 */
export type DecisionsV1V2 = decide.Decisions<
  {
    readonly "Span"?: {
      /** Span of v1: how does it become that of v2? */
      readonly upgrade?: ((value: v1.Span) => v2.Span) | decide.Reject;
      /** Span of v2: how does it become that of v1? */
      readonly downgrade?: ((value: v2.Span) => v1.Span) | decide.Reject;
    };
  },
  {
    readonly structs: {
      readonly Span: [v1.Span, v2.Span];
      readonly Root: [v1.Root, v2.Root];
    };
  }
>;

export function upgradeSpanV1(value: v1.Span): v2.Span {
  return bare.decide(
    { step: UPGRADE, path: "Span", check: CHECKS_V2("Span") },
    decisions["Span"]?.upgrade,
    value,
  );
}

export function downgradeSpanV2(_value: v2.Span): v1.Span {
  throw bare.notRepresentable(DOWNGRADE, "Span", "has another type in v1");
}

export function upgradeRootV1(value: v1.Root): v2.Root {
  return {
    spans: value.spans.map(upgradeSpanV1),
  };
}

export function downgradeRootV2(value: v2.Root): v1.Root {
  return {
    spans: value.spans.map(downgradeSpanV2),
  };
}
