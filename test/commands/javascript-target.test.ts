/**
 * `"target": "js+dts"`: a project of plain JavaScript has two versions that talk, which its types
 * check, Node runs and `barewire test` proves, with decisions that are JavaScript, too.
 */

import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { afterAll, beforeAll, expect, test } from "vitest";
import { generate } from "../../codegen/src/generate-texts.js";
import { checkRun, type ProjectFolder, projectFolder } from "./project-folder.js";
import { installRuntime } from "./test-folder.js";

const ROOT = join(import.meta.dirname, "../..");
const CHAT = join(ROOT, "examples/chat");

const CONFIG = { schemas: "schemas", out: "gen", decisions: "decisions", target: "js+dts" };

/** Encodes in the newest version and in the oldest, and prints what they decode to. */
const MAIN = `import { decodeToServer, encodeToServer } from "./gen/chat/versions.js";

/** @type {import("./gen/chat/versions.js").ToServerAt<1>} */
const message = { tag: "Join", val: { nickname: "ada", place: "here" } };
for (const version of /** @type {const} */ ([1, 2, 3])) {
  const bytes = encodeToServer(message, version);
  console.log(version, JSON.stringify(decodeToServer(bytes, version)));
}
`;

const PRINTED = [1, 2, 3]
  .map((version) => `${version} {"tag":"Join","val":{"nickname":"ada","place":"here"}}\n`)
  .join("");

let project: ProjectFolder;

const check = async (line: string, exitCode: number, ...says: readonly string[]) =>
  await checkRun(project, line, exitCode, says);

/** The decisions of the example as a person writes them in JavaScript. */
function decisionsOf(step: string): string {
  const text = readFileSync(join(CHAT, `src/decisions/chat/${step}.ts`), "utf8");
  return text
    .replace(/import type \{ (\w+) \} from "(.*)";\n\n/, (_, type, path) => {
      return `\n/** @type {import("${path}").${type}} */\n`;
    })
    .replace(/decisions: \w+ =/, "decisions =");
}

beforeAll(async () => {
  project = projectFolder();
  project.write("barewire.config.json", JSON.stringify(CONFIG));
  project.write("package.json", '{ "type": "module" }');
  for (const name of ["v1.bare", "v2.bare", "v3.bare"]) {
    project.write(`schemas/chat/${name}`, readFileSync(join(CHAT, "schemas/chat", name), "utf8"));
  }
  for (const step of ["v1-v2", "v2-v3"]) {
    project.write(`decisions/chat/${step}.js`, decisionsOf(step));
  }
  project.write("main.js", MAIN);
  installRuntime(project);
  await check("barewire generate", 0);
});

afterAll(() => project.remove());

/** Returns the problems that the compiler finds in a project that has only JavaScript. */
function typeProblems(root: string, files: readonly string[]): string {
  const program = ts.createProgram(
    files.map((file) => join(root, file)),
    {
      module: ts.ModuleKind.NodeNext,
      target: ts.ScriptTarget.ES2022,
      lib: ["lib.es2022.d.ts", "lib.dom.d.ts"],
      types: [],
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      allowJs: true,
      checkJs: true,
      noEmit: true,
    },
  );
  return ts.formatDiagnostics(ts.getPreEmitDiagnostics(program), {
    getCurrentDirectory: () => root,
    getCanonicalFileName: (name) => name,
    getNewLine: () => "\n",
  });
}

const SOURCES = ["main.js", "decisions/chat/v1-v2.js", "decisions/chat/v2-v3.js"];

test("every module is JavaScript with its declarations, and all is up to date", async () => {
  const names = readdirSync(join(project.root, "gen/chat")).sort();
  const modules = names.filter((name) => name.endsWith(".js"));
  expect(modules).toContain("versions.js");
  expect(names).toEqual(modules.flatMap((name) => [name.replace(/\.js$/, ".d.ts"), name]).sort());
  await check("barewire generate --check", 0);
  await check("barewire check", 0, "all is well");
});

test("the compiler checks messages and decisions by the declarations", () => {
  const generated = readdirSync(join(project.root, "gen/chat")).map((name) => `gen/chat/${name}`);
  expect(typeProblems(project.root, [...SOURCES, ...generated])).toBe("");
  const [main, decisions] = [project.read("main.js"), project.read("decisions/chat/v2-v3.js")];
  project.write("main.js", main.replace('place: "here"', "place: 1"));
  project.write(
    "decisions/chat/v2-v3.js",
    decisions.replace("ToClient.Typing", "ToClient.Tipping"),
  );
  const problems = typeProblems(project.root, SOURCES);
  project.write("main.js", main);
  project.write("decisions/chat/v2-v3.js", decisions);
  expect(problems).toContain("main.js(4,");
  expect(problems).toContain("Type 'number' is not assignable to type 'string'");
  expect(problems).toContain("decisions/chat/v2-v3.js(");
  expect(problems).toContain("'\"ToClient.Tipping\"' does not exist");
});

