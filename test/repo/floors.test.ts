/**
 * Tests the floors of every package: in each folder, the entries (its files and its folders) import
 * one another in one direction only, by value and by type. So there is a cycle neither between the
 * folders of a package nor between its files.
 */

import { posix } from "node:path";
import { expect, test } from "vitest";
import { FILES, importsOf, isTest, manifestOf } from "./repository.js";

/** The folders that hold the sources of a package. */
const ROOTS: readonly string[] = [
  ...new Set(FILES.flatMap((path) => /^(?:codegen|packages\/[^/]+)\/src(?=\/)/.exec(path) ?? [])),
  "bench",
];

/** Entries of one folder that import one another in a cycle. */
type Cycle = { readonly folder: string; readonly entries: readonly string[] };

/**
 * The cycles that there are. A step module imports its decisions, whose type it exports, so these
 * two know each other by design; every other line is to be deleted with its cycle.
 */
const KNOWN: readonly Cycle[] = [
  { folder: "packages/protocol/src", entries: ["decisions", "gen"] },
];

test.each(ROOTS)("%s has floors: imports go one way", (root) => {
  const known = KNOWN.filter(({ folder }) => `${folder}/`.startsWith(`${root}/`));
  // Both ways: a cycle that is gone does not stay known.
  expect(cyclesOf(root)).toEqual(known);
});

function cyclesOf(root: string): readonly Cycle[] {
  const files = FILES.filter((path) => isSource(path) && path.startsWith(`${root}/`));
  expect(files).not.toEqual([]);
  const targets = new Map(files.map((path) => [path, targetsOf(path, root, new Set(files))]));
  const folders = [...new Set(files.flatMap((path) => foldersAbove(path, root)))].sort();
  return folders.flatMap((folder) =>
    cyclesIn(entryGraph(folder, targets)).map((entries) => ({ folder, entries })),
  );
}

function isSource(path: string): boolean {
  return path.endsWith(".ts") && !path.endsWith(".d.ts") && !isTest(path);
}

/** The files of the same package that `path` imports. */
function targetsOf(path: string, root: string, files: ReadonlySet<string>): readonly string[] {
  return importsOf(path).flatMap((specifier) => {
    const target = specifier.startsWith("#")
      ? aliasTarget(specifier, root)
      : posix.join(posix.dirname(path), specifier).replace(/\.js$/, ".ts");
    return files.has(target) ? [target] : [];
  });
}

/** The source that an alias of package.json stands for, outside of browsers. */
function aliasTarget(alias: string, root: string): string {
  const conditions = manifestOf(posix.dirname(root)).imports?.[alias];
  const source = (conditions as { readonly "@barewire/source": string })["@barewire/source"];
  return posix.join(posix.dirname(root), source);
}

function foldersAbove(path: string, root: string): readonly string[] {
  const folder = posix.dirname(path);
  return folder === root ? [root] : [folder, ...foldersAbove(folder, root)];
}

type Graph = ReadonlyMap<string, ReadonlySet<string>>;

/** The imports between the entries of `folder`, through any file below them. */
function entryGraph(folder: string, targets: ReadonlyMap<string, readonly string[]>): Graph {
  const graph = new Map<string, Set<string>>();
  for (const [path, imported] of targets) {
    const from = entryOf(path, folder);
    if (from === null) continue;
    const others = graph.get(from) ?? new Set();
    graph.set(from, others);
    for (const to of imported.map((target) => entryOf(target, folder))) {
      if (to !== null && to !== from) others.add(to);
    }
  }
  return graph;
}

function entryOf(path: string, folder: string): string | null {
  if (!path.startsWith(`${folder}/`)) return null;
  return path.slice(folder.length + 1).split("/", 1)[0] ?? null;
}

/** The groups of entries that reach one another, sorted. */
function cyclesIn(graph: Graph): readonly (readonly string[])[] {
  const reached = new Map([...graph.keys()].map((entry) => [entry, reachable(entry, graph)]));
  const cycles = [...reached].flatMap(([entry, entries]) => {
    if (!entries.has(entry)) return [];
    return [[...entries].filter((other) => reached.get(other)?.has(entry)).sort()];
  });
  return [...new Map(cycles.map((cycle) => [cycle.join(), cycle])).values()];
}

/** The entries that `start` imports, directly or not; itself only if it is on a cycle. */
function reachable(start: string, graph: Graph): ReadonlySet<string> {
  const found = new Set<string>();
  const pending = [start];
  for (let entry = pending.pop(); entry !== undefined; entry = pending.pop()) {
    for (const next of graph.get(entry) ?? []) {
      if (!found.has(next)) pending.push(next);
      found.add(next);
    }
  }
  return found;
}
