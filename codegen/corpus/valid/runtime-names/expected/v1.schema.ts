// @generated from runtime-names/v1.bare by `barewire generate`. Do not edit.
//
// The shape of every type, for errors that name the path of a problem. Codecs do not need it.

import type { SchemaDescription } from "@barewire/runtime/error-locator";

export const schema: SchemaDescription = {
  types: {
    Reader: { struct: { at: "u8", bytes: "data" } },
    Writer: { struct: { offset: "u32", value: "str" } },
    Some: { optional: { optional: "u8" } },
    DecodeOptions: { struct: { reader: "Reader", writer: "Writer" } },
    SCHEMA: "u8",
    Bare: { struct: { bare: "u8" } },
    String: "str",
    Data: "data",
    Tag: "u16",
    Bool: "bool",
    U8: "u8",
    Count: {
      struct: {
        count: "uint",
        items: "data",
        entries: { map: ["data", "data"], min: 2 },
        keys: { list: "data", min: 1 },
      },
    },
  },
  recursive: [],
};
