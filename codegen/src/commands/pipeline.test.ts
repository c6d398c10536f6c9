/**
 * Tests which modules the command line loads, and when.
 */

import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { fingerprintOf, PIPELINE, toolVersion } from "./pipeline.js";

const CODEGEN = fileURLToPath(new URL("../../", import.meta.url));

/**
 * The expression matches up to the semicolon, so that a statement in between is not taken for a
 * part of it.
 */
const IMPORT = /^(?:import|export) (?!type)[^;]*? from "(.*?)";/gm;

/** The static imports of the file, direct or not: our own files, and packages. */
function check(path: string, seen: Set<string> = new Set()): readonly string[] {
  seen.add(relative(CODEGEN, path));
  const text = fs.readFileSync(path, "utf8");
  for (const [, specifier = ""] of text.matchAll(IMPORT)) {
    const target = join(dirname(path), specifier.replace(/\.js$/, ".ts"));
    if (!specifier.startsWith(".")) seen.add(specifier);
    else if (!seen.has(relative(CODEGEN, target))) check(target, seen);
  }
  return [...seen];
}

test("the command line starts without the parser, the printer and the pipeline", () => {
  const loaded = check(join(CODEGEN, "src/cli.ts"));
  expect(loaded).toContain("src/commands/output-cache.ts");
  expect(loaded).not.toContain("src/generate.ts");
  const packages = loaded.filter((name) => !name.startsWith("src/") && !name.startsWith("node:"));
  expect(packages).toEqual(["commander", "jsonc-parser"]);
});

test("the pipeline is recognised by its contents, and loads", async () => {
  expect(PIPELINE.fingerprint()).toMatch(/^[0-9a-f]{64}$/);
  expect(PIPELINE.fingerprint()).toBe(PIPELINE.fingerprint());
  expect(await PIPELINE.load()).toBeTypeOf("function");
  expect(toolVersion()).toMatch(/^\d+\.\d+\.\d+/);
});

test("the pipeline is recognised by the packages that it uses, too, directly or not", () => {
  const root = fs.realpathSync(fs.mkdtempSync(join(tmpdir(), "barewire-")));
  const write = (path: string, text: string) => {
    fs.mkdirSync(dirname(join(root, path)), { recursive: true });
    fs.writeFileSync(join(root, path), text);
  };
  const link = (user: string, name: string) => {
    const path = join(root, user, "node_modules/@barewire", name);
    fs.mkdirSync(dirname(path), { recursive: true });
    fs.symlinkSync(join(root, name), path);
  };
  const dependsOn = (...names: readonly string[]) =>
    JSON.stringify({ dependencies: Object.fromEntries(names.map((name) => [name, "1.0.0"])) });
  write("codegen/package.json", dependsOn("@barewire/inspect", "commander"));
  write("inspect/package.json", dependsOn("@barewire/runtime"));
  write("runtime/package.json", dependsOn());
  const code = ["codegen", "inspect", "runtime"].map((name) => `${name}/dist/inner/code.js`);
  for (const path of code) write(path, "export {};");
  link("codegen", "inspect");
  link("inspect", "runtime");
  const fingerprint = () => fingerprintOf(join(root, "codegen"), "dist");
  const seen = new Set([fingerprint()]);
  for (const path of [...code, "inspect/package.json"]) {
    fs.appendFileSync(join(root, path), "\n");
    seen.add(fingerprint());
    expect(seen.has(fingerprint())).toBe(true);
  }
  expect(seen.size).toBe(5);
  write("inspect/dist/code.test.ts", "");
  expect(seen.has(fingerprint())).toBe(true);
  fs.rmSync(root, { recursive: true });
});

test("a command that is not built yet says what to do", () => {
  const folder = fs.mkdtempSync(join(tmpdir(), "barewire-"));
  fs.mkdirSync(join(folder, "bin"));
  fs.copyFileSync(join(CODEGEN, "bin/barewire.mjs"), join(folder, "bin/barewire.mjs"));
  const run = spawnSync(process.execPath, [join(folder, "bin/barewire.mjs"), "generate"]);
  fs.rmSync(folder, { recursive: true });
  expect(run.status).toBe(1);
  expect(run.stderr.toString()).toBe(
    "barewire: it is not built yet; run `pnpm build:codegen` first\n",
  );
});
