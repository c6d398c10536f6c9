/**
 * Each ending of relative imports, with what wants it: the compiler for `.js`, Node's own
 * TypeScript for `.ts`, and a bundler for none. The modules are type-checked and run.
 */

import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newerNode } from "../vfs/newer-node.js";
import { type ProjectFolder, projectFolder } from "./project-folder.js";
import { installRuntime } from "./test-folder.js";

const ROOT = join(import.meta.dirname, "../..");
const CHAT = join(ROOT, "examples/chat");

type Ending = "js" | "ts" | "none";

const ENDINGS: { readonly [Name in Ending]: string } = { js: ".js", ts: ".ts", none: "" };

/** The options of the compiler that a project with these imports has. */
const COMPILERS: { readonly [Name in Ending]: ts.CompilerOptions } = {
  js: { module: ts.ModuleKind.NodeNext },
  ts: { module: ts.ModuleKind.NodeNext, allowImportingTsExtensions: true },
  none: { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler },
};

/** Encodes in the newest version and in the oldest, and prints what they decode to. */
const MAIN = `import { decodeToServer, encodeToServer } from "./gen/chat/versions";
const message = { tag: "Join", val: { nickname: "ada", place: "here" } } as const;
for (const version of [1, 2, 3] as const) {
  const bytes = encodeToServer(message, version);
  console.log(version, JSON.stringify(decodeToServer(bytes, version)));
}
`;

const PRINTED = [1, 2, 3]
  .map((version) => `${version} {"tag":"Join","val":{"nickname":"ada","place":"here"}}\n`)
  .join("");

const projects = new Map<Ending, ProjectFolder>();

beforeAll(async () => {
  for (const ending of ["js", "ts", "none"] as const) projects.set(ending, await generated(ending));
});

afterAll(() => {
  for (const project of projects.values()) project.remove();
});

function projectOf(ending: Ending): ProjectFolder {
  const project = projects.get(ending);
  if (project === undefined) throw new Error(`no project imports with ${ending}`);
  return project;
}

/** The chat example in a folder of its own, with these endings. */
async function generated(ending: Ending): Promise<ProjectFolder> {
  const project = projectFolder();
  const config = { schemas: "schemas", out: "gen", decisions: "decisions" };
  project.write("barewire.config.json", JSON.stringify({ ...config, importExtension: ending }));
  project.write("package.json", '{ "type": "module" }');
  for (const name of ["v1.bare", "v2.bare", "v3.bare"]) {
    project.write(`schemas/chat/${name}`, readFileSync(join(CHAT, "schemas/chat", name), "utf8"));
  }
  for (const name of ["v1-v2.ts", "v2-v3.ts"]) {
    const text = readFileSync(join(CHAT, "src/decisions/chat", name), "utf8");
    const path = `"../../gen/chat/${name.replace(".ts", ENDINGS[ending])}"`;
    project.write(`decisions/chat/${name}`, text.replace(/"\.\.\/\.\.\/gen\/chat\/.*"/, path));
  }
  project.write("main.ts", MAIN.replace("versions", `versions${ENDINGS[ending]}`));
  installRuntime(project);
  const run = await project.run("barewire generate");
  expect(run.exitCode, run.text).toBe(0);
  return project;
}

test.each(["js", "ts", "none"] as const)(
  "%s: all imports have the ending, and compile",
  (ending) => {
    const { root } = projectOf(ending);
    const modules = readdirSync(join(root, "gen/chat"));
    expect(modules).toContain("versions.ts");
    const texts = modules.map((name) => readFileSync(join(root, "gen/chat", name), "utf8"));
    const specifiers = texts.flatMap((text) => [...text.matchAll(/from "(\.[^"]*)";$/gm)]);
    expect(specifiers.length).toBeGreaterThan(10);
    for (const [, specifier = ""] of specifiers) {
      expect(specifier.endsWith(ENDINGS[ending])).toBe(true);
      if (ending === "none") expect(specifier).not.toMatch(/\.(?:js|ts)$/);
    }
    const program = ts.createProgram([join(root, "main.ts")], {
      ...COMPILERS[ending],
      target: ts.ScriptTarget.ES2022,
      lib: ["lib.es2022.d.ts", "lib.dom.d.ts"],
      types: [],
      strict: true,
      noEmit: true,
      erasableSyntaxOnly: true,
      verbatimModuleSyntax: true,
      isolatedModules: true,
    });
    const found = ts.getPreEmitDiagnostics(program);
    expect(ts.formatDiagnostics(found, FORMAT)).toBe("");
  },
);

const FORMAT: ts.FormatDiagnosticsHost = {
  getCurrentDirectory: () => ROOT,
  getCanonicalFileName: (name) => name,
  getNewLine: () => "\n",
};

describe("the modules run", () => {
  test.each(["js", "ts", "none"] as const)("in a bundle, with %s", async (ending) => {
    const { root } = projectOf(ending);
    const outfile = join(root, "bundle.mjs");
    const options = { bundle: true, format: "esm", platform: "node", logLevel: "silent" } as const;
    await build({ ...options, entryPoints: [join(root, "main.ts")], outfile });
    expect(execFileSync(process.execPath, [outfile], { encoding: "utf8" })).toBe(PRINTED);
  });

  test("as they are in Node's own TypeScript, with ts", (context) => {
    const node = newerNode();
    if (node.program === null) {
      context.skip(node.reason);
      return;
    }
    const main = join(projectOf("ts").root, "main.ts");
    expect(execFileSync(node.program, [main], { encoding: "utf8" })).toBe(PRINTED);
  });
});

test.each(["ts", "none"] as const)(
  "barewire test proves modules that import with %s",
  async (ending) => {
    const run = await projectOf(ending).run("barewire test --values 5");
    expect(run.exitCode, run.text).toBe(0);
  },
);

test("a scaffold imports with the ending, too", async () => {
  const project = projectFolder();
  const config = { schemas: "schemas", out: "gen", importExtension: "ts" };
  project.write("barewire.config.json", JSON.stringify(config));
  project.write("schemas/notes/v1.bare", "type Note struct { text: str }\n");
  project.write("schemas/notes/v2.bare", "type Note struct { text: str size: u8 }\n");
  await project.run("barewire generate --scaffold");
  const text = readFileSync(join(project.root, "decisions/notes/v1-v2.ts"), "utf8");
  expect(text).toContain('from "../../gen/notes/v1-v2.ts";');
  project.remove();
});
