// @generated from voids/v1.bare by `barewire generate`. Do not edit.
//
// The shape of every type, for errors that name the path of a problem. Codecs do not need it.

import type { SchemaDescription } from "@barewire/runtime/error-locator";

export const schema: SchemaDescription = {
  types: {
    Nothing: "void",
    Nichts: "Nothing",
    Answer: { union: { Nothing: [0, "Nothing"], Nichts: [1, "Nichts"], u8: [2, "u8"] } },
    OnlyNothing: { union: { Nothing: [0, "Nothing"] } },
  },
  recursive: [],
};
