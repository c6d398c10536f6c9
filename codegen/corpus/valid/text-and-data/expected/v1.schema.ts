// @generated from text-and-data/v1.bare by `barewire generate`. Do not edit.
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
  readonly Pair: v1.Pair;
  readonly Everything: v1.Everything;
};

export const schema: TypedSchema<Messages> = {
  types: {
    Name: "str",
    Blob: "data",
    Token: { data: 16 },
    Octets: "data",
    Address: { data: 4 },
    Digest: { data: 32 },
    Pair: { struct: { left: "Token", right: "Digest" } },
    Everything: {
      struct: {
        name: "Name",
        blob: "Blob",
        token: "Token",
        octets: "Octets",
        address: "Address",
        names: { list: "str", min: 1 },
        blobs: { list: "data", min: 1 },
        tokens: { list: "Token", min: 16 },
        matrix: { list: "data", min: 1 },
        rows: { list: { data: 2 }, length: 2 },
      },
    },
  },
  recursive: [],
};
