/**
 * The worker of a database as one file.
 *
 * The bundle is only needed because the example runs from the sources, and workers of Node do not
 * load TypeScript. An application that installs the packages has the worker beside them.
 */

import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const SOURCE = fileURLToPath(
  new URL("../../packages/sqlite/src/worker/sqlite-worker.ts", import.meta.url),
);

/** Writes the bundle into `folder` and returns its URL. */
export async function bundleWorker(folder: string): Promise<URL> {
  const outfile = join(folder, "worker.mjs");
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
