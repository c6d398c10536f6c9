/** Deciding what a new version leaves open: questions, proposals, types, and where they are. */

import * as fs from "node:fs";
import { afterEach, beforeEach, expect, test } from "vitest";
import { checkRun, type ProjectFolder, projectFolder, toldCommands } from "./project-folder.js";

let project: ProjectFolder;

beforeEach(() => {
  project = projectFolder();
});

afterEach(() => {
  fs.rmSync(project.root, { recursive: true, force: true });
});

const V1 = "type Move struct {\n  x: u32\n  y: u32\n}\n";
const CONFIG = '{ "schemas": "schemas", "out": "gen" }';

function configured(): void {
  project.write("barewire.config.json", CONFIG);
  project.write("schemas/game/v1.bare", V1);
}

function check(line: string, exitCode: number, ...says: readonly string[]): Promise<string> {
  return checkRun(project, line, exitCode, says);
}

const MODES = [
  ["with a configuration", "", "schemas/game", "decisions/game"],
  [
    "with folders",
    " --schemas schemas/game --out gen/game",
    "schemas/game",
    "schemas/game/decisions",
  ],
  [
    "with folders that need quotes",
    " --schemas 'my schemas' --out 'my out'",
    "my schemas",
    "my schemas/decisions",
  ],
  ["with a decisions folder", " --schemas s --out g --decisions d", "s", "d"],
] as const;

test.each(MODES)(
  "every command that help names works in its mode: %s",
  async (_, flags, folder, decisions) => {
    configured();
    project.write(`${folder}/v1.bare`, V1);
    project.write(`${folder}/v2.bare`, V1.replace("}", "  z: u32\n}"));
    if (flags.includes("my schemas")) {
      await check(`barewire generate${flags}`, 100, "not a valid protocol name");
      return;
    }
    const first = await check(
      `barewire generate${flags}`,
      100,
      `${decisions}/v1-v2.ts:1:1: the decisions`,
    );
    const told = toldCommands(first);
    expect(told).toHaveLength(1);
    await check(told[0] ?? "", 100, `wrote   ${decisions}/v1-v2.ts`);
    const file = project.read(`${decisions}/v1-v2.ts`);
    project.write(`${decisions}/v1-v2.ts`, decided(file, "defaultTo(0)", 'drop("new")'));
    await check(`barewire generate${flags}`, 0, "2 schemas");
    await check(`barewire generate${flags} --check`, 0, "all up to date");
    project.write(`${folder}/v2.bare`, V1.replace("}", "  z: u64\n}"));
    const stale = await check(`barewire generate${flags} --check`, 100, "stale");
    await check(toldCommands(stale)[0] ?? "", 0, "wrote");
    const selection = flags === "" ? " game" : flags;
    await check(`barewire publish${selection} 1`, 0, "v1 is published");
    expect(project.read(`${folder}/protocol.lock.json`)).toContain('"published"');
  },
);

/** The scaffold with its calls of `undecided` replaced by answers, in order. */
function decided(text: string, ...answers: readonly string[]): string {
  let index = 0;
  return text.replaceAll(/undecided\((?:[^()]|\([^()]*\))*\)/g, () => answers[index++] ?? "reject");
}

