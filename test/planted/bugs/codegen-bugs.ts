/** Bugs in the parser of schemas, and in what prints them anew. */

import type { PlantedBug } from "../planted-bugs.js";

const SRC = "codegen/src/syntax";

export const CODEGEN_BUGS: readonly PlantedBug[] = [
  {
    file: `${SRC}/line-printer.ts`,
    find: "return parts.has(next) ? [comment, null] : [comment];",
    replace: "return parts.has(next) ? [comment] : [comment];",
    why: "a comment beside several members documents the next one once the schema is formatted",
    finder: "test/contract/formatted-syntax.test.ts",
  },
  {
    file: `${SRC}/line-printer.ts`,
    find: "documented.comment = comment;",
    replace: "documented.comment = null;",
    why: "formatting a schema deletes the comments behind its members",
    finder: "test/contract/formatted-syntax.test.ts",
  },
  {
    file: `${SRC}/format.ts`,
    find: "if (isFaulty || firstConflictMarker(text) !== null) return null;",
    replace: "if (isFaulty && firstConflictMarker(text) !== null) return null;",
    why: "formatting a schema that is half typed deletes what it does not understand",
    finder: "test/commands/format.test.ts",
  },
  {
    file: `${SRC}/parse.ts`,
    find: "if (offset <= edit.end) return null;",
    replace: "if (offset < edit.start) return null;",
    why: "an editor shows a definition as it was before the edit",
    finder: "test/contract/edited-syntax.test.ts",
  },
  {
    file: `${SRC}/parse.ts`,
    find: "return Math.max(0, before - 1 - LOOKAHEAD);",
    replace: "return Math.max(0, before);",
    why: "an editor does not see an edit at the end of a definition",
    finder: "test/contract/edited-syntax.test.ts",
  },
  {
    file: `${SRC}/tree-builder.ts`,
    find: "if (this.#depth <= MAX_NESTING) return;",
    replace: "if (this.#depth <= MAX_NESTING || this.#depth > 0) return;",
    why: "a schema of many brackets overflows the stack of the command",
    finder: "codegen/src/schema/read-schema.test.ts",
  },
  {
    file: `${SRC}/tree-builder.ts`,
    find: "const canStart = this.#index >= reached || this.#isField();",
    replace: "const canStart = this.#index >= reached;",
    why: "a field that is cut short takes the next one with it",
    finder: "test/contract/edited-syntax.test.ts",
  },
  {
    file: `${SRC}/split-definitions.ts`,
    find: "return depth === 0 || (isFirstOnLine && !this.#next.isFirstOnLine && isTypeName(",
    replace:
      "return (depth === 0 && this.#next.text !== depth.toString()) || (false && isTypeName(",
    why: "a bracket that is not closed hides all definitions below it",
    finder: "test/contract/edited-syntax.test.ts",
  },
  {
    file: `${SRC}/typed-view.ts`,
    find: "next = tag + 1;",
    replace: "next += 1;",
    why: "union members behind an explicit tag have other tags on the wire",
    finder: "test/contract/judged-syntax.test.ts",
  },
  {
    file: "codegen/src/commands/pipeline.ts",
    find: "if (linked !== null) ownPackages(realPath(linked), found);",
    replace: "if (linked === null) ownPackages(realPath(folder), found);",
    why: "after a change of a package that the generator uses, old output counts as up to date",
    finder: "codegen/src/commands/pipeline.test.ts",
  },
];
