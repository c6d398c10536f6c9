/** Packs the packages that a protocol needs, as they would be published. */

import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { REPOSITORY } from "../matrix/planned-protocol.js";

/** The folders of the packages, each after those that it depends on. */
const FOLDERS: Readonly<Record<string, string>> = {
  "@barewire/runtime": "packages/runtime",
  "@barewire/inspect": "packages/inspect",
  "@barewire/codegen": "codegen",
  "@barewire/unplugin": "packages/unplugin",
};

/**
 * Returns what to install in place of a name: the tarball, and those of its dependencies that no
 * registry has.
 */
export function packPackages(folder: string): (name: string) => string {
  mkdirSync(folder, { recursive: true });
  execFileSync("node_modules/.bin/turbo", ["run", "build", "--filter=@barewire/unplugin..."], {
    cwd: REPOSITORY,
    stdio: "ignore",
  });
  const tarballs = new Map<string, string>();
  for (const [name, path] of Object.entries(FOLDERS)) {
    const before = new Set(readdirSync(folder));
    execFileSync(
      join(REPOSITORY, "node_modules/.bin/pnpm"),
      ["pack", "--pack-destination", folder],
      {
        cwd: join(REPOSITORY, path),
        stdio: "ignore",
      },
    );
    const packed = readdirSync(folder).find((file) => !before.has(file));
    if (packed === undefined) throw new Error(`${path} was not packed`);
    tarballs.set(name, join(folder, packed));
  }
  return (name) => {
    const names = name === "@barewire/codegen" ? ["@barewire/inspect", name] : [name];
    return names.map((wanted) => tarballs.get(wanted) ?? wanted).join(" ");
  };
}
