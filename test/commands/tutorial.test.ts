/**
 * docs/tutorial.md is true: its commands, typed into an empty folder one after another, print what
 * stands below them, and its files are those of examples/chat, which the commands end with.
 * BAREWIRE_UPDATE=1 writes the outputs and the files into the page, and what is generated into the
 * example. With BAREWIRE_TEST_TUTORIAL=1 a shell types all of it, npm's commands as well, with
 * packed packages, and prints each command with its time.
 */

import { execFileSync, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { countFrom } from "../contract/seeded-random.js";
import { REPOSITORY } from "../matrix/planned-protocol.js";
import { skipped } from "../missing-tool.js";
import { packPackages } from "./pack-packages.js";
import { type ProjectFolder, projectFolder } from "./project-folder.js";

const PAGE = join(REPOSITORY, "docs/tutorial.md");
const EXAMPLE = join(REPOSITORY, "examples/chat");

let project: ProjectFolder;
let packed: string;

beforeEach(() => {
  project = projectFolder();
  project.remove("node_modules");
  packed = `${project.root}-packed`;
});

afterEach(() => {
  project.remove();
  fs.rmSync(packed, { recursive: true, force: true });
});

type Block = {
  /** The language and, where the block is a file, its path. */
  readonly language: string;
  readonly path: string | null;
  readonly text: string;
};

const BLOCK = /^```(\w+)(?: (\S+))?\n([\s\S]*?)^```$/gm;

/** The page with each block as `replace` gives it, one after another. */
async function replaceBlocks(
  page: string,
  replace: (block: Block) => Promise<string>,
): Promise<string> {
  let replaced = "";
  let end = 0;
  for (const { 0: whole, 1: language = "", 2: path, 3: text = "", index } of page.matchAll(BLOCK)) {
    const head = whole.slice(0, whole.indexOf("\n") + 1);
    const body = await replace({ language, path: path ?? null, text });
    replaced += `${page.slice(end, index)}${head}${body}\`\`\``;
    end = index + whole.length;
  }
  return replaced + page.slice(end);
}

/** The page as it has to be: each command with what it prints, each file as in the example. */
async function typed(
  page: string,
  run: (command: string) => Promise<string>,
  runSilently: (command: string) => void,
): Promise<string> {
  return await replaceBlocks(page, async ({ language, path, text }) => {
    if (path !== null) {
      const file = fs.readFileSync(join(EXAMPLE, path), "utf8");
      project.write(path, file);
      return file;
    }
    const lines = text.split("\n").filter((line) => line !== "");
    if (language === "sh") for (const line of lines) runSilently(line);
    if (language !== "console") return text;
    const commands = lines.filter((line) => line.startsWith("$ "));
    const parts: string[] = [];
    for (const line of commands) parts.push(line, withoutTimes(await run(line.slice(2))));
    return `${parts.join("\n")}\n`;
  });
}

/** The time of a run is not a promise. */
function withoutTimes(text: string): string {
  return text.trimEnd().replaceAll(/, in \d+\.\d\d s/g, "");
}

/** The files of the example are those that the commands have left. */
function checkFiles(): void {
  for (const folder of ["schemas", "src"]) {
    const left = filesBelow(join(project.root, folder));
    expect(Object.keys(left)).not.toEqual([]);
    expect(left).toEqual(filesBelow(join(EXAMPLE, folder)));
  }
  const config = "barewire.config.json";
  expect(project.read(config)).toBe(fs.readFileSync(join(EXAMPLE, config), "utf8"));
}

function filesBelow(folder: string): Readonly<Record<string, string>> {
  const paths = fs.readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  const files = paths.filter((path) => fs.statSync(join(folder, path)).isFile());
  return Object.fromEntries(
    files.map((path) => [path, fs.readFileSync(join(folder, path), "utf8")]),
  );
}

test("each command of the tutorial prints what stands below it", async () => {
  const packages = ["@barewire", "@types", "tsx", "typescript", "ws"];
  for (const name of packages) {
    fs.mkdirSync(join(project.root, "node_modules"), { recursive: true });
    fs.symlinkSync(
      join(REPOSITORY, "node_modules", name),
      join(project.root, "node_modules", name),
    );
  }
  project.write("package.json", MANIFEST);
  const run = async (command: string) => {
    if (command.startsWith("npx barewire ")) return (await project.run(command.slice(4))).text;
    expect(command).toBe("npx tsx src/main.ts");
    return runMain();
  };
  const page = fs.readFileSync(PAGE, "utf8");
  const expected = await typed(page, run, () => undefined);
  if (process.env["BAREWIRE_UPDATE"] === "1") {
    fs.writeFileSync(PAGE, expected);
    for (const folder of ["schemas", "src"]) {
      fs.cpSync(join(project.root, folder), join(EXAMPLE, folder), { recursive: true });
    }
  }
  expect(fs.readFileSync(PAGE, "utf8")).toBe(expected);
  checkFiles();
});

/** As `npm init -y` and the installations leave it. */
const MANIFEST = JSON.stringify(
  {
    name: "chat",
    version: "1.0.0",
    type: "module",
    scripts: { test: "exit 1" },
    dependencies: { "@barewire/runtime": "*", ws: "*" },
    devDependencies: {
      "@barewire/codegen": "*",
      "@types/node": "*",
      "@types/ws": "*",
      tsx: "*",
      typescript: "*",
    },
  },
  null,
  2,
);

function runMain(): string {
  return execFileSync(
    process.execPath,
    ["--conditions=@barewire/source", "--import=tsx", "src/main.ts"],
    { cwd: project.root, encoding: "utf8" },
  );
}

/** The number of times that the tutorial is typed into a shell, which takes most of a minute. */
const SHELLS = countFrom("BAREWIRE_TEST_TUTORIAL", 0);

test("a shell with packed packages prints the same", async (context) => {
  if (SHELLS === 0) return context.skip(skipped("BAREWIRE_TEST_TUTORIAL is not set"));
  const tarballs = packPackages(packed);
  const shell = (command: string) => {
    const line = command.replaceAll(/@barewire\/(runtime|codegen)\b/g, (name) => tarballs(name));
    const startMs = performance.now();
    const { stdout, status } = spawnSync("sh", ["-c", `${line} 2>&1`], {
      cwd: project.root,
      encoding: "utf8",
      env: { ...process.env, NO_COLOR: "1" },
    });
    const seconds = ((performance.now() - startMs) / 1000).toFixed(1);
    console.log(`$ ${command}    # ${seconds} s\n${stdout}`);
    return { stdout, status };
  };
  const page = fs.readFileSync(PAGE, "utf8");
  const expected = await typed(
    page,
    async (command) => shell(command).stdout,
    (command) => expect(shell(command).status).toBe(0),
  );
  expect(expected).toBe(page);
  checkFiles();
});
