/** The thread of a database as one file: threads of Node do not load TypeScript. */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const MAIN = fileURLToPath(new URL("../../packages/vfs/src/thread/main.ts", import.meta.url));

/** Where the bundle is; it is removed when the process ends. */
export async function bundleThread(): Promise<URL> {
  const folder = mkdtempSync(join(tmpdir(), "barewire-thread-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const outfile = join(folder, "main.mjs");
  await build({
    entryPoints: [MAIN],
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    conditions: ["@barewire/source"],
    logLevel: "warning",
  });
  return pathToFileURL(outfile);
}
