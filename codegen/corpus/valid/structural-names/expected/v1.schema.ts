// @generated from structural-names/v1.bare by `barewire generate`. Do not edit.
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
  readonly Clashes: v1.Clashes;
};

export const schema: TypedSchema<Messages> = {
  types: {
    Str: { struct: { notText: "u8" } },
    U8: { struct: { notByte: "str" } },
    Data: { struct: { notData: "u8" } },
    Data4: { struct: { notFour: "u8" } },
    OptionalStr: { struct: { notOptional: "u8" } },
    ListOfStr: { struct: { notList: "u8" } },
    MapOfStrToStr: { struct: { notMap: "u8" } },
    Clashes: {
      struct: {
        a: { list: "str", min: 1 },
        b: { list: "Str", min: 1 },
        c: { list: { list: "str", min: 1 }, min: 1 },
        d: { list: "ListOfStr", min: 1 },
        e: { list: { optional: "str" }, min: 1 },
        f: { list: "OptionalStr", min: 1 },
        g: { list: { data: 4 }, min: 4 },
        h: { list: "Data4", min: 1 },
        i: { list: "data", min: 1 },
        j: { list: "Data", min: 1 },
        k: { map: ["str", "str"], min: 2 },
        l: { map: ["str", "Str"], min: 2 },
        m: { list: { map: ["str", "str"], min: 2 }, min: 1 },
        n: { list: "MapOfStrToStr", min: 1 },
        o: { map: ["str", "u8"], min: 2 },
        p: { map: ["str", "U8"], min: 2 },
        q: { list: "u16", length: 2 },
        r: { list: "u16", length: 22 },
      },
    },
  },
  recursive: [],
};
