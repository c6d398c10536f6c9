// @generated from reject-nothing/v1.bare and v2.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
//   changed  Root  - names
//                  - bytes
//                  - ages
//                  old present item: str -> bool
//                  kinds item: str -> bool
//                  maybe present: str -> bool

import * as bare from "@barewire/runtime";
import type * as decide from "@barewire/runtime/decisions";
import { decisions } from "../decisions/v1-v2.js";
import { resultChecks } from "@barewire/runtime/error-locator";
import { schema as schemaV1 } from "./v1.schema.js";
import type * as v1 from "./v1.js";
import type * as v2 from "./v2.js";

const UPGRADE = { protocol: "reject-nothing", from: 1, to: 2 } as const;

const DOWNGRADE = { protocol: "reject-nothing", from: 2, to: 1 } as const;

const CHECKS_V1 = /* @__PURE__ */ resultChecks(schemaV1);

/**
 * The decisions that the differences of v1 and v2 require. Without an optional entry, a
 * value that cannot be represented is rejected. Every type and member that both versions have may
 * be converted by hand.
 */
export type DecisionsV1V2 = decide.Decisions<
  {
    readonly "Root.old": {
      /** Root.old of v1: what does it become in v2? */
      readonly upgrade: ((value: v1.Root["old"]) => v2.Root["old"]) | decide.Reject;
      /** Root.old of v2: what does it become in v1? */
      readonly downgrade: ((value: v2.Root["old"]) => v1.Root["old"]) | decide.Omit | decide.Reject;
    };
    readonly "Root.kinds": {
      /** Root.kinds of v1: what does it become in v2? */
      readonly upgrade: ((value: v1.Root["kinds"]) => v2.Root["kinds"]) | decide.Reject;
      /** Root.kinds of v2: what does it become in v1? */
      readonly downgrade:
        | ((value: v2.Root["kinds"]) => v1.Root["kinds"])
        | decide.Omit
        | decide.Reject;
    };
    readonly "Root.maybe": {
      /** Root.maybe of v1: what does it become in v2? */
      readonly upgrade: ((value: v1.Root["maybe"]) => v2.Root["maybe"]) | decide.Reject;
      /** Root.maybe of v2: what does it become in v1? */
      readonly downgrade: ((value: v2.Root["maybe"]) => v1.Root["maybe"]) | decide.Reject;
    };
    readonly "Root.names": {
      /** v2 has no Root.names: what becomes of the value of v1? */
      readonly upgrade: decide.Drop | decide.DropIf<v1.Root["names"]> | decide.Reject;
      /** v2 has no Root.names: what does v1 get? */
      readonly downgrade: ((value: v2.Root) => v1.Root["names"]) | decide.Reject;
    };
    readonly "Root.bytes": {
      /** v2 has no Root.bytes: what becomes of the value of v1? */
      readonly upgrade: decide.Drop | decide.DropIf<v1.Root["bytes"]> | decide.Reject;
      /** v2 has no Root.bytes: what does v1 get? */
      readonly downgrade: ((value: v2.Root) => v1.Root["bytes"]) | decide.Reject;
    };
    readonly "Root.ages": {
      /** v2 has no Root.ages: what becomes of the value of v1? */
      readonly upgrade: decide.Drop | decide.DropIf<v1.Root["ages"]> | decide.Reject;
      /** v2 has no Root.ages: what does v1 get? */
      readonly downgrade: ((value: v2.Root) => v1.Root["ages"]) | decide.Reject;
    };
  },
  {
    readonly structs: {
      readonly Root: [v1.Root, v2.Root];
    };
  }
>;

export function upgradeRootV1(value: v1.Root): v2.Root {
  if (value.names.length > 0) throw bare.notRepresentable(UPGRADE, "Root.names");
  if (value.bytes.length > 0) throw bare.notRepresentable(UPGRADE, "Root.bytes");
  if (value.ages.size > 0) throw bare.notRepresentable(UPGRADE, "Root.ages");
  return {
    a: value.a,
    old:
      value.old === null
        ? null
        : value.old.map(() => bare.rejectValue(UPGRADE, "Root.old", "has another type in v2")),
    kinds: value.kinds.map(() => bare.rejectValue(UPGRADE, "Root.kinds", "has another type in v2")),
    maybe:
      value.maybe === null
        ? null
        : bare.rejectValue(UPGRADE, "Root.maybe", "has another type in v2"),
  };
}

export function downgradeRootV2(value: v2.Root): v1.Root {
  return {
    a: value.a,
    names: bare.decideNew(
      { step: DOWNGRADE, path: "Root.names", check: CHECKS_V1("Root", "names") },
      decisions["Root.names"].downgrade,
      value,
    ),
    bytes: bare.decideNew(
      { step: DOWNGRADE, path: "Root.bytes", check: CHECKS_V1("Root", "bytes") },
      decisions["Root.bytes"].downgrade,
      value,
    ),
    ages: bare.decideNew(
      { step: DOWNGRADE, path: "Root.ages", check: CHECKS_V1("Root", "ages") },
      decisions["Root.ages"].downgrade,
      value,
    ),
    old:
      value.old === null
        ? null
        : value.old.map(() => bare.rejectValue(DOWNGRADE, "Root.old", "has another type in v1")),
    kinds:
      value.kinds.map(() => bare.rejectValue(DOWNGRADE, "Root.kinds", "has another type in v1")),
    maybe:
      value.maybe === null
        ? null
        : bare.rejectValue(DOWNGRADE, "Root.maybe", "has another type in v1"),
  };
}
