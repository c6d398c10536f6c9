/** The plugin in esbuild: generates before a build, fails it with places, and follows changes. */

import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { barewire } from "@barewire/unplugin";
import * as esbuild from "esbuild";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { TestFolder } from "../commands/test-folder.js";
import { bundledProject, FAULTY, LONGER, V1 } from "./bundled-project.js";

let project: TestFolder;

beforeEach(() => {
  project = bundledProject();
});

afterEach(() => project.remove());

function options(): esbuild.BuildOptions {
  return {
    absWorkingDir: project.root,
    entryPoints: ["main.ts"],
    bundle: true,
    format: "esm",
    platform: "node",
    outfile: join(project.root, "dist/main.mjs"),
    logLevel: "silent",
    plugins: [barewire.esbuild({ folder: project.root })],
  };
}

function printed(): string {
  const bundle = join(project.root, "dist/main.mjs");
  return execFileSync(process.execPath, [bundle], { encoding: "utf8" }).trim();
}

test("a build generates what it bundles", async () => {
  await esbuild.build(options());
  expect(project.exists("gen/notes/versions.ts")).toBe(true);
  expect(printed()).toBe("1 97");
});

test("findings are errors with their place", async () => {
  project.write("schemas/notes/v1.bare", FAULTY.replace("  text", "  é: str\n  text"));
  const failed = await esbuild.build(options()).then(
    () => [],
    ({ errors }: esbuild.BuildFailure) => errors,
  );
  const file = "schemas/notes/v1.bare";
  expect(failed.map(({ location }) => location)).toEqual([
    // Lengths are those of bytes.
    expect.objectContaining({ file, line: 2, column: 2, length: 2, lineText: "  é: str" }),
    expect.objectContaining({ file, line: 3, column: 8, length: 4, lineText: "  text: strr" }),
  ]);
  expect(failed[1]?.text).toContain("strr");
});

test("a text in place of an entry point is bundled with what it imports, or fails", async () => {
  const { entryPoints: _, ...others } = options();
  const stdin = {
    contents: project.read("main.ts"),
    resolveDir: project.root,
    loader: "ts",
  } as const;
  await esbuild.build({ ...others, stdin });
  expect(printed()).toBe("1 97");
  project.write("schemas/notes/v1.bare", FAULTY);
  await expect(esbuild.build({ ...others, stdin })).rejects.toThrow("schemas/notes/v1.bare:2:8");
});

test("several entry points have the errors once", async () => {
  project.write("other.ts", project.read("main.ts"));
  const { outfile: _, ...others } = options();
  const entryPoints = ["main.ts", "other.ts"];
  const build = { ...others, entryPoints, outdir: join(project.root, "dist") };
  await esbuild.build(build);
  project.write("schemas/notes/v1.bare", FAULTY);
  await expect(esbuild.build(build)).rejects.toThrow("failed with 1 error");
});

test("a project without a configuration is an error that says what to do", async () => {
  project.remove("barewire.config.json");
  const failed = esbuild.build(options());
  await expect(failed).rejects.toThrow("`barewire init` creates one");
});

test("a watching build follows schemas, also out of a fault and to a new version", async () => {
  const results: esbuild.BuildResult[] = [];
  const watching = await esbuild.context({
    ...options(),
    plugins: [
      barewire.esbuild({ folder: project.root }),
      { name: "results", setup: (build) => build.onEnd((result) => void results.push(result)) },
    ],
  });
  const prints = async (text: string) =>
    await vi.waitFor(() => {
      expect(results.at(-1)?.errors).toEqual([]);
      expect(printed()).toBe(text);
    }, 20_000);
  const fails = async (text: string) =>
    await vi.waitFor(() => {
      const texts = results.at(-1)?.errors.map((error) => error.text) ?? [];
      expect(texts.join("\n")).toContain(text);
    }, 20_000);
  try {
    await watching.watch();
    await prints("1 97");
    project.write("schemas/notes/v1.bare", LONGER);
    await prints("1 97 7");
    project.write("schemas/notes/v1.bare", FAULTY);
    await fails("strr");
    project.write("schemas/notes/v1.bare", V1);
    await prints("1 97");
    project.write("schemas/notes/v2.bare", LONGER);
    await fails("the decisions from v1 to v2 are missing");
  } finally {
    await watching.dispose();
  }
}, 60_000);
