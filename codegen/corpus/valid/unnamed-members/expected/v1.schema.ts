// @generated from unnamed-members/v1.bare by `barewire generate`. Do not edit.
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
  readonly Value: v1.Value;
};

export const schema: TypedSchema<Messages> = {
  types: {
    ValueVariant8: { struct: { left: "u8", right: "u8" } },
    ValueVariant9: { enum: { YES: 0, NO: 1 } },
    Value: {
      union: {
        u8: [0, "u8"],
        str: [1, "str"],
        data: [2, "data"],
        "data[4]": [3, { data: 4 }],
        "list<str>": [4, { list: "str", min: 1 }],
        "list<u8>[2]": [5, { data: 2 }],
        "optional<i64>": [6, { optional: "i64" }],
        "map<str><f64>": [7, { map: ["str", "f64"], min: 9 }],
        ValueVariant8: [8, "ValueVariant8"],
        ValueVariant9: [9, "ValueVariant9"],
        void: [10, "void"],
      },
    },
  },
  recursive: [],
};
