/** The thread of a database as one file, as an application ships it. */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const MAIN = fileURLToPath(
  new URL("../../packages/sqlite/src/worker/sqlite-worker.ts", import.meta.url),
);

let bundle: Promise<URL> | null = null;

/** Where it is; it is removed when the process ends. */
export function bundledThread(): Promise<URL> {
  bundle ??= bundleThread();
  return bundle;
}

async function bundleThread(): Promise<URL> {
  const folder = mkdtempSync(join(tmpdir(), "barewire-bench-thread-"));
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
