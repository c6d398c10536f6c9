// @generated from recursion/v1.bare by `barewire generate`. Do not edit.
//
// The shape of every type, for errors that name the path of a problem. Codecs do not need it.

import type { SchemaDescription } from "@barewire/runtime/error-locator";

export const schema: SchemaDescription = {
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
