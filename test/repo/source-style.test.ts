/** The rules of the style that a machine can check and the linter does not. */

import { dirname } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";
import {
  FILES,
  firstLineOf,
  HAND_WRITTEN,
  isGenerated,
  isTest,
  lastLineOf,
  nodesOf,
  SOURCES,
  textOf,
} from "./repository.js";

const MAX_COLUMNS = 100;
const MAX_FUNCTION_LINES = 70;
const MAX_FILE_LINES = 400;
const MAX_TEST_LINES = 600;

/** No node of any of `paths` is what `isWrong` tells. */
function check(paths: readonly string[], isWrong: (node: ts.Node) => boolean): void {
  expect(paths).not.toEqual([]);
  const places = paths.flatMap((path) =>
    nodesOf(path)
      .filter(isWrong)
      .map((node) => `${path}:${firstLineOf(node)}`),
  );
  expect(places).toEqual([]);
}

test("files are short enough to be one idea", () => {
  const long = HAND_WRITTEN.flatMap((path) => {
    const lines = textOf(path).trimEnd().split("\n").length;
    return lines > (isTest(path) ? MAX_TEST_LINES : MAX_FILE_LINES) ? [`${path}: ${lines}`] : [];
  });
  expect(long).toEqual([]);
});

test("lines fit into 100 columns", () => {
  const wide = HAND_WRITTEN.flatMap((path) =>
    textOf(path)
      .split("\n")
      .flatMap((line, index) => (isTooWide(line) ? [`${path}:${index + 1}`] : [])),
  );
  expect(wide).toEqual([]);
});

/** The formatter breaks code but no text: a message may be wider, a comment may not. */
function isTooWide(line: string): boolean {
  if ([...line].length <= MAX_COLUMNS) return false;
  return /^\s*(?:\/\*|\*|\/\/)/.test(line) || !/["'`]|\/\^/.test(line);
}

test("functions are short enough to be seen at once", () => {
  check(HAND_WRITTEN, (node) => {
    const lines = lastLineOf(node) - firstLineOf(node) + 1;
    return lines > MAX_FUNCTION_LINES && ts.isFunctionLike(node) && "body" in node;
  });
});

test("every source starts with what it owns", () => {
  // A decisions file is named by its step and holds its answers.
  const silent = SOURCES.filter((path) => !path.includes("/decisions/")).filter(
    (path) => !textOf(path).startsWith("/**"),
  );
  expect(silent).toEqual([]);
});

test("no file or folder is a drawer for everything", () => {
  const drawer = /^(?:shared|common|core|utils?|helpers?|misc|lib)$/;
  const names = new Set(FILES.flatMap((path) => [...dirname(path).split("/"), stem(path)]));
  expect([...names].filter((name) => drawer.test(name))).toEqual([]);
});

function stem(path: string): string {
  return path.split("/").at(-1)?.split(".")[0] ?? "";
}

test("sources have no any", () => {
  check(SOURCES, (node) => node.kind === ts.SyntaxKind.AnyKeyword);
});

test("sources have no enum and no namespace", () => {
  // A library without types of its own can be declared in no other way.
  const sources = SOURCES.filter((path) => !path.endsWith(".d.ts"));
  check(sources, (node) => ts.isEnumDeclaration(node) || ts.isModuleDeclaration(node));
});

test("sources have no default export", () => {
  check(SOURCES, (node) => {
    return ts.isExportAssignment(node) || node.kind === ts.SyntaxKind.DefaultKeyword;
  });
});

test("sources do not assert that something is there", () => {
  check(SOURCES, (node) => ts.isNonNullExpression(node));
});

test("sources export by name", () => {
  check(SOURCES, (node) => ts.isExportDeclaration(node) && node.exportClause === undefined);
});

test("no module exports `then`, which would make its namespace a promise to `await import()`", () => {
  check(HAND_WRITTEN, (node) => {
    if (ts.isExportSpecifier(node)) return node.name.text === "then";
    const isNamed = ts.isFunctionDeclaration(node) || ts.isVariableStatement(node);
    if (!isNamed || !node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) {
      return false;
    }
    const names = ts.isFunctionDeclaration(node)
      ? [node.name]
      : node.declarationList.declarations.map(({ name }) => name);
    return names.some((name) => name?.getText() === "then");
  });
});

test("generated sources have no any and no enum", () => {
  const generated = FILES.filter((path) => isGenerated(path) && path.startsWith("packages/"));
  check(generated, (node) => {
    return node.kind === ts.SyntaxKind.AnyKeyword || ts.isEnumDeclaration(node);
  });
});
