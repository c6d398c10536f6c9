// @generated from unions/v1.bare by `barewire generate`. Do not edit.
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
  readonly Message: v1.Message;
  readonly Lone: v1.Lone;
  readonly Outer: v1.Outer;
};

export const schema: TypedSchema<Messages> = {
  types: {
    Ping: "void",
    Pong: { struct: { id: "u32" } },
    Text: "str",
    Numbers: { list: "u32", min: 4 },
    Maybe: { optional: "u8" },
    Message: {
      union: {
        Ping: [0, "Ping"],
        Pong: [1, "Pong"],
        Text: [2, "Text"],
        Numbers: [3, "Numbers"],
        Maybe: [4, "Maybe"],
      },
    },
    Lone: { union: { Pong: [0, "Pong"] } },
    Inner: { union: { Ping: [0, "Ping"], Text: [1, "Text"] } },
    Outer: { union: { Inner: [0, "Inner"], Pong: [1, "Pong"] } },
  },
  recursive: [],
};
