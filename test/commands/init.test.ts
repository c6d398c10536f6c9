/** `barewire init` and `barewire new-version`: what they write, keep, refuse and name as next. */

import { afterEach, beforeEach, expect, test } from "vitest";
import { checkRun, type ProjectFolder, projectFolder } from "./project-folder.js";

let project: ProjectFolder;

beforeEach(() => {
  project = projectFolder();
});

afterEach(() => {
  project.remove();
});

async function check(line: string, exitCode: number, ...says: readonly string[]): Promise<string> {
  return await checkRun(project, line, exitCode, says);
}

const FILES = [
  "barewire.config.json",
  "schemas/chat/v1.bare",
  "src/decisions/chat/README.md",
  "test/chat.test.ts",
  "tsconfig.json",
  ".gitattributes",
  ".github/workflows/protocol.yml",
  "package.json",
];

/** The commands that the end of a run names, in order. */
function nextCommands(text: string): readonly string[] {
  return [...text.slice(text.indexOf("next, ")).matchAll(/^ {2}(.*)$/gm)].map(
    ([, line]) => line ?? "",
  );
}

test("an empty folder gets a project in which nothing is wrong", async () => {
  const text = await check(
    "barewire init --protocol chat",
    0,
    ...FILES.map((path) => `wrote   ${path}`),
  );
  expect(nextCommands(text)).toEqual([
    "npm install @barewire/runtime",
    "npm install --save-dev @barewire/codegen @types/node tsx typescript",
    "npx barewire generate",
    "npm run protocol:test",
  ]);
  expect(JSON.parse(project.read("package.json"))).toMatchObject({ private: true, type: "module" });
  await check("barewire generate", 0, "1 schema");
  await check("barewire check", 0, "1 schema: all is well");
  await check("barewire format --check", 0, "all formatted");
  expect(project.exists("src/gen/chat/versions.ts")).toBe(true);
});

test("nothing that is there is overwritten, and a second run writes nothing", async () => {
  const manifest = `{\n    "name": "shop",\n    "scripts": {\n        "protocol:check": "mine"\n    }\n}\n`;
  project.write("package.json", manifest);
  for (const path of FILES.slice(0, -1)) project.write(path, `mine: ${path}\n`);
  await check("barewire init --protocol chat", 0, "kept    tsconfig.json", "linguist-generated");
  for (const path of FILES.slice(0, -1)) expect(project.read(path)).toBe(`mine: ${path}\n`);
  const added = project.read("package.json");
  expect(JSON.parse(added)).toEqual({
    name: "shop",
    scripts: {
      "protocol:check": "mine",
      "protocol:generate": "barewire generate",
      "protocol:test": "tsc && node --import tsx --test test/chat.test.ts",
    },
  });
  expect(added).toContain('\n        "protocol:generate"');
  const again = await check("barewire init --protocol chat", 0);
  expect(again).not.toContain("wrote");
  expect(project.read("package.json")).toBe(added);
});

test("the protocol is called as the folder, and packages that are there are not named again", async () => {
  project.write(
    "apps/my shop/package.json",
    '{ "dependencies": { "@barewire/runtime": "1" }, "devDependencies": { "typescript": "6" } }',
  );
  const text = await check(
    "barewire init 'apps/my shop'",
    0,
    "wrote   apps/my shop/schemas/my-shop",
  );
  expect(nextCommands(text)).toEqual([
    "cd 'apps/my shop'",
    "npm pkg set type=module",
    "npm install --save-dev @barewire/codegen @types/node tsx",
    "npx barewire generate",
    "npm run protocol:test",
  ]);
});

test.each([
  ["package.json", '{ "dependencies": { "next": "16" } }', "none", "next does not find"],
  ["package.json", '{ "devDependencies": { "webpack": "5" } }', "none", "webpack does not find"],
  ["deno.json", "{}", "ts", "Deno imports files by their names"],
  [
    "tsconfig.json",
    '{ "compilerOptions": { "noEmit": true, "allowImportingTsExtensions": true } }',
    "ts",
    "tsconfig.json has allowImportingTsExtensions",
  ],
])("a project with %s %s imports as its tools want it: %s", async (path, text, ending, reason) => {
  project.write(path, text);
  const said = await check("barewire init --protocol chat", 0);
  expect(said).toContain(`set     "importExtension": "${ending}", since ${reason}`);
  expect(JSON.parse(project.read("barewire.config.json"))).toMatchObject({
    importExtension: ending,
  });
  const specifier = ending === "ts" ? "versions.ts" : "versions";
  expect(project.read("test/chat.test.ts")).toContain(`"../src/gen/chat/${specifier}"`);
  await check("barewire generate", 0);
  await check("barewire check", 0, "1 schema: all is well");
});

