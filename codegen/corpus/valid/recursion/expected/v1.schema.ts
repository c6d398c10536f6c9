// @generated from recursion/v1.bare by `barewire generate`. Do not edit.
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
  readonly Chain: v1.Chain;
  readonly Json: v1.Json;
  readonly JsonList: v1.JsonList;
  readonly JsonObject: v1.JsonObject;
  readonly Even: v1.Even;
  readonly Odd: v1.Odd;
  readonly TreeUnguarded: v1.TreeUnguarded;
  readonly Lists: v1.Lists;
  readonly Maps: v1.Maps;
  readonly Maybe: v1.Maybe;
  readonly Pairs: v1.Pairs;
};

export const schema: TypedSchema<Messages> = {
  types: {
    Tree: { struct: { name: "str", children: { list: "Tree", min: 2 } } },
    Chain: { struct: { value: "u8", next: { optional: "Chain" } } },
    Json: {
      union: {
        JsonNull: [0, "JsonNull"],
        JsonText: [1, "JsonText"],
        JsonList: [2, "JsonList"],
        JsonObject: [3, "JsonObject"],
      },
    },
    JsonNull: "void",
    JsonText: "str",
    JsonList: { list: "Json", min: 1 },
    JsonObject: { map: ["str", "Json"], min: 2 },
    Even: { union: { u8: [0, "u8"], Odd: [1, "Odd"] } },
    Odd: { union: { u8: [0, "u8"], Even: [1, "Even"] } },
    TreeUnguarded: { struct: { tree: "Tree" } },
    Lists: { list: "Lists", min: 1 },
    Maps: { map: ["str", "Maps"], min: 2 },
    Maybe: { optional: "Maybe" },
    Pairs: { list: { list: "Pairs", min: 2 }, length: 2 },
  },
  recursive: [
    "Tree",
    "Chain",
    "Json",
    "JsonList",
    "JsonObject",
    "Even",
    "Odd",
    "Lists",
    "Maps",
    "Maybe",
    "Pairs",
  ],
};
