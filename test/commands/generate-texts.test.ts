/**
 * The generator for programs gives what the command wrote: the generated files of this repository
 * and of every protocol of the corpus that can be generated are the judge.
 */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { generate, type ProtocolTexts } from "../../codegen/src/generate-texts.js";
import { projectFolder } from "./project-folder.js";

const ROOT = join(import.meta.dirname, "../..");

/** The texts of the files of a folder by their names; none if there is no folder. */
function textsIn(folder: string, pattern: RegExp): Readonly<Record<string, string>> {
  if (!existsSync(folder)) return {};
  const names = readdirSync(folder).filter((name) => pattern.test(name));
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), "utf8")]));
}

function lockIn(folder: string): string | null {
  const path = join(folder, "protocol.lock.json");
  return existsSync(path) ? readFileSync(path, "utf8") : null;
}

type Committed = {
  readonly protocol: string;
  readonly schemas: string;
  readonly decisions: string;
  readonly out: string;
};

const OURS: readonly Committed[] = [
  ...["envoy-protocol", "sqlite-storage"].map((protocol) => ({
    protocol,
    schemas: `schemas/${protocol}`,
    decisions: `packages/protocol/src/decisions/${protocol}`,
    out: `packages/protocol/src/gen/${protocol}`,
  })),
  {
    protocol: "chat",
    schemas: "examples/chat/schemas/chat",
    decisions: "examples/chat/src/decisions/chat",
    out: "examples/chat/src/gen/chat",
  },
];

test.each(OURS)("$protocol: the texts are the committed files", async (committed) => {
  const { protocol, schemas, decisions, out } = committed;
  const lock = lockIn(join(ROOT, schemas));
  const generated = await generate({
    protocol,
    schemas: textsIn(join(ROOT, schemas), /\.bare$/),
    decisions: textsIn(join(ROOT, decisions), /^v\d+-v\d+\.ts$/),
    decisionsPath: `../../decisions/${protocol}`,
    lock,
  });
  if (!generated.ok) throw new Error(generated.problems.map(({ text }) => text).join("\n"));
  expect(Object.fromEntries(generated.files)).toEqual(textsIn(join(ROOT, out), /\.ts$/));
  expect(generated.lock).toBe(lock);
});

const CORPUS = join(ROOT, "codegen/corpus/evolve");

test("the corpus: the texts and the problems are those of the command", async () => {
  let generatedCount = 0;
  let problemCount = 0;
  const project = projectFolder();
  project.write("barewire.config.json", JSON.stringify({ schemas: "schemas", out: "gen" }));
  for (const protocol of readdirSync(CORPUS)) {
    const folder = join(CORPUS, protocol);
    const texts: ProtocolTexts = {
      protocol,
      schemas: textsIn(folder, /\.bare$/),
      decisions: textsIn(join(folder, "decisions"), /^v\d+-v\d+\.ts$/),
      decisionsPath: `../../decisions/${protocol}`,
    };
    if (Object.keys(texts.schemas).length === 0) continue;
    for (const [name, text] of Object.entries(texts.schemas)) {
      project.write(`schemas/${protocol}/${name}`, text);
    }
    for (const [name, text] of Object.entries(texts.decisions ?? {})) {
      project.write(`decisions/${protocol}/${name}`, text);
    }
    const run = await project.run(`barewire generate ${protocol}`);
    const generated = await generate(texts);
    expect(generated.ok, `${protocol}\n${run.text}`).toBe(run.exitCode === 0);
    if (generated.ok) {
      generatedCount += 1;
      const written = textsIn(join(project.root, "gen", protocol), /\.ts$/);
      expect(Object.fromEntries(generated.files)).toEqual(written);
    } else {
      problemCount += 1;
      for (const { message } of generated.problems) expect(run.text).toContain(message);
    }
  }
  project.remove();
  expect(generatedCount).toBeGreaterThan(20);
  expect(problemCount).toBeGreaterThan(5);
});

test("a misnamed text is a problem, and so is a protocol without a schema", async () => {
  const misnamed = await generate({
    protocol: "notes",
    schemas: { "1.bare": "type Note str" },
    decisions: { "1-2.ts": "" },
  });
  expect(misnamed).toMatchObject({
    ok: false,
    problems: [{ file: "1.bare" }, { file: "1-2.ts", help: expect.stringContaining("v1-v2.ts") }],
  });
  const none = await generate({ protocol: "notes", schemas: {} });
  expect(none).toMatchObject({ ok: false, problems: [{ code: "schema-missing" }] });
});

test("a problem has the place and the fields that the command prints as JSON", async () => {
  const generated = await generate({
    protocol: "notes",
    schemas: { "v1.bare": "type Note struct { text: string }\n" },
  });
  expect(generated).toMatchObject({
    ok: false,
    problems: [{ file: "v1.bare", severity: "error", range: { start: { line: 1, column: 26 } } }],
  });
});

test("settings are those of the configuration", async () => {
  const generated = await generate({
    protocol: "notes",
    schemas: { "v1.bare": "type Note struct { sizes: list<u32> }\n" },
    runtime: "#runtime",
    importExtension: "ts",
    numberLists: "typed-array",
  });
  if (!generated.ok) throw new Error("expected modules");
  const versions = generated.files.get("versions.ts");
  expect(versions).toContain('from "./v1.ts";');
  expect(versions).toContain('from "#runtime";');
  expect(generated.files.get("v1.ts")).toContain("sizes: Uint32Array");
});
