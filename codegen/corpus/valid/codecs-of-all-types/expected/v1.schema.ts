// @generated from codecs-of-all-types/v1.bare by `barewire generate`. Do not edit.
//
// The shape of every type, for errors that name the path of a problem. Codecs do not need it.

import type { SchemaDescription } from "@barewire/runtime/error-locator";

export const schema: SchemaDescription = {
  types: {
    Inner: { struct: { a: "u8" } },
    Outer: { struct: { inner: "Inner" } },
  },
  recursive: [],
};