test("a scaffold proposes a rename first, and then defaults, with imports and signatures", async () => {
  configured();
  project.write("schemas/game/v2.bare", V1.replace("y: u32", "z: u32"));
  await check("barewire generate game", 100, '"Move.z": renamedFrom("y")');
  await check("barewire generate game --scaffold", 100, '"Move.z": renamedFrom("y")');
  expect(project.read("decisions/game/v1-v2.ts")).toMatchInlineSnapshot(`
    "import {
      defaultTo,
      drop,
      dropIfDefault,
      reject,
      renamedFrom,
      undecided,
    } from "@barewire/runtime/decisions";
    import type { DecisionsV1V2 } from "../../gen/game/v1-v2.js";

    export const decisions: DecisionsV1V2 = {
      // After a rename, remove the entry of "Move.y".
      "Move.z": undecided(
        "is Move.z the y of v1, renamed?",
        renamedFrom("y"),
        {
          // (value: v1.Move) => v2.Move["z"]
          upgrade: undecided("v1 has no Move.z: what does v2 get?", defaultTo(0), reject),
          downgrade: undecided(
            "v1 has no Move.z: what becomes of the value of v2?",
            drop(""),
            dropIfDefault(0),
            reject,
          ),
        },
      ),
      "Move.y": {
        upgrade: undecided(
          "v2 has no Move.y: what becomes of the value of v1?",
          drop(""),
          dropIfDefault(0),
          reject,
        ),
        // (value: v2.Move) => v1.Move["y"]
        downgrade: undecided("v2 has no Move.y: what does v1 get?", defaultTo(0), reject),
      },
    };
    "
  `);
  const proposed = project.read("decisions/game/v1-v2.ts");
  const renamed = proposed.replace(
    /"Move.z": undecided\([\s\S]*?\n {2}\),/,
    '"Move.z": renamedFrom("y"),',
  );
  project.write("decisions/game/v1-v2.ts", renamed);
  await check("barewire generate --scaffold", 0, "2 schemas");
  expect(project.read("decisions/game/v1-v2.ts")).toMatch(/renamedFrom\("y"\),\n};\n$/);
});

test("what is behind a rename is scaffolded into its entry", async () => {
  configured();
  project.write("schemas/game/v2.bare", V1.replace("y: u32", "z: str"));
  project.write(
    "decisions/game/v1-v2.ts",
    [
      'import { renamedFrom } from "@barewire/runtime/decisions";',
      'import type { DecisionsV1V2 } from "../../gen/game/v1-v2.js";',
      "export const decisions: DecisionsV1V2 = {",
      '  "Move.z": renamedFrom("y"), // Heights.',
      "};",
      "",
    ].join("\n"),
  );
  await check("barewire generate --scaffold", 100, "undecided: Move.z of v1");
  const text = project.read("decisions/game/v1-v2.ts");
  expect(text).toContain('"Move.z": renamedFrom("y", {\n');
  expect(text).toContain("// Heights.");
  await check("barewire generate --scaffold", 100, "undecided: Move.z of v1");
  expect(project.read("decisions/game/v1-v2.ts")).toBe(text);
});

test("the types of decisions are there before anything is decided", async () => {
  configured();
  await check("barewire generate", 0);
  project.write("schemas/game/v2.bare", V1.replace("}", "  z: u32\n}"));
  await check("barewire generate", 100, "wrote   gen/game/v1-v2.ts", "wrote   gen/game/v2.ts");
  const types = project.read("gen/game/v1-v2.ts");
  expect(types).toContain('readonly "Move.z": {');
  expect(types).not.toContain("export function");
  // The codec of all versions continues with those that it has.
  expect(project.read("gen/game/versions.ts")).toContain("VERSIONS = [1]");
  await check("barewire generate", 100, "nothing was written");
  await check("barewire generate --check", 100, "nothing was written");
});

test("converters that work are kept until a scaffold is asked for", async () => {
  configured();
  project.write("schemas/game/v2.bare", V1.replace("u32", "u64"));
  await check("barewire generate", 0);
  const converters = project.read("gen/game/v1-v2.ts");
  project.write("schemas/game/v2.bare", V1.replace("}", "  z: u32\n}"));
  await check("barewire generate", 100, "nothing was written");
  expect(project.read("gen/game/v1-v2.ts")).toBe(converters);
  await check("barewire generate --scaffold", 100, "wrote   gen/game/v1-v2.ts");
  expect(project.read("gen/game/v1-v2.ts")).toContain('readonly "Move.z": {');
});

test("a placeholder for a reason is no reason", async () => {
  configured();
  project.write("schemas/game/v2.bare", "type Move struct {\n  y: u32\n  x: u32\n}\n");
  await check("barewire generate --scaffold", 100, "do they match by name?");
  const text = project.read("decisions/game/v1-v2.ts");
  project.write("decisions/game/v1-v2.ts", decided(text, 'byName("")'));
  await check("barewire generate", 100, "byName needs its reason");
});
