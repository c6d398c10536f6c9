/** The `rootDir` that TypeScript compiles a folder with, read without loading TypeScript. */

import { dirname, join, resolve } from "node:path";
import { fileExists, findUpwards, readText } from "./disk.js";
import { member, parseJson } from "./json-text.js";

export type RootFolder = {
  /** Absolute. */
  readonly folder: string;
  /** The file that names it. */
  readonly file: string;
};

/** Null where no `tsconfig.json` above the folder names one, so that TypeScript finds its own. */
export function rootFolder(folder: string): RootFolder | null {
  const file = findUpwards(folder, "tsconfig.json");
  return file === null ? null : namedIn(file, new Set());
}

/** Configurations may extend each other in a circle, which TypeScript itself reports. */
function namedIn(file: string, visited: Set<string>): RootFolder | null {
  if (visited.has(file) || !fileExists(file)) return null;
  visited.add(file);
  const parsed = parseJson(readText(file) ?? "", "jsonc");
  if (!parsed.ok) return null;
  const rootDir = member(member(parsed.node, "compilerOptions"), "rootDir");
  if (rootDir?.kind === "string") return { folder: resolve(dirname(file), rootDir.value), file };
  const extended = member(parsed.node, "extends");
  const names = extended?.kind === "array" ? extended.items : extended === null ? [] : [extended];
  // The last one wins, as in TypeScript. A package is not looked for.
  for (const name of names.toReversed()) {
    if (name.kind !== "string" || !name.value.startsWith(".")) continue;
    const path = join(dirname(file), name.value);
    const found = namedIn(path.endsWith(".json") ? path : `${path}.json`, visited);
    if (found !== null) return found;
  }
  return null;
}
