/** The README's code is real: its examples compile, run and print what stands below them. */

import { spawn } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLog, type RunningServer, readSettings, startServer } from "@barewire/server";
import { openMemoryKv } from "@barewire/sqlite-storage/memory";
import { build } from "esbuild";
import ts from "typescript";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bundleWorker } from "../vfs/worker-bundle.js";
import { ROOT, textOf } from "./repository.js";

/** The first fenced block of `language` below `heading`. */
function blockOf(heading: string, language: string): string {
  const [, section = ""] = textOf("README.md").split(`\n## ${heading}\n`);
  return firstBlock(section, language);
}

function firstBlock(markdown: string, language: string): string {
  const [, block] = new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, "s").exec(markdown) ?? [];
  if (block === undefined) throw new Error(`there is no block of ${language}`);
  return block;
}

const DATABASE = blockOf("A database", "ts");
const PROTOCOL = blockOf("A protocol", "ts");

/** The folder in which the examples are applications that have been bundled. */
const folder = mkdtempSync(join(tmpdir(), "barewire-readme-"));
let server: RunningServer;

/** An example that takes longer is ended, so that it outlives no test. */
const MAX_RUN_MS = 60_000;

/** The file that a bundled application starts as the worker of a database, beside itself. */
const [, WORKER = ""] =
  /new URL\("\.\/([\w-]+\.js)"/.exec(textOf("packages/sqlite/src/worker/platform.ts")) ?? [];

beforeAll(async () => {
  mkdirSync(join(folder, "application"));
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  copyFileSync(await bundleWorker(), join(folder, "application", WORKER));
  const { settings } = readSettings({ flags: { port: "0" }, environment: {}, file: null });
  server = await startServer(settings, openMemoryKv(), createLog("silent"));
});

afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Bundles and runs an example; what it prints is `expected`. */
async function check(example: string, expected: string): Promise<void> {
  const outfile = join(folder, "application", "example.js");
  await build({
    stdin: { contents: example, resolveDir: ROOT, loader: "ts" },
    bundle: true,
    outfile,
    format: "esm",
    platform: "node",
    conditions: ["@barewire/source"],
    external: ["ws", "*/wa-sqlite.mjs", "*/wa-sqlite-jspi.mjs"],
    logLevel: "warning",
  });
  expect(await run(outfile)).toEqual({ status: 0, stdout: expected, stderr: "" });
}

test("the example of a protocol prints what the README says", async () => {
  await check(PROTOCOL, blockOf("A protocol", "text"));
});

test("the example of a database prints what the README says", async () => {
  const [address = ""] = /ws:[^"]+/.exec(DATABASE) ?? [];
  await check(DATABASE.replace(address, server.url), blockOf("A database", "text"));
});

test("the example of packages/sqlite/README.md prints what stands below it", async () => {
  const readme = textOf("packages/sqlite/README.md");
  const example = firstBlock(readme, "ts").replace("notebooks", "sqlite-readme");
  const [address = ""] = /ws:[^"]+/.exec(example) ?? [];
  await check(example.replace(address, server.url), firstBlock(readme, "text"));
});

test("the address of the example is where a server listens unless told otherwise", () => {
  const { settings } = readSettings({ flags: {}, environment: {}, file: null });
  expect(DATABASE).toContain(`"ws://${settings.host}:${settings.port}"`);
});

test.each([
  ["a database", DATABASE],
  ["a protocol", PROTOCOL],
])("the example of %s is short", (_name, example) => {
  expect(example.trimEnd().split("\n").length).toBeLessThanOrEqual(24);
});

test("the examples compile, and that of a protocol would not with the literal 2, as it says", () => {
  const literal = PROTOCOL.replace("peerVersion: number = 2", "peerVersion = 2");
  expect(literal).not.toBe(PROTOCOL);
  const [database, protocol, refused] = compilerErrors([DATABASE, PROTOCOL, literal]);
  expect(database).toEqual([]);
  expect(protocol).toEqual([]);
  expect(refused?.join()).toContain("Typing");
});

/** The server runs in this process, so it must not be blocked meanwhile. */
function run(path: string): Promise<{ status: number | null; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [path], {
      stdio: ["ignore", "pipe", "pipe"],
      timeout: MAX_RUN_MS,
    });
    const printed = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"] as const) {
      child[name].on("data", (data: Buffer) => {
        printed[name] += data.toString();
      });
    }
    child.once("close", (status) => resolve({ status, ...printed }));
  });
}

/** Returns the errors of each text, under the options of the repository. */
function compilerErrors(texts: readonly string[]): readonly (readonly string[])[] {
  const { config } = ts.readConfigFile(`${ROOT}tsconfig.json`, ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
  const examples = new Map(texts.map((text, index) => [`${ROOT}readme-example-${index}.ts`, text]));
  const host = ts.createCompilerHost(options);
  const { readFile, fileExists } = host;
  host.readFile = (file) => examples.get(file) ?? readFile(file);
  host.fileExists = (file) => examples.has(file) || fileExists(file);
  const paths = [...examples.keys()];
  const program = ts.createProgram(paths, { ...options, noEmit: true }, host);
  return paths.map((path) =>
    ts
      .getPreEmitDiagnostics(program, program.getSourceFile(path))
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n")),
  );
}
