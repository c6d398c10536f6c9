/** The versions of the measured packages, as installed. */

import { readFile } from "node:fs/promises";

export async function packageVersions(
  packages: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  const versions: Record<string, string> = {};
  for (const name of [...new Set(packages)].sort()) {
    // The file is read instead of imported, because a package need not export its package.json.
    const file = new URL(`../node_modules/${name}/package.json`, import.meta.url);
    const { version } = JSON.parse(await readFile(file, "utf8")) as { readonly version: string };
    versions[name] = version;
  }
  return versions;
}
