// @generated from explicit-tags/v1.bare by `barewire generate`. Do not edit.
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
  readonly Tagged: v1.Tagged;
  readonly Backwards: v1.Backwards;
};

export const schema: TypedSchema<Messages> = {
  types: {
    First: { struct: { a: "u8" } },
    Second: { struct: { b: "u8" } },
    Third: "void",
    Tagged: {
      union: {
        First: [3, "First"],
        Second: [4, "Second"],
        Third: [128, "Third"],
        str: [300, "str"],
        data: [301, "data"],
        i8: [9007199254740991, "i8"],
      },
    },
    Backwards: { enum: { HIGH: 200, LOW: 1, MIDDLE: 100 } },
  },
  recursive: [],
};
