/** `barewire upgrade-test` and declared examples, in the project of a stranger. */

import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, test } from "vitest";
import { lease } from "../upgrade/protocols/lease.js";
import { checkRun, type ProjectFolder, projectFolder } from "./project-folder.js";
import { installRuntime } from "./test-folder.js";

let project: ProjectFolder;

const DECISIONS = "decisions/lease/v1-v2.ts";

const EXAMPLES = "decisions/lease/v1-v2.examples.json";

function decisionsText(edit: (text: string) => string = (text) => text): string {
  const { "v1-v2": text = "" } = lease.decisions;
  return edit(text).replace("../gen/", "../../gen/lease/");
}

beforeAll(async () => {
  project = projectFolder();
  installRuntime(project);
  project.write("barewire.config.json", '{ "schemas": "schemas", "out": "gen" }\n');
  lease.schemas.slice(0, 2).forEach((text, index) => {
    project.write(`schemas/lease/v${index + 1}.bare`, text);
  });
  project.write(DECISIONS, decisionsText());
  project.write(EXAMPLES, JSON.stringify({ examples: lease.examples["v1-v2"] }, null, 2));
  await checkRun(project, "barewire generate", 0, []);
}, 60_000);

afterAll(() => project.remove());

test("a protocol without a fault has declared losses, and no finding", async () => {
  const says = ["three nodes, all of them; 1 example; ", "a record of v2 is refused by v1"];
  await checkRun(project, "barewire upgrade-test --values 5", 0, says);
}, 60_000);

test("a value that is cut off is told with each step and its bytes", async () => {
  const cut = 'if (milliseconds % 1000n !== 0n) refuse("v1 counts whole seconds");';
  project.write(
    DECISIONS,
    decisionsText((text) => text.replace(cut, "")),
  );
  try {
    await checkRun(project, "barewire upgrade-test --values 5", 100, [
      `${DECISIONS}:`,
      "`Lease.milliseconds`, `Lease.tenths`, `Lease.share` loses data that no decision declares",
      '1. all nodes run v2; the client writes 000100000000000000000000000000000000: {"holder":"",',
      "2. the server is rolled back from v2 to v1",
      "3. the client connects to the server, and they agree on v1",
      "4. the client sends the server 000000000000000000",
    ]);
  } finally {
    project.write(DECISIONS, decisionsText());
  }
}, 60_000);

test("a changed meaning is found by an example, by both commands", async () => {
  project.write(
    DECISIONS,
    decisionsText((text) =>
      text
        .replace("BigInt(seconds) * 1000n", "BigInt(seconds) * 100n")
        .replace("milliseconds % 1000n", "milliseconds % 100n")
        .replace("milliseconds / 1000n", "milliseconds / 100n"),
    ),
  );
  const says = [
    `${EXAMPLES}:4:`,
    `example 1 of ${EXAMPLES}: the message arrives as {"holder":"ada"`,
  ];
  try {
    await checkRun(project, "barewire upgrade-test --values 5", 100, says);
    await checkRun(project, "barewire test --values 5", 100, says);
  } finally {
    project.write(DECISIONS, decisionsText());
  }
}, 60_000);

test("wrong examples are findings, each of them", async () => {
  const wrong = [
    { message: "Leas", v1: 1, v2: 1 },
    { message: "Lease", v1: {} },
    { message: "Lease", v3: {} },
    { message: "Lease", way: "back" },
  ];
  project.write(EXAMPLES, JSON.stringify({ examples: wrong }));
  project.write("decisions/lease/v2-v1.examples.json", "{}");
  try {
    await checkRun(project, "barewire test --values 1", 100, [
      `${EXAMPLES}:1:1: example 1: v1 has no message Leas`,
      "example 2: ",
      'example 3: unknown field "v3"',
      'example 4: "way" must be "both", "upgrade" or "downgrade"',
      "v2-v1.examples.json:1:1: the examples are not read",
    ]);
  } finally {
    project.write(EXAMPLES, JSON.stringify({ examples: lease.examples["v1-v2"] }, null, 2));
    rmSync(join(project.root, "decisions/lease/v2-v1.examples.json"));
  }
}, 60_000);
