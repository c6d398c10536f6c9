// @generated from aliases/v1.bare by `barewire generate`. Do not edit.
//
// The shape of every type, for errors that name the path of a problem. Codecs do not need it.

import type { SchemaDescription } from "@barewire/runtime/error-locator";

export const schema: SchemaDescription = {
  types: {
    A: "B",
    B: "C",
    C: { list: "D", min: 2 },
    D: "E",
    E: { struct: { a: "F" } },
    F: "G",
    G: "u16",
    H: { optional: "F" },
    I: { optional: "H" },
    K: { map: ["L", "A"], min: 2 },
    L: "M",
    M: "str",
  },
  recursive: [],
};
