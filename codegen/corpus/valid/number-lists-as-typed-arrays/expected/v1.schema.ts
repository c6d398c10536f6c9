// @generated from number-lists-as-typed-arrays/v1.bare by `barewire generate`. Do not edit.
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
  readonly Numbers: v1.Numbers;
  readonly Uint32Array: v1.Uint32Array;
};

export const schema: TypedSchema<Messages> = {
  types: {
    Shorts: { list: "u16", min: 2 },
    Triple: { list: "f64", length: 3 },
    Id: "u32",
    Numbers: {
      struct: {
        shorts: "Shorts",
        ids: { list: "Id", min: 4 },
        bigs: { list: "u64", min: 8 },
        signed: { list: "i8", min: 1 },
        floats: { list: "f32", min: 4 },
        fixed: { list: "i64", length: 2 },
        bytes: "data",
        varints: { list: "uint", min: 1 },
        flags: { list: "bool", min: 1 },
        nested: { list: { list: "i32", min: 4 }, min: 1 },
        triples: { map: ["str", "Triple"], min: 25 },
      },
    },
    Uint32Array: { struct: { length: "u8" } },
  },
  recursive: [],
};
