/** The fixes of problems: each mends its problem, and brings no other. */

import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Fix, SchemaDiagnostic } from "./diagnostic.js";
import { readSchema } from "./read-schema.js";

const CORPUS = new URL("../../corpus/invalid/", import.meta.url);

function problemsOf(text: string): readonly SchemaDiagnostic[] {
  const result = readSchema({ file: "v1.bare", text, protocol: "example", version: 1 });
  return result.ok ? [] : result.diagnostics;
}

function applied(text: string, { offset, end, text: written }: Fix): string {
  return text.slice(0, offset) + written + text.slice(end);
}

/** The text once the first problem is mended; the problem has this code. */
function check(text: string, code: SchemaDiagnostic["code"]): string | null {
  const [problem] = problemsOf(text);
  expect(problem?.code).toBe(code);
  return problem?.fix == null ? null : applied(text, problem.fix);
}

test.each(readdirSync(CORPUS))("every fix of a problem of %s mends it", (name) => {
  const text = readFileSync(new URL(`${name}/v1.bare`, CORPUS), "utf8");
  for (const problem of problemsOf(text)) {
    if (problem.fix === null) continue;
    // One that stood behind it in the same definition may show now.
    const same = problemsOf(applied(text, problem.fix)).filter(
      ({ code, offset }) => code === problem.code && offset === problem.offset,
    );
    expect(same).toEqual([]);
  }
});

test.each([
  ["typ Id str", "definition-expected", "type Id str"],
  ["type Id = str", "equals-sign", "type Id  str"],
  ["struct A { a: u8 }", "older-draft", "type A struct { a: u8 }"],
  ["type A { a: u8 }", "older-draft", "type A struct { a: u8 }"],
  ["type A [4]data<8>", "older-draft", "type A list<data[8]>[4]"],
  ["type A map[string][]u8", "older-draft", "type A map<str><list<u8>>"],
  ["type A u8 | u16 = 3", "union-braces", "type A union { u8 | u16 = 3 }"],
  ["type A union { u8, u16 }", "separator", "type A union { u8 | u16 }"],
  ["type A union { u8 u16 }", "bracket-unclosed", "type A union { u8 | u16 }"],
  ["type A map<u8, u16>", "separator", "type A map<u8>< u16>"],
  ["type A struct { a: u8, }", "separator", "type A struct { a: u8 }"],
  ["type A struct { a u8 }", "colon-expected", "type A struct { a: u8 }"],
  ["type A enum { goingAway }", "enum-value-name", "type A enum { GOING_AWAY }"],
  ["type A enum { A = 0x1f }", "number-expected", "type A enum { A = 31 }"],
  [
    "type A struct {\n  a: list<u8 # c\n",
    "bracket-unclosed",
    "type A struct {\n  a: list<u8>\n} # c\n",
  ],
  ["type A struct { Name: u8 }", "field-name", "type A struct { name: u8 }"],
  ["type A struct { a: srt }", "type-undefined", "type A struct { a: str }"],
  ["type A struct { a: A }", "type-endless", "type A struct { a: optional<A> }"],
] as const)("%j: %s", (text, code, mended) => {
  expect(check(text, code)).toBe(mended);
  expect(problemsOf(mended)).toEqual([]);
});

test.each([
  ["type A map[ # a key\n str]u8", "older-draft"],
  ["type A []{ a: u8 }", "older-draft"],
  ["type A [4", "older-draft"],
  ["type A u8 | >", "union-braces"],
  ["type A struct { a: Unknown }", "type-undefined"],
  ["<<<<<<< ours\ntype A u8\n", "merge-conflict"],
] as const)("%j has no fix that is sure", (text, code) => {
  expect(check(text, code)).toBeNull();
});

test("the range of a problem is that of what it is about", () => {
  const text = "type lower u8\ntype Id u8\ntype Id u16\ntype A struct { b: Missing c: list<void> }";
  expect(problemsOf(text).map(({ offset, end }) => text.slice(offset, end))).toEqual([
    "type lower",
    "type Id",
    "Missing",
    "void",
  ]);
});
