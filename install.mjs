/**
 * Installs the workspace with the pinned pnpm, which a machine with only Node and npm does not have.
 *
 * `npm start` and `npm test` call it first. It does nothing when the last install was made from
 * the lockfile and the manifests as they are now.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

const STAMP = "node_modules/.cache/barewire/install";

process.chdir(dirname(fileURLToPath(import.meta.url)));
requireNode(20, 19);
const wanted = fingerprint();
if (lastInstall() !== wanted) {
  install();
  mkdirSync(dirname(STAMP), { recursive: true });
  writeFileSync(STAMP, wanted);
}

function requireNode(major, minor) {
  const [haveMajor, haveMinor] = process.versions.node.split(".").map(Number);
  if (haveMajor > major || (haveMajor === major && haveMinor >= minor)) return;
  console.error(`Node ${major}.${minor} or newer is needed; this is ${process.versions.node}.`);
  process.exit(1);
}

function fingerprint() {
  const hash = createHash("sha256").update(process.versions.node);
  for (const path of manifests()) hash.update(path).update(readFileSync(path));
  return hash.digest("hex");
}

function manifests() {
  // A folder that was renamed leaves its installed modules behind, and is no package any more.
  const packages = readdirSync("packages")
    .map((name) => `packages/${name}/package.json`)
    .filter((path) => existsSync(path));
  return [
    "pnpm-lock.yaml",
    "pnpm-workspace.yaml",
    "package.json",
    "bench/package.json",
    "codegen/package.json",
    "test/node-24/package.json",
    ...packages,
  ];
}

function lastInstall() {
  try {
    return readFileSync(STAMP, "utf8");
  } catch {
    return null;
  }
}

function install() {
  const [pnpm] = JSON.parse(readFileSync("package.json", "utf8")).packageManager.split("+");
  console.log(`installing the workspace with ${pnpm} ...`);
  const { status, stdout, stderr } = spawnSync(
    "npx",
    ["-y", pnpm, "install", "--frozen-lockfile", "--reporter=append-only"],
    { encoding: "utf8", shell: process.platform === "win32" },
  );
  if (status === 0) return;
  console.error(`${stdout ?? ""}${stderr ?? ""}\nThe install failed; see above.`);
  process.exit(status ?? 1);
}
