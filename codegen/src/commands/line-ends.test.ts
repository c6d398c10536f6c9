/** A checkout with CRLF, which Git for Windows makes by default, is as good as one with LF. */

import * as fs from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type TestFolder, testFolder } from "../../../test/commands/test-folder.js";
import { generateProtocol } from "../generate.js";
import { generateCommand } from "./generate-command.js";
import { type GenerateFlags, generateRequest } from "./generate-request.js";
import { versionCommand } from "./publish-command.js";

let project: TestFolder;
let out: string[];

beforeEach(() => {
  project = testFolder();
  project.write(
    "barewire.config.json",
    '{ "schemas": "schemas", "out": "gen", "decisions": "decisions" }\n',
  );
  project.write(
    "schemas/blob/v1.bare",
    "# One line.\n# Another line.\ntype A struct {\n  a: u8 # Beside.\n}\n",
  );
});

afterEach(() => {
  project.remove();
});

function io() {
  out = [];
  const print = (line: string) => out.push(line);
  return {
    workingFolder: project.root,
    print,
    printError: print,
    nowMs: () => 0,
    pipeline: { fingerprint: () => "1", load: async () => generateProtocol },
  };
}

/** The last line that the command prints, without the time that it took. */
async function check(flags: GenerateFlags = {}): Promise<string> {
  await generateCommand(generateRequest([], flags), io());
  return (out.at(-1) ?? "").replace(/, in .*$/, "");
}

async function publish(versionText: string): Promise<void> {
  await versionCommand({ kind: "publish", protocol: "blob", versionText, flags: {} }, io());
}

function files(): readonly string[] {
  return fs
    .readdirSync(project.root, { recursive: true, encoding: "utf8" })
    .filter(
      (path) => fs.statSync(join(project.root, path)).isFile() && !path.startsWith("node_modules"),
    );
}

function checkOut(lineEnd: "\n" | "\r\n"): void {
  for (const path of files()) project.write(path, project.read(path).replaceAll(/\r?\n/g, lineEnd));
}

/** The line ends of all files. */
function lineEnds(): readonly string[] {
  const ends = files().map((path) => {
    const text = project.read(path);
    const [all, crlf] = [text.split("\n").length, text.split("\r\n").length];
    if (all === crlf) return "CRLF";
    return crlf === 1 ? "LF" : `${path} is mixed`;
  });
  return [...new Set(ends)];
}

test("the counts of files and locks add up", async () => {
  expect(await check()).toBe("1 schema, 4 files: 4 written, 0 unchanged, 1 lock written");
  expect(await check()).toBe("1 schema, 4 files: 0 written, 4 unchanged");
  checkOut("\n");
  project.write("schemas/blob/v1.bare", "type A struct { a: u16 }\n");
  expect(await check({ check: true })).toBe(
    "1 schema, 4 files: 2 stale, 2 up to date, 1 lock stale",
  );
});

test("a checkout with CRLF is up to date, and nothing in it is written", async () => {
  await check();
  checkOut("\r\n");
  expect(await check({ check: true })).toBe("1 schema, 4 files: all up to date");
  expect(await check()).toBe("1 schema, 4 files: 0 written, 4 unchanged");
  expect(lineEnds()).toEqual(["CRLF"]);
  expect(project.read("gen/blob/v1.ts")).toContain("One line.\r\n * Another line.");
});

test("a file that is written again keeps its line ends, whatever those of the schema are", async () => {
  await check();
  checkOut("\r\n");
  project.write("schemas/blob/v1.bare", "type A struct { a: u16 }\n");
  await check();
  fs.rmSync(join(project.root, "schemas/blob/v1.bare"));
  expect(lineEnds()).toEqual(["CRLF"]);
});

test("all files keep theirs when everything is generated anew", async () => {
  await check();
  checkOut("\r\n");
  await check({ clean: true });
  expect(lineEnds()).toEqual(["CRLF"]);
});

test("a decisions file that is added to, and a lock that is published, keep theirs", async () => {
  project.write("schemas/blob/v2.bare", "type A struct {\n  a: u8\n  b: u8\n}\n");
  project.write(
    "decisions/blob/v1-v2.ts",
    'import { drop } from "@barewire/runtime/decisions";\n\nexport const decisions = {\n' +
      '  "A.b": { downgrade: drop("new") },\n};\n',
  );
  checkOut("\r\n");
  await check({ scaffold: true });
  expect(project.read("decisions/blob/v1-v2.ts")).toContain("undecided(");
  expect(project.read("gen/blob/v1-v2.ts")).toContain("DecisionsV1V2");
  expect(lineEnds()).toEqual(["CRLF"]);
  project.write(
    "decisions/blob/v1-v2.ts",
    project.read("decisions/blob/v1-v2.ts").replace(/undecided\(.*\)/, "() => 0"),
  );
  await check();
  await publish("1");
  expect(project.read("schemas/blob/protocol.lock.json")).toContain('"published"');
  expect(lineEnds()).toEqual(["CRLF"]);
});

const SECOND = "type A struct {\n  a: u8\n  b: u8\n}\n";

test.each(["\r\n", "\n"] as const)(
  "files that are new have the line ends of their checkout: %j",
  async (lineEnd) => {
    const expected = [lineEnd === "\n" ? "LF" : "CRLF"];
    checkOut(lineEnd);
    await check();
    expect(lineEnds()).toEqual(expected);
    project.write("schemas/blob/v2.bare", SECOND.replaceAll("\n", lineEnd));
    await check();
    expect(lineEnds()).toEqual(expected);
    await check({ scaffold: true });
    expect(lineEnds()).toEqual(expected);
    const decisions = project.read("decisions/blob/v1-v2.ts");
    const undecided = /undecided\((?:[^()]|\([^()]*\))*\)/g;
    project.write("decisions/blob/v1-v2.ts", decisions.replaceAll(undecided, "reject"));
    expect(await check()).toContain("2 schemas");
    expect(lineEnds()).toEqual(expected);
    fs.rmSync(join(project.root, "schemas/blob/protocol.lock.json"));
    await publish("1");
    expect(lineEnds()).toEqual(expected);
  },
);

test("the generated files tell those of a new one where the schemas have others", async () => {
  await check();
  project.write("schemas/blob/v2.bare", SECOND.replaceAll("\n", "\r\n"));
  await check({ scaffold: true });
  fs.rmSync(join(project.root, "schemas/blob/v2.bare"));
  expect(files()).toContain("decisions/blob/v1-v2.ts");
  expect(lineEnds()).toEqual(["LF"]);
});
