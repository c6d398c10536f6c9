/** `barewire vectors`: what it writes, when it is stale, and what it keeps. */

import { afterEach, beforeEach, expect, test } from "vitest";
import { checkRun, type ProjectFolder, projectFolder } from "./project-folder.js";

let project: ProjectFolder;

const PATH = "schemas/shop/vectors.json";

beforeEach(() => {
  project = projectFolder();
  project.write("barewire.config.json", '{ "schemas": "schemas", "out": "gen" }');
  project.write(
    "schemas/shop/v1.bare",
    "type Order struct { id: u32 }\ntype Note struct { t: str }\n",
  );
});

afterEach(() => project.remove());

function addVersion(decisions: string): void {
  project.write(
    "schemas/shop/v2.bare",
    "type Order struct { id: u64 }\ntype Note struct { t: str n: u8 }\n",
  );
  project.write("decisions/shop/v1-v2.ts", decisions);
}

/** The command must not execute the file: it would never end. */
const DECISIONS = `import { drop } from "@barewire/runtime/decisions";
for (;;) {}
export const decisions = {
  "Note.n": { upgrade: ({ t }) => t.length, downgrade: drop("v1 has no numbers") },
};
`;

test("writes the verdict of every version, and runs no code", async () => {
  addVersion(DECISIONS);
  await checkRun(project, "barewire vectors", 0, [
    `wrote   ${PATH}`,
    "shop: 17 values of 2 versions; for other versions 0 the same, 11 converted, 2 refused, 4 need code",
  ]);
  const text = project.read(PATH);
  expect(text).toContain('"verdict":"needs-code","decision":"Note.n","from":1,"to":2');
  // Eight bytes do not fit into four.
  expect(text).toContain('"verdict":"refused","direction":"downgrade","path":"Order.id"');
  expect(text).toContain('"variant": null, "newest": "Order", "pairs": [{"version":1');
});

test("writes nothing with --check, where a file that is missing or stale is a finding", async () => {
  await checkRun(project, "barewire vectors --check", 100, [
    `${PATH}:1:1: missing: shop has no vectors`,
    "help: run `barewire vectors shop`",
  ]);
  expect(project.exists(PATH)).toBe(false);
  await checkRun(project, "barewire vectors", 0, [`wrote   ${PATH}`]);
  await checkRun(project, "barewire vectors --check", 0, ["shop: 8 values of 1 version"]);
  const run = await project.run("barewire vectors");
  expect(run.text).not.toContain("wrote");
  project.write("schemas/shop/v1.bare", "type Order struct { id: u16 }\ntype Note void\n");
  const stale = `${PATH}:1:1: stale: the vectors differ from what the schemas give`;
  await checkRun(project, "barewire vectors --check", 100, [stale]);
  const json = JSON.parse((await project.run("barewire vectors --check --json")).out);
  expect(json).toMatchObject({ problems: [{ file: PATH, code: "file-stale" }] });
});

test("`barewire check` finds stale vectors, and wants none where there are none", async () => {
  await project.run("barewire generate");
  const stale = "stale: the vectors differ from what the schemas give";
  expect((await project.run("barewire check")).text).not.toContain("vectors");
  await project.run("barewire vectors");
  expect((await project.run("barewire check")).text).not.toContain(stale);
  project.write(PATH, project.read(PATH).replace('"bytes":"', '"bytes":"00'));
  const run = await project.run("barewire check");
  expect(run.exitCode).toBe(100);
  expect(run.text).toContain(stale);
});

test("keeps the settings and the line ends of the file that is there", async () => {
  await checkRun(project, "barewire vectors --seed 7 --values 5", 0, [`wrote   ${PATH}`]);
  const text = project.read(PATH);
  expect(text).toContain('"seed": 7,\n  "values": 5,');
  await checkRun(project, "barewire vectors --check", 0, []);
  project.write(PATH, text.replaceAll("\n", "\r\n"));
  await checkRun(project, "barewire vectors --check", 0, []);
  project.write("schemas/shop/v1.bare", "type Order struct { id: u16 }\n");
  await checkRun(project, "barewire vectors", 0, [`wrote   ${PATH}`]);
  const changed = project.read(PATH);
  expect(changed).toContain('"seed": 7,\r\n  "values": 5,\r\n');
  expect(changed.replaceAll("\r\n", "")).not.toContain("\n");
});

test("a file that a merge has damaged is stale, and is written anew", async () => {
  await project.run("barewire vectors");
  const text = project.read(PATH);
  project.write(PATH, `<<<<<<< ours\n${text}=======\n${text}>>>>>>> theirs\n`);
  await checkRun(project, "barewire vectors --check", 100, ["stale"]);
  await checkRun(project, "barewire vectors", 0, [`wrote   ${PATH}`]);
  expect(project.read(PATH)).toBe(text);
});

test("a schema that is wrong or undecided is a finding, and nothing is written", async () => {
  project.write("schemas/shop/v1.bare", "type Order struct { id: u3 }\n");
  await checkRun(project, "barewire vectors", 100, ["schemas/shop/v1.bare:1:25: "]);
  project.write("schemas/shop/v1.bare", "type Note struct { t: str }\n");
  project.write("schemas/shop/v2.bare", "type Note struct { t: str n: u8 }\n");
  await checkRun(project, "barewire vectors", 100, ["decisions"]);
  expect(project.exists(PATH)).toBe(false);
});

test("settings that are no numbers, and an unknown protocol, are wrong usage", async () => {
  await checkRun(project, "barewire vectors --values many", 2, ["--values must be a whole number"]);
  await checkRun(project, "barewire vectors --seed -1", 2, ["--seed must be a whole number"]);
  await checkRun(project, "barewire vectors shp", 2, ["there is no protocol 'shp'"]);
});

test("works without a configuration", async () => {
  project.write("barewire.config.json", "{");
  await checkRun(project, "barewire vectors --schemas schemas/shop", 0, [`wrote   ${PATH}`]);
  await checkRun(project, "barewire vectors --schemas schemas/shop --check", 0, ["shop: "]);
});
