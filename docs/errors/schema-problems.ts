/** The problems of a schema, by the codes that `--json` prints. */

import type { ProblemCode } from "../../codegen/src/schema/problem-code.js";
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
  "config-folder": {
    cause:
      "A folder of the configuration or of an option does not exist, is empty, or lies within another one",
    remedy: "Create the folder, or correct the path",
  },
  "config-key": {
    cause: "The configuration has a key that no option has",
    remedy: "Correct the key, or remove it",
  },
  "config-value": {
    cause: "A value of the configuration is not what its key takes",
    remedy: "Write a value as the message says",
  },
  "decision-invalid": {
    cause: "An answer is none that its question has, or lacks its reason",
    remedy: "Give one of the answers that the help lists",
  },
  "decision-missing": {
    cause: "A question of a step has no answer",
    remedy: "Answer it in the decisions file of the step",
  },
  "decision-obsolete": {
    cause: "A decision answers no question of its step",
    remedy: "Remove the entry, or correct its key",
  },
  "decision-twice": {
    cause: "Two entries of a decisions file have the same key",
    remedy: "Remove one of the two",
  },
  "decision-unreadable": {
    cause: "An answer cannot be read without running the file",
    remedy: "Write it as a function, or as a call of one of the answers",
  },
  "decisions-form": {
    cause: "A decisions file does not export the object `decisions`",
    remedy: "Write `export const decisions: DecisionsVNVM = { ... };`",
  },
  "decisions-missing": {
    cause: "A step asks something, and has no decisions file",
    remedy: "Run `barewire generate --scaffold`, and answer what the file asks",
  },
  "decisions-syntax": {
    cause: "A decisions file is not valid TypeScript",
    remedy: "Correct it at the place that the message names",
  },
  "definition-expected": {
    cause: "Something stands where a definition begins, and is none",
    remedy: "Write `type`, a name and one type, or remove what is left over",
  },
  "definition-name-expected": {
    cause: "A definition has no name",
    remedy: "Write the name behind `type`",
  },
  "deprecation-reason": {
    cause: "`@deprecated` stands without a reason",
    remedy: "Write behind it what to use instead",
  },
  "draft-open": {
    cause: "A new version is begun, and the newest one is not published yet",
    remedy: "Publish it, or go on with it",
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
  "file-foreign": {
    cause: "A file that was not generated stands in a folder of generated files",
    remedy: "Move it to another folder, or delete it",
  },
  "file-missing": {
    cause: "A generated file is missing",
    remedy: "Run `barewire generate`, or `barewire vectors` for vectors",
  },
  "file-name": {
    cause:
      "The name of a file or a folder is none that a schema, a decisions file or a protocol has",
    remedy: "Rename it as the help says",
  },
  "file-orphaned": {
    cause: "A generated file is not generated any more",
    remedy: "Run `barewire generate`",
  },
  example: {
    cause: "A declared example is not one of its versions, or a value does not arrive as it says",
    remedy: "Correct the decision of that step, or the example if it is wrong",
  },
  "file-stale": {
    cause: "A generated file is not what would be generated now",
    remedy: "Run `barewire generate`, or `barewire vectors` for vectors",
  },
  "fixed-length": {
    cause: "A fixed length is 0, or above 2^32 - 1",
    remedy: "Write a length between the two",
  },
  "gap-not-carried": {
    cause: "A part that went and came back cannot be carried past the versions that lack it",
    remedy: "Answer `another(...)`",
  },
  "gap-undecided": {
    cause: "A part went and came back, and no decision says whether it is the same",
    remedy: "Answer `sameAgain(...)` or `another(...)`",
  },
  golden: {
    cause:
      "The golden bytes of a published version are missing, damaged, or decode to another value",
    remedy: "Restore the file from version control",
  },
  "json-syntax": {
    cause: "A configuration or a lock is not valid JSON",
    remedy: "Correct it at the place that the message names",
  },
  "link-broken": {
    cause: "A symbolic link leads to nothing",
    remedy: "Correct the link, or delete it",
  },
  "lock-edited": {
    cause: "A lock does not match its own hashes or versions",
    remedy: "Restore the file from version control",
  },
  "lock-invalid": {
    cause: "A file named like a lock is none",
    remedy: "Restore the file from version control",
  },
  "lock-protocol": {
    cause: "A lock is that of another protocol",
    remedy: "Name the folder of the protocol as before",
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
  "message-unknown": {
    cause: "The configuration names a message that the newest version lacks",
    remedy: "Correct the name",
  },
  module: {
    cause: "A module of the protocol cannot be loaded",
    remedy: "Correct it, and run the command again",
  },
  "nested-too-deep": {
    cause: "Brackets stand within more than 64 others",
    remedy: "Give an inner type a name and refer to it",
  },
  "not-formatted": {
    cause: "A schema is not in the canonical layout",
    remedy: "Run `barewire format`",
  },
  "not-utf8": {
    cause: "A file is not UTF-8 text",
    remedy: "Save it as UTF-8",
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
  "number-withdrawn": {
    cause: "A schema has the number of a version that was withdrawn",
    remedy: "Name the file by the next number",
  },
  "older-draft": {
    cause: "The syntax is that of an older draft of BARE",
    remedy: "Write the form that the help shows",
  },
  "promise-broken": {
    cause: "A published version of the compared commit has changed or is gone",
    remedy: "Restore it, and make changes in a later version",
  },
  "promise-unreadable": {
    cause: "The lock of the compared commit cannot be read",
    remedy: "Name another commit",
  },
  proof: {
    cause: "A conversion does not do what its decisions promise",
    remedy: "Correct the decision of the step",
  },
  "published-changed": {
    cause: "The schema of a published version has changed",
    remedy: "Undo the change, or make it in the next version",
  },
  "rename-invalid": {
    cause: "A rename names a part that is not new, or one that the older version lacks",
    remedy: "Name what only the older version has",
  },
  "root-unknown": {
    cause: "The configuration names a root that the newest version lacks",
    remedy: "Correct the name",
  },
  "schema-empty": {
    cause: "The file defines nothing",
    remedy: "Define a type",
  },
  "schema-gone": {
    cause: "The schema of a version that is still spoken is gone",
    remedy: "Restore the file from version control",
  },
  "schema-missing": {
    cause: "The folder of a protocol has no schema",
    remedy: "Create `v1.bare` in it",
  },
  separator: {
    cause: "A comma or a semicolon stands between members or types",
    remedy: "Remove it, or write `|` between members of a union and `><` between those of a map",
  },
  stale: {
    cause: "The page of the compatibility is not what would be written now",
    remedy: "Run `barewire test`",
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
  "version-change": {
    cause: "A version cannot be published, retired or withdrawn as it is",
    remedy: "Follow the help of the message",
  },
  "void-misplaced": {
    cause: "`void` stands where a value must have content",
    remedy: "Use it as a definition or a member of a union only",
  },
};
