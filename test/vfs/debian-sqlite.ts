/** An independent judge of database files: the `sqlite3` program, where it is installed. */

import { execFile, spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { missingTool } from "../missing-tool.js";

const run = promisify(execFile);

/**
 * Tells whether the program is installed, and prints a notice if it is not. With `CI=true` it must
 * be.
 */
export function hasDebianSqlite(): boolean {
  if (spawnSync("sqlite3", ["--version"]).status === 0) return true;
  missingTool("sqlite3 is not installed, so files are checked by this build alone");
  return false;
}

/**
 * The results of integrity_check on each file: `ok` if it is sound. A process for each would cost
 * more.
 */
export async function integrityOf(files: readonly Uint8Array[]): Promise<readonly string[]> {
  if (files.length === 0) return [];
  const folder = await mkdtemp(join(tmpdir(), "barewire-integrity-"));
  try {
    const paths = files.map((_, index) => join(folder, `${index}.db`));
    await Promise.all(files.map((file, index) => writeFile(paths[index] ?? "", file)));
    const commands = paths.flatMap((path) => [`.open ${path}`, "PRAGMA integrity_check;"]);
    const { stdout } = await run("sqlite3", [":memory:", ...commands], { maxBuffer: 1 << 24 });
    return stdout.trimEnd().split("\n");
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
