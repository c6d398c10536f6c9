/**
 * The worker of a database as one file: workers of Node do not load TypeScript.
 */

import { createHash, randomUUID } from "node:crypto";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { plantingBundlePlugins } from "../planted/plant-bug.js";

const MAIN = new URL("../../packages/sqlite/src/worker/sqlite-worker.ts", import.meta.url);

/** Test processes end before they could remove anything, so the bundles stay and are reused. */
const FOLDER = fileURLToPath(new URL("../../node_modules/.cache/barewire/", import.meta.url));

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
  const path = join(FOLDER, `worker-${createHash("sha256").update(bytes).digest("hex")}.mjs`);
  await mkdir(FOLDER, { recursive: true });
  // Other tests may write or read the same file at the same time.
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, bytes);
  await rename(draft, path);
  return pathToFileURL(path);
}
