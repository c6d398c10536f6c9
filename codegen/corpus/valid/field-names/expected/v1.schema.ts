// @generated from field-names/v1.bare by `barewire generate`. Do not edit.
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
  readonly Reserved: v1.Reserved;
  readonly FixedOnes: v1.FixedOnes;
};

export const schema: TypedSchema<Messages> = {
  types: {
    Reserved: {
      struct: {
        default: "u8",
        class: "str",
        function: "bool",
        new: "u8",
        this: "u8",
        constructor: "u8",
        toString: "str",
        hasOwnProperty: "bool",
        tag: "str",
        val: "u8",
        some: { optional: { optional: "u8" } },
        value: "u8",
        reader: "u8",
        writer: "u8",
        at: "u16",
        bytes: "data",
        length: "u32",
      },
    },
    FixedOnes: { struct: { at: "u8", bytes: "u16", reader: "u32", value: { data: 2 } } },
  },
  recursive: [],
};
