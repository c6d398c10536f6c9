// @generated from doc-comments/v1.bare by `barewire generate`. Do not edit.
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
  readonly Documented: v1.Documented;
  readonly Plain: v1.Plain;
  readonly Choice: v1.Choice;
  readonly Union: v1.Union;
};

export const schema: TypedSchema<Messages> = {
  types: {
    Documented: { struct: { first: "u8", second: "str", third: "bool" } },
    Plain: "u8",
    Choice: { enum: { ONE: 0, TWO: 1, THREE: 10 } },
    Union: { union: { u8: [0, "u8"], str: [1, "str"] } },
  },
  recursive: [],
};
