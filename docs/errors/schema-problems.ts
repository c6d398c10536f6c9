/** The problems of a schema, by the codes that `--json` prints. */

import type { ProblemCode } from "../../codegen/src/schema/diagnostic.js";
import type { ErrorTable } from "./error-entry.js";

export const SCHEMA_PROBLEMS: ErrorTable<ProblemCode> = {
  "bracket-expected": {
    cause: "A type that has brackets or braces is written without them",
    remedy: "Write `list<A>`, `optional<A>`, `map<A><B>` or `struct { ... }`",
  },
  "bracket-unclosed": {
    cause: "A bracket is not closed, or something stands before its end that does not belong there",
    remedy: "Close the bracket, or separate the members of a union by `|`",
  },
  "colon-expected": {
    cause: "A field has no colon between its name and its type",
    remedy: "Write `name: type`",
  },
  "definition-expected": {
    cause: "Something stands where a definition begins, and is none",
    remedy: "Write `type`, a name and one type, or remove what is left over",
  },
  "definition-name-expected": {
    cause: "A definition has no name",
    remedy: "Write the name behind `type`",
  },
  "enum-value-name": {
    cause: "The name of an enum value is not in CONSTANT_CASE",
    remedy: "Rename it; the fix has the name in CONSTANT_CASE",
  },
  "equals-sign": {
    cause: "A `=` stands between the name of a definition and its type",
    remedy: "Remove it",
  },
  "field-name": {
    cause: "The name of a field is neither in camelCase nor in snake_case",
    remedy: "Rename it",
  },
  "field-twice": {
    cause: "Two fields of a struct have the same name, as it is written or in camelCase",
    remedy: "Rename one of the two",
  },
  "fixed-length": {
    cause: "A fixed length is 0, or above 2^32 - 1",
    remedy: "Write a length between the two",
  },
  "map-key": {
    cause: "A type cannot be the key of a map",
    remedy: "Use an integer, bool, str, data or an enum",
  },
  "members-missing": {
    cause: "A struct, an enum or a union is empty",
    remedy: "Add a member; a type without content is `void`",
  },
  "merge-conflict": {
    cause: "The file has markers that Git has left",
    remedy: "Keep what is meant of both sides, and delete the lines of the markers",
  },
  "nested-too-deep": {
    cause: "Brackets stand within more than 64 others",
    remedy: "Give an inner type a name and refer to it",
  },
  "number-expected": {
    cause: "A tag, a value or a length is no decimal number",
    remedy: "Write it in decimal digits",
  },
  "number-too-large": {
    cause: "A tag or a value is above 2^53 - 1, the largest exact number in JavaScript",
    remedy: "Choose a smaller number",
  },
  "number-twice": {
    cause: "Two members have the same number",
    remedy: "Give one of the two the next free number, which the help names",
  },
  "older-draft": {
    cause: "The syntax is that of an older draft of BARE",
    remedy: "Write the form that the help shows",
  },
  "schema-empty": {
    cause: "The file defines nothing",
    remedy: "Define a type",
  },
  separator: {
    cause: "A comma or a semicolon stands between members or types",
    remedy: "Remove it, or write `|` between members of a union and `><` between those of a map",
  },
  "type-endless": {
    cause: "A value of the type would contain itself without end",
    remedy: "Write `optional<...>` around the reference, so that a value can end",
  },
  "type-expected": {
    cause: "Something that is no type stands where one must",
    remedy: "Write a type there",
  },
  "type-name": {
    cause: "The name of a definition is not in PascalCase",
    remedy: "Rename the type everywhere",
  },
  "type-twice": {
    cause: "Two definitions have the same name",
    remedy: "Rename or remove one of the two",
  },
  "type-undefined": {
    cause: "No definition has the name of a type",
    remedy: "Correct the name, or define the type",
  },
  "unexpected-character": {
    cause: "A character that BARE does not use stands outside of a comment",
    remedy: "Remove it; names are written in ASCII",
  },
  "union-braces": {
    cause: "A union has no braces",
    remedy: "Write `union { A | B }`",
  },
  "value-twice": {
    cause: "Two values of an enum have the same name",
    remedy: "Rename one of the two",
  },
  "variant-twice": {
    cause: "A union has the same type twice",
    remedy: "Define a type with a name of its own for one of the two",
  },
  "void-misplaced": {
    cause: "`void` stands where a value must have content",
    remedy: "Use it as a definition or a member of a union only",
  },
};
