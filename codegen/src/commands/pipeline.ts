/**
 * The pure pipeline as the commands use it: recognised by its compiled files, loaded when needed.
 */

import { createHash } from "node:crypto";
import type { Dirent } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Pipeline } from "./command-io.js";
import { listFolder, readText } from "./disk.js";

export const PIPELINE: Pipeline = {
  fingerprint: () => fingerprint(),
  load: async () => (await import("../generate.js")).generateProtocol,
};

/** Such as `1.2.3`. */
export function toolVersion(): string {
  // Our own manifest, which npm does not publish without a version.
  const manifest = JSON.parse(readText(MANIFEST) ?? "") as { readonly version: string };
  return manifest.version;
}

const COMPILED_FOLDER = dirname(dirname(fileURLToPath(import.meta.url)));

/** Pins the versions of the parser and the printer, which are not among the compiled files. */
const MANIFEST = join(dirname(COMPILED_FOLDER), "package.json");

/** A hash of contents and not of times: an equal build may be newer. */
function fingerprint(): string {
  const hash = createHash("sha256").update(readText(MANIFEST) ?? "");
  for (const path of codeFiles(COMPILED_FOLDER)) hash.update(`\n${path}\n${readText(path)}`);
  return hash.digest("hex");
}

function codeFiles(folder: string): readonly string[] {
  return (listFolder(folder) ?? []).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return codeFiles(path);
    return isCode(entry) ? [path] : [];
  });
}

function isCode({ name }: Dirent): boolean {
  return /\.[jt]s$/.test(name) && !/\.(?:d|test)\.ts$/.test(name);
}
