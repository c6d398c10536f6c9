// @generated from struct-not-renamed/v1.bare and v2.bare by `barewire generate`. Do not edit.
//
//   changed  Root  name -> path?

import * as bare from "@barewire/runtime";
import type * as decide from "@barewire/runtime/decisions";
import { decisions } from "../decisions/v1-v2.js";
import type * as v1 from "./v1.js";
import type * as v2 from "./v2.js";

const DOWNGRADE = { protocol: "struct-not-renamed", from: 2, to: 1 } as const;

/**
 * The decisions that the differences of v1 and v2 require. Without an optional entry, a
 * value that cannot be represented is rejected.
 */
export type DecisionsV1V2 = {
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
};

export function upgradeRootV1(value: v1.Root): v2.Root {
  // name is dropped: names were never shown
  return {
    path: bare.decided(decisions["Root.path"].upgrade)(value),
    size: value.size,
  };
}

export function downgradeRootV2(value: v2.Root): v1.Root {
  if (!bare.isDroppable(decisions["Root.path"].downgrade, value.path)) {
    throw bare.notRepresentable(DOWNGRADE, "Root.path");
  }
  return {
    name: bare.decided(decisions["Root.name"].downgrade)(value),
    size: value.size,
  };
}
