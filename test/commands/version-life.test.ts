/** The life of a version: published, retired as the oldest, or withdrawn as the newest. */

import * as fs from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { afterEach, beforeEach, expect, test } from "vitest";
import { REPOSITORY } from "../matrix/planned-protocol.js";
import { checkRun, type ProjectFolder, projectFolder, toldCommands } from "./project-folder.js";

const LOCK = "schemas/game/protocol.lock.json";

let project: ProjectFolder;

beforeEach(async () => {
  project = projectFolder();
  project.write("barewire.config.json", '{ "schemas": "schemas", "out": "gen" }');
  project.write("schemas/game/v1.bare", "type Move struct { x: u16 }\n");
  project.write("schemas/game/v2.bare", "type Move struct { x: u32 }\n");
  project.write("schemas/game/v3.bare", "type Move struct { x: u64 }\n");
  for (const version of [1, 2, 3]) await check(`barewire publish game ${version}`, 0);
  await check("barewire generate", 0);
});

afterEach(() => {
  fs.rmSync(project.root, { recursive: true, force: true });
});

function check(line: string, exitCode: number, ...says: readonly string[]): Promise<string> {
  return checkRun(project, line, exitCode, says);
}

type Decode = (bytes: Uint8Array, version: number) => unknown;

/** The generated decoder of all versions. */
async function decoder(): Promise<Decode> {
  const outfile = join(project.root, `bundle-${process.hrtime.bigint()}.mjs`);
  await build({
    entryPoints: [join(project.root, "gen/game/versions.ts")],
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    conditions: ["@barewire/source"],
    nodePaths: [join(REPOSITORY, "node_modules")],
    logLevel: "silent",
  });
  const { decodeMove } = await import(/* @vite-ignore */ pathToFileURL(outfile).href);
  return decodeMove;
}

/** The messages of each version, as its peers have sent them. */
const GOLDENS = new Map([
  [1, new Uint8Array([5, 0])],
  [2, new Uint8Array([5, 0, 0, 0])],
  [3, new Uint8Array([5, 0, 0, 0, 0, 0, 0, 0])],
]);

async function checkDecoding(spoken: readonly number[]): Promise<void> {
  const decode = await decoder();
  const range = { minVersion: spoken[0], maxVersion: spoken.at(-1) };
  for (const [version, bytes] of GOLDENS) {
    if (spoken.includes(version)) {
      expect(decode(bytes, version)).toEqual({ x: 5n });
    } else {
      const issue = { kind: "unsupported-version", version, ...range };
      expect(issueOf(() => decode(bytes, version))).toMatchObject(issue);
    }
  }
}

/** The bundle has a runtime, and a class of its errors, of its own. */
function issueOf(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error instanceof Error && "issue" in error ? error.issue : error;
  }
  return null;
}

test("a retired version has a schema and no codec, and its messages are refused with the range", async () => {
  await checkDecoding([1, 2, 3]);
  const said = await check("barewire retire game 1", 0, `wrote   ${LOCK}`, "v1 is retired");
  await check(
    toldCommands(said)[0] ?? "",
    0,
    "removed gen/game/v1.ts",
    "removed gen/game/v1-v2.ts",
  );
  expect(project.exists("schemas/game/v1.bare")).toBe(true);
  expect(JSON.parse(project.read(LOCK))).toMatchObject({
    oldestVersion: 2,
    versions: { "1": { status: "retired" } },
  });
  await checkDecoding([2, 3]);
  await check("barewire retire game 2", 0);
  await check("barewire generate", 0, "removed gen/game/v2.ts");
  await checkDecoding([3]);
  await check("barewire generate --check", 0, "all up to date");
});

test("the schema of a retired version stays as it was", async () => {
  await check("barewire retire game 1", 0);
  project.write("schemas/game/v1.bare", "type Move struct { x: u8 }\n");
  await check("barewire generate", 100, "v1");
  project.remove("schemas/game/v1.bare");
  await check("barewire generate", 100, "v1 is retired, and v1.bare is gone");
});

test("the decisions of a retired version stay, and raise no questions", async () => {
  project.write("schemas/game/v4.bare", "type Move struct { x: u64 y: u8 }\n");
  const decisions = "decisions/game/v3-v4.ts";
  await check("barewire generate --scaffold", 100);
  const text = project.read(decisions);
  project.write(decisions, text.replaceAll(/undecided\((?:[^()]|\([^()]*\))*\)/g, "reject"));
  for (const version of [1, 2]) await check(`barewire retire game ${version}`, 0);
  await check("barewire publish game 4", 0);
  await check("barewire retire game 3", 0);
  project.write(decisions, text);
  await check("barewire generate --scaffold", 0);
  expect(project.read(decisions)).toBe(text);
});

test.each([
  ["barewire retire game 2", "retire v1 first"],
  ["barewire retire game 7", "game has no v7; there are v1, v2, v3".replace("; ", "\n  help: ")],
  ["barewire retire game 1 && 2 && 3", "v3 is the only version"],
  ["barewire retire game 1 && 1", "v1 is retired already"],
  ["barewire retire game 1 && barewire publish game 1", "v1 is retired"],
  ["barewire withdraw game 2 why", "v3 comes after v2"],
  ["barewire withdraw game 3 ' '", "a withdrawal needs its reason"],
])("a version goes one way, from the ends: %s", async (line, says) => {
  const [first = "", ...rest] = line.split(" && ");
  const lines = [
    first,
    ...rest.map((next) => (next.length > 1 ? next : `barewire retire game ${next}`)),
  ];
  for (const done of lines.slice(0, -1)) await check(done, 0);
  await check(lines.at(-1) ?? "", 100, says);
});

