/** The README's code is real: the example compiles, runs and prints what stands below it. */

import { spawnSync } from "node:child_process";
import { build } from "esbuild";
import ts from "typescript";
import { expect, test } from "vitest";
import { ROOT, textOf } from "./repository.js";

/** The first fenced block of `language` below "An example". */
function blockOf(language: string): string {
  const [, section = ""] = textOf("README.md").split("\n## An example\n");
  const [, block] = new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, "s").exec(section) ?? [];
  if (block === undefined) throw new Error(`the example of README.md has no ${language}`);
  return block;
}

const EXAMPLE = blockOf("ts");

/** Runs the example as an application that is bundled; what it prints is `expected`. */
async function check(expected: string): Promise<void> {
  const { outputFiles } = await build({
    stdin: { contents: EXAMPLE, resolveDir: ROOT, loader: "ts" },
    bundle: true,
    write: false,
    format: "esm",
    platform: "node",
    conditions: ["@barewire/source"],
  });
  const run = spawnSync(process.execPath, ["--input-type=module"], {
    input: outputFiles[0]?.text ?? "",
    encoding: "utf8",
  });
  expect(run.stderr).toBe("");
  expect(run.stdout).toBe(expected);
}

test("the example prints what the README says", async () => {
  await check(blockOf("text"));
});

test("the example is short", () => {
  expect(EXAMPLE.trimEnd().split("\n").length).toBeLessThanOrEqual(24);
});

test("the example compiles under the options of the repository", () => {
  expect(compilerErrors(EXAMPLE)).toEqual([]);
});

test("and would not with the literal 2, as it says", () => {
  const literal = EXAMPLE.replace("peerVersion: number = 2", "peerVersion = 2");
  expect(literal).not.toBe(EXAMPLE);
  expect(compilerErrors(literal).join()).toContain("ToRivetSqliteGetPageRangeRequest");
});

function compilerErrors(text: string): readonly string[] {
  const { config } = ts.readConfigFile(`${ROOT}tsconfig.json`, ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
  const path = `${ROOT}readme-example.ts`;
  const host = ts.createCompilerHost(options);
  const { readFile, fileExists } = host;
  host.readFile = (file) => (file === path ? text : readFile(file));
  host.fileExists = (file) => file === path || fileExists(file);
  const program = ts.createProgram([path], { ...options, noEmit: true }, host);
  return ts
    .getPreEmitDiagnostics(program, program.getSourceFile(path))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}
