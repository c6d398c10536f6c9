/** The files of the repository, as git would commit them, and what TypeScript sees in them. */

import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";

export const ROOT: string = fileURLToPath(new URL("../../", import.meta.url));

/** Paths from the root, with `/`. Files that git ignores are left out. */
export const FILES: readonly string[] = listFiles();

/** TypeScript that a person writes. The corpus of the generator is input, not code. */
export const HAND_WRITTEN: readonly string[] = FILES.filter(
  (path) => /\.[cm]?ts$/.test(path) && !isGenerated(path) && !path.startsWith("codegen/corpus/"),
);

/** Those of them that are shipped. */
export const SOURCES: readonly string[] = HAND_WRITTEN.filter(
  (path) => /^(?:codegen|packages\/[^/]+)\/src\//.test(path) && !isTest(path),
);

export function isGenerated(path: string): boolean {
  return /(?:^|\/)gen\/|\.gen\./.test(path);
}

export function isTest(path: string): boolean {
  return /\.test\.ts$/.test(path);
}

export function textOf(path: string): string {
  return readFileSync(ROOT + path, "utf8");
}

/**
 * The specifiers that `path` imports in any way: statically, as types, lazily, or to export it
 * again.
 */
export function importsOf(path: string): readonly string[] {
  return ts.preProcessFile(textOf(path), true, true).importedFiles.map(({ fileName }) => fileName);
}

/** Every node of the file. */
export function nodesOf(path: string): readonly ts.Node[] {
  const known = NODES.get(path);
  if (known !== undefined) return known;
  const nodes: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    nodes.push(node);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, textOf(path), ts.ScriptTarget.Latest, true));
  NODES.set(path, nodes);
  return nodes;
}

/** Parsed once for all rules. */
const NODES: Map<string, readonly ts.Node[]> = new Map();

/** The number of the line, counted from 1 as editors do. */
export function firstLineOf(node: ts.Node): number {
  return node.getSourceFile().getLineAndCharacterOfPosition(node.getStart()).line + 1;
}

export function lastLineOf(node: ts.Node): number {
  return node.getSourceFile().getLineAndCharacterOfPosition(node.getEnd()).line + 1;
}

/** The part of a `package.json` that the rules look at. */
export type Manifest = {
  readonly name: string;
  readonly private?: boolean;
  readonly license?: string;
  readonly description?: string;
  readonly type?: string;
  readonly engines?: { readonly node?: string };
  readonly bin?: Readonly<Record<string, string>>;
  readonly exports?: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly imports?: Readonly<Record<string, unknown>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
};

export function manifestOf(folder: string): Manifest {
  // Every package.json of the workspace has this shape, which the tests then look into.
  return JSON.parse(textOf(folder === "" ? "package.json" : `${folder}/package.json`)) as Manifest;
}

function listFiles(): readonly string[] {
  const listed = execFileSync("git", ["ls-files", "-z", "-co", "--exclude-standard"], {
    cwd: ROOT,
    encoding: "utf8",
  });
  const paths = new Set(listed.split("\0").filter((path) => path !== ""));
  return [...paths].filter((path) => existsSync(ROOT + path)).sort();
}
