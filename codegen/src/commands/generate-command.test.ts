/**
 * Tests what `barewire generate` writes to a project on the disk, and what it prints.
 */

import * as fs from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type TestFolder, testFolder } from "../../../test/commands/test-folder.js";
import type { Generated } from "../generate.js";
import type { ProtocolSource } from "../schema/protocol-source.js";
import { generateCommand } from "./generate-command.js";
import { type GenerateFlags, generateRequest } from "./generate-request.js";

let project: TestFolder;
let fingerprint: string;
let pipelineInputs: ProtocolSource[];

beforeEach(() => {
  project = testFolder();
  fingerprint = "1";
  pipelineInputs = [];
  project.write(
    "barewire.config.json",
    '{ "schemas": "schemas", "out": "gen", "decisions": "decisions" }',
  );
  project.write("schemas/chat/v1.bare", "type Say str\n");
  project.write("schemas/chat/v2.bare", "type Say data\n");
  project.write("schemas/time/v1.bare", "type Now u64\n");
});

afterEach(() => {
  project.remove();
});

/** The standard output is `findings`, and the standard error `progress`. */
type Run = {
  exitCode: number;
  findings: string;
  progress: string;
  generated: readonly string[];
};

/** Runs the command with a pipeline that copies schemas, and refuses each BROKEN in them. */
async function check(flags: GenerateFlags = {}, ...protocols: string[]): Promise<Run> {
  const out: string[] = [];
  const err: string[] = [];
  const timesMs = [1000, 2250];
  pipelineInputs = [];
  const exitCode = await generateCommand(generateRequest(protocols, flags), {
    workingFolder: project.root,
    print: (line) => out.push(line),
    printError: (line) => err.push(line),
    nowMs: () => timesMs.shift() ?? 0,
    pipeline: { fingerprint: () => fingerprint, load: async () => copySchemas },
  });
  const generated = pipelineInputs.map(({ protocol }) => protocol);
  return { exitCode, findings: out.join("\n"), progress: err.join("\n"), generated };
}

async function copySchemas(input: ProtocolSource): Promise<Generated> {
  pipelineInputs.push(input);
  const diagnostics = input.schemas.flatMap(({ file, text }) =>
    [...text.matchAll(/BROKEN/g)].map(({ index }) => {
      const code = "unexpected-character" as const;
      return { file, code, offset: index, message: "this is broken", suggestion: null };
    }),
  );
  if (diagnostics.length > 0) return { ok: false, diagnostics, undecided: null };
  const files = input.schemas.map(({ version, text }): [string, string] => [
    `v${version}.ts`,
    `// @generated from ${input.protocol}/v${version}.bare\n${input.options.runtime} ${text}`,
  ]);
  return {
    ok: true,
    files: new Map(files),
    lock: null,
    refused: [],
    changedDrafts: [],
    deprecated: [],
  };
}

/** Each file of the generated folder, with what changes when it is written. */
function written(): Record<string, string> {
  const names = fs.existsSync(join(project.root, "gen"))
    ? fs.readdirSync(join(project.root, "gen"), { recursive: true, encoding: "utf8" })
    : [];
  const files = names
    .filter((name) => fs.statSync(join(project.root, "gen", name)).isFile())
    .sort();
  const states = files.map((name) => {
    const { ino, mtimeNs } = fs.statSync(join(project.root, "gen", name), { bigint: true });
    return [name, `${ino} ${mtimeNs} ${project.read(`gen/${name}`)}`];
  });
  return Object.fromEntries(states);
}

const SUMMARY = "3 schemas, 3 files";

test("the first run writes everything and says what", async () => {
  expect(await check()).toEqual({
    exitCode: 0,
    findings: "",
    progress: [
      "wrote   gen/chat/v1.ts",
      "wrote   gen/chat/v2.ts",
      "wrote   gen/time/v1.ts",
      `${SUMMARY}: 3 written, 0 unchanged, in 1.25 s`,
    ].join("\n"),
    generated: ["chat", "time"],
  });
  expect(Object.keys(written())).toEqual(["chat/v1.ts", "chat/v2.ts", "time/v1.ts"]);
});

test("a second run touches no file and does not load the pipeline", async () => {
  await check();
  const before = written();
  const cachePath = join(project.root, "node_modules/.cache/barewire/generate.json");
  const { ino, mtimeMs } = fs.statSync(cachePath);
  const { progress, generated } = await check();
  expect(progress).toBe(`${SUMMARY}: 0 written, 3 unchanged, in 1.25 s`);
  expect(generated).toEqual([]);
  expect(written()).toEqual(before);
  expect(fs.statSync(cachePath)).toMatchObject({ ino, mtimeMs });
});

