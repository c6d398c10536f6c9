/** `barewire format`: what it writes, prints and ends with. */

import * as fs from "node:fs";
import { afterEach, beforeEach, expect, test } from "vitest";
import { checkRun, type ProjectFolder, projectFolder } from "./project-folder.js";

let project: ProjectFolder;

beforeEach(() => {
  project = projectFolder();
  project.write("barewire.config.json", '{ "schemas": "schemas", "out": "gen" }');
  project.write("schemas/chat/v1.bare", WRITTEN);
  project.write("schemas/time/v1.bare", "type Now u64\n");
});

afterEach(() => {
  fs.rmSync(project.root, { recursive: true, force: true });
});

const WRITTEN = `# Says something.
type   Say struct {
text:str # as typed
   at : optional< u64 >


   # The last one.
   kind: enum {LOUD  QUIET}
}
type Id str
`;

const FORMATTED = `# Says something.
type Say struct {
  text: str # as typed
  at: optional<u64>

  # The last one.
  kind: enum { LOUD QUIET }
}

type Id str
`;

async function check(line: string, exitCode: number, ...says: readonly string[]): Promise<string> {
  return await checkRun(project, line, exitCode, says);
}

test("every schema of the configuration is written, and a second time none", async () => {
  await check(
    "barewire format",
    0,
    "wrote   schemas/chat/v1.bare",
    "2 schemas: 1 written, 1 unchanged",
  );
  expect(project.read("schemas/chat/v1.bare")).toBe(FORMATTED);
  await check("barewire format", 0, "2 schemas: 0 written, 2 unchanged");
});

test("a protocol may be named, by its name or by its folder", async () => {
  await check("barewire format time", 0, "1 schema: 0 written, 1 unchanged");
  await check("barewire format tme", 2, "did you mean 'time'?");
  await check("barewire format --schemas schemas/chat", 0, "1 schema: 1 written, 0 unchanged");
});

test("--check writes nothing, names the files and fails", async () => {
  const help = "help: `barewire format` writes the layout";
  await check("barewire format --check", 100, "schemas/chat/v1.bare:1:1: not formatted", help);
  expect(project.read("schemas/chat/v1.bare")).toBe(WRITTEN);
  await check("barewire format", 0);
  await check("barewire format --check", 0, "2 schemas: all formatted");
});

test("a schema that breaks the grammar is left alone, and every problem of it is shown", async () => {
  project.write("schemas/time/v1.bare", "type  Now u64;\ntype Then [4]u8\n");
  const says = [
    "schemas/time/v1.bare:1:14: unexpected ';'",
    "schemas/time/v1.bare:2:11: this is the syntax of an older draft of BARE",
    "wrote   schemas/chat/v1.bare",
  ];
  await check("barewire format", 100, ...says);
  expect(project.read("schemas/time/v1.bare")).toBe("type  Now u64;\ntype Then [4]u8\n");
  await check("barewire format --check", 100, ...says.slice(0, 2));
});

test("names that nothing defines are for `generate` to report", async () => {
  project.write("schemas/time/v1.bare", "type Now   Missing\n");
  await check("barewire format time", 0, "1 written");
});

test("a published schema is formatted, and is still the one that was published", async () => {
  await check("barewire generate", 0);
  await check("barewire publish chat 1", 0);
  await check("barewire format", 0, "1 written");
  await check("barewire generate --check", 0);
});

test("line ends and a byte order mark stay as they are", async () => {
  project.write("schemas/chat/v1.bare", `\uFEFF${WRITTEN.replaceAll("\n", "\r\n")}`);
  await check("barewire format", 0, "1 written");
  expect(project.read("schemas/chat/v1.bare")).toBe(`\uFEFF${FORMATTED.replaceAll("\n", "\r\n")}`);
  await check("barewire format --check", 0);
});

async function checkInput(input: string | Uint8Array, flags: string, exitCode: number) {
  const run = await project.runWith(input, `barewire format --stdin${flags}`);
  expect(run.exitCode, run.text).toBe(exitCode);
  return run.text;
}

test("--stdin prints the layout of a text, or its problems", async () => {
  expect(await checkInput(WRITTEN, "", 0)).toBe(FORMATTED);
  expect(await checkInput("", "", 0)).toBe("");
  expect(await checkInput("# only this", "", 0)).toBe("# only this\n");
  expect(await checkInput("type A", "", 100)).toContain("standard input:1:7: expected a type");
  expect(await checkInput(new Uint8Array([0xff]), "", 100)).toContain("the file is not UTF-8 text");
  expect(await checkInput(WRITTEN, " --check", 100)).toContain("standard input:1:1: not formatted");
  expect(await checkInput(FORMATTED, " --check", 0)).toBe("1 schema: all formatted");
  expect(await checkInput(FORMATTED, " chat", 2)).toContain("name no schemas");
});
