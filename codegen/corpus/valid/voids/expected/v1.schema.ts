// @generated from voids/v1.bare by `barewire generate`. Do not edit.
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
  readonly Answer: v1.Answer;
  readonly OnlyNothing: v1.OnlyNothing;
};

export const schema: TypedSchema<Messages> = {
  types: {
    Nothing: "void",
    Nichts: "Nothing",
    Answer: { union: { Nothing: [0, "Nothing"], Nichts: [1, "Nichts"], u8: [2, "u8"] } },
    OnlyNothing: { union: { Nothing: [0, "Nothing"] } },
  },
  recursive: [],
};
