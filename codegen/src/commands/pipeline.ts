/**
 * The pure pipeline as the commands use it: recognised by its compiled files, loaded when needed.
 */

import { createHash } from "node:crypto";
import type { Dirent } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { Pipeline } from "./command-io.js";
import { findUpwards, listFolder, readText, realPath } from "./disk.js";

export const PIPELINE: Pipeline = {
  fingerprint: () => fingerprintOf(PACKAGE_FOLDER, basename(COMPILED_FOLDER)),
  load: async () => (await import("../generate.js")).generateProtocol,
};

/** Such as `1.2.3`. */
export function toolVersion(): string {
  // Our own manifest, which npm does not publish without a version.
  const manifest = JSON.parse(readText(MANIFEST) ?? "") as { readonly version: string };
  return manifest.version;
}

const COMPILED_FOLDER = dirname(dirname(fileURLToPath(import.meta.url)));

const PACKAGE_FOLDER = dirname(COMPILED_FOLDER);

/** Pins the versions of libraries, such as that of the printer. */
const MANIFEST = join(PACKAGE_FOLDER, "package.json");

/** Our own packages, which are linked and may change under the same version. */
const OWN_SCOPE = "@barewire/";

/**
 * A hash of the code of a package and of our own packages that it depends on. Contents are hashed
 * and not times: an equal build may be newer.
 */
export function fingerprintOf(packageFolder: string, codeFolder: string): string {
  const hash = createHash("sha256");
  for (const folder of ownPackages(packageFolder)) {
    hash.update(readText(join(folder, "package.json")) ?? "");
    const code = join(folder, codeFolder);
    for (const path of codeFiles(code)) {
      hash.update(`\n${relative(code, path)}\n${readText(path)}`);
    }
  }
  return hash.digest("hex");
}

/** The folders of a package and of those of our own that it depends on, directly or not. */
function ownPackages(folder: string, found: Set<string> = new Set()): readonly string[] {
  if (found.has(folder)) return [...found];
  found.add(folder);
  const { dependencies = {} }: { readonly dependencies?: Readonly<Record<string, string>> } =
    JSON.parse(readText(join(folder, "package.json")) ?? "");
  for (const name of Object.keys(dependencies)) {
    if (!name.startsWith(OWN_SCOPE)) continue;
    const linked = findUpwards(folder, join("node_modules", name));
    // Elsewhere, such as in an archive, a package has the exact version that the manifest names.
    if (linked !== null) ownPackages(realPath(linked), found);
  }
  return [...found];
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
