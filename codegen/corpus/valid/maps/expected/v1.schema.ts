// @generated from maps/v1.bare by `barewire generate`. Do not edit.
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
  readonly ByKey: v1.ByKey;
  readonly ByColor: v1.ByColor;
  readonly Deep: v1.Deep;
  readonly All: v1.All;
};

export const schema: TypedSchema<Messages> = {
  types: {
    Color: { enum: { RED: 0, GREEN: 1 } },
    Key: "str",
    ByText: { map: ["str", "u32"], min: 5 },
    ByKey: { map: ["Key", { list: "u32", min: 4 }], min: 2 },
    ByColor: { map: ["Color", { optional: "Key" }], min: 2 },
    Deep: { map: ["u8", { map: ["i64", { map: ["bool", "ByText"], min: 2 }], min: 9 }], min: 2 },
    AllStructs: { struct: { a: "u8" } },
    All: {
      struct: {
        byUint: { map: ["uint", "str"], min: 2 },
        byInt: { map: ["int", "str"], min: 2 },
        byU64: { map: ["u64", "data"], min: 9 },
        byText: "ByText",
        entries: { list: { map: ["str", "u32"], min: 5 }, min: 1 },
        structs: { map: ["str", "AllStructs"], min: 2 },
      },
    },
  },
  recursive: [],
};
