/** The lock of a protocol from the outside: drafts, publishing, and what is refused afterwards. */

import * as fs from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type TestFolder, testFolder } from "../../../test/commands/test-folder.js";
import type { CommandIo } from "./command-io.js";
import { generateCommand } from "./generate-command.js";
import { PIPELINE } from "./pipeline.js";
import { versionCommand } from "./publish-command.js";

const LOCK = "schemas/chat/protocol.lock.json";
const V1 = "type Message struct {\n  text: str\n  sentAt: u32\n}\n";

let project: TestFolder;
let lines: string[];

beforeEach(() => {
  project = testFolder();
  project.write(
    "barewire.config.json",
    '{ "schemas": "schemas", "out": "gen", "decisions": "decisions" }',
  );
  project.write("schemas/chat/v1.bare", V1);
});

afterEach(() => {
  project.remove();
});

function io(): CommandIo {
  lines = [];
  const say = (text: string) => lines.push(text);
  return {
    workingFolder: project.root,
    print: say,
    printError: say,
    nowMs: () => 0,
    pipeline: PIPELINE,
  };
}

type Wanted = { readonly exitCode: number; readonly says: string };

async function checkGenerate(
  { exitCode, says }: Wanted,
  options: { readonly mode?: "write" | "check"; readonly scaffolds?: boolean } = {},
): Promise<void> {
  const source = { kind: "config", protocols: [] } as const;
  const request = {
    source,
    mode: "write",
    scaffolds: false,
    argumentsText: "",
    against: null,
    ...options,
  } as const;
  expect(await generateCommand(request, io()), lines.join("\n")).toBe(exitCode);
  expect(lines.join("\n")).toContain(says);
}

async function checkPublish(version: string, { exitCode, says }: Wanted): Promise<void> {
  const request = { kind: "publish", protocol: "chat", versionText: version, flags: {} } as const;
  expect(await versionCommand(request, io()), lines.join("\n")).toBe(exitCode);
  expect(lines.join("\n")).toContain(says);
}

test("a draft may change, and its lock entry follows", async () => {
  await checkGenerate({ exitCode: 0, says: `wrote   ${LOCK}` });
  const before = project.read(LOCK);
  project.write("schemas/chat/v1.bare", V1.replace("u32", "u64"));
  await checkGenerate({ exitCode: 100, says: `${LOCK}:1:1: stale` }, { mode: "check" });
  await checkGenerate({ exitCode: 0, says: `wrote   ${LOCK}` });
  expect(project.read(LOCK)).not.toBe(before);
});

test("comments and the order of definitions do not change a lock", async () => {
  await checkPublish("1", { exitCode: 0, says: "v1 is published" });
  const lock = project.read(LOCK);
  project.write(
    "schemas/chat/v1.bare",
    `# A message.\ntype Time u32\n${V1.replace("u32", "Time")}`,
  );
  await checkGenerate({ exitCode: 0, says: "wrote" });
  expect(project.read(LOCK)).toBe(lock);
});

test("an edit of a published version is refused with the difference in words", async () => {
  await checkPublish("v1", { exitCode: 0, says: "v1 is published" });
  await checkGenerate({ exitCode: 0, says: "1 schema" });
  const generated = project.read("gen/chat/v1.ts");
  project.write("schemas/chat/v1.bare", V1.replace("u32", "u64"));
  const says = "chat v1 is published and Message.sentAt changed from u32 to u64";
  await checkGenerate({ exitCode: 100, says });
  await checkGenerate({ exitCode: 100, says }, { mode: "check" });
  expect(project.read("gen/chat/v1.ts")).toBe(generated);
});

test("a published version whose schema is gone is missed", async () => {
  await checkPublish("1", { exitCode: 0, says: "v1 is published" });
  fs.renameSync(
    join(project.root, "schemas/chat/v1.bare"),
    join(project.root, "schemas/chat/v2.bare"),
  );
  await checkGenerate({ exitCode: 100, says: "v1 is published, and v1.bare is gone" });
});

