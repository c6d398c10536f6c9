/**
 * The conventions of all commands: help with examples, exit codes, formats of findings, and colours
 * on a terminal only. A command that `barewire --help` lists is tested here, or a test fails.
 */

import { execFileSync, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import { basename, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { EXIT_FINDINGS, EXIT_OK, EXIT_USAGE } from "../../codegen/src/commands/command-failure.js";
import { REPOSITORY } from "../matrix/planned-protocol.js";
import { missingTool } from "../missing-tool.js";
import { type ProjectFolder, projectFolder } from "./project-folder.js";
import { installRuntime } from "./test-folder.js";
import { xmlProblem } from "./xml-problem.js";

let project: ProjectFolder;

/** One line of each command that has findings in the project below, which no command may change. */
const WITH_FINDINGS: Readonly<Record<string, string>> = {
  init: "barewire init broken",
  "new-version": "barewire new-version chat",
  generate: "barewire generate",
  publish: "barewire publish chat 2",
  retire: "barewire retire chat 2",
  withdraw: "barewire withdraw chat 1 wrong",
  check: "barewire check",
  test: "barewire test",
  "upgrade-test": "barewire upgrade-test",
  rollout: "barewire rollout chat",
  diff: "barewire diff chat 1 2",
  format: "barewire format --check",
  describe: "barewire describe chat",
  vectors: "barewire vectors chat",
};

/** The same of commands without a finding. */
const WITHOUT_FINDINGS: Readonly<Record<string, string>> = {
  generate: "barewire generate time",
  check: "barewire check note",
  diff: "barewire diff time 1 2",
  format: "barewire format time --check",
  describe: "barewire describe time 1",
  vectors: "barewire vectors note",
};

beforeAll(async () => {
  project = projectFolder();
  installRuntime(project);
  project.write("barewire.config.json", '{ "schemas": "schemas", "out": "gen" }');
  project.write("broken/package.json", "{ name }");
  project.write("schemas/chat/v1.bare", "type Say struct {\n  text: str\n}\n");
  // The name has characters that XML and annotations escape.
  project.write("schemas/chat/v2.bare", 'type  Say struct {\n  text: "<&%,:>"\n}\n');
  project.write("schemas/time/v1.bare", "type Now u64\n");
  project.write("schemas/time/v2.bare", "type Now u64\ntype Then u64\n");
  project.write("schemas/note/v1.bare", "# A note.\ntype Note struct {\n  text: str\n}\n");
  expect(await project.run("barewire generate note")).toMatchObject({ exitCode: EXIT_OK });
});

afterAll(() => {
  project.remove();
});

/** The commands as a person finds them. */
async function listedCommands(): Promise<readonly string[]> {
  const { out } = await project.run("barewire --help");
  const [, listed = ""] = out.split("Commands:\n");
  const names = [...listed.matchAll(/^ {2}([a-z][\w-]*)/gm)].map(([, name]) => name ?? "");
  return names.filter((name) => !["help", "barewire"].includes(name));
}

test("every command is among those that are tested here", async () => {
  expect([...(await listedCommands())].sort()).toEqual(Object.keys(WITH_FINDINGS).sort());
});

test("--version prints the version, and --help of the program what the exit codes mean", async () => {
  const { version } = JSON.parse(fs.readFileSync(join(REPOSITORY, "codegen/package.json"), "utf8"));
  expect(await project.run("barewire --version")).toMatchObject({ exitCode: 0, out: version });
  const help = await project.run("barewire --help");
  expect(help.exitCode).toBe(EXIT_OK);
  expect(help.out).toContain("2 wrong usage, 100 there are findings");
  expect(help.out).toContain("Examples:\n  barewire ");
});

const COMMANDS = Object.entries(WITH_FINDINGS);

test.each(COMMANDS)(
  "%s: --help has examples of this command, with flags that it has",
  async (name) => {
    const { exitCode, out } = await project.run(`barewire ${name} --help`);
    expect(exitCode).toBe(EXIT_OK);
    const [options = "", examples = ""] = out.split("\nExamples:\n");
    const lines = examples.split("\n");
    expect(lines.length).toBeGreaterThanOrEqual(2);
    for (const line of lines) expect(line).toMatch(new RegExp(`^ {2}barewire ${name}\\b.* {2}\\w`));
    for (const [flag] of examples.matchAll(/(?<= )--[a-z][\w-]*/g)) expect(options).toContain(flag);
  },
);

test.each(COMMANDS)("%s: wrong usage ends with 2, on the standard error", async (name, line) => {
  for (const wrong of [`barewire ${name} --nonsense`, `${line} --format yaml`]) {
    const { exitCode, text, out } = await project.run(wrong);
    expect(exitCode, text).toBe(EXIT_USAGE);
    expect(text).toMatch(
      /unknown option '--nonsense'|Allowed choices are text, json, github, junit/,
    );
    expect(out).toBe("");
  }
});

test.each(COMMANDS)(
  "%s: findings are lines that editors read, and end with 100",
  async (_, line) => {
    const { exitCode, out, text } = await project.run(line);
    expect(exitCode, text).toBe(EXIT_FINDINGS);
    const heads = out.split("\n").filter((part) => /^\S/.test(part));
    expect(heads).not.toEqual([]);
    for (const head of heads) expect(head).toMatch(/^[\w./-]+:[1-9]\d*:[1-9]\d*: \S/);
    expect(out).not.toContain("\u001B");
  },
);

type Found = {
  readonly file: string;
  readonly severity: string;
  readonly message: string;
  readonly range: { readonly start: { readonly line: number; readonly column: number } } | null;
};

async function jsonFindings(line: string): Promise<readonly Found[]> {
  const { out } = await project.run(`${line} --format json`);
  const printed: { readonly problems: readonly Found[] } = JSON.parse(out);
  return printed.problems;
}

test.each(COMMANDS)("%s: each format has the same findings", async (_, line) => {
  const found = await jsonFindings(line);
  expect(found).not.toEqual([]);
  const text = await project.run(line);
  const github = await project.run(`${line} --format github`);
  const junit = await project.run(`${line} --format junit`);
  for (const run of [github, junit]) expect(run.exitCode, run.text).toBe(EXIT_FINDINGS);
  expect(xmlProblem(junit.out)).toBeNull();
  const errors = found.filter(({ severity }) => severity === "error");
  expect(junit.out.match(/<testcase /g)).toHaveLength(found.length);
  expect(junit.out.match(/<failure /g)).toHaveLength(errors.length);
  const annotations = github.out.split("\n");
  expect(annotations).toHaveLength(found.length);
  for (const [index, { file, message, range, severity }] of found.entries()) {
    const { line, column } = range?.start ?? { line: 1, column: 1 };
    const note = severity === "note" ? "note: " : "";
    expect(text.out).toContain(`${file}:${line}:${column}: ${note}${message}`);
    expect(annotations[index]).toMatch(
      /^::(?:error|notice) file=[^,:]+,line=\d+,col=\d+,endLine=\d+,endCol/,
    );
    expect(annotations[index]).toContain(` file=${file},line=${line},col=${column},`);
    expect(annotations[index]).toContain(`::${message.replaceAll("%", "%25")}`);
  }
});

test("JUnit and GitHub get texts with the characters that they escape", async () => {
  const junit = await project.run("barewire generate chat --format junit");
  expect(junit.out).toContain("&lt;&amp;%,:&gt;");
  const github = await project.run("barewire generate chat --format github");
  expect(github.out).not.toMatch(/%(?![0-9A-F]{2})/);
});

const FINE = Object.entries(WITHOUT_FINDINGS);

test.each(FINE)(
  "%s: without a finding it ends with 0, and every document is whole",
  async (_, line) => {
    for (const format of ["text", "json", "github", "junit"]) {
      const { exitCode, out, text } = await project.run(`${line} --format ${format}`);
      expect(exitCode, text).toBe(EXIT_OK);
      expect(out).not.toContain("\u001B");
      if (format === "json") expect(() => JSON.parse(out)).not.toThrow();
      if (format === "junit" && !line.includes("describe")) {
        expect(xmlProblem(out)).toBeNull();
        expect(out).toContain('tests="1" failures="0"');
      }
    }
  },
);

test("what a diff finds is in each of its formats", async () => {
  const line = "barewire diff time 1 2 --format";
  const { out: json } = await project.run(`${line} json`);
  expect(JSON.parse(json)).toMatchObject({
    problems: [],
    diffs: [{ protocol: "time", title: "time v1 to v2", lines: [expect.stringContaining("Then")] }],
  });
  const { out: markdown } = await project.run(`${line} markdown`);
  expect(markdown).toMatch(/^### time v1 to v2\n\n```text\n.*Then[\s\S]*\n```$/);
  const { out: github } = await project.run(`${line} github`);
  expect(github).toMatch(/^::notice title=barewire%3A time v1 to v2::.*Then.*$/);
  const { out: problems } = await project.run("barewire diff chat 1 2 --format markdown");
  expect(problems).toMatch(
    /^\n### Problems\n\n```text\nschemas\/chat\/v2\.bare:\d+:\d+: [\s\S]*\n```$/,
  );
});

test("progress goes to the standard error, so that the standard output is for a program", async () => {
  const own = projectFolder();
  own.write("barewire.config.json", '{ "schemas": "schemas", "out": "gen" }');
  own.write("schemas/time/v1.bare", "type   Now u64\n");
  for (const line of ["generate", "format", "publish time 1", "generate --check"]) {
    const run = await own.run(`barewire ${line}`);
    expect(run).toMatchObject({ exitCode: EXIT_OK, out: "" });
    expect(run.text).not.toBe("");
  }
  own.remove();
});

test("a path with a comma and a colon is escaped in an annotation", async () => {
  const own = projectFolder();
  own.write("one, two: three/v1.bare", "type A\n");
  const flags = "--schemas 'one, two: three' --out gen --format github";
  const { out } = await own.run(`barewire generate ${flags}`);
  expect(out).toContain("file=one%2C two%3A three");
  own.remove();
});

test("annotations are relative to the folder that was checked out", async () => {
  const above = join(project.root, "..");
  const { out } = await project.runIn(above, "barewire generate chat --format github");
  expect(out).toContain(`::error file=${basename(project.root)}/schemas/chat/v2.bare,`);
});

const BIN = join(REPOSITORY, "codegen/bin/barewire.mjs");

/** Runs the built command on a terminal that `script` makes, with these variables. */
function onTerminal(env: Readonly<Record<string, string>>): string {
  // Node takes the terminal of a pipeline, which sets CI, for one without colours.
  const { NO_COLOR: _, FORCE_COLOR: __, CI: ___, ...others } = process.env;
  return execFileSync(
    "script",
    ["-qec", `${process.execPath} ${BIN} generate || true`, "/dev/null"],
    {
      cwd: project.root,
      encoding: "utf8",
      env: { ...others, TERM: "xterm-256color", ...env },
    },
  );
}

test("a terminal gets colours, except where NO_COLOR is set or the terminal has none", (context) => {
  if (spawnSync("script", ["--version"]).status !== 0) {
    return context.skip(missingTool("script, which makes a terminal, is not installed"));
  }
  expect(onTerminal({})).toContain("\u001B[1mschemas/chat/v2.bare:2:9:\u001B[0m");
  for (const env of [{ NO_COLOR: "1" }, { NO_COLOR: "1", FORCE_COLOR: "1" }, { TERM: "dumb" }]) {
    const text = onTerminal(env);
    expect(text).toContain("schemas/chat/v2.bare:2:9:");
    expect(text).not.toContain("\u001B[");
  }
});

test("a pipe gets no colours", () => {
  const run = spawnSync(process.execPath, [BIN, "generate"], {
    cwd: project.root,
    encoding: "utf8",
  });
  expect(run.status).toBe(EXIT_FINDINGS);
  expect(run.stdout).toContain("schemas/chat/v2.bare:2:9:");
  expect(run.stdout + run.stderr).not.toContain("\u001B");
});
