// @generated from enums/v1.bare by `barewire generate`. Do not edit.
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
  readonly WithDigits: v1.WithDigits;
  readonly Use: v1.Use;
};

export const schema: TypedSchema<Messages> = {
  types: {
    Level: { enum: { LOW: 0, MIDDLE: 5, HIGH: 6 } },
    Only: { enum: { ONE: 0 } },
    Wide: { enum: { A: 127, B: 128, C: 4294967296, D: 9007199254740991 } },
    WithDigits: { enum: { V1: 0, V2_0: 1, X86_64: 2 } },
    Use: {
      struct: {
        level: "Level",
        all: { list: "Level", min: 1 },
        byName: { map: ["Level", "Wide"], min: 2 },
        last: { optional: "Only" },
      },
    },
  },
  recursive: [],
};
