/**
 * The worker of a database as one file: workers of Node do not load TypeScript.
 */

import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { plantingBundlePlugins } from "../planted/plant-bug.js";
import { storeBundle } from "../server/bundle-program.js";

const MAIN = new URL("../../packages/sqlite/src/worker/sqlite-worker.ts", import.meta.url);

/** Returns the URL of the worker's bundle. */
export function bundleWorker(): Promise<URL> {
  return bundleEntry(MAIN);
}

/** Bundles a module for a worker or a process of Node, and returns the URL of the bundle. */
export async function bundleEntry(entry: URL): Promise<URL> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(entry)],
    write: false,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    // It loads modules of Node by require, which a bundle of this format has not.
    external: ["ws"],
    conditions: ["@barewire/source"],
    logLevel: "warning",
    plugins: plantingBundlePlugins(),
  });
  const bytes = outputFiles[0]?.contents ?? new Uint8Array();
  return pathToFileURL(await storeBundle("worker", bytes));
}
