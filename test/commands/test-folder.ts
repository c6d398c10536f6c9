/** A temporary folder for a project, with the files that a test writes into it. */

import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

export type TestFolder = {
  readonly root: string;
  /** Makes the folders above the file, too. */
  readonly write: (path: string, text: string | Uint8Array) => void;
  readonly read: (path: string) => string;
  readonly exists: (path: string) => boolean;
  /** Removes a file or a folder, or by default all of it. */
  readonly remove: (path?: string) => void;
};

/** A new folder, with `node_modules` as an installed project has. */
export function testFolder(): TestFolder {
  const parent = fs.realpathSync(tmpdir());
  const stray = join(parent, "node_modules");
  // Node looks for packages in all folders above, so a test could pass by what lies there.
  if (fs.existsSync(stray)) throw new Error(`${stray} would be found by projects; remove it`);
  const root = fs.mkdtempSync(join(parent, "barewire-project-"));
  fs.mkdirSync(join(root, "node_modules"));
  return {
    root,
    write: (path, text) => {
      fs.mkdirSync(dirname(join(root, path)), { recursive: true });
      fs.writeFileSync(join(root, path), text);
    },
    read: (path) => fs.readFileSync(join(root, path), "utf8"),
    exists: (path) => fs.existsSync(join(root, path)),
    remove: (path = ".") => fs.rmSync(join(root, path), { recursive: true }),
  };
}

const RUNTIME = join(import.meta.dirname, "../../packages/runtime");

/** Installs the runtime, as it was built, for a project whose modules are run. */
export function installRuntime({ root }: TestFolder): void {
  const scope = join(root, "node_modules/@barewire");
  fs.mkdirSync(scope, { recursive: true });
  fs.symlinkSync(RUNTIME, join(scope, "runtime"));
}
