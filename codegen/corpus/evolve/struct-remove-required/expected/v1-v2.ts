// @generated from struct-remove-required/v1.bare and v2.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
//   changed  Root  - size

import * as bare from "@barewire/runtime";
import type * as decide from "@barewire/runtime/decisions";
import { decisions } from "../decisions/v1-v2.js";
import { resultChecks } from "@barewire/runtime/error-locator";
import { schema as schemaV1 } from "./v1.schema.js";
import type * as v1 from "./v1.js";
import type * as v2 from "./v2.js";

const UPGRADE = { protocol: "struct-remove-required", from: 1, to: 2 } as const;

const DOWNGRADE = { protocol: "struct-remove-required", from: 2, to: 1 } as const;

const CHECKS_V1 = /* @__PURE__ */ resultChecks(schemaV1);

/**
 * The decisions that the differences of v1 and v2 require. Without an optional entry, a
 * value that cannot be represented is rejected. Every type and member that both versions have may
 * be converted by hand.
 */
export type DecisionsV1V2 = decide.Decisions<
  {
    readonly "Root.size": {
      /** v2 has no Root.size: what becomes of the value of v1? */
      readonly upgrade: decide.Drop | decide.DropIf<v1.Root["size"]> | decide.Reject;
      /** v2 has no Root.size: what does v1 get? */
      readonly downgrade: ((value: v2.Root) => v1.Root["size"]) | decide.Reject;
    };
  },
  {
    readonly structs: {
      readonly Root: [v1.Root, v2.Root];
    };
  }
>;

export function upgradeRootV1(value: v1.Root): v2.Root {
  if (!bare.isDroppable(decisions["Root.size"].upgrade, value.size)) {
    throw bare.notRepresentable(UPGRADE, "Root.size");
  }
  return {
    name: value.name,
  };
}

export function downgradeRootV2(value: v2.Root): v1.Root {
  return {
    name: value.name,
    size: bare.decideNew(
      { step: DOWNGRADE, path: "Root.size", check: CHECKS_V1("Root", "size") },
      decisions["Root.size"].downgrade,
      value,
    ),
  };
}
