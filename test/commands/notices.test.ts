/**
 * Tests of notices, which are not errors: files that a run does not read, and values that it will
 * refuse.
 */

import * as fs from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { checkRun, type ProjectFolder, projectFolder } from "./project-folder.js";

let project: ProjectFolder;

beforeEach(() => {
  project = projectFolder();
  config('"out": "gen"');
  project.write("schemas/game/v1.bare", "type F struct {\n  a: f32\n  i: i32\n  t: u64\n}\n");
});

afterEach(() => {
  fs.rmSync(project.root, { recursive: true, force: true });
});

function config(keys: string): void {
  project.write("barewire.config.json", `{ "schemas": "schemas", ${keys} }`);
}

function check(line: string, exitCode: number, ...says: readonly string[]): Promise<string> {
  return checkRun(project, line, exitCode, says);
}

function widen(): void {
  project.write(
    "schemas/game/v2.bare",
    "type F struct {\n  a: f64\n  i: i64\n  t: optional<u64>\n}\n",
  );
}

const REFUSED = [
  "game: 3 places refuse some values by default, because no decision says otherwise",
  "  v2 to v1: F.a, F.i, F.t",
  "  help: answer them, or accept them with `reject`;",
  "    `barewire generate game --scaffold` lists them in the decisions files",
].join("\n");

test("generate ends with what is refused by default, also where nothing is to be done", async () => {
  widen();
  for (const flags of ["", "", " --check", " --clean"]) {
    const text = await check(`barewire generate${flags}`, 0);
    expect(text.slice(-REFUSED.length - 1)).toBe(`\n${REFUSED}`);
  }
});

test("a scaffold lists what is refused as comments, once; without the slashes they accept it", async () => {
  widen();
  await check("barewire generate --scaffold", 0, REFUSED);
  const text = project.read("decisions/game/v1-v2.ts");
  expect(text).toMatch(
    /\n {2}\/\/ F.a of v2: what does it become in v1\?\n {2}\/\/ "F.a": \{ downgrade: reject \},\n/,
  );
  await check("barewire generate --scaffold", 0, REFUSED);
  expect(project.read("decisions/game/v1-v2.ts")).toBe(text);
  const accepted = text
    .replaceAll('// "F.', '"F.')
    .replace("\n", '\nimport { reject } from "@barewire/runtime/decisions";\n');
  project.write("decisions/game/v1-v2.ts", accepted);
  expect(await check("barewire generate", 0)).not.toContain("refuse");
});

