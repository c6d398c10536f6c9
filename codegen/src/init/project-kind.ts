/** The kind of a project, as far as it decides how the modules of `init` import each other. */

import type { ImportExtension } from "../schema/representation.js";

export type ProjectFacts = {
  /** The names of the packages that package.json asks for. */
  readonly packages: ReadonlySet<string>;
  /** The text of tsconfig.json, which may have comments; null if there is none. */
  readonly tsconfig: string | null;
  readonly hasDenoConfig: boolean;
};

export type ProjectKind = {
  readonly importExtension: ImportExtension;
  /** The reason for the setting, for people; null for the usual one. */
  readonly reason: string | null;
};

/** Packages whose loaders look for a module by the name in an import, `.js` included. */
const BUNDLERS: readonly string[] = ["next", "webpack", "ts-loader"];

export function projectKind({ packages, tsconfig, hasDenoConfig }: ProjectFacts): ProjectKind {
  if (hasDenoConfig) return { importExtension: "ts", reason: "Deno imports files by their names" };
  const bundler = BUNDLERS.find((name) => packages.has(name));
  if (bundler !== undefined) {
    return { importExtension: "none", reason: `${bundler} does not find a .ts file behind .js` };
  }
  if (tsconfig !== null && /"allowImportingTsExtensions"\s*:\s*true/.test(tsconfig)) {
    return { importExtension: "ts", reason: "tsconfig.json has allowImportingTsExtensions" };
  }
  return { importExtension: "js", reason: null };
}
