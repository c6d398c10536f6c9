// @generated from renamed-and-changed/v1.bare and v2.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
//   changed  Root   size -> bytes (by hand)
//                   bytes: u64 -> u8 (by hand)
//   changed  Thing  Item -> Thing
//                   order: b, a

import * as bare from "@barewire/runtime";
import type * as decide from "@barewire/runtime/decisions";
import { decisions } from "../decisions/v1-v2.js";
import { resultChecks } from "@barewire/runtime/error-locator";
import { schema as schemaV2 } from "./v2.schema.js";
import type * as v1 from "./v1.js";
import type * as v2 from "./v2.js";

const UPGRADE = { protocol: "renamed-and-changed", from: 1, to: 2 } as const;

const CHECKS_V2 = /* @__PURE__ */ resultChecks(schemaV2);

/**
 * The decisions that the differences of v1 and v2 require. Without an optional entry, a
 * value that cannot be represented is rejected. Every type and member that both versions have may
 * be converted by hand.
 */
export type DecisionsV1V2 = decide.Decisions<
  {
    readonly "Root.bytes": decide.RenamedFrom<
      "size",
      {
        /** Root.bytes of v1: what does it become in v2? */
        readonly upgrade: ((value: v1.Root["size"]) => v2.Root["bytes"]) | decide.Reject;
      }
    >;
    readonly "Thing": decide.RenamedFrom<"Item", decide.ByName>;
  },
  {
    readonly structs: {
      readonly Root: [v1.Root, v2.Root];
      readonly Thing: [v1.Item, v2.Thing];
    };
  }
>;

export function upgradeRootV1(value: v1.Root): v2.Root {
  return {
    bytes: bare.decide(
      { step: UPGRADE, path: "Root.size", check: CHECKS_V2("Root", "bytes") },
      decisions["Root.bytes"].upgrade,
      value.size,
    ),
    thing: value.thing,
  };
}

export function downgradeRootV2(value: v2.Root): v1.Root {
  return {
    size: bare.widenToBigint(value.bytes),
    thing: value.thing,
  };
}
