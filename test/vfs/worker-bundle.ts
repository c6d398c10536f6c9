/**
 * The worker of a database as one file: workers of Node do not load TypeScript.
 */

import { fileURLToPath, pathToFileURL } from "node:url";
import { plantingBundlePlugins } from "../planted/plant-bug.js";
import { bundleModule } from "../server/bundle-program.js";

const MAIN = new URL("../../packages/sqlite/src/worker/sqlite-worker.ts", import.meta.url);

/** Returns the URL of the worker's bundle. */
export function bundleWorker(): Promise<URL> {
  return bundleEntry(MAIN);
}

/** Bundles a module for a worker or a process of Node, and returns the URL of the bundle. */
export async function bundleEntry(entry: URL): Promise<URL> {
  const bundle = await bundleModule(fileURLToPath(entry), {
    // It loads modules of Node by require, which does not exist in a bundle of this format.
    external: ["ws"],
    plugins: plantingBundlePlugins(),
  });
  return pathToFileURL(bundle);
}