test("what is refused beside an answer stands in the entry of the answer", async () => {
  const fields = (a: string, b: string) => `type F struct {\n  a: ${a}\n  b: ${b}\n}\n`;
  project.write("schemas/game/v1.bare", fields("i16", "i16"));
  project.write("schemas/game/v2.bare", fields("i32", "i32"));
  project.write(
    "decisions/game/v1-v2.ts",
    'import type { DecisionsV1V2 } from "../../gen/game/v1-v2.js";\n' +
      "export const decisions: DecisionsV1V2 = {\n" +
      '  "F.b": { upgrade: (b) => Math.abs(b) },\n};\n',
  );
  await check("barewire generate --scaffold", 0, "2 places refuse");
  const text = project.read("decisions/game/v1-v2.ts");
  expect(text).toContain('  // "F.a": { downgrade: reject },\n');
  expect(text).toContain(
    "upgrade: (b) => Math.abs(b),\n    // F.b of v2: what does it become in v1?\n",
  );
  await check("barewire generate --scaffold", 0, "2 places refuse");
  expect(project.read("decisions/game/v1-v2.ts")).toBe(text);
  const accepted = text.replaceAll(/\/\/ (import|"F|downgrade)/g, "$1");
  const [imported = ""] = /import \{ reject .*\n/.exec(accepted) ?? [];
  project.write("decisions/game/v1-v2.ts", imported + accepted.replace(imported, ""));
  expect(await check("barewire generate", 0)).not.toContain("refuse");
});

test("with configured senders it is said whose answer can be missing", async () => {
  const version = (got: string) =>
    [
      `type Get struct { key: str }\ntype Got struct { value: ${got} }`,
      "type Push struct { n: i32 }\ntype Request union { Get }\ntype Response union { Got | Push }\n",
    ].join("\n");
  project.write("schemas/game/v1.bare", version("str"));
  project.write("schemas/game/v2.bare", version("optional<str>").replace("i32", "i64"));
  const sends = '"sends": { "client": ["Request"], "server": ["Response"] }';
  const directions = (answers: string) =>
    config(`"out": "gen", "protocols": { "game": { ${sends}, "answers": ${answers} } }`);
  directions('{ "Request.Get": "Response.Got" }');
  await check(
    "barewire generate",
    0,
    "    a v1 client that sends Request.Get can be left without its answer Response.Got: Got.value",
    "    the server cannot send every Response to a v1 client: Push.n",
  );
  directions('{ "Request.Gte": "Response.Got" }');
  await check(
    "barewire generate",
    100,
    "the message 'Request.Gte', which v2 does not have",
    "Request.Get",
  );
  directions('{ "Request.Get": 7 }');
  await check(
    "barewire generate",
    100,
    'the answer to "Request.Get" must be a message, found a number',
  );
});

test("directions follow renames, and the answer to an unknown request is not missed", async () => {
  const version = (get: string, got: string, more: string) =>
    [
      `type ${get} struct { key: str }\ntype Got struct { value: ${got} }`,
      more === "" ? "" : "type List void\ntype Listed struct { keys: list<str> }",
      `type Request union { ${get}${more && " | List"} }`,
      `type Response union { Got${more && " | Listed"} }\n`,
    ].join("\n");
  project.write("schemas/game/v1.bare", version("Fetch", "str", ""));
  project.write("schemas/game/v2.bare", version("Fetch", "optional<str>", "more"));
  project.write("schemas/game/v3.bare", version("Get", "optional<str>", "more"));
  const rename = '"Get": renamedFrom("Fetch"), "Request.Get": renamedFrom("Fetch")';
  project.write(
    "decisions/game/v2-v3.ts",
    `import { renamedFrom } from "@barewire/runtime/decisions";\nexport const decisions = { ${rename} };\n`,
  );
  const answers = '{ "Request.Get": "Response.Got", "Request.List": "Response.Listed" }';
  config(`"out": "gen", "protocols": { "game": { "answers": ${answers} } }`);
  const text = await check(
    "barewire generate",
    0,
    "a v1 client that sends Request.Fetch can be left without its answer Response.Got: Got.value",
  );
  expect(text).not.toContain("sends Request.List");
});

test("what only one of several directions refuses is counted once", async () => {
  project.write("schemas/game/v2.bare", "type F struct {\n  a: f32\n  i: i64\n  t: u64\n}\n");
  await check("barewire generate", 0, "1 place refuses some values", "  v2 to v1: F.i\n");
});

test.each([
  ["v2-v3.ts", "there is no v2.bare"],
  ["v2-v1.ts", "from a version to a later one"],
  ["v01-v2.ts", "there is no v2.bare"],
  ["1_2.ts", "there is no v2.bare"],
])("decisions that no step reads are said: %s", async (name, says) => {
  project.write(`decisions/game/${name}`, "not even TypeScript {{{");
  await check("barewire generate", 0, `decisions/game/${name}: the decisions are not read`, says);
});

test("a step's decisions under another name are said, and a part of them is not", async () => {
  widen();
  project.write("decisions/game/v01_v2.ts", "");
  project.write("decisions/game/units.ts", "");
  const text = await check("barewire generate", 0, "help: name it v1-v2.ts, or delete it");
  expect(text).not.toContain("units.ts");
});

test("decisions of a protocol that is not there are said", async () => {
  project.write("decisions/gane/v1-v2.ts", "export const decisions = {};");
  await check(
    "barewire generate",
    0,
    "decisions/gane: the decisions belong to no protocol",
    "did you mean 'game'?",
  );
});

test("decisions in the places where others look for them are said", async () => {
  widen();
  const text = 'import type { DecisionsV1V2 } from "../gen/game/v1-v2.js";\n';
  const folders = " --schemas schemas/game --out gen/game";
  const line = (path: string, place: string) =>
    `${path}: the decisions are not read: those of 'game' are in ${place}\n`;
  project.write("decisions/v1-v2.ts", text);
  await check("barewire generate", 0, line("decisions/v1-v2.ts", "decisions/game"));
  project.remove("decisions");
  project.write("schemas/game/v1-v2.ts", "");
  project.write("schemas/game/decisions/v1-v2.ts", "");
  const own = [
    line("schemas/game/v1-v2.ts", "decisions/game"),
    line("schemas/game/decisions/v1-v2.ts", "decisions/game"),
  ];
  await check("barewire generate", 0, ...own);
  project.remove("schemas/game/v1-v2.ts");
  project.remove("schemas/game/decisions");
  project.write("decisions/game/v1-v2.ts", "export const decisions = {};\n");
  expect(await check("barewire generate", 0)).not.toContain("not read");
  const said = line("decisions/game/v1-v2.ts", "schemas/game/decisions");
  await check(`barewire generate${folders}`, 0, said);
  const flag = `${folders} --decisions decisions/game`;
  expect(await check(`barewire generate${flag}`, 0)).not.toContain("not read");
  config('"out": "gen", "decisions": "answers"');
  await check("barewire generate", 0, line("decisions/game/v1-v2.ts", "answers/game"));
  // Those of another protocol import its types.
  project.write("decisions/game/v1-v2.ts", text.replace("../gen/game", "../../schemas/game"));
  expect(await check("barewire generate", 0)).not.toContain("not read");
});

test("a clone finds what a former output folder holds, and no cache has to know", async () => {
  await check("barewire generate", 0);
  config('"out": "src/gen"');
  project.remove("node_modules/.cache");
  project.write("packages/other/barewire.config.json", "{}");
  fs.cpSync(join(project.root, "gen"), join(project.root, "packages/other/gen"), {
    recursive: true,
  });
  const says =
    "gen/game: 4 generated files of 'game' are here as well, and it is generated into src/gen/game";
  const text = await check("barewire generate", 0, says, "unless another command writes them");
  expect(text).not.toContain("other/gen");
  project.remove("node_modules/.cache");
  await check("barewire generate --check", 0, says);
});

test("a command that names a new output folder is reminded of the former one", async () => {
  await check("barewire generate --schemas schemas/game --out one", 0);
  const flags = "--schemas schemas/game --out two";
  await check(`barewire generate ${flags}`, 0, "one: 4 generated files of 'game' are left here");
  expect(await check(`barewire generate ${flags}`, 0)).not.toContain("left here");
});

test("what a former output folder still holds is said until it is deleted", async () => {
  await check("barewire generate", 0);
  config('"out": "src/gen"');
  const says =
    "gen/game: 4 generated files of 'game' are left here from before it went to src/gen/game";
  await check("barewire generate", 0, says);
  await check("barewire generate --check", 0, says);
  project.remove("gen");
  expect(await check("barewire generate", 0)).not.toContain("left here");
});

test("a draft whose messages have other bytes is one line, and other edits are none", async () => {
  await check("barewire generate", 0);
  project.write("schemas/game/v1.bare", "# A comment.\ntype F struct { a: f32 i: i32 t: u64 }\n");
  expect(await check("barewire generate", 0)).not.toContain("draft");
  project.write("schemas/game/v1.bare", "type F struct { a: f32 i: i64 t: u64 }\n");
  const says = "game: the draft v1 has other bytes than when it was last generated\n";
  await check("barewire generate --check", 100, says);
  await check("barewire generate", 0, says);
  expect(await check("barewire generate", 0)).not.toContain("draft");
  await check("barewire publish game 1", 0);
  expect(await check("barewire generate", 0)).not.toContain("draft");
});

test("what is deprecated is told with its reason, and the generated code says it too", async () => {
  const schema = (reason: string) =>
    `# Numbers.\n# @deprecated${reason}\ntype F struct { a: f32 }\n`;
  project.write("schemas/game/v1.bare", schema(" write G"));
  const says = "game: deprecated in the newest version\n  F: write G";
  await check("barewire generate", 0, says);
  await check("barewire generate --check", 0, says);
  expect(project.read("gen/game/v1.ts")).toContain("\n * @deprecated write G\n");
  project.write("schemas/game/v1.bare", schema(""));
  await check("barewire generate", 100, "v1.bare:3:1: 'F' is deprecated without a reason");
});

test("a link to a protocol is followed and said; one to nothing is a problem", async () => {
  project.write("elsewhere/chess/v1.bare", "type Board str\n");
  fs.symlinkSync("../elsewhere/chess", join(project.root, "schemas/chess"));
  await check(
    "barewire generate",
    0,
    "schemas/chess: a link to elsewhere/chess, which is generated as protocol 'chess'",
    "wrote   gen/chess/v1.ts",
  );
  fs.symlinkSync("../elsewhere/gone", join(project.root, "schemas/gone"));
  await check("barewire generate", 100, "schemas/gone:1:1: the link leads to nothing");
});

test("decisions outside of the root folder of TypeScript are said, with the way in", async () => {
  config('"out": "src/gen"');
  widen();
  project.write("tsconfig.json", '{ "extends": "./base" }');
  project.write("base.json", '{\n  // A comment.\n  "compilerOptions": { "rootDir": "src" } }');
  expect(await check("barewire generate", 0)).not.toContain("TS6059");
  await check(
    "barewire generate --scaffold",
    0,
    'decisions/game: the folder lies outside of the "rootDir" of base.json, so that tsc refuses it',
    "  (TS6059)",
    'help: move it to src/decisions and name src/decisions as "decisions" in barewire.config.json',
  );
  config('"out": "src/gen", "decisions": "src/decisions"');
  fs.renameSync(join(project.root, "decisions"), join(project.root, "src/decisions"));
  expect(await check("barewire generate", 0)).not.toContain("TS6059");
});

test.each([
  ["tsconfig.build.json", '{ "compilerOptions": { "rootDir": "./src" } }', "tsconfig.build.json"],
  ["tsconfig.app.json", '{ "extends": ["@acme/base"] }', "node_modules/@acme/base.json"],
  ["node_modules/typescript/package.json", '{ "version": "6.0.3" }', "src/tsconfig.json"],
])("a root folder is found wherever it comes from: %s", async (file, text, names) => {
  widen();
  config('"out": "src/gen"');
  project.write("tsconfig.json", '{ "files": [] }');
  const shared = `{ "compilerOptions": { "rootDir": "\${configDir}/src" } }`;
  project.write("node_modules/@acme/base.json", shared);
  project.write(file, text);
  if (file.includes("typescript")) project.write("src/tsconfig.json", "{}");
  await check("barewire generate --scaffold", 0, `"rootDir" of ${names}`, "TS6059");
  project.write("node_modules/typescript/package.json", '{ "version": "5.9.2" }');
  const again = await check("barewire generate", 0);
  expect(again.includes("TS6059")).toBe(!file.includes("typescript"));
});

test("a schema that is a link to nothing is called one", async () => {
  fs.symlinkSync("nowhere.bare", join(project.root, "schemas/game/v2.bare"));
  await check("barewire generate", 1, "v2.bare: it is a link that leads to nothing");
});

test.each([
  ["--schemas schemas/game --out schemas/game", "schemas/game:1:1: the schemas lie in", "--out"],
  ["--schemas schemas/game --out schemas", "schemas/game:1:1: the schemas lie in", "--out"],
  ["--schemas schemas/game --out g --decisions g", "g:1:1: the decisions lie in", "--decisions"],
  [
    "--schemas schemas/game --out g --decisions g/d",
    "g/d:1:1: the decisions lie in",
    "--decisions",
  ],
  [
    "--scaffold",
    "gen/game:1:1: the decisions lie in",
    'change "decisions" in barewire.config.json',
  ],
])(
  "folders that clash are told apart before anything is written: %s",
  async (flags, says, help) => {
    widen();
    config('"out": "gen", "decisions": "gen"');
    const text = await check(`barewire generate ${flags}`, 100, says, help, "nothing was written");
    expect(text).toContain("the folder of the generated files");
    expect(fs.readdirSync(join(project.root, "schemas/game"))).toEqual(["v1.bare", "v2.bare"]);
    expect(project.exists("gen")).toBe(false);
  },
);

test("the folder of several protocols is none of one", async () => {
  const says = "help: name the folder of one protocol, such as schemas/game";
  await check("barewire generate --schemas schemas --out gen", 100, says);
});

const CONFLICT = "<<<<<<< HEAD\nours\n=======\ntheirs\n>>>>>>> branch\n";

test.each([
  ["schemas/game/v1.bare", "resolve it"],
  ["decisions/game/v1-v2.ts", "resolve it"],
  [
    "schemas/game/protocol.lock.json",
    'keep every entry of either side whose status is not "draft"',
  ],
  ["barewire.config.json", "resolve it"],
])("an unresolved merge conflict is called one: %s", async (path, help) => {
  widen();
  project.write(path, `${project.exists(path) ? project.read(path) : ""}${CONFLICT}`);
  await check("barewire generate", 100, `${path}:`, "unresolved merge conflict", help);
  project.write(path, CONFLICT.replaceAll("\n", "\r\n"));
  await check("barewire generate", 100, `${path}:1:1: the file has an unresolved merge conflict`);
});

test("a conflict of which one marker is left is called one, and a byte order mark is none", async () => {
  await check("barewire generate", 0);
  const [lock, schema] = ["schemas/game/protocol.lock.json", "schemas/game/v1.bare"];
  project.write(lock, `\uFEFF${project.read(lock)}`);
  await check("barewire generate", 0, "4 unchanged");
  project.write(schema, `${project.read(schema)}=======\n`);
  await check("barewire generate", 100, `${schema}:6:1: the file has an unresolved merge conflict`);
  const decisions = "/*\nTitle\n=======\n*/\nexport const decisions = {};\n";
  project.write(schema, project.read(schema).replace("=======\n", ""));
  widen();
  project.write("decisions/game/v1-v2.ts", decisions);
  await check("barewire generate", 0);
});

test("a conflict in a generated file is resolved by generating", async () => {
  await check("barewire generate", 0);
  const text = project.read("gen/game/v1.ts");
  project.write("gen/game/v1.ts", `<<<<<<< HEAD\n${text}=======\n${text}>>>>>>> branch\n`);
  await check("barewire generate", 0, "wrote   gen/game/v1.ts");
  expect(project.read("gen/game/v1.ts")).toBe(text);
});
