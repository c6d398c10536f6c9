/** Reads and writes golden files; refuses to write one that would lose an entry. */

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { addGoldens, type GoldenFile } from "./golden-file.js";

export const GOLDEN_FOLDER: string = import.meta.dirname;

export function goldenPath(folder: string, protocol: string, version: number): string {
  return join(folder, protocol, `v${version}.json`);
}

export function readGolden(folder: string, protocol: string, version: number): GoldenFile | null {
  const path = goldenPath(folder, protocol, version);
  return existsSync(path) ? parseGolden(readFileSync(path, "utf8")) : null;
}

export function parseGolden(text: string): GoldenFile {
  // The tests decode every entry, which a file of another form would not survive.
  return JSON.parse(text) as GoldenFile;
}

/** `v1.json` and the like, of every protocol: `envoy-protocol/v1.json`. */
export function goldenNames(folder: string): readonly string[] {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return names.filter((name) => /^[^/]+\/v\d+\.json$/.test(name)).sort();
}

/** Adds entries, and returns how many. Throws, and writes nothing, if one would change. */
export function extendGolden(folder: string, wanted: GoldenFile): number {
  const { protocol, version } = wanted;
  const path = goldenPath(folder, protocol, version);
  const added = addGoldens(readGolden(folder, protocol, version), wanted);
  if (!added.ok) {
    throw new Error(
      `the golden bytes of ${protocol} v${version} are frozen and would change: ` +
        `${added.changed.join(", ")}; if a change is right, then it belongs into a new version`,
    );
  }
  if (added.addedCount === 0) return 0;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(added.file, null, 2)}\n`);
  return added.addedCount;
}
