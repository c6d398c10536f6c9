/**
 * Programs that tests start often, as one file each: a process computes for 0.7 s to load the
 * server as TypeScript, and for 0.25 s to load its bundle.
 */

import { createHash, randomUUID } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { type BuildOptions, build, type Plugin } from "esbuild";

/** Test processes end before they could remove anything, so the bundles stay and are reused. */
const FOLDER = fileURLToPath(new URL("../../node_modules/.cache/barewire/", import.meta.url));

const bundles = new Map<string, Promise<string>>();

/** Returns the path of the program that begins in the module `main`. */
export function bundleProgram(main: URL): Promise<string> {
  const path = fileURLToPath(main);
  const bundle = bundles.get(path) ?? bundleModule(path, { plugins: [OWN_SOURCES_ONLY, OWN_URLS] });
  bundles.set(path, bundle);
  return bundle;
}

/**
 * Bundles a module for Node, with its imports as the options say, and returns the bundle's path.
 */
export async function bundleModule(
  path: string,
  options: Pick<BuildOptions, "external" | "plugins">,
): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [path],
    write: false,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    conditions: ["@barewire/source"],
    logLevel: "warning",
    ...options,
  });
  return storeBundle(basename(path, ".ts"), outputFiles[0]?.contents ?? new Uint8Array());
}

/** Stores a bundle under a name of its content, and returns its path. */
async function storeBundle(name: string, bytes: Uint8Array): Promise<string> {
  const path = join(FOLDER, `${name}-${createHash("sha256").update(bytes).digest("hex")}.mjs`);
  await mkdir(FOLDER, { recursive: true });
  // Other tests may write or read the same file at the same time.
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, bytes);
  await rename(draft, path);
  return path;
}

/** Imports of libraries stay imports, by their paths: some have files beside their code. */
const OWN_SOURCES_ONLY: Plugin = {
  name: "own-sources-only",
  setup: ({ onResolve, resolve }) => {
    onResolve({ filter: /^[^./]/ }, async ({ path, kind, resolveDir, importer, pluginData }) => {
      if (kind === "entry-point" || pluginData === OWN_SOURCES_ONLY) return undefined;
      if (path.startsWith("node:")) return { path, external: true };
      const options = { kind, resolveDir, importer, pluginData: OWN_SOURCES_ONLY };
      const found = await resolve(path, options);
      const isLibrary = found.path.includes("/node_modules/");
      return isLibrary ? { path: pathToFileURL(found.path).href, external: true } : found;
    });
  },
};

/** Each module has the URL of its source, by which it finds the files beside it. */
const OWN_URLS: Plugin = {
  name: "own-urls",
  setup: ({ onLoad }) => {
    onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, "utf8");
      const url = JSON.stringify(pathToFileURL(path).href);
      return { contents: text.replaceAll("import.meta.url", url), loader: "ts" };
    });
  },
};
