// @generated from struct-add-required/v1.bare and v2.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
//   changed  Root  + size: u32

import * as bare from "@barewire/runtime";
import type * as decide from "@barewire/runtime/decisions";
import { decisions } from "../decisions/v1-v2.js";
import { resultChecks } from "@barewire/runtime/error-locator";
import { schema as schemaV2 } from "./v2.schema.js";
import type * as v1 from "./v1.js";
import type * as v2 from "./v2.js";

const UPGRADE = { protocol: "struct-add-required", from: 1, to: 2 } as const;

const CHECKS_V2 = /* @__PURE__ */ resultChecks(schemaV2);

/**
 * The decisions that the differences of v1 and v2 require. Without an optional entry, a
 * value that cannot be represented is rejected. Every type and member that both versions have may
 * be converted by hand.
 */
export type DecisionsV1V2 = decide.Decisions<
  {
    readonly "Root.size": {
      /** v1 has no Root.size: what does v2 get? */
      readonly upgrade: ((value: v1.Root) => v2.Root["size"]) | decide.Reject;
      /** v1 has no Root.size: what becomes of the value of v2? */
      readonly downgrade: decide.Drop | decide.DropIf<v2.Root["size"]> | decide.Reject;
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
    name: value.name,
    size: bare.decideNew(
      { step: UPGRADE, path: "Root.size", check: CHECKS_V2("Root", "size") },
      decisions["Root.size"].upgrade,
      value,
    ),
  };
}

export function downgradeRootV2(value: v2.Root): v1.Root {
  // size is dropped: v1 counts for itself
  return {
    name: value.name,
  };
}
