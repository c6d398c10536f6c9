/**
 * The codes of problems outside of schemas: each file that a person writes or merges is broken in
 * several ways, and every problem has a code that docs/errors.md describes.
 */

import * as fs from "node:fs";
import { afterEach, beforeEach, expect, test } from "vitest";
import { SCHEMA_PROBLEMS } from "../../docs/errors/schema-problems.js";
import { type ProjectFolder, projectFolder } from "./project-folder.js";

type Problem = {
  readonly file: string;
  readonly code: string;
  readonly range: { readonly start: { readonly offset: number } } | null;
  readonly fix: { readonly text: string } | null;
};

const CONFIG = '{ "schemas": "schemas", "out": "gen" }';
const CONFLICT = "<<<<<<< ours\n1\n=======\n2\n>>>>>>> theirs\n";

let project: ProjectFolder;

beforeEach(() => {
  project = projectFolder();
  project.write("barewire.config.json", CONFIG);
  project.write("schemas/chat/v1.bare", "type Say struct { text: str }\n");
});

afterEach(() => {
  fs.rmSync(project.root, { recursive: true, force: true });
});

/** The codes of the problems once `files` are written; an empty text is that of no file. */
async function check(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  for (const [name, text] of Object.entries(files)) project.write(name, text);
  const codes = (await problems()).map(({ code }) => code);
  expect(codes.filter((code) => !Object.hasOwn(SCHEMA_PROBLEMS, code))).toEqual([]);
  return codes;
}

async function problems(): Promise<readonly Problem[]> {
  const run = await project.runWith("", "barewire generate --json");
  expect(run.exitCode, run.text).toBe(100);
  const printed: { readonly problems: readonly Problem[] } = JSON.parse(run.out);
  return printed.problems;
}

test.each([
  ["{", "json-syntax"],
  ['{ "schema": "schemas", "schemas": "schemas", "out": "gen" }', "config-key"],
  ['{ "schemas": 1, "out": "gen" }', "config-value"],
  ['{ "schemas": "other", "out": "gen" }', "config-folder"],
  ['{ "schemas": "schemas", "out": "schemas/gen" }', "config-folder"],
  [
    '{ "schemas": "schemas", "out": "gen", "protocols": { "chat": { "roots": ["Sy"] } } }',
    "root-unknown",
  ],
  [CONFLICT, "merge-conflict"],
])("a configuration %s is `%s`", async (config, code) => {
  expect(await check({ "barewire.config.json": config })).toEqual([code]);
});

test("a misspelt key has a fix", async () => {
  project.write("barewire.config.json", '{ "schemas": "schemas", "aut": "gen", "out": "gen" }');
  expect(await problems()).toMatchObject([{ code: "config-key", fix: { text: '"out"' } }]);
});

test.each([
  ["{}", "lock-invalid"],
  ["{", "json-syntax"],
  ['{ "protocol": "other", "oldestVersion": 1, "versions": {} }', "lock-protocol"],
  ['{ "protocol": "chat", "oldestVersion": 1, "versions": { "1": {} } }', "lock-invalid"],
  ['{ "protocol": "chat", "oldestVersion": 7, "versions": {} }', "lock-edited"],
  [CONFLICT, "merge-conflict"],
])("a lock %s is `%s`", async (lock, code) => {
  expect(await check({ "schemas/chat/protocol.lock.json": lock })).toEqual([code]);
});

test.each([
  ["export const decisions = {};", "decision-missing"],
  ["export const decisions = {", "decisions-syntax"],
  ["export const answers = {};", "decisions-form"],
  ["export const decisions = [];", "decisions-form"],
  ['export const decisions = { "Say.to": 1 };', "decision-unreadable"],
  ['export const decisions = { "Say.to": { sideways: 1 } };', "decision-invalid"],
  ['export const decisions = { "Say.to": undecided(), "Say.to": undecided() };', "decision-twice"],
  [CONFLICT, "merge-conflict"],
])("a decisions file %s is `%s`", async (decisions, code) => {
  const v2 = "type Say struct { text: str to: str }\n";
  const codes = await check({
    "schemas/chat/v2.bare": v2,
    "decisions/chat/v1-v2.ts": decisions,
  });
  expect([...new Set(codes)]).toEqual([code]);
});

test("a step without its file, a name that is no version, and bytes that are no text", async () => {
  const v2 = "type Say struct { text: str to: str }\n";
  expect(await check({ "schemas/chat/v2.bare": v2 })).toEqual([
    "decisions-missing",
    "decision-missing",
    "decision-missing",
  ]);
  expect(await check({ "schemas/chat/v7.bare": v2 })).toContain("file-name");
});
