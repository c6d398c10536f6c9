// @generated from global-names/v1.bare by `barewire generate`. Do not edit.
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
  readonly ReadonlyMap: v1.ReadonlyMap;
  readonly Array: v1.Array;
  readonly ReadonlyArray: v1.ReadonlyArray;
  readonly Object: v1.Object;
  readonly String: v1.String;
  readonly Number: v1.Number;
  readonly Promise: v1.Promise;
  readonly Record: v1.Record;
  readonly Error: v1.Error;
  readonly Symbol: v1.Symbol;
  readonly Partial: v1.Partial;
};

export const schema: TypedSchema<Messages> = {
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
