// @generated from optionals/v1.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
// The shape of every type, for errors that name the path of a problem. Codecs do not need it.

import type { TypedSchema } from "@barewire/runtime/error-locator";
import type * as v1 from "./v1.js";

/** The messages of this version, by name, for functions that take a schema and a name. */
export type Messages = {
  readonly Thrice: v1.Thrice;
  readonly All: v1.All;
  readonly Choice: v1.Choice;
};

export const schema: TypedSchema<Messages> = {
  types: {
    Leaf: { optional: "u8" },
    Twice: { optional: "Leaf" },
    Thrice: { optional: { optional: { optional: "str" } } },
    All: {
      struct: {
        number: { optional: "u32" },
        text: { optional: "str" },
        bytes: { optional: "data" },
        list: { optional: { list: { optional: "u16" }, min: 1 } },
        map: { optional: { map: ["str", { optional: "bool" }], min: 2 } },
        leaf: "Leaf",
        twice: "Twice",
        leaves: { list: "Leaf", min: 1 },
        twices: { list: { optional: "Leaf" }, min: 1 },
      },
    },
    Choice: { union: { Leaf: [0, "Leaf"], Twice: [1, "Twice"], str: [2, "str"] } },
  },
  recursive: [],
};
