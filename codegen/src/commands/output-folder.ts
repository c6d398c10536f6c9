/** The contents of the folder of a protocol's generated files. */

import type { Dirent } from "node:fs";
import { join } from "node:path";
import { listFolder, readFirstLine, readText, stagedBy } from "./disk.js";
import { isConflictOf } from "./merge-conflict.js";

export type OutputFolder = {
  /** An absolute path. */
  readonly folder: string;
  /** The text of each generated file by its name. */
  readonly files: ReadonlyMap<string, string>;
  /** The names of files that were not generated. */
  readonly foreign: readonly string[];
};

/** The start of every generated file. A file without it was not generated. */
export const GENERATED_MARK = "// @generated from ";

export function readOutputFolder(folder: string): OutputFolder {
  const files = new Map<string, string>();
  const foreign: string[] = [];
  for (const entry of listFolder(folder) ?? []) {
    const staged = stagedBy(entry.name);
    if (staged === "running") continue;
    const text = entry.isFile() ? readText(join(folder, entry.name)) : null;
    if (text !== null && (isGenerated(text) || staged === "gone")) files.set(entry.name, text);
    else foreign.push(entry.name);
  }
  return { folder, files, foreign };
}

function isGenerated(text: string): boolean {
  return text.startsWith(GENERATED_MARK) || isConflictOf(text, GENERATED_MARK);
}

/**
 * The folders of removed protocols, with their generated files. Other files beside the known
 * protocols are ignored.
 */
export function readOrphanedFolders(
  outRoot: string,
  protocols: readonly string[],
): readonly OutputFolder[] {
  return (listFolder(outRoot) ?? [])
    .filter((entry) => entry.isDirectory() && !protocols.includes(entry.name))
    .map((entry) => readOrphanedFolder(join(outRoot, entry.name), entry.name))
    .filter(({ files }) => files.size > 0);
}

function readOrphanedFolder(folder: string, protocol: string): OutputFolder {
  const mark = `${GENERATED_MARK}${protocol}/`;
  const isOrphaned = (entry: Dirent) =>
    entry.isFile() &&
    /\.[jt]s$/.test(entry.name) &&
    readFirstLine(join(folder, entry.name), mark.length) === mark;
  const names = (listFolder(folder) ?? []).filter(isOrphaned).map((entry) => entry.name);
  return { folder, files: new Map(names.map((name) => [name, ""])), foreign: [] };
}
