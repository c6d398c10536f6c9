// @generated from snake-case/v1.bare by `barewire generate`. Do not edit.
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
  readonly Snake: v1.Snake;
};

export const schema: TypedSchema<Messages> = {
  types: {
    SnakeABC: { struct: { innerName: "str" } },
    Snake: {
      struct: {
        pageSize: "u32",
        pageCount: { optional: "u32" },
        dbSizeInPages: "u64",
        x1: "u8",
        aBC: { list: "SnakeABC", min: 1 },
      },
    },
  },
  recursive: [],
};
