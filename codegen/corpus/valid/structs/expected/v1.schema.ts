// @generated from structs/v1.bare by `barewire generate`. Do not edit.
//
// The shape of every type, for errors that name the path of a problem. Codecs do not need it.

import type { SchemaDescription } from "@barewire/runtime/error-locator";

export const schema: SchemaDescription = {
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
