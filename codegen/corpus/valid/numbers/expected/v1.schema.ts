// @generated from numbers/v1.bare by `barewire generate`. Do not edit.
//
// The shape of every type, for errors that name the path of a problem. Codecs do not need it.

import type { SchemaDescription } from "@barewire/runtime/error-locator";

export const schema: SchemaDescription = {
  types: {
    Byte: "u8",
    Count: "uint",
    Delta: "int",
    Fixed: {
      struct: {
        a: "u8",
        b: "u16",
        c: "u32",
        d: "u64",
        e: "i8",
        f: "i16",
        g: "i32",
        h: "i64",
        i: "f32",
        j: "f64",
        k: "bool",
      },
    },
    Varying: { struct: { count: "uint", delta: "int", last: "u8" } },
    Ratio: "f64",
    IsOn: "bool",
  },
  recursive: [],
};
