// @generated from long-lines/v1.bare by `barewire generate`. Do not edit.
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
  readonly AnUnreasonablyLongTypeNameThatFillsMostOfALineByItself:
    v1.AnUnreasonablyLongTypeNameThatFillsMostOfALineByItself;
  readonly AnUnreasonablyLongRecursiveTypeNameThatFillsMostOfALine:
    v1.AnUnreasonablyLongRecursiveTypeNameThatFillsMostOfALine;
};

export const schema: TypedSchema<Messages> = {
  types: {
    AnUnreasonablyLongTypeNameThatFillsMostOfALineByItself: {
      struct: {
        anUnreasonablyLongFieldNameThatFillsMostOfALine: "AnotherUnreasonablyLongTypeName",
        optionalOfIt: { optional: "AnUnreasonablyLongAliasNameThatFillsMostOfALineToo" },
        listOfThem: { list: "AnotherUnreasonablyLongTypeName", min: 2 },
        mapOfThem: {
          map: [
            "AnUnreasonablyLongAliasNameThatFillsMostOfALineToo",
            "AnotherUnreasonablyLongTypeName",
          ],
          min: 3,
        },
        fixedListOfThem: { list: { optional: "AnotherUnreasonablyLongTypeName" }, length: 3 },
      },
    },
    AnotherUnreasonablyLongTypeName: {
      union: {
        AnUnreasonablyLongAliasNameThatFillsMostOfALineToo: [
          0,
          "AnUnreasonablyLongAliasNameThatFillsMostOfALineToo",
        ],
        AnUnreasonablyLongEnumNameThatFillsMostOfALineToo: [
          1,
          "AnUnreasonablyLongEnumNameThatFillsMostOfALineToo",
        ],
      },
    },
    AnUnreasonablyLongAliasNameThatFillsMostOfALineToo: "str",
    AnUnreasonablyLongEnumNameThatFillsMostOfALineToo: {
      enum: {
        AN_UNREASONABLY_LONG_VALUE_NAME_THAT_FILLS_A_THIRD_OF_A_LINE: 0,
        ANOTHER_UNREASONABLY_LONG_VALUE_NAME_THAT_FILLS_A_THIRD_OF_A_LINE: 1,
      },
    },
    AnUnreasonablyLongRecursiveTypeNameThatFillsMostOfALine: {
      struct: {
        next: { optional: "AnUnreasonablyLongRecursiveTypeNameThatFillsMostOfALine" },
      },
    },
  },
  recursive: ["AnUnreasonablyLongRecursiveTypeNameThatFillsMostOfALine"],
};
