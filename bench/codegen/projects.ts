/**
 * Folders that the command is run on, outside the repository, so that nothing in it changes.
 */

import { cp, mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { syntheticSchema, VERSION_COUNT } from "./synthetic-protocol.js";

export const REPOSITORY: string = fileURLToPath(new URL("../../", import.meta.url));

const CONFIG = "barewire.config.json";

const INPUTS = [CONFIG, "schemas", "packages/protocol/src/decisions"] as const;

export async function temporaryFolder(): Promise<string> {
  return await mkdtemp(join(tmpdir(), "barewire-bench-"));
}

/** Copies the sources that our own protocols are generated from. */
export async function ownProtocols(parent: string): Promise<string> {
  const folder = join(parent, "own");
  for (const input of INPUTS) {
    await cp(join(REPOSITORY, input), join(folder, input), { recursive: true });
  }
  // The command remembers its runs in the nearest one.
  await mkdir(join(folder, "node_modules"));
  return folder;
}

/** Creates a project with the schemas in its folder `synthetic`. */
export async function syntheticProject(parent: string, typeCount: number): Promise<string> {
  const folder = join(parent, `types-${typeCount}`);
  await mkdir(join(folder, "synthetic"), { recursive: true });
  await mkdir(join(folder, "node_modules"));
  for (let version = 1; version <= VERSION_COUNT; version++) {
    const file = join(folder, "synthetic", `v${version}.bare`);
    await writeFile(file, syntheticSchema(typeCount, version));
  }
  return folder;
}
