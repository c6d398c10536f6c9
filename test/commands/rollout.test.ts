/** `barewire rollout`: the order of a deployment, refused messages and answers, and rollbacks. */

import { afterEach, beforeEach, expect, test } from "vitest";
import { checkRun, type ProjectFolder, projectFolder } from "./project-folder.js";

let project: ProjectFolder;

beforeEach(() => {
  project = projectFolder();
});

afterEach(() => project.remove());

const DIRECTED = {
  sends: { client: ["Request"], server: ["Response"] },
  answers: { "Request.Get": "Response.Got", "Request.List": "Response.Listed" },
};

type Step = {
  readonly older: string;
  readonly newer: string;
  readonly decisions: string;
};

function write({ older, newer, decisions }: Step, settings: object = DIRECTED): void {
  const config = { schemas: "schemas", out: "gen", protocols: { shop: settings } };
  project.write("barewire.config.json", JSON.stringify(config));
  project.write("schemas/shop/v1.bare", older);
  project.write("schemas/shop/v2.bare", newer);
  const imports = 'import { defaultTo, drop, reject } from "@barewire/runtime/decisions";\n';
  // The command must not execute the file: it would never end.
  const text = `${imports}for (;;) {}\nexport const decisions = { ${decisions} };\n`;
  project.write("decisions/shop/v1-v2.ts", text);
}

const OLDER = `type Get struct { id: u8 }
type Got struct { name: str }
type Request union { Get = 0 }
type Response union { Got = 0 }
type Row struct { id: u8 }
`;

test("a new request is refused by old servers, so servers go first", async () => {
  const newer = `type Get struct { id: u8 }
type Got struct { name: str }
type List struct { page: u8 }
type Listed struct { ids: list<u8> }
type Request union { Get = 0 | List = 1 }
type Response union { Got = 0 | Listed = 1 }
type Row struct { id: u8 note: str }
`;
  const refused = '"Request.List": { downgrade: reject }, "Response.Listed": { downgrade: reject }';
  const dropped = '"Row.note": { upgrade: defaultTo(""), downgrade: drop("v1 has no notes") }';
  write({ older: OLDER, newer, decisions: `${refused}, ${dropped}` });
  const text = await checkRun(project, "barewire rollout shop", 0, [
    "v1 to v2: deploy every server first, then the clients",
    "clients of v1 with servers of v2: nothing is refused",
    "  Request.List of the client: refused",
    "  Row: dropped",
  ]);
  // Its request cannot be sent to an old server, so the answer is missed by no client.
  expect(text).not.toContain("Response.Listed");
});

test("an answer that an old client cannot read makes clients go first", async () => {
  const newer = OLDER.replace(
    "type Got struct { name: str }",
    "type Got struct { name: str n: u8 }",
  );
  const decisions = '"Got.n": { upgrade: defaultTo(0), downgrade: reject }';
  const settings = { ...DIRECTED, answers: { "Request.Get": "Response.Got" } };
  write({ older: OLDER, newer, decisions }, settings);
  await checkRun(project, "barewire rollout shop 1 2", 0, [
    "v1 to v2: deploy every client first, then the servers",
    "  Response.Got of the server: refused; Request.Get stays without its answer",
    "clients of v2 with servers of v1: nothing is refused",
  ]);
});

test("an answer that neither order delivers needs a step between", async () => {
  const older = OLDER.replace(
    "type Got struct { name: str }",
    "type Got struct { name: str m: u8 }",
  );
  const newer = OLDER.replace(
    "type Got struct { name: str }",
    "type Got struct { name: str n: u8 }",
  );
  const decisions =
    '"Got.m": { upgrade: reject, downgrade: defaultTo(0) }, "Got.n": { upgrade: defaultTo(0), downgrade: reject }';
  const settings = { ...DIRECTED, answers: { "Request.Get": "Response.Got" } };
  write({ older, newer, decisions }, settings);
  await checkRun(project, "barewire rollout shop", 0, ["neither order answers every request"]);
});

test("a version is retired when no build and no record needs it", async () => {
  const decisions = "";
  write({ older: OLDER, newer: OLDER, decisions }, { sends: DIRECTED.sends });
  for (const [deployed, says] of [
    ['{ "client": [2], "server": [2] }', "v1 can be retired"],
    ['{ "client": [1, 2], "server": [2] }', "v1 cannot be retired: a client of v1"],
    ['{ "server": [2], "stored": [1] }', "v1 cannot be retired: records of v1"],
  ] as const) {
    project.write("deployed.json", deployed);
    const line = "barewire rollout shop --deployed deployed.json";
    const text = await checkRun(project, line, 0, [says, "either side may be deployed first"]);
    expect(text).toContain("nothing that is written for the older version");
  }
  project.write("deployed.json", '{ "client": "v1" }');
  await checkRun(project, "barewire rollout shop --deployed deployed.json", 2, [
    '"client" of deployed.json must be a list of versions',
  ]);
});

test("without directions the order is said to be unknown, and the rest is told", async () => {
  write({ older: OLDER, newer: OLDER, decisions: "" }, {});
  await checkRun(project, "barewire rollout shop", 0, ["the order is unknown", "a rollback to v1"]);
  await checkRun(project, "barewire rollout shop 2 1", 2, ["name the older version first"]);
  const { out } = await project.run("barewire rollout shop --format json");
  expect(JSON.parse(out)).toMatchObject({ rollout: { from: 1, to: 2, first: "unknown" } });
});
