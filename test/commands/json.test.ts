/** `--json`: the problems of a command for a program, with codes, ranges and fixes. */

import * as fs from "node:fs";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type ProjectFolder, projectFolder } from "./project-folder.js";

let project: ProjectFolder;

beforeEach(() => {
  project = projectFolder();
  project.write("barewire.config.json", '{ "schemas": "schemas", "out": "gen" }');
  project.write("schemas/chat/v1.bare", SCHEMA);
});

afterEach(() => {
  fs.rmSync(project.root, { recursive: true, force: true });
});

const SCHEMA = "type Say struct { text: str }\n";

async function check(line: string, exitCode: number, input = ""): Promise<readonly unknown[]> {
  const run = await project.runWith(input, line);
  expect(run.exitCode, run.text).toBe(exitCode);
  // The command prints one object, and nothing besides.
  const printed: { readonly problems: readonly unknown[] } = JSON.parse(run.out);
  return printed.problems;
}

test("a problem has file, code, message, help, range and fix", async () => {
  project.write("schemas/chat/v1.bare", "# ümlaut\n\ntype Say struct {\n  text: srt\n}\n");
  expect(await check("barewire generate --json", 100)).toEqual([
    {
      file: "schemas/chat/v1.bare",
      code: "type-undefined",
      severity: "error",
      message: "the type 'srt' is not defined",
      help: "did you mean 'str'?",
      range: {
        start: { offset: 36, line: 4, column: 9 },
        end: { offset: 39, line: 4, column: 12 },
      },
      fix: {
        range: {
          start: { offset: 36, line: 4, column: 9 },
          end: { offset: 39, line: 4, column: 12 },
        },
        text: "str",
      },
    },
  ]);
  expect(project.exists("gen")).toBe(false);
});

test("without problems the list is empty, and the command does what it always does", async () => {
  expect(await check("barewire generate --json", 0)).toEqual([]);
  expect(project.exists("gen/chat/v1.ts")).toBe(true);
  expect(await check("barewire generate --check --json", 0)).toEqual([]);
  project.write("schemas/chat/v1.bare", "type Say struct { text: data }\n");
  const stale = { code: "file-stale", help: "run `barewire generate`", range: null, fix: null };
  expect(await check("barewire generate --check --json", 100)).toMatchObject([
    { file: "gen/chat/v1.schema.ts", ...stale },
    { file: "gen/chat/v1.ts", ...stale },
    { file: "schemas/chat/protocol.lock.json", ...stale },
  ]);
});

test("a problem of a whole file has no range", async () => {
  project.write("schemas/chat/v3.bare", SCHEMA);
  const [gap] = await check("barewire generate --json", 100);
  expect(gap).toMatchObject({
    file: "schemas/chat/v3.bare",
    code: "file-name",
    range: null,
    fix: null,
  });
});

test("a format that is checked lists syntax errors, and what is not formatted", async () => {
  project.write("schemas/chat/v1.bare", "type  Say str\n");
  project.write("schemas/chat/v2.bare", "<<<<<<< ours\ntype Say str;\n");
  expect(await check("barewire format --check --json", 100)).toMatchObject([
    { file: "schemas/chat/v1.bare", code: "not-formatted", range: null },
    { file: "schemas/chat/v2.bare", code: "merge-conflict", range: { start: { offset: 0 } } },
    { file: "schemas/chat/v2.bare", code: "separator", fix: { text: "" } },
  ]);
  const piped = "barewire format --stdin --check --json";
  expect(await check(piped, 100, "type A")).toMatchObject([{ code: "type-expected" }]);
  expect(await check(piped, 0, SCHEMA)).toEqual([]);
});

test("what goes on and on has no document, which is said in words", async () => {
  const run = await project.run("barewire generate --json --watch");
  expect(run.exitCode).toBe(2);
  expect(run.text).toContain("leave out --format");
  expect(run.out).toBe("");
});