test("a project that has a bundler and no ending is told which one to set", async () => {
  project.write("package.json", '{ "devDependencies": { "webpack": "5" } }');
  project.write("barewire.config.json", '{ "schemas": "schemas", "out": "gen" }');
  project.write("schemas/chat/v1.bare", "type Hello struct { name: str }\n");
  const notice = "barewire.config.json: generated modules import each other with .js, and webpack";
  await check("barewire generate", 0, notice, 'set "importExtension": "none"');
  for (const ending of ["js", "none"]) {
    const config = { schemas: "schemas", out: "gen", importExtension: ending };
    project.write("barewire.config.json", JSON.stringify(config));
    expect(await check("barewire generate", 0)).not.toContain("import each other");
  }
});

test.each([
  ["package.json", '{ "packageManager": "pnpm@10.1.0" }', "pnpm add --save-dev", "pnpm exec"],
  ["pnpm-lock.yaml", "", "pnpm add --save-dev", "pnpm exec"],
  ["yarn.lock", "", "yarn add --dev", "yarn"],
  ["bun.lock", "", "bun add --dev", "bunx"],
  ["package-lock.json", "{}", "npm install --save-dev", "npx"],
])("a project with %s %s is told its own commands", async (path, content, add, exec) => {
  project.write(path, content);
  const text = await check("barewire init --protocol chat", 0);
  expect(text).toContain(`\n  ${add} @barewire/codegen`);
  expect(text).toContain(`\n  ${exec} barewire generate\n`);
  const workflow = project.read(".github/workflows/protocol.yml");
  expect(workflow).toContain(`- run: ${exec} barewire check --against`);
  project.write("wire/README.md", "");
  const below = "configures this folder already; `barewire init";
  await check("barewire init wire --protocol chat", 2, below);
});

test("a name that cannot be one of a protocol, and a broken package.json, write nothing", async () => {
  await check("barewire init --protocol ../x", 2, "is not a valid protocol name");
  project.write("package.json", "{ name: 1 }\n");
  await check("barewire init", 100, "package.json:1:3: expected a value or a key");
  expect(project.exists("barewire.config.json")).toBe(false);
});

test("generate in an empty folder names init", async () => {
  await check("barewire generate", 2, "`barewire init` creates one");
});

test("a new version is a copy of the newest, once that is published", async () => {
  await check("barewire init --protocol chat", 0);
  await check("barewire generate", 0);
  const says = ["schemas/chat/v1.bare:1:1: chat v1 is still a draft", "--allow-draft"];
  const refused = await check("barewire new-version", 100, ...says);
  expect(project.exists("schemas/chat/v2.bare")).toBe(false);
  await check(/`(barewire publish [^`]*)`/.exec(refused)?.[1] ?? "", 0);
  const text = await check("barewire new-version chat", 0, "wrote   schemas/chat/v2.bare");
  const v1 = project.read("schemas/chat/v1.bare");
  expect(project.read("schemas/chat/v2.bare")).toBe(
    v1.replace("chat, version 1", "chat, version 2"),
  );
  await check(/`(barewire generate [^`]*)`/.exec(text)?.[1] ?? "", 0);
  await check("barewire new-version chat", 100, "chat v2 is still a draft");
  await check("barewire new-version chat --allow-draft", 0, "wrote   schemas/chat/v3.bare");
});

test("a new version skips numbers that were withdrawn, and keeps line ends and bytes", async () => {
  await check("barewire init --protocol chat", 0);
  const crlf = project.read("schemas/chat/v1.bare").replaceAll("\n", "\r\n");
  project.write("schemas/chat/v1.bare", crlf);
  await check("barewire generate", 0);
  await check("barewire publish chat 1", 0);
  await check("barewire new-version", 0);
  expect(project.read("schemas/chat/v2.bare")).toBe(crlf.replace("version 1", "version 2"));
  await check("barewire generate", 0);
  await check("barewire publish chat 2", 0);
  await check("barewire withdraw chat 2 wrong", 0);
  await check("barewire new-version", 0, "wrote   schemas/chat/v3.bare");
  await check("barewire generate", 0);
});

test("a new version needs one protocol, and works with folders as well", async () => {
  await check("barewire init --protocol chat", 0);
  project.write("schemas/time/v1.bare", "type Now struct { at: u64 }\n");
  await check("barewire new-version", 2, "name one protocol", "chat, time");
  project.remove("barewire.config.json");
  const flags = "--schemas schemas/time --out gen";
  await check(
    `barewire new-version ${flags} --allow-draft`,
    0,
    `\`barewire generate ${flags} --scaffold\``,
  );
});
