// @generated from struct-add-optional-decided/v1.bare and v2.bare by `barewire generate`. Do not
// edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
//   changed  Root  + note: optional<str>

import * as bare from "@barewire/runtime";
import type * as decide from "@barewire/runtime/decisions";
import { decisions } from "../decisions/v1-v2.js";
import { resultChecks } from "@barewire/runtime/error-locator";
import { schema as schemaV2 } from "./v2.schema.js";
import type * as v1 from "./v1.js";
import type * as v2 from "./v2.js";

const UPGRADE = { protocol: "struct-add-optional-decided", from: 1, to: 2 } as const;

const CHECKS_V2 = /* @__PURE__ */ resultChecks(schemaV2);

/**
 * The decisions that the differences of v1 and v2 require. Without an optional entry, a
 * value that cannot be represented is rejected. Every type and member that both versions have may
 * be converted by hand.
 */
export type DecisionsV1V2 = decide.Decisions<
  {
    readonly "Root.note"?: {
      /** v1 has no Root.note: what does v2 get? */
      readonly upgrade?: (value: v1.Root) => v2.Root["note"];
      /** v1 has no Root.note: what becomes of the value of v2? */
      readonly downgrade?: decide.Drop | decide.DropIf<v2.Root["note"]> | decide.Reject;
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
    note: bare.decideNew(
      { step: UPGRADE, path: "Root.note", check: CHECKS_V2("Root", "note") },
      decisions["Root.note"]?.upgrade,
      value,
    ),
  };
}

export function downgradeRootV2(value: v2.Root): v1.Root {
  // note is dropped: notes are for people
  return {
    name: value.name,
  };
}