test.each([
  ["another hash", (lock: string) => lock.replace(/"hash": ".{4}/, '"hash": "0000')],
  ["another type", (lock: string) => lock.replace("sentAt: u32", "sentAt: u64")],
])("a lock edited by hand is refused: %s", async (_, edit) => {
  await checkPublish("1", { exitCode: 0, says: "v1 is published" });
  project.write(LOCK, edit(project.read(LOCK)));
  await checkGenerate({ exitCode: 100, says: "the lock was edited by hand" });
});

test.each([
  ["nothing"],
  ['{ "versions": {} }'],
  ['{ "protocol": "chat", "versions": { "1": {} } }'],
])("what is no lock is refused: %s", async (text) => {
  project.write(LOCK, text);
  await checkGenerate({ exitCode: 100, says: "restore the file from version control" });
});

test("versions are published in order, once, and only when they generate", async () => {
  project.write("schemas/chat/v2.bare", V1.replace("u32", "u64"));
  await checkPublish("2", { exitCode: 100, says: "v1 is still a draft" });
  await checkPublish("3", { exitCode: 100, says: "chat has no v3" });
  await checkPublish("zero", { exitCode: 2, says: "not a version" });
  await checkPublish("1", { exitCode: 0, says: "v1 is published" });
  await checkPublish("1", { exitCode: 100, says: "v1 is published already" });
  project.write("schemas/chat/v2.bare", V1.replace("text: str", "text: string"));
  await checkPublish("2", { exitCode: 100, says: "str" });
  expect(JSON.parse(project.read(LOCK)).versions["2"].status).toBe("draft");
});

test("the oldest version is written by commands only", async () => {
  project.write("schemas/chat/v2.bare", V1.replace("u32", "u64"));
  await checkPublish("1", { exitCode: 0, says: "v1 is published" });
  const lock = project.read(LOCK);
  project.write(LOCK, lock.replace('"oldestVersion": 1', '"oldestVersion": 2'));
  await checkGenerate({ exitCode: 100, says: "v1 is published, and `oldestVersion` is 2" });
  project.write(LOCK, lock.replace('"published"', '"retired"'));
  await checkGenerate({ exitCode: 100, says: "v1 is retired, and `oldestVersion` is 1" });
});

test("a lock of before the field was renamed is read, and written anew", async () => {
  project.write("schemas/chat/v2.bare", V1.replace("u32", "u64"));
  await checkPublish("1", { exitCode: 0, says: "v1 is published" });
  project.write(LOCK, project.read(LOCK).replace('"oldestVersion": 1', '"minVersion": 2'));
  await checkGenerate({ exitCode: 0, says: `wrote   ${LOCK}` });
  const { oldestVersion, minVersion, versions } = JSON.parse(project.read(LOCK));
  expect([oldestVersion, minVersion, versions["1"].status]).toEqual([2, undefined, "retired"]);
  expect(project.read("gen/chat/versions.ts")).toContain("VERSIONS = [2]");
});

test("a scaffold adds what is missing, leaves what a person wrote, and still has to be answered", async () => {
  project.write("schemas/chat/v2.bare", V1.replace("}", "  room: str\n  sender: str\n}"));
  const mine = [
    'import { defaultTo } from "@barewire/runtime/decisions";',
    'import type { DecisionsV1V2 } from "../../gen/chat/v1-v2.js";',
    "",
    "export const decisions: DecisionsV1V2 = {",
    "  // Everybody was in the lobby.",
    '  "Message.room": { upgrade: defaultTo("lobby") },',
    "};",
    "",
  ].join("\n");
  project.write("decisions/chat/v1-v2.ts", mine);
  await checkGenerate({ exitCode: 100, says: "not decided: v1 has no Message.sender" });
  expect(project.read("decisions/chat/v1-v2.ts")).toBe(mine);
  await checkGenerate(
    { exitCode: 100, says: "undecided: v1 has no Message.sender" },
    { scaffolds: true },
  );
  const scaffold = project.read("decisions/chat/v1-v2.ts");
  expect(scaffold).toContain("  // Everybody was in the lobby.");
  expect(scaffold).toContain('upgrade: defaultTo("lobby")');
  expect(scaffold).toMatch(/downgrade: undecided\(\n {6}"v1 has no Message.room: what becomes/);
  expect(scaffold).toMatch(
    /import { defaultTo, .*undecided } from "@barewire\/runtime\/decisions";/,
  );
  await checkGenerate({ exitCode: 100, says: "undecided" }, { scaffolds: true });
  expect(project.read("decisions/chat/v1-v2.ts")).toBe(scaffold);
});

test("a scaffold makes the file where there is none", async () => {
  project.write("schemas/chat/v2.bare", V1.replace("}", "  room: str\n}"));
  await checkGenerate({
    exitCode: 100,
    says: "decisions/chat/v1-v2.ts:1:1: the decisions from v1 to v2 are",
  });
  await checkGenerate(
    { exitCode: 100, says: "wrote   decisions/chat/v1-v2.ts" },
    { scaffolds: true },
  );
  expect(project.read("decisions/chat/v1-v2.ts")).toBe(
    [
      'import { defaultTo, drop, dropIfDefault, reject, undecided } from "@barewire/runtime/decisions";',
      'import type { DecisionsV1V2 } from "../../gen/chat/v1-v2.js";',
      "",
      "export const decisions: DecisionsV1V2 = {",
      '  "Message.room": {',
      '    // (value: v1.Message) => v2.Message["room"]',
      '    upgrade: undecided("v1 has no Message.room: what does v2 get?", defaultTo(""), reject),',
      "    downgrade: undecided(",
      '      "v1 has no Message.room: what becomes of the value of v2?",',
      '      drop(""),',
      '      dropIfDefault(""),',
      "      reject,",
      "    ),",
      "  },",
      "};",
      "",
    ].join("\n"),
  );
});
