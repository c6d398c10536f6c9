/**
 * The file operations of the commands. A failure of the system becomes a `CommandFailure`. All of
 * them are synchronous, because then a run that has nothing to do ends sooner.
 */

import { isUtf8 } from "node:buffer";
import type { Dirent } from "node:fs";
import * as fs from "node:fs";
import { basename, dirname, join } from "node:path";
import { CommandFailure, diskFailure, EXIT_FAILED, errorCode } from "./command-failure.js";

/** Null where the file is not UTF-8. A byte order mark stays part of the text. */
export function readText(path: string): string | null {
  const bytes = attempt("read", path, () => fs.readFileSync(path));
  return isUtf8(bytes) ? bytes.toString("utf8") : null;
}

export function fileExists(path: string): boolean {
  return fs.existsSync(path);
}

/** The text up to the first line feed, or as much of it as fits `maxBytes`. */
export function readFirstLine(path: string, maxBytes: number): string {
  return attempt("read", path, () => {
    const file = fs.openSync(path, "r");
    try {
      const bytes = Buffer.alloc(maxBytes);
      const size = fs.readSync(file, bytes, 0, maxBytes, 0);
      return bytes.toString("utf8", 0, size).split("\n", 1)[0] ?? "";
    } finally {
      fs.closeSync(file);
    }
  });
}

/** The entries, sorted by name; null where there is no such folder. */
export function listFolder(path: string): readonly Dirent[] | null {
  try {
    const entries = fs.readdirSync(path, { withFileTypes: true });
    return entries.sort((left, right) => (left.name < right.name ? -1 : 1));
  } catch (error) {
    if (errorCode(error) === "ENOENT") return null;
    throw diskFailure("read", path, error);
  }
}

export function isFolder(path: string): boolean {
  return fs.statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** The path that a link leads to in the end; null where the path itself is no link. */
export function linkTarget(path: string): string | null {
  const found = fs.lstatSync(path, { throwIfNoEntry: false });
  return found?.isSymbolicLink() === true && fs.existsSync(path) ? fs.realpathSync(path) : null;
}

/** The path without links, as far as it exists: a file may be gone, and its folder with it. */
export function realPath(path: string): string {
  if (fs.existsSync(path) || path === dirname(path)) return fs.realpathSync(path);
  return join(realPath(dirname(path)), basename(path));
}

/** Looks in the folder and all folders above it; returns null if none has the name. */
export function findUpwards(folder: string, name: string): string | null {
  for (let current = folder; ; current = dirname(current)) {
    const path = join(current, name);
    if (fs.existsSync(path)) return path;
    if (current === dirname(current)) return null;
  }
}

/**
 * A file that is written and not yet in its place. Its name tells which process writes it, so
 * that what a killed run left behind is known as such.
 */
export type StagedFile = { readonly path: string; readonly temporaryPath: string };

export function stageFile(path: string, text: string): StagedFile {
  const folder = dirname(path);
  makeFolder(folder);
  const temporaryPath = join(folder, `.${basename(path)}.${process.pid}${TEMPORARY_SUFFIX}`);
  try {
    fs.writeFileSync(temporaryPath, text);
  } catch (error) {
    discardFile({ path, temporaryPath });
    throw diskFailure("write", path, error);
  }
  return { path, temporaryPath };
}

export function commitFile(staged: StagedFile): void {
  attempt("write", staged.path, () => fs.renameSync(staged.temporaryPath, staged.path));
}

/** Removes a staged file. A file that was committed has no temporary name any more. */
export function discardFile(staged: StagedFile): void {
  try {
    fs.unlinkSync(staged.temporaryPath);
  } catch {
    // The failure that led here is the one to report; the next run removes the file.
  }
}

export function removeFile(path: string): void {
  attempt("remove", path, () => fs.rmSync(path, { force: true }));
}

export function removeFolderIfEmpty(path: string): void {
  if (listFolder(path)?.length === 0) attempt("remove", path, () => fs.rmdirSync(path));
}

/**
 * Tells whether the process that staged the file still runs. It is null if the name is not a staged
 * file's.
 */
export function stagedBy(name: string): "running" | "gone" | null {
  const processId = /^\..+\.(\d+)\.barewire-tmp$/.exec(name)?.[1];
  if (processId === undefined) return null;
  try {
    // Signal 0 is not delivered; it asks whether the process exists.
    process.kill(Number(processId), 0);
    return "running";
  } catch (error) {
    return errorCode(error) === "EPERM" ? "running" : "gone";
  }
}

/**
 * The recursive `mkdirSync` is not used, because it never returns on a read-only file system such
 * as `/proc`.
 */
function makeFolder(path: string): void {
  if (isFolder(path)) return;
  if (path !== dirname(path)) makeFolder(dirname(path));
  attempt("create", path, () => {
    try {
      fs.mkdirSync(path);
    } catch (error) {
      // Another run may have been faster.
      if (!isFolder(path)) throw error;
    }
  });
}

const TEMPORARY_SUFFIX = ".barewire-tmp";

function attempt<T>(action: string, path: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    const isMissing = errorCode(error) === "ENOENT";
    if (isMissing && fs.lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink()) {
      const help = "it is a link that leads to nothing; correct the link, or delete it";
      throw new CommandFailure(`cannot ${action} ${path}: ${help}`, EXIT_FAILED);
    }
    throw diskFailure(action, path, error);
  }
}
