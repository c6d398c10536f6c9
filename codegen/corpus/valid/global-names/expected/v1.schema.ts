// @generated from global-names/v1.bare by `barewire generate`. Do not edit.
//
// The shape of every type, for errors that name the path of a problem. Codecs do not need it.

import type { SchemaDescription } from "@barewire/runtime/error-locator";

export const schema: SchemaDescription = {
  types: {
    Uint8Array: { struct: { size: "u8" } },
    Map: { struct: { entries: "u8" } },
    ReadonlyMap: { list: "u16", min: 2 },
    Array: { struct: { length: "uint" } },
    ReadonlyArray: { list: "str", min: 1 },
    Object: { struct: { key: "str" } },
    String: { struct: { chars: "str" } },
    Number: "u32",
    Promise: { optional: "str" },
    Record: { struct: { fields: { map: ["str", "data"], min: 2 } } },
    Error: { struct: { message: "str" } },
    Symbol: { enum: { ITERATOR: 0 } },
    Set: { list: "Map", min: 1 },
    Partial: {
      struct: {
        bytes: "data",
        items: { list: "Uint8Array", min: 1 },
        byName: { map: ["str", "Map"], min: 2 },
        set: "Set",
      },
    },
  },
  recursive: [],
};
