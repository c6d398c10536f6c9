// @generated from recursive-struct/v1.bare and v2.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
//   changed     Tree  + note: optional<str>
//   transitive  Root  Tree

import * as bare from "@barewire/runtime";
import type * as decide from "@barewire/runtime/decisions";
import type * as v1 from "./v1.js";
import type * as v2 from "./v2.js";

const DOWNGRADE = { protocol: "recursive-struct", from: 2, to: 1 } as const;

/**
 * The decisions that the differences of v1 and v2 require. Without an optional entry, a
 * value that cannot be represented is rejected. Every type and member that both versions have may
 * be converted by hand.
 */
export type DecisionsV1V2 = decide.Decisions<
  {
    readonly "Tree.note"?: {
      /** v1 has no Tree.note: what does v2 get? */
      readonly upgrade?: (value: v1.Tree) => v2.Tree["note"];
      /** v1 has no Tree.note: what becomes of the value of v2? */
      readonly downgrade?: decide.Drop | decide.DropIf<v2.Tree["note"]> | decide.Reject;
    };
  },
  {
    readonly structs: {
      readonly Tree: [v1.Tree, v2.Tree];
      readonly Root: [v1.Root, v2.Root];
    };
  }
>;

export function upgradeTreeV1(value: v1.Tree): v2.Tree {
  return {
    name: value.name,
    children: value.children.map(upgradeTreeV1),
    note: null,
  };
}

export function downgradeTreeV2(value: v2.Tree): v1.Tree {
  if (value.note !== null) throw bare.notRepresentable(DOWNGRADE, "Tree.note");
  return {
    name: value.name,
    children: value.children.map(downgradeTreeV2),
  };
}

export function upgradeRootV1(value: v1.Root): v2.Root {
  return {
    tree: upgradeTreeV1(value.tree),
  };
}

export function downgradeRootV2(value: v2.Root): v1.Root {
  return {
    tree: downgradeTreeV2(value.tree),
  };
}
