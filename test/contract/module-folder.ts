/**
 * The folder of compiled modules while the tests of one file run, as JavaScript that Node imports
 * itself: the test runner's own transformation would cost half the speed.
 */

import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll } from "vitest";

let folder: string | undefined;

/** The runner leaves to Node what is inside a folder of this name. */
const UNTOUCHED = "node_modules";

function moduleFolder(): string {
  if (folder !== undefined) return folder;
  const base = mkdtempSync(join(tmpdir(), "barewire-contract-"));
  folder = join(base, UNTOUCHED);
  mkdirSync(folder);
  return folder;
}

// A worker is ended by a signal, so the end of its process is too late.
afterAll(() => {
  if (folder !== undefined) rmSync(dirname(folder), { recursive: true, force: true });
});

/** Named by its content, so that equal text is one module. Returns the name within the folder. */
export function writeModule(javaScript: string): string {
  const name = `${createHash("sha256").update(javaScript).digest("hex").slice(0, 16)}.mjs`;
  writeFileSync(join(moduleFolder(), name), javaScript);
  return name;
}

export function modulePath(name: string): string {
  return join(moduleFolder(), name);
}

export type ImportedModule = { readonly [name: string]: unknown };

export async function importModule(name: string): Promise<ImportedModule> {
  const url = pathToFileURL(modulePath(name)).href;
  return import(/* @vite-ignore */ url);
}
