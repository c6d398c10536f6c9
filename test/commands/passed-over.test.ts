/** Linters and formatters pass over generated code, whatever they are set to. */

import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { projectFolder } from "./project-folder.js";

const ROOT = join(import.meta.dirname, "../..");
const GENERATED = join(ROOT, "packages/protocol/src/gen/envoy-protocol");
const BIOME = join(ROOT, "node_modules/.bin/biome");

/** Rules and a layout that generated code does not keep to. */
const STRICT = {
  formatter: { indentStyle: "tab", lineWidth: 60 },
  linter: {
    rules: { style: { useNamingConvention: "error", useBlockStatements: "error" } },
  },
};

const project = projectFolder();

afterAll(() => project.remove());

/** Returns the exit code of Biome for the modules, each of which `edit` has changed. */
function check(folder: string, edit: (text: string) => string): number | null {
  const root = join(project.root, folder);
  mkdirSync(join(root, "gen"), { recursive: true });
  writeFileSync(join(root, "biome.json"), JSON.stringify(STRICT));
  for (const name of readdirSync(GENERATED)) {
    writeFileSync(join(root, "gen", name), edit(readFileSync(join(GENERATED, name), "utf8")));
  }
  return spawnSync(BIOME, ["ci", "gen"], { cwd: root }).status;
}

test("Biome has nothing to say of generated modules, and would have much", () => {
  expect(check("generated", (text) => text)).toBe(0);
  expect(check("stripped", (text) => text.replaceAll(/^\/\/ biome-ignore-all .*\n/gm, ""))).toBe(1);
});

test("the lines for ESLint and Deno stand at the head of each module", () => {
  for (const name of readdirSync(GENERATED)) {
    const [title, ...next] = readFileSync(join(GENERATED, name), "utf8").split("\n");
    expect(title).toMatch(/^\/\/ @generated from /);
    expect(next.slice(0, 6)).toContain("/* eslint-disable */");
    expect(next.slice(0, 6)).toContain("// deno-lint-ignore-file");
    expect(next.slice(0, 6)).toContain("// deno-fmt-ignore-file");
  }
});