test("an edited schema generates its protocol and writes the file that differs", async () => {
  await check();
  const before = written();
  project.write("schemas/chat/v2.bare", "type Say list<str>\n");
  const { progress, generated } = await check();
  expect(generated).toEqual(["chat"]);
  expect(progress).toContain("wrote   gen/chat/v2.ts\n3 schemas, 3 files: 1 written, 2 unchanged");
  const { "chat/v2.ts": changed, ...others } = written();
  expect(changed).toContain("list<str>");
  expect(before).toMatchObject(others);
});

test("a file whose text stays the same is not touched when it is generated again", async () => {
  await check();
  const before = written();
  fingerprint = "2";
  const { progress, generated } = await check();
  expect(generated).toEqual(["chat", "time"]);
  expect(progress).toBe(`${SUMMARY}: 0 written, 3 unchanged, in 1.25 s`);
  expect(written()).toEqual(before);
});

test.each([
  ["a decisions file", "decisions/chat/v1-v2.ts", "export const decisions = {};"],
  ["the lock", "schemas/chat/protocol.lock.json", "{}"],
])("a change of %s generates the protocol again", async (_, path, text) => {
  await check();
  project.write(path, text);
  expect((await check()).generated).toEqual(["chat"]);
  expect((await check()).generated).toEqual([]);
  project.write(path, `${text} `);
  expect((await check()).generated).toEqual(["chat"]);
  project.remove(path);
  expect((await check()).generated).toEqual(["chat"]);
});

test("a change of the options generates the protocols again", async () => {
  await check();
  project.write(
    "barewire.config.json",
    '{ "schemas": "schemas", "out": "gen", "runtime": "other" }',
  );
  expect(await check()).toMatchObject({ generated: ["chat", "time"], exitCode: 0 });
  expect(project.read("gen/time/v1.ts")).toContain("other");
});

test("everything that was read of a protocol reaches the pipeline", async () => {
  project.write("decisions/chat/v1-v2.ts", "decided");
  project.write("decisions/chat/codes.ts", "a part");
  project.write("schemas/chat/protocol.lock.json", "{}");
  const protocols =
    '{ "chat": { "roots": ["Say"], "numberLists": "typed-array", "codecs": "all" } }';
  const keys = '"schemas": "schemas", "out": "gen", "decisions": "decisions"';
  project.write("barewire.config.json", `{ ${keys}, "protocols": ${protocols} }`);
  await check({}, "chat");
  expect(pipelineInputs).toEqual([
    {
      protocol: "chat",
      selection: " chat",
      schemas: [
        { file: "schemas/chat/v1.bare", text: "type Say str\n", version: 1 },
        { file: "schemas/chat/v2.bare", text: "type Say data\n", version: 2 },
      ],
      options: {
        runtime: "@barewire/runtime",
        importExtension: "js",
        target: "ts",
        numberLists: "typed-array",
        codecs: "all",
      },
      decisions: [
        { file: "decisions/chat/v1-v2.ts", text: "decided", fromVersion: 1, toVersion: 2 },
      ],
      decisionsPath: "../../decisions/chat",
      decisionsFolder: "decisions/chat",
      lock: { file: "schemas/chat/protocol.lock.json", text: "{}" },
      roots: ["Say"],
    },
  ]);
});

test("an edited output is written back, although no input has changed", async () => {
  await check();
  project.write("gen/chat/v1.ts", `${project.read("gen/chat/v1.ts")}edited`);
  const { progress, generated } = await check();
  expect(generated).toEqual(["chat"]);
  expect(progress).toContain("wrote   gen/chat/v1.ts\n3 schemas, 3 files: 1 written, 2 unchanged");
  expect(project.read("gen/chat/v1.ts")).not.toContain("edited");
});

test("a deleted output is written back", async () => {
  await check();
  project.remove("gen/chat/v1.ts");
  expect((await check()).progress).toContain("wrote   gen/chat/v1.ts\n");
});

test("a cache that cannot be read, or not be written, costs time only", async () => {
  await check();
  for (const text of ["{", "[1]", '{"a":1}', "null"]) {
    project.write("node_modules/.cache/barewire/generate.json", text);
    expect(await check()).toMatchObject({ exitCode: 0, generated: ["chat", "time"] });
  }
  project.remove("node_modules/.cache");
  project.write("node_modules/.cache", "a file in the way");
  expect(await check()).toMatchObject({ exitCode: 0, generated: ["chat", "time"] });
});

