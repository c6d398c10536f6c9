/**
 * Brings the disk up to date. Every text is on the disk under another name before the first file
 * is replaced: a full disk or a missing permission leaves all of them as they were.
 */

import { join } from "node:path";
import type { Difference } from "./compare-outputs.js";
import {
  commitFile,
  discardFile,
  removeFile,
  removeFolderIfEmpty,
  type StagedFile,
  stageFile,
} from "./disk.js";

export type FolderChange = {
  /** Absolute. */
  readonly folder: string;
  readonly differences: readonly Difference[];
};

export type DoneChange = { readonly kind: "wrote" | "removed"; readonly path: string };

/** Calls `done` after each file that was replaced or removed. */
export function writeOutputs(
  changes: readonly FolderChange[],
  done: (change: DoneChange) => void,
): void {
  const staged = stageAll(changes);
  try {
    for (const file of staged) {
      commitFile(file);
      done({ kind: "wrote", path: file.path });
    }
  } catch (error) {
    for (const file of staged) discardFile(file);
    throw error;
  }
  for (const { folder, differences } of changes) {
    for (const { kind, name } of differences) {
      if (kind !== "orphaned") continue;
      removeFile(join(folder, name));
      done({ kind: "removed", path: join(folder, name) });
    }
    if (differences.length > 0) removeFolderIfEmpty(folder);
  }
}

function stageAll(changes: readonly FolderChange[]): readonly StagedFile[] {
  const staged: StagedFile[] = [];
  try {
    for (const { folder, differences } of changes) {
      for (const difference of differences) {
        if (difference.kind === "orphaned") continue;
        staged.push(stageFile(join(folder, difference.name), difference.text));
      }
    }
  } catch (error) {
    for (const file of staged) discardFile(file);
    throw error;
  }
  return staged;
}
