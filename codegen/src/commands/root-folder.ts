/** The `rootDir` that TypeScript compiles a folder with, read without loading TypeScript. */

import { dirname, join, resolve } from "node:path";
import { fileExists, findUpwards, listFolder, readText } from "./disk.js";
import { type JsonNode, member, parseJson } from "./json-text.js";

export type RootFolder = {
  /** Absolute. */
  readonly folder: string;
  /** The file that names it, or whose folder it is. */
  readonly file: string;
};

/**
 * The root folders of all `tsconfig` files that stand beside the nearest `tsconfig.json`: a build
 * often has one of its own.
 */
export function rootFolders(folder: string): readonly RootFolder[] {
  const nearest = findUpwards(folder, "tsconfig.json");
  if (nearest === null) return [];
  const names = (listFolder(dirname(nearest)) ?? []).map(({ name }) => name);
  return names
    .filter((name) => /^tsconfig\b.*\.json$/.test(name))
    .flatMap((name) => {
      const file = join(dirname(nearest), name);
      return namedIn(file, file, new Set()) ?? defaultOf(file) ?? [];
    });
}

/** Configurations may extend each other in a circle, which TypeScript itself reports. */
function namedIn(file: string, first: string, visited: Set<string>): RootFolder | null {
  if (visited.has(file) || !fileExists(file)) return null;
  visited.add(file);
  const node = parsed(file);
  const rootDir = member(member(node, "compilerOptions"), "rootDir");
  if (rootDir?.kind === "string") {
    // A shared configuration names the folder of the one that extends it.
    const named = rootDir.value.replace(/^\$\{configDir\}/, dirname(first));
    return { folder: resolve(dirname(file), named), file };
  }
  const extended = member(node, "extends");
  const names = extended?.kind === "array" ? extended.items : extended === null ? [] : [extended];
  // The last one wins, as in TypeScript.
  for (const name of names.toReversed()) {
    const path = name.kind === "string" ? extendedFile(file, name.value) : null;
    const found = path === null ? null : namedIn(path, first, visited);
    if (found !== null) return found;
  }
  return null;
}

function parsed(file: string): JsonNode | null {
  const json = parseJson(readText(file) ?? "", "jsonc");
  return json.ok ? json.node : null;
}

function extendedFile(file: string, name: string): string | null {
  const isPath = /^\.{0,2}[\\/]|^[A-Za-z]:/.test(name);
  const endings = ["", ".json", "/tsconfig.json"].filter(
    (ending) => ending !== "" || name.endsWith(".json"),
  );
  for (const ending of endings) {
    const path = isPath
      ? resolve(dirname(file), name + ending)
      : findUpwards(dirname(file), join("node_modules", name + ending));
    if (path !== null && fileExists(path)) return path;
  }
  return null;
}

/** The folder of the configuration is the default root since TypeScript 6. */
function defaultOf(file: string): RootFolder | null {
  const path = findUpwards(dirname(file), join("node_modules", "typescript", "package.json"));
  const version = path === null ? null : member(parsed(path), "version");
  const major = version?.kind === "string" ? Number.parseInt(version.value, 10) : 0;
  return major >= 6 ? { folder: dirname(file), file } : null;
}
