/**
 * Tests which configurations are accepted, and the positions of the problems of the others.
 */

import { expect, test } from "vitest";
import { positionOf } from "../schema/diagnostic.js";
import { parseConfig } from "./config.js";

/** `line:column message`, and the suggestion after an arrow; none for an accepted text. */
function check(text: string): readonly string[] {
  const parsed = parseConfig(text);
  if (parsed.ok) return [];
  return parsed.problems.map(({ offset, message, suggestion }) => {
    const { line, column } = positionOf(text, offset);
    return `${line}:${column} ${message}${suggestion === null ? "" : ` -> ${suggestion}`}`;
  });
}

function withKeys(keys: string): string {
  return `{ "schemas": "schemas", "out": "gen", ${keys} }`;
}

test("two folders are enough, and the rest has defaults", () => {
  expect(parseConfig('{ "schemas": "a", "out": "b" }')).toEqual({
    ok: true,
    config: {
      schemas: { text: "a", offset: 13 },
      out: { text: "b", offset: 25 },
      decisions: null,
      runtime: "@barewire/runtime",
      importExtension: null,
      target: "ts",
      numberLists: "array",
      codecs: "roots",
      lint: new Map(),
      compatibility: null,
      protocols: new Map(),
    },
  });
});

test("a protocol may have roots, number lists and codecs of its own", () => {
  const parsed = parseConfig(
    withKeys(
      '"protocols": { "p": { "roots": ["A", "B"], "numberLists": "typed-array", "codecs": "all" } }',
    ),
  );
  expect(parsed.ok && parsed.config.protocols.get("p")).toMatchObject({
    roots: ["A", "B"],
    numberLists: "typed-array",
    codecs: "all",
  });
});

test("a schema for editors and a byte order mark change nothing", () => {
  expect(check(`\uFEFF${withKeys('"$schema": "./config.schema.json"')}`)).toEqual([]);
});

test("a missing folder is reported at the object", () => {
  expect(check("\n{}")).toEqual([
    '2:1 the key "schemas" is missing',
    '2:1 the key "out" is missing',
  ]);
});

test("an unknown key is reported at the key, with the one that was meant", () => {
  expect(check(withKeys('\n  "runtme": "x"'))).toEqual([
    "2:3 unknown key \"runtme\" -> did you mean 'runtime'?",
  ]);
  expect(check(withKeys('"protocols": { "p": { "z": 1 } }'))).toEqual([
    '1:61 unknown key "z" -> the keys here are roots, numberLists, codecs, lint, sends, answers',
  ]);
});

test("a value of the wrong type is reported at the value, and all of them at once", () => {
  const text = '{\n"schemas": 1,\n"out": "",\n"runtime": null,\n"protocols": { "p": [] }\n}';
  expect(check(text)).toEqual([
    '2:12 "schemas" must be a non-empty string, found a number',
    '3:8 "out" must be a non-empty string, found ""',
    '4:12 "runtime" must be a non-empty string, found null',
    "5:21 expected an object, found an empty array",
  ]);
  expect(check("[1]")[0]).toBe("1:1 expected an object, found an array");
});

test("number lists have two forms", () => {
  expect(check(withKeys('"numberLists": "typed"'))).toEqual([
    '1:54 "numberLists" must be "array" or "typed-array", found "typed"',
  ]);
});

test("roots are distinct names of types, at least one", () => {
  const roots = (text: string) => check(withKeys(`"protocols": { "p": { "roots": ${text} } }`));
  expect(roots("[]")).toEqual(['1:70 "roots" must list at least one type, found an empty array']);
  expect(roots('"A"')).toEqual(['1:70 "roots" must list at least one type, found "A"']);
  expect(roots('["A", true, "A"]')).toEqual([
    "1:76 a root must be the name of a type, found a boolean",
    '1:82 duplicate root "A"',
  ]);
});

test("what is not JSON is reported where it stops being so", () => {
  expect(check("")).toEqual(["1:1 expected a value, found the end"]);
  expect(check('{ "a": 1')).toEqual(["1:9 expected ',' or '}', found the end"]);
  expect(check('{ "a": 1,\n}')).toEqual([
    "2:1 expected a key in double quotes, and no ',' before '}'",
  ]);
  expect(check('{ "a" 1 }')).toEqual(["1:7 expected ':' after the key"]);
  expect(check("{ a: 1 }")).toEqual(["1:3 expected a value or a key in double quotes"]);
  expect(check('{ "a": 01 }')).toEqual(["1:9 expected ',' before the next member"]);
  expect(check('{ "a": nul }')).toEqual(["1:8 expected a value or a key in double quotes"]);
  expect(check('{ "a": "x\n" }')).toEqual(["1:8 this string has no closing quote on its line"]);
  expect(check('{ "a": "\\x" }')).toEqual(["1:8 this string has an escape that JSON lacks"]);
  expect(check("{} {}")).toEqual(["1:4 nothing may follow the value"]);
  expect(check('{ // note\n"a": 1 }')).toEqual(["1:3 JSON has no comments"]);
  expect(check("[".repeat(100))).toEqual(["1:66 values nest more than 64 deep"]);
});

test("a key may stand in an object once", () => {
  expect(check('{ "out": "a",\n  "out": "b" }')).toEqual(['2:3 duplicate key "out"']);
});

test("escapes in keys and values are understood", () => {
  const parsed = parseConfig('{ "\\u0073chemas": "a\\\\b", "out": "\\"" }');
  expect(parsed.ok && [parsed.config.schemas.text, parsed.config.out.text]).toEqual(["a\\b", '"']);
});

test("codecs are those of the roots, or of all types", () => {
  expect(check(withKeys('"codecs": "all"'))).toEqual([]);
  expect(check(withKeys('"codecs": "some"'))).toEqual([
    '1:49 "codecs" must be "roots" or "all", found "some"',
  ]);
});
