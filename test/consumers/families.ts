/** Installs the tools of a family, from its lockfile, and our packages, from their tarballs. */

import { execFile } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Family } from "./consumer.js";

const PROJECTS = join(import.meta.dirname, "projects");

const execute = promisify(execFile);

/**
 * Makes an empty folder a project of its own, outside the workspace. Install scripts do not run:
 * they would fetch what no registry has.
 */
export async function installFamily(
  family: Family,
  folder: string,
  tarballs: readonly string[],
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const name of ["package.json", "package-lock.json"]) {
    cpSync(join(PROJECTS, family, name), join(folder, name));
  }
  const quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"];
  // Tools of today want a newer Node than the oldest that generated code works in; they run in one.
  quiet.push("--no-engine-strict");
  await execute("npm", ["ci", ...quiet], { cwd: folder });
  await execute("npm", ["install", "--no-save", ...quiet, ...tarballs], { cwd: folder });
}

/** The program of a package's `bin` field. */
export function binOf(folder: string, packageName: string, bin: string): string {
  const root = join(folder, "node_modules", packageName);
  // The manifest of a package that is installed, of which npm has checked this field.
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    readonly bin: string | Readonly<Record<string, string>>;
  };
  const path = typeof manifest.bin === "string" ? manifest.bin : manifest.bin[bin];
  if (path === undefined) throw new Error(`${packageName} has no program ${bin}`);
  return join(root, path);
}

/** A program that a package delivers as a file. */
export function binaryOf(folder: string, path: string): string {
  const file = join(folder, "node_modules", path);
  if (!existsSync(file)) throw new Error(`${path} is not installed: it is for Linux on x64`);
  chmodSync(file, 0o755);
  return file;
}

/** A Node that a package delivers; packages of other versions have other names in the family. */
export function nodeOf(folder: string, name: string): string {
  return binaryOf(folder, `${name}/bin/node`);
}
