// @generated from lists/v1.bare by `barewire generate`. Do not edit.
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
  readonly Grid: v1.Grid;
  readonly Flags: v1.Flags;
  readonly Mixed: v1.Mixed;
};

export const schema: TypedSchema<Messages> = {
  types: {
    Item: { struct: { id: "u16" } },
    Items: { list: "Item", min: 2 },
    Cube: { list: { list: { list: "i16", min: 2 }, min: 1 }, min: 1 },
    Grid: { list: { list: "f32", length: 3 }, length: 3 },
    Flags: { list: "bool", length: 8 },
    MixedUnions: { union: { u8: [0, "u8"], Item: [1, "Item"] } },
    Mixed: {
      struct: {
        items: "Items",
        more: { list: "Item", min: 2 },
        cubes: { list: "Cube", min: 1 },
        optionals: { list: { optional: "Item" }, min: 1 },
        maps: { list: { map: ["str", "Items"], min: 2 }, min: 1 },
        bigs: { list: "u64", min: 8 },
        varints: { list: "uint", min: 1 },
        unions: { list: "MixedUnions", min: 2 },
      },
    },
  },
  recursive: [],
};
