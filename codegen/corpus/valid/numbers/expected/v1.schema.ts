// @generated from numbers/v1.bare by `barewire generate`. Do not edit.
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
  readonly Byte: v1.Byte;
  readonly Count: v1.Count;
  readonly Delta: v1.Delta;
  readonly Fixed: v1.Fixed;
  readonly Varying: v1.Varying;
  readonly Ratio: v1.Ratio;
  readonly IsOn: v1.IsOn;
};

export const schema: TypedSchema<Messages> = {
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