test("the cache keeps what other folders of the project were generated from", async () => {
  await check();
  await check({ schemas: "schemas/chat", out: "other" });
  expect(await check()).toMatchObject({ generated: [] });
  expect(await check({ schemas: "schemas/chat", out: "other" })).toMatchObject({ generated: [] });
});

test("an orphaned file is removed", async () => {
  project.write("schemas/chat/v3.bare", "type Say u8\n");
  await check();
  project.remove("schemas/chat/v3.bare");
  const { progress } = await check();
  expect(progress).toContain(
    "removed gen/chat/v3.ts\n3 schemas, 3 files: 0 written, 3 unchanged, 1 rem",
  );
  expect(Object.keys(written())).toEqual(["chat/v1.ts", "chat/v2.ts", "time/v1.ts"]);
});

test("an orphaned file is removed although no input has changed", async () => {
  await check();
  fs.copyFileSync(join(project.root, "gen/chat/v2.ts"), join(project.root, "gen/chat/v9.ts"));
  expect((await check()).progress).toContain("removed gen/chat/v9.ts\n");
});

test("the folder of a protocol that is no more goes away, and no other file does", async () => {
  await check();
  project.write("gen/notes/v1.ts", "// a person's");
  project.write("gen/protobuf/v1.ts", "// @generated from somewhere by another tool");
  project.remove("schemas/time");
  expect((await check({}, "chat")).progress).not.toContain("removed");
  expect(await check({ check: true })).toMatchObject({
    exitCode: 100,
    findings: expect.stringContaining("gen/time/v1.ts:1:1: orphaned"),
  });
  expect((await check()).progress).toContain("removed gen/time/v1.ts\n2 schemas, 2 files:");
  expect(fs.readdirSync(join(project.root, "gen"))).toEqual(["chat", "notes", "protobuf"]);
});

test("a file that a killed run left behind is removed, and one of a live run is not", async () => {
  await check();
  project.write(`gen/chat/.v1.ts.${process.pid}.barewire-tmp`, "// half");
  expect((await check()).generated).toEqual([]);
  project.write("gen/chat/.v1.ts.2147483647.barewire-tmp", "// half");
  expect((await check()).progress).toContain("removed gen/chat/.v1.ts.2147483647.barewire-tmp\n");
});

test("a foreign file is an error that names it, and nothing is written or removed", async () => {
  await check();
  project.write("gen/chat/notes.ts", "// a person's");
  project.write("gen/chat/deep/v1.ts", "// @generated from chat/v1.bare");
  project.write("gen/time/v1.ts", "// a person's");
  project.write("gen/time/picture.png", new Uint8Array([0xff, 0xfe]));
  fs.copyFileSync(join(project.root, "gen/chat/v2.ts"), join(project.root, "gen/chat/v9.ts"));
  const before = written();
  for (const flags of [{}, { check: true }, { clean: true }] as const) {
    const { exitCode, findings, progress } = await check(flags);
    expect(exitCode).toBe(100);
    const named = [...findings.matchAll(/^(.*):1:1: the file was not generated/gm)].map(
      ([, name]) => name,
    );
    const expected = ["chat/deep", "chat/notes.ts", "time/picture.png", "time/v1.ts"];
    expect(named).toEqual(expected.map((name) => `gen/${name}`));
    expect(progress).toMatch(/\n4 problems, nothing was written$/);
    expect(written()).toEqual(before);
  }
});

test("a check tells stale, missing and orphaned files, how to fix them, and writes nothing", async () => {
  await check();
  project.write("schemas/chat/v1.bare", "type Say u8\n");
  project.remove("gen/time/v1.ts");
  fs.copyFileSync(join(project.root, "gen/chat/v2.ts"), join(project.root, "gen/chat/v9.ts"));
  const before = written();
  expect(await check({ check: true })).toEqual({
    exitCode: 100,
    progress: `\n${SUMMARY}: 1 stale, 1 missing, 1 orphaned, 1 up to date, in 1.25 s`,
    findings: [
      "gen/chat/v1.ts:1:1: stale: the file differs from what the schemas give",
      "gen/chat/v9.ts:1:1: orphaned: no schema gives the file",
      "gen/time/v1.ts:1:1: missing: the schemas give a file that is not there",
      "  help: run `barewire generate`",
    ].join("\n"),
    generated: ["chat", "time"],
  });
  expect(written()).toEqual(before);
});

test("a check of what is up to date succeeds, and does not trust the cache", async () => {
  await check();
  expect(await check({ check: true })).toEqual({
    exitCode: 0,
    progress: `${SUMMARY}: all up to date, in 1.25 s`,
    findings: "",
    generated: ["chat", "time"],
  });
});

