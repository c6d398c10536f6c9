// @generated from struct-not-renamed/v1.bare and v2.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
//   changed  Root  name -> path? (by hand)

import * as bare from "@barewire/runtime";
import type * as decide from "@barewire/runtime/decisions";
import { decisions } from "../decisions/v1-v2.js";
import { resultChecks } from "@barewire/runtime/error-locator";
import { schema as schemaV1 } from "./v1.schema.js";
import { schema as schemaV2 } from "./v2.schema.js";
import type * as v1 from "./v1.js";
import type * as v2 from "./v2.js";

const UPGRADE = { protocol: "struct-not-renamed", from: 1, to: 2 } as const;

const DOWNGRADE = { protocol: "struct-not-renamed", from: 2, to: 1 } as const;

const CHECKS_V1 = /* @__PURE__ */ resultChecks(schemaV1);

const CHECKS_V2 = /* @__PURE__ */ resultChecks(schemaV2);

/**
 * The decisions that the differences of v1 and v2 require. Without an optional entry, a
 * value that cannot be represented is rejected. Every type and member that both versions have may
 * be converted by hand.
 */
export type DecisionsV1V2 = decide.Decisions<
  {
    readonly "Root.path": {
      /** v1 has no Root.path: what does v2 get? */
      readonly upgrade: ((value: v1.Root) => v2.Root["path"]) | decide.Reject;
      /** v1 has no Root.path: what becomes of the value of v2? */
      readonly downgrade: decide.Drop | decide.DropIf<v2.Root["path"]> | decide.Reject;
    } | decide.RenamedFrom<"name">;
    readonly "Root.name": {
      /** v2 has no Root.name: what becomes of the value of v1? */
      readonly upgrade: decide.Drop | decide.DropIf<v1.Root["name"]> | decide.Reject;
      /** v2 has no Root.name: what does v1 get? */
      readonly downgrade: ((value: v2.Root) => v1.Root["name"]) | decide.Reject;
    };
  },
  {
    readonly structs: {
      readonly Root: [v1.Root, v2.Root];
    };
  }
>;

export function upgradeRootV1(value: v1.Root): v2.Root {
  // name is dropped: names were never shown
  return {
    path: bare.decideNew(
      { step: UPGRADE, path: "Root.path", check: CHECKS_V2("Root", "path") },
      decisions["Root.path"].upgrade,
      value,
    ),
    size: value.size,
  };
}

export function downgradeRootV2(value: v2.Root): v1.Root {
  if (!bare.isDroppable(decisions["Root.path"].downgrade, value.path)) {
    throw bare.notRepresentable(DOWNGRADE, "Root.path");
  }
  return {
    name: bare.decideNew(
      { step: DOWNGRADE, path: "Root.name", check: CHECKS_V1("Root", "name") },
      decisions["Root.name"].downgrade,
      value,
    ),
    size: value.size,
  };
}
