// @generated from codecs-of-all-types/v1.bare by `barewire generate`. Do not edit.
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
  readonly Inner: v1.Inner;
  readonly Outer: v1.Outer;
};

export const schema: TypedSchema<Messages> = {
  types: {
    Inner: { struct: { a: "u8" } },
    Outer: { struct: { inner: "Inner" } },
  },
  recursive: [],
};
