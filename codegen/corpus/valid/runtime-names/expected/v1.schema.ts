// @generated from runtime-names/v1.bare by `barewire generate`. Do not edit.
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
  readonly Some: v1.Some;
  readonly DecodeOptions: v1.DecodeOptions;
  readonly SCHEMA: v1.SCHEMA;
  readonly Bare: v1.Bare;
  readonly String: v1.String;
  readonly Data: v1.Data;
  readonly Tag: v1.Tag;
  readonly Bool: v1.Bool;
  readonly U8: v1.U8;
  readonly Count: v1.Count;
};

export const schema: TypedSchema<Messages> = {
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
