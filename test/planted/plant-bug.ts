/**
 * Plants a bug: one file of the sources is read with another text in one place. No file is changed,
 * so a run that is killed leaves nothing behind. It reaches all that a test loads, the bundles of
 * database workers included. Programs that a test starts in processes of their own have no bug.
 */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin as BundlePlugin } from "esbuild";
import type { Plugin } from "vite";

/** A place in the sources, and what stands there instead. */
export type Replacement = {
  /** The path from the root of the repository. */
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly find: string;
  readonly replace: string;
};

/** A test process gets its bug, as JSON, in this variable. */
export const PLANTED_VARIABLE = "BAREWIRE_PLANTED_BUG";

const ROOT = join(import.meta.dirname, "../..");

/** The bug of this process, if it has one. */
function bugOfProcess(): Replacement | null {
  const { [PLANTED_VARIABLE]: text } = process.env;
  // Written by the runner, in the process that has started this one.
  return text === undefined ? null : (JSON.parse(text) as Replacement);
}

/** The text of the file with the bug in it. Throws unless there is exactly one place for it. */
export function plantIn({ file, find, replace }: Replacement): string {
  const text = readFileSync(join(ROOT, file), "utf8");
  const [before, after, ...others] = text.split(find);
  if (before !== undefined && after !== undefined && others.length === 0) {
    return before + replace + after;
  }
  const count = after === undefined ? "nowhere" : `${others.length + 1} times`;
  throw new Error(`${file} has ${count}, and must have once: ${JSON.stringify(find)}`);
}

/** Tells whether the module that a bundler loads from `path` is the one with the bug. */
function isIn({ file }: Replacement, path: string): boolean {
  return path.split("?")[0] === join(ROOT, file);
}

/** The plugins for Vitest; none if this process has no bug. */
export function plantingPlugins(): Plugin[] {
  const bug = bugOfProcess();
  if (bug === null) return [];
  return [
    {
      name: "planted-bug",
      enforce: "pre",
      load: (id) => (isIn(bug, id) ? plantIn(bug) : null),
    },
  ];
}

/** The same for esbuild. */
export function plantingBundlePlugins(): BundlePlugin[] {
  const bug = bugOfProcess();
  if (bug === null) return [];
  return [
    {
      name: "planted-bug",
      setup: (build) => {
        build.onLoad({ filter: /\.ts$/ }, ({ path }) =>
          isIn(bug, path) ? { contents: plantIn(bug), loader: "ts" } : undefined,
        );
      },
    },
  ];
}