test("a draft is deleted and neither retired nor withdrawn", async () => {
  project.write("schemas/game/v4.bare", "type Move struct { x: u64 y: optional<u8> }\n");
  await check("barewire withdraw game 4 wrong", 100, "v4 is a draft", "delete its schema");
  await check("barewire retire game 4", 100, "v4 is a draft");
});

test("a withdrawn version is gone, and its number is not used again", async () => {
  const said = await check(
    "barewire withdraw game 3 'it lost coordinates'",
    0,
    "removed schemas/game/v3.bare",
  );
  await check(
    toldCommands(said)[0] ?? "",
    0,
    "removed gen/game/v3.ts",
    "removed gen/game/v2-v3.ts",
  );
  expect(JSON.parse(project.read(LOCK)).versions["3"]).toMatchObject({
    status: "withdrawn",
    reason: "it lost coordinates",
  });
  project.write("schemas/game/v3.bare", "type Move struct { x: u64 }\n");
  await check(
    "barewire generate",
    100,
    "schemas/game/v3.bare:1:1: v3 was withdrawn (it lost coordinates), and its number is not used again",
    "name the file v4.bare",
  );
  // The gap is legal, and the step over it has the names of its ends.
  fs.renameSync(
    join(project.root, "schemas/game/v3.bare"),
    join(project.root, "schemas/game/v4.bare"),
  );
  await check("barewire generate", 0, "wrote   gen/game/v2-v4.ts");
  const decode = await decoder();
  expect(decode(new Uint8Array([5, 0, 0, 0]), 2)).toEqual({ x: 5n });
  const refused = issueOf(() => decode(new Uint8Array(8), 3));
  expect(refused).toMatchObject({ kind: "unsupported-version", version: 3 });
  await check("barewire publish game 4", 0);
});

test("the decisions of a withdrawn version are said to be read no more", async () => {
  project.write("decisions/game/v2-v3.ts", "export const decisions = {};\n");
  await check("barewire withdraw game 3 'too early'", 0);
  await check(
    "barewire generate",
    0,
    "decisions/game/v2-v3.ts: the decisions are not read: v3 was withdrawn",
    "help: name the file after the step over it, or delete it",
  );
});

test("a squash of old versions leaves the converters of the others alone", async () => {
  for (const version of [1, 2]) await check(`barewire retire game ${version}`, 0);
  await check("barewire generate", 0);
  const files = fs.readdirSync(join(project.root, "gen/game")).sort();
  expect(files).toEqual(["negotiation.ts", "v3.schema.ts", "v3.ts", "versions.ts"]);
  for (const name of files) expect(project.read(`gen/game/${name}`)).not.toMatch(/[vV][12]\b/);
  project.write("schemas/game/v4.bare", "type Move struct { x: u64 y: optional<u8> }\n");
  await check("barewire generate", 0, "wrote   gen/game/v3-v4.ts");
  const decode = await decoder();
  expect(decode(new Uint8Array([5, 0, 0, 0, 0, 0, 0, 0]), 3)).toEqual({ x: 5n, y: null });
});

test("a diff says what a version deprecates, once", async () => {
  const moves = "# @deprecated send Step\ntype Move struct { x: u64 }\ntype Step str\n";
  project.write("schemas/game/v4.bare", moves);
  await check("barewire diff", 0, "  v4 deprecates Move: send Step");
  project.write("schemas/game/v5.bare", moves);
  expect(await check("barewire diff", 0)).not.toContain("deprecates");
  await check("barewire diff game 3 5", 0, "  v5 deprecates Move: send Step");
});

test("a gap that nothing was withdrawn from stays a problem", async () => {
  project.write("schemas/game/v5.bare", "type Move struct { x: u64 }\n");
  await check("barewire generate", 100, "the version before this one is v3");
});

test("versions without a configuration live and die by their folders", async () => {
  project.remove("barewire.config.json");
  const folders = "--schemas schemas/game --out gen/game";
  const said = await check(`barewire retire ${folders} 1`, 0, "v1 is retired");
  await check(toldCommands(said)[0] ?? "", 0, "removed gen/game/v1.ts");
  await check(`barewire withdraw ${folders} 3 'too early'`, 0, "v3 is withdrawn");
  await check(`barewire generate ${folders}`, 0, "removed gen/game/v3.ts");
});

test("a command that writes no modules helps with where they were generated before", async () => {
  project.remove("barewire.config.json");
  project.write("schemas/game/v4.bare", "type Move struct { x: u64 y: u8 }\n");
  const publish = "barewire publish --schemas schemas/game 4";
  await check(publish, 100, "`barewire generate --schemas schemas/game --out DIR --scaffold`");
  await check("barewire generate --schemas schemas/game --out gen/game", 100);
  project.remove("schemas/game/v4.bare");
  await check("barewire generate --schemas schemas/game --out gen/game", 0);
  project.write("schemas/game/v4.bare", "type Move struct { x: u64 y: u8 }\n");
  const told = toldCommands(await check(publish, 100));
  expect(told).toEqual(["barewire generate --schemas schemas/game --out gen/game --scaffold"]);
  await check(told[0] ?? "", 100, "wrote   schemas/game/decisions/v3-v4.ts");
});

test("words that are missing are asked for", async () => {
  await check("barewire retire game", 2, "name a version, as in `barewire retire game 1`");
  await check("barewire publish --schemas schemas/game game 1", 2, "leave out 'game'");
  await check("barewire diff --schemas schemas/game game 1", 2, "leave out 'game'");
  await check("barewire withdraw --schemas schemas/game 3", 2, "withdraw --schemas schemas/game V");
  await check("barewire withdraw game 3", 2, "the reason");
  await check(
    "barewire retire 1",
    2,
    "name the protocol, as in `barewire retire PROTOCOL VERSION`",
  );
});
