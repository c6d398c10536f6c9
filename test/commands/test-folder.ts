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
  const root = fs.mkdtempSync(join(fs.realpathSync(tmpdir()), "barewire-project-"));
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