test("Node runs it as it is, and the proof holds", async () => {
  const main = join(project.root, "main.js");
  expect(execFileSync(process.execPath, [main], { encoding: "utf8" })).toBe(PRINTED);
  await check("barewire test --values 5", 0);
});

test("a scaffold is JavaScript, and its file is the one that is read", async () => {
  const notes = projectFolder();
  notes.write(
    "barewire.config.json",
    JSON.stringify({ schemas: "schemas", out: "gen", target: "js+dts" }),
  );
  notes.write("schemas/notes/v1.bare", "type Note struct { text: str }\n");
  notes.write("schemas/notes/v2.bare", "type Note struct { text: str size: u8 }\n");
  const open = await notes.run("barewire generate");
  expect(open.exitCode).toBe(100);
  expect(open.text).toContain("decisions/notes/v1-v2.js");
  await notes.run("barewire generate --scaffold");
  expect(notes.exists("gen/notes/v1-v2.d.ts")).toBe(true);
  const text = notes.read("decisions/notes/v1-v2.js");
  expect(text).toContain('\n/** @type {import("../../gen/notes/v1-v2.js").DecisionsV1V2} */\n');
  expect(text).not.toMatch(/import type|: Decisions/);
  installRuntime(notes);
  notes.write("package.json", '{ "type": "module" }');
  // An open question is an error in the editor, and nothing else is.
  const problems = typeProblems(notes.root, ["decisions/notes/v1-v2.js"]);
  expect(problems.split("\n").filter((line) => /^\S/.test(line))).toEqual([
    expect.stringContaining("Type 'Undecided' is not assignable"),
    expect.stringContaining("Type 'Undecided' is not assignable"),
  ]);
  const entry = '"Note.size": { upgrade: defaultTo(0), downgrade: drop("v1 has no size") }';
  const answered = text
    .replace(/import \{.*\}/, "import { defaultTo, drop }")
    .replace(/decisions = [\s\S]*/, `decisions = {\n  ${entry},\n};\n`);
  notes.write("decisions/notes/v1-v2.js", answered);
  const decided = await notes.run("barewire generate");
  expect(decided.exitCode, decided.text).toBe(0);
  notes.write("decisions/notes/v1-v2.js", answered.replace("decisions =", "decisions: object ="));
  expect(typeProblems(notes.root, ["decisions/notes/v1-v2.js"])).not.toContain("Undecided");
  const typed = await notes.run("barewire generate");
  expect(typed.exitCode).toBe(100);
  expect(typed.text).toContain("decisions/notes/v1-v2.js:");
  expect(typed.text).toContain("Type annotations can only be used in TypeScript files");
  notes.remove();
});

test("a change of the target removes the files of the other, and names its decisions", async () => {
  const other = projectFolder();
  const config = { schemas: "schemas", out: "gen" };
  other.write("barewire.config.json", JSON.stringify(config));
  other.write("schemas/notes/v1.bare", "type Note struct { text: str }\n");
  other.write("schemas/notes/v2.bare", "type Note struct { text: str size: optional<u8> }\n");
  other.write("decisions/notes/v1-v2.ts", "export const decisions = {};\n");
  await other.run("barewire generate");
  expect(other.exists("gen/notes/versions.ts")).toBe(true);
  other.write("barewire.config.json", JSON.stringify({ ...config, target: "js+dts" }));
  const changed = await other.run("barewire generate");
  expect(changed.exitCode, changed.text).toBe(0);
  expect(changed.text).toContain("decisions/notes/v1-v2.ts: the decisions are not read");
  expect(changed.text).toContain("name it v1-v2.js");
  const names = readdirSync(join(other.root, "gen/notes"));
  expect(names.filter((name) => !/\.js$|\.d\.ts$/.test(name))).toEqual([]);
  other.remove();
});

test("imports of .ts files are refused beside files that are none", async () => {
  const text = JSON.stringify({ ...CONFIG, importExtension: "ts" });
  project.write("barewire.config.json", text);
  await check(
    "barewire generate",
    100,
    "barewire.config.json:1:",
    '"target": "js+dts" does not write',
  );
  project.write("barewire.config.json", JSON.stringify(CONFIG));
});

test("a program gets the same files", async () => {
  const schemas = Object.fromEntries(
    ["v1.bare", "v2.bare", "v3.bare"].map((name) => [name, project.read(`schemas/chat/${name}`)]),
  );
  const decisions = Object.fromEntries(
    ["v1-v2.js", "v2-v3.js"].map((name) => [name, project.read(`decisions/chat/${name}`)]),
  );
  const texts = { protocol: "chat", schemas, decisions, decisionsPath: "../../decisions/chat" };
  const generated = await generate({ ...texts, target: "js+dts" });
  if (!generated.ok) throw new Error(generated.problems.map(({ text }) => text).join("\n"));
  for (const [name, text] of generated.files) expect(project.read(`gen/chat/${name}`)).toBe(text);
  const named = await generate({ ...texts, target: "ts" });
  expect(named.ok ? [] : named.problems.map(({ help }) => help)).toContain(
    "name it after its step, such as v1-v2.ts",
  );
});
