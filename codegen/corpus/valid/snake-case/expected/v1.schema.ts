// @generated from snake-case/v1.bare by `barewire generate`. Do not edit.
//
// The shape of every type, for errors that name the path of a problem. Codecs do not need it.

import type { SchemaDescription } from "@barewire/runtime/error-locator";

export const schema: SchemaDescription = {
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
