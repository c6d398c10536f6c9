// @generated from union-unnamed-members/v1.bare and v2.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
//   changed  Root  - u8
//                  + u16
//                  + optional<u8>

import * as bare from "@barewire/runtime";
import type * as decide from "@barewire/runtime/decisions";
import { decisions } from "../decisions/v1-v2.js";
import { resultChecks } from "@barewire/runtime/error-locator";
import { schema as schemaV1 } from "./v1.schema.js";
import { schema as schemaV2 } from "./v2.schema.js";
import type * as v1 from "./v1.js";
import type * as v2 from "./v2.js";

const UPGRADE = { protocol: "union-unnamed-members", from: 1, to: 2 } as const;

const DOWNGRADE = { protocol: "union-unnamed-members", from: 2, to: 1 } as const;

const CHECKS_V1 = /* @__PURE__ */ resultChecks(schemaV1);

const CHECKS_V2 = /* @__PURE__ */ resultChecks(schemaV2);

/**
 * The decisions that the differences of v1 and v2 require. Without an optional entry, a
 * value that cannot be represented is rejected. Every type and member that both versions have may
 * be converted by hand.
 */
export type DecisionsV1V2 = decide.Decisions<
  {
    readonly "Root.u8"?: {
      /** v2 has no Root.u8: what is sent in its place? */
      readonly upgrade?:
        | ((value: Extract<v1.Root, { readonly tag: "u8" }>["val"]) => v2.Root)
        | decide.Reject;
    };
    readonly "Root.u16"?: {
      /** v1 has no Root.u16: what is sent in its place? */
      readonly downgrade?:
        | ((value: Extract<v2.Root, { readonly tag: "u16" }>["val"]) => v1.Root)
        | decide.Reject;
    };
    readonly "Root.optional<u8>"?: {
      /** v1 has no Root.optional<u8>: what is sent in its place? */
      readonly downgrade?:
        | ((value: Extract<v2.Root, { readonly tag: "optional<u8>" }>["val"]) => v1.Root)
        | decide.Reject;
    };
  },
  {
    readonly unions: {
      readonly Root: [v1.Root, v2.Root];
    };
  }
>;

export function upgradeRootV1(value: v1.Root): v2.Root {
  switch (value.tag) {
    case "u8":
      return bare.decide(
        { step: UPGRADE, path: "Root.u8", check: CHECKS_V2("Root") },
        decisions["Root.u8"]?.upgrade,
        value.val,
      );
    case "list<str>":
      return value;
    default:
      throw bare.unknownVariant("Root", value satisfies never);
  }
}

export function downgradeRootV2(value: v2.Root): v1.Root {
  switch (value.tag) {
    case "u16":
      return bare.decide(
        { step: DOWNGRADE, path: "Root.u16", check: CHECKS_V1("Root") },
        decisions["Root.u16"]?.downgrade,
        value.val,
      );
    case "list<str>":
      return value;
    case "optional<u8>":
      throw bare.notRepresentable(DOWNGRADE, "Root.optional<u8>");
    default:
      throw bare.unknownVariant("Root", value satisfies never);
  }
}
