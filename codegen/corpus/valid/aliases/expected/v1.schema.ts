// @generated from aliases/v1.bare by `barewire generate`. Do not edit.
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
  readonly I: v1.I;
  readonly K: v1.K;
};

export const schema: TypedSchema<Messages> = {
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
