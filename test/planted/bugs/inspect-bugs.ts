/** Bugs in the codec that reads a schema at run time, and in what is made of it. */

import type { PlantedBug } from "../planted-bugs.js";

const SRC = "packages/inspect/src";

export const INSPECT_BUGS: readonly PlantedBug[] = [
  {
    file: `${SRC}/bytes-tree.ts`,
    find: "if (node.end !== null && node.end <= offset) return;",
    replace: "if (node.end !== null && node.end < offset) return;",
    why: "the last part before the damage is shown as cut, although all of its bytes are there",
    finder: "test/inspect/bytes-tree.test.ts",
  },
  {
    file: `${SRC}/from-json.ts`,
    find: "if (Object.keys(fields).length > names.length) {",
    replace: "if (Object.keys(fields).length < names.length) {",
    why: "a misspelt field of a JSON value is ignored, and what its author meant is lost",
    finder: "test/inspect/json.test.ts",
  },
  {
    file: `${SRC}/base64.ts`,
    find: "return (bits & unused) === 0 ? bytes : null;",
    replace: "return bits >= unused ? bytes : bytes;",
    why: "two texts mean the same bytes, so that a comparison of texts says they differ",
    finder: "test/inspect/json.test.ts",
  },
  {
    file: `${SRC}/open-protocol.ts`,
    find: "return Object.is(value, valueFromJson(source.shapes, shape, key, answer.value));",
    replace: "return valueFromJson(source.shapes, shape, key, answer.value) !== undefined;",
    why: "a value that may be dropped only where it is the default is lost whatever it is",
    finder: "test/inspect/convert.test.ts",
  },
  {
    file: "packages/runtime/src/read-shape.ts",
    find: "entries.size === index",
    replace: "entries.size < index",
    why: "a map with the same key twice is shown as whole, while every codec refuses it",
    finder: "test/inspect/bytes-tree.test.ts",
  },
  {
    file: "packages/runtime/src/write-shape.ts",
    find: "writeBool(walk.writer, value !== null);",
    replace: "",
    why: "an optional is written without the byte that says whether it is there",
    finder: "test/inspect/bytes-tree.test.ts",
  },
];