test("a check repeats the arguments in its advice", async () => {
  const { findings } = await check({ schemas: "schemas/chat", out: "gen/c", check: true });
  expect(findings).toContain("help: run `barewire generate --schemas schemas/chat --out gen/c`");
});

test("clean writes every file anew and removes orphans", async () => {
  await check();
  fs.copyFileSync(join(project.root, "gen/chat/v2.ts"), join(project.root, "gen/chat/v9.ts"));
  const before = written();
  const { progress } = await check({ clean: true });
  expect(progress).toContain(`${SUMMARY}: 3 written, 0 unchanged, 1 removed`);
  for (const [name, state] of Object.entries(written())) expect(state).not.toBe(before[name]);
});

test("all problems of all protocols come at once, and nothing is written", async () => {
  await check();
  project.write("schemas/chat/v1.bare", "type Say BROKEN\n");
  project.write("schemas/chat/v3.bare", "type Say str\ntype Other BROKEN\n");
  project.write("schemas/chat/v5.bare", "type Say str\n");
  project.write("schemas/chat/v06.bare", "type Say str\n");
  project.write("schemas/new/v1.bare", "type New u8\n");
  project.write("schemas/time/v1.bare", "type Now u8\n");
  project.write("schemas/empty/README.md", "");
  const before = written();
  const { exitCode, findings, progress } = await check();
  expect(exitCode).toBe(100);
  expect(progress).toBe("\n5 problems, nothing was written");
  expect(findings).toBe(`schemas/chat/v06.bare:1:1: the file name has no version
  help: name it v6.bare

schemas/chat/v5.bare:1:1: the version before this one is v3
  help: versions have no gaps: add v4, or name this file v4.bare

schemas/chat/v1.bare:1:10: this is broken
  1 | type Say BROKEN
    |          ^

schemas/chat/v3.bare:2:12: this is broken
  1 | type Say str
  2 | type Other BROKEN
    |            ^

schemas/empty:1:1: 'empty' has no schema
  help: create schemas/empty/v1.bare`);
  expect(written()).toEqual(before);
});

test("a gap in the versions keeps the pipeline from comparing its neighbours", async () => {
  project.write("schemas/chat/v4.bare", "type Say u8\n");
  await check({}, "chat");
  expect(pipelineInputs.map(({ schemas }) => schemas.map(({ version }) => version))).toEqual([
    [1],
    [2],
    [4],
  ]);
});

test("a schema that is not UTF-8 is a problem", async () => {
  project.write("schemas/chat/v2.bare", new Uint8Array([0xff, 0xfe, 0x00]));
  expect((await check()).findings).toContain(
    "schemas/chat/v2.bare:1:1: the file is not UTF-8 text",
  );
});

test("a problem of the configuration is shown at its line", async () => {
  project.write("barewire.config.json", '{\n  "schemas": "schemas",\n  "out": 7\n}\n');
  expect(await check()).toMatchObject({
    exitCode: 100,
    progress: "\n1 problem, nothing was written",
    findings: `barewire.config.json:3:10: "out" must be a non-empty string, found a number
  2 |   "schemas": "schemas",
  3 |   "out": 7
    |          ^`,
  });
});

test("a configured protocol without a folder is shown at its name", async () => {
  const keys = '"schemas": "schemas", "out": "gen"';
  project.write("barewire.config.json", `{ ${keys},\n  "protocols": { "chta": {}, "video": {} } }`);
  const { exitCode, findings } = await check();
  expect(exitCode).toBe(100);
  expect(findings).toContain(`barewire.config.json:2:18: "schemas" has no folder "chta"`);
  expect(findings).toContain("help: did you mean 'chat'?");
  expect(findings).toContain(`barewire.config.json:2:30: "schemas" has no folder "video"`);
  expect(findings).toContain("help: create schemas/video/v1.bare");
});

test("folders that cannot be meant are shown at their value", async () => {
  project.write("barewire.config.json", '{ "schemas": "nowhere", "out": "gen" }');
  expect((await check()).findings).toContain(
    'barewire.config.json:1:14: the folder "nowhere" does not exist',
  );
  project.write("barewire.config.json", '{ "schemas": "schemas", "out": "schemas/gen" }');
  expect((await check()).findings).toContain('json:1:32: "out" lies in the folder of the schemas');
  project.write("barewire.config.json", '{ "schemas": "node_modules", "out": "gen" }');
  expect((await check()).findings).toContain('1:14: "node_modules" has no folder of a protocol');
});

