/** Compares a folder with the generated files: stale, missing and orphaned ones. */

import { isSameText, type LineEnd, withLineEndsOf } from "../line-ends.js";
import type { OutputFolder } from "./output-folder.js";

export type Difference =
  | { readonly kind: "stale" | "missing"; readonly name: string; readonly text: string }
  | { readonly kind: "orphaned"; readonly name: string };

/** The differences, sorted by name. */
export function compareOutputs(
  expected: ReadonlyMap<string, string>,
  { files }: OutputFolder,
  ofNew: LineEnd = "\n",
): readonly Difference[] {
  const differences: Difference[] = [];
  for (const [name, text] of expected) {
    const found = files.get(name);
    const written = withLineEndsOf(found ?? null, text, ofNew);
    if (found === undefined) differences.push({ kind: "missing", name, text: written });
    else if (!isSameText(found, text)) {
      differences.push({ kind: "stale", name, text: written });
    }
  }
  for (const name of files.keys()) {
    if (!expected.has(name)) differences.push({ kind: "orphaned", name });
  }
  return differences.sort((left, right) => (left.name < right.name ? -1 : 1));
}

/** The same, with every expected file to be written, whatever stands there. */
export function replaceOutputs(
  expected: ReadonlyMap<string, string>,
  disk: OutputFolder,
  ofNew: LineEnd,
): readonly Difference[] {
  const written = [...expected].map(([name, text]): Difference => {
    const found = disk.files.get(name) ?? null;
    return { kind: "stale", name, text: withLineEndsOf(found, text, ofNew) };
  });
  const orphaned = compareOutputs(expected, disk).filter(({ kind }) => kind === "orphaned");
  return [...written, ...orphaned];
}
