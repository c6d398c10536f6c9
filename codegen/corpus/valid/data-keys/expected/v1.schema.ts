// @generated from data-keys/v1.bare by `barewire generate`. Do not edit.
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
  readonly Octets: v1.Octets;
  readonly Pages: v1.Pages;
};

export const schema: TypedSchema<Messages> = {
  types: {
    Key: "data",
    Id: { data: 4 },
    Octets: "data",
    ByKey: { map: ["Key", "str"], min: 2 },
    ById: { map: ["Id", "ByKey"], min: 5 },
    Pages: {
      struct: {
        pages: { map: ["data", "data"], min: 2 },
        fixed: { map: [{ data: 2 }, "u8"], min: 3 },
        byId: "ById",
      },
    },
  },
  recursive: [],
};