test("a folder whose name cannot stand in an import is a problem", async () => {
  project.write("schemas/two words/v1.bare", "type A u8\n");
  expect(await check()).toMatchObject({
    exitCode: 100,
    findings: expect.stringContaining(
      "schemas/two words:1:1: the name of the folder is not a valid protocol name",
    ),
  });
});

test("the configuration is found from a folder below it", async () => {
  const out: string[] = [];
  await generateCommand(generateRequest(["chat"], {}), {
    workingFolder: join(project.root, "schemas/chat"),
    print: () => {},
    printError: (line) => out.push(line),
    nowMs: () => 0,
    pipeline: { fingerprint: () => "", load: async () => copySchemas },
  });
  expect(out[0]).toBe("wrote   ../../gen/chat/v1.ts");
});

test("a project without a configuration is wrong usage", async () => {
  project.remove("barewire.config.json");
  expect(await check()).toMatchObject({
    exitCode: 2,
    progress: expect.stringMatching(
      /^barewire: there is no barewire\.config\.json in .*`barewire init` creates one/,
    ),
  });
});

test("a protocol that is not there is wrong usage", async () => {
  expect(await check({}, "chatt")).toMatchObject({
    exitCode: 2,
    progress: "barewire: there is no protocol 'chatt' in schemas; did you mean 'chat'?",
  });
});

test("one protocol is generated by its own folders without a configuration", async () => {
  project.write("barewire.config.json", "not JSON");
  const flags = { schemas: "schemas/chat", out: "elsewhere", runtime: "./runtime.js" };
  expect((await check(flags)).progress).toContain(
    "wrote   elsewhere/v1.ts\nwrote   elsewhere/v2.ts\n",
  );
  expect(project.read("elsewhere/v1.ts")).toBe(
    "// @generated from chat/v1.bare\n./runtime.js type Say str\n",
  );
  expect((await check({ ...flags, schemas: "nowhere" })).findings).toContain(
    "the folder does not exist",
  );
});

test("a file in the way of a folder is one clear line, and nothing is written", async () => {
  project.write("gen", "a file");
  expect(await check()).toMatchObject({
    exitCode: 1,
    findings: "",
    progress: `barewire: cannot read ${project.root}/gen/chat: a file stands where a folder is needed; move it away`,
  });
});

test("a folder without permission is one clear line", async (context) => {
  if (process.getuid?.() === 0) {
    const reason = "the superuser may write everywhere";
    console.log(`skipped: ${reason}`);
    return context.skip(reason);
  }
  await check();
  const before = written();
  project.write("schemas/chat/v1.bare", "type Say u8\n");
  project.write("schemas/time/v1.bare", "type Now u8\n");
  fs.chmodSync(join(project.root, "gen/time"), 0o500);
  const { exitCode, findings, progress } = await check();
  fs.chmodSync(join(project.root, "gen/time"), 0o700);
  expect({ exitCode, findings }).toEqual({ exitCode: 1, findings: "" });
  expect(progress).toBe(
    `barewire: cannot write ${project.root}/gen/time/v1.ts: permission denied; ` +
      "give yourself the right to it, then run it again",
  );
  expect(written()).toEqual(before);
});

test("a disk that refuses one text leaves every file as it was", async () => {
  project.write("schemas/zone/v1.bare", "type Zone str\n");
  await check();
  const before = written();
  project.write("schemas/chat/v1.bare", "type Say u8\n");
  project.write("schemas/zone/v1.bare", "type Zone u8\n");
  // The name under which the text would be written first is taken by a folder.
  const taken = join(project.root, `gen/zone/.v1.ts.${process.pid}.barewire-tmp`);
  fs.mkdirSync(taken);
  const { exitCode, findings, progress } = await check();
  fs.rmdirSync(taken);
  expect({ exitCode, findings }).toEqual({ exitCode: 1, findings: "" });
  expect(progress).toContain(
    "gen/zone/v1.ts: a folder stands where a file is needed; move it away",
  );
  expect(written()).toEqual(before);
});

test("a bug of the pipeline is not dressed up as a problem of the input", async () => {
  const run = generateCommand(generateRequest([], {}), {
    workingFolder: project.root,
    print: () => {},
    printError: () => {},
    nowMs: () => 0,
    pipeline: {
      fingerprint: () => "",
      load: async () => async () => ({
        ok: true,
        files: new Map([["v1.ts", "no mark"]]),
        lock: null,
        refused: [],
        changedDrafts: [],
        deprecated: [],
      }),
    },
  });
  await expect(run).rejects.toThrow("v1.ts lacks '// @generated from '");
});
