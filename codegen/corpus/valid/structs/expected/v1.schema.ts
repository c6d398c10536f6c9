// @generated from structs/v1.bare by `barewire generate`. Do not edit.
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
  readonly Nested: v1.Nested;
};

export const schema: TypedSchema<Messages> = {
  types: {
    Point: { struct: { x: "i32", y: "i32" } },
    Single: { struct: { value: "str" } },
    Line: { struct: { from: "Point", to: "Point" } },
    Nested: {
      struct: {
        single: "Single",
        lines: { list: "Line", min: 16 },
        center: { optional: "Point" },
      },
    },
  },
  recursive: [],
};
