/** Converters and decisions are typed to the end: nothing in them gets around the compiler. */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "..", "..");
const FOLDERS = ["packages/protocol/src", "codegen/corpus"];

/** Steps, versioned codecs and decisions, of the protocols and of the corpus. */
function convertersAndDecisions(): readonly string[] {
  return FOLDERS.filter((folder) => existsSync(join(ROOT, folder))).flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
      .filter((path) => /(?:^|\/)(?:v\d+-v\d+|versions)\.ts$/.test(path))
      .map((path) => join(folder, path)),
  );
}

/** Finds the places that get around the compiler, as `line: text`. */
function check(text: string): readonly string[] {
  const file = ts.createSourceFile("file.ts", text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const report = (node: ts.Node) => {
    const { line } = file.getLineAndCharacterOfPosition(node.getStart());
    found.push(`${line + 1}: ${node.getText()}`);
  };
  const visit = (node: ts.Node): void => {
    const isConst = ts.isAsExpression(node) && node.type.getText() === "const";
    const isAssertion = ts.isAsExpression(node) || ts.isTypeAssertionExpression(node);
    const isAny = node.kind === ts.SyntaxKind.AnyKeyword;
    if (isAny || (isAssertion && !isConst) || ts.isNonNullExpression(node)) report(node);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return [...found, ...(text.match(/@ts-(?:ignore|expect-error|nocheck)/g) ?? [])];
}

test("neither converters nor decisions hold an any, a cast, a `!` or a silenced error", () => {
  const files = convertersAndDecisions();
  expect(files.length).toBeGreaterThan(100);
  const escapes = files.flatMap((path) =>
    check(readFileSync(join(ROOT, path), "utf8")).map((found) => `${path}:${found}`),
  );
  expect(escapes).toEqual([]);
});

test("an any, a cast, a `!` and a silenced error are found", () => {
  expect(check("const a = b as unknown as any;")).toHaveLength(3);
  expect(check("const a = b!;")).toHaveLength(1);
  expect(check("// @ts-expect-error\nconst a: any = 1;")).toHaveLength(2);
  expect(check('const a = ["any"] as const; // any')).toEqual([]);
});
