/**
 * Tests that a line which is too wide becomes several lines with the same tokens.
 */

import ts from "typescript";
import { expect, test } from "vitest";
import { LINE_WIDTH, wrapLine } from "./wrap-line.js";

const LONG = `A${"b".repeat(79)}`;

/** The tokens, without the commas and parentheses that a break adds. */
function tokens(lines: readonly string[]): readonly string[] {
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, true);
  scanner.setText(lines.join("\n"));
  const found: string[] = [];
  while (scanner.scan() !== ts.SyntaxKind.EndOfFileToken) found.push(scanner.getTokenText());
  return found.filter((text) => text !== "," && text !== "(" && text !== ")");
}

function check(line: string): readonly string[] {
  const lines = wrapLine(line);
  expect(tokens(lines)).toEqual(tokens([line]));
  for (const text of lines) {
    // A line that is still wider is one name or one string, with the tokens that cannot be parted
    // from it.
    if (text.length > LINE_WIDTH) expect(tokens([text]).length).toBeLessThanOrEqual(3);
  }
  const source = (text: string) => ts.transpileModule(text, { reportDiagnostics: true });
  if (source(line).diagnostics?.length === 0) {
    expect(source(lines.join("\n")).diagnostics).toEqual([]);
  }
  return lines;
}

test("a line that fits is left alone", () => {
  const line = `const a = "${"b".repeat(LINE_WIDTH - 13)}";`;
  expect(line.length).toBe(LINE_WIDTH);
  expect(wrapLine(line)).toEqual([line]);
});

test("arguments, members and variants stand one a line", () => {
  expect(check(`call(${LONG}, ${LONG});`)).toEqual(["call(", `  ${LONG},`, `  ${LONG},`, ");"]);
  expect(check(`type A = Map<${LONG}, ${LONG}>;`)).toEqual([
    "type A = Map<",
    `  ${LONG},`,
    `  ${LONG}`,
    ">;",
  ]);
  expect(check(`type A = ${LONG} | ${LONG};`)).toEqual(["type A =", `  ${LONG}`, `    | ${LONG};`]);
});

test("a conditional is broken before its parts, and never behind `return`", () => {
  expect(check(`return condition ? ${LONG}(reader) : null;`)).toEqual([
    "return condition",
    `  ? ${LONG}(reader)`,
    "  : null;",
  ]);
  expect(check(`  return upgrade${LONG}V12.another(value);`)[0]).toMatch(/^ {2}return (?:\(|\w)/);
});

test("the head of a function with a name of eighty characters", () => {
  check(`export function decodeEmbeddedOfEverything${LONG}(bytes: Uint8Array): ${LONG} {`);
  check(`  throw bare.notRepresentable(DOWNGRADE, "${LONG}.${LONG}");`);
  check(`  readonly ${LONG.toLowerCase()}: v2.${LONG}["${LONG}"];`);
});

test.each(["extends", "satisfies", "function", "return", "throw", "readonly"])(
  "a property may be called %s",
  (name) => {
    for (const line of [
      `  readonly ${name}: readonly ${LONG}[];`,
      `  readonly ${name}: ${LONG} | ${LONG} | null;`,
      `  readonly ${name}?: readonly ${LONG}[];`,
      `  ${name}: read${LONG}(reader, value.${name}),`,
      `  if (value.${name} !== ${LONG}) return other.${name};`,
    ]) {
      const lines = check(line);
      const [open, close] = line.startsWith("  readonly ")
        ? ["type A = {", "};"]
        : line.startsWith("  if ")
          ? ["function f() {", "}"]
          : ["const a = {", "};"];
      const source = ts.createSourceFile(
        "a.ts",
        [open, ...lines, close].join("\n"),
        ts.ScriptTarget.Latest,
      );
      // A member of its own named `readonly` would be legal, and wrong.
      const [first] = source.statements;
      if (first !== undefined && ts.isTypeAliasDeclaration(first)) {
        expect(ts.isTypeLiteralNode(first.type) && first.type.members.length).toBe(1);
      }
      const compiled = ts.transpileModule(source.text, { reportDiagnostics: true });
      expect(compiled.diagnostics).toEqual([]);
    }
  },
);

test("a comment stays a comment", () => {
  const words = "word ".repeat(40).trim();
  for (const [start, margin] of [
    ["// ", ""],
    ["   * ", ""],
    ["//   ", "  "],
  ] as const) {
    const lines = wrapLine(start + words);
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines) {
      expect(line.length).toBeLessThanOrEqual(LINE_WIDTH);
      expect(line.startsWith(start)).toBe(true);
    }
    expect(lines.slice(1).every((line) => line.startsWith(start + margin))).toBe(true);
  }
});
