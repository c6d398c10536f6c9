// @generated from doc-comments/v1.bare by `barewire generate`. Do not edit.
//
// The shape of every type, for errors that name the path of a problem. Codecs do not need it.

import type { SchemaDescription } from "@barewire/runtime/error-locator";

export const schema: SchemaDescription = {
  types: {
    Documented: { struct: { first: "u8", second: "str", third: "bool" } },
    Plain: "u8",
    Choice: { enum: { ONE: 0, TWO: 1, THREE: 10 } },
    Union: { union: { u8: [0, "u8"], str: [1, "str"] } },
  },
  recursive: [],
};
