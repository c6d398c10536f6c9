/**
 * Every generated module of this repository as JavaScript with declarations. The compiler is the
 * judge: it erases the same, and its declarations say the same.
 */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { LINE_WIDTH } from "../emit/wrap-line.js";
import { declarationText, javaScriptText } from "./javascript-module.js";
import { loadTsMorph } from "./ts-morph.js";

const ROOT = join(import.meta.dirname, "../../..");
const FOLDERS = ["codegen/corpus", "examples/chat/src/gen", "packages/protocol/src/gen"];

const morph = await loadTsMorph();
const { ts } = morph;

const COMPILER = {
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.ESNext,
  verbatimModuleSyntax: true,
};

type Module = { readonly path: string; readonly text: string };

const modules = FOLDERS.flatMap((folder): readonly Module[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .map((path) => ({ path, text: readFileSync(join(ROOT, folder, path), "utf8") }))
    .filter(({ text }) => text.startsWith("// @generated from ")),
);

function compiled(fileName: string, text: string): string {
  const compilerOptions = { ...COMPILER, removeComments: true };
  return ts.transpileModule(text, { fileName, compilerOptions }).outputText;
}

/** The text without comments, and without what a line break adds: spaces, and a last comma. */
function condensed(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\/|^\/\/.*$/gm, "")
    .replace(/\s+/g, "")
    .replace(/,(?=[)}\]>])/g, "");
}

function check(what: string, test: (module: Module) => void): void {
  for (const module of modules) {
    try {
      test(module);
    } catch (error) {
      throw new Error(`${module.path}: ${what}`, { cause: error });
    }
  }
}

test("the JavaScript of a module is what the compiler makes of it", () => {
  expect(modules.length).toBeGreaterThan(150);
  check("another program", ({ text }) => {
    const script = javaScriptText(morph, text);
    expect(compiled("module.js", script)).toBe(compiled("module.ts", text));
  });
});

test("the JavaScript has no types, and the declarations are those of the compiler", () => {
  check("something is left, or missing", ({ text }) => {
    const script = javaScriptText(morph, text);
    const { diagnostics = [] } = ts.transpileModule(script, {
      fileName: "module.js",
      reportDiagnostics: true,
      compilerOptions: { ...COMPILER, allowJs: true },
    });
    expect(diagnostics.map(({ messageText }) => messageText)).toEqual([]);
    const { outputText, diagnostics: undeclared = [] } = ts.transpileDeclaration(text, {
      fileName: "module.ts",
      reportDiagnostics: true,
      compilerOptions: { ...COMPILER, isolatedDeclarations: true },
    });
    expect(undeclared.map(({ messageText }) => messageText)).toEqual([]);
    expect(condensed(declarationText(morph, text))).toBe(condensed(outputText));
  });
});

test("both keep the head of the module, its comments and the width of its lines", () => {
  check("laid out otherwise", ({ text }) => {
    const [head] = text.split("\n\n", 1);
    const script = javaScriptText(morph, text);
    expect(script).toMatch(/^.*\n\/\/ @ts-nocheck\n/);
    for (const made of [script.replace("// @ts-nocheck\n", ""), declarationText(morph, text)]) {
      expect(made.startsWith(`${head}\n`)).toBe(true);
      expect(made).not.toMatch(/[ \t]$|\n{3}/m);
      const wide = made.split("\n").filter(({ length }) => length > LINE_WIDTH);
      // A single name or string may be wider, with what cannot be separated from it.
      for (const line of wide) expect(line).toMatch(/\S{80}/);
    }
  });
});
