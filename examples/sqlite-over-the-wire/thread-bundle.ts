/**
 * The thread of a database as one file.
 *
 * Only because the example runs from the sources, and threads of Node do not load TypeScript. An
 * application that installs the packages has the thread beside them and needs nothing of this.
 */

import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const SOURCE = fileURLToPath(
  new URL("../../packages/sqlite/src/worker/sqlite-worker.ts", import.meta.url),
);

/** Writes the bundle into `folder` and says where it is. */
export async function bundleThread(folder: string): Promise<URL> {
  const outfile = join(folder, "thread.mjs");
  await build({
    entryPoints: [SOURCE],
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
