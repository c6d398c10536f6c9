/** The page as applications bundle it: by Vite, which finds everything, and by esbuild. */

import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build as buildWithEsbuild } from "esbuild";
import { build as buildWithVite, createLogger } from "vite";

const PAGE = fileURLToPath(new URL("page/", import.meta.url));
const ROOT = fileURLToPath(new URL("../../", import.meta.url));

const VFS = createRequire(new URL("../../packages/sqlite/package.json", import.meta.url));
const CODE = ["wa-sqlite.wasm", "wa-sqlite-jspi.wasm"];

/** The URL of the worker's bundle by esbuild, beside its page. */
export const ESBUILD_WORKER = "./worker.js";

/** Writes `vite/index.html` and what belongs to it; returns the warnings. */
export async function bundleWithVite(folder: string): Promise<readonly string[]> {
  const warnings: string[] = [];
  const warn = (text: string): void => void warnings.push(text);
  const customLogger = { ...createLogger("warn"), warn, warnOnce: warn };
  await buildWithVite({
    configFile: false,
    root: PAGE,
    base: "./",
    customLogger,
    logLevel: "warn",
    // Sources are resolved; everything else is Vite's default.
    resolve: { conditions: ["@barewire/source", "module", "browser"] },
    build: {
      outDir: join(folder, "vite"),
      emptyOutDir: true,
      reportCompressedSize: false,
      // The warning about slow plugins would appear on a busy machine.
      rolldownOptions: { checks: { pluginTimings: false } },
    },
  });
  return warnings;
}

/** Writes `esbuild/index.html`, the worker as a bundle of its own, and the code of SQLite. */
export async function bundleWithEsbuild(folder: string): Promise<void> {
  const outdir = join(folder, "esbuild");
  await mkdir(outdir);
  await buildWithEsbuild({
    absWorkingDir: ROOT,
    entryPoints: { page: join(PAGE, "main.ts"), worker: "@barewire/sqlite/worker" },
    outdir,
    bundle: true,
    format: "esm",
    platform: "browser",
    conditions: ["@barewire/source"],
    logLevel: "warning",
  });
  const html = '<!doctype html><script type="module" src="./page.js"></script>';
  await writeFile(join(outdir, "index.html"), html);
  for (const name of CODE) {
    const path = VFS.resolve(`@journeyapps/wa-sqlite/dist/${name}`);
    await copyFile(path, join(outdir, basename(path)));
  }
}
