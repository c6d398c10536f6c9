/**
 * `barewire test` on the protocol of a stranger: it proves what is right, and finds each planted
 * fault, also those of decisions that never return or end the process.
 */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, test } from "vitest";
import { countFrom } from "../contract/seeded-random.js";
import { checkRun, type ProjectFolder, projectFolder } from "./project-folder.js";
import { installRuntime } from "./test-folder.js";

const V1 = `type User struct { name: str age: u8 }
type Say struct { text: str from: User }
type Ping void
type Message union { Say | Ping }
`;

const V2 = `type User struct { first: str last: str age: u8 }
type Say struct { text: str from: User urgent: bool }
type Ping void
type Typing struct { who: str }
type Message union { Say | Ping | Typing }
`;

/** A split that loses nothing: what v1 cannot say is refused, and so is what v2 cannot. */
const SPLIT = `upgrade: (value) => {
      const [first = "", ...rest] = value.name.split("\\u0000");
      if (rest.length > 1 || rest[0] === "") refuse("v2 splits a name once");
      return { first, last: rest[0] ?? "", age: value.age };
    }`;

const MERGE = `downgrade: (value) => {
      const { first, last, age } = value;
      if (\`\${first}\${last}\`.includes("\\u0000")) refuse("v1 splits a name there");
      return { name: last === "" ? first : \`\${first}\\u0000\${last}\`, age };
    }`;

function decisionsText(upgrade: string, downgrade: string, prologue = ""): string {
  return `import { defaultTo, drop, refuse, reject } from "@barewire/runtime/decisions";
import type { DecisionsV1V2 } from "../../gen/chat/v1-v2.js";
${prologue}
void refuse;

export const decisions: DecisionsV1V2 = {
  "User": {
    ${upgrade},
    ${downgrade},
  },
  "Say.urgent": { upgrade: defaultTo(false), downgrade: drop("v1 has no urgency") },
  "Message.Typing": { downgrade: reject },
};
`;
}

const DECISIONS = "decisions/chat/v1-v2.ts";

const GOLDEN = "schemas/chat/golden/v1.json";

let project: ProjectFolder;

beforeAll(async () => {
  project = projectFolder();
  installRuntime(project);
  project.write("barewire.config.json", '{ "schemas": "schemas", "out": "gen" }\n');
  project.write("schemas/chat/v1.bare", V1);
  await checkRun(project, "barewire generate", 0, []);
  await checkRun(project, "barewire publish chat 1", 0, [`wrote   ${GOLDEN}`]);
  project.write("schemas/chat/v2.bare", V2);
  project.write(DECISIONS, decisionsText(SPLIT, MERGE));
  await checkRun(project, "barewire generate", 0, []);
  await checkRun(project, "barewire publish chat 2", 0, []);
}, 60_000);

afterAll(() => project.remove());

test("a protocol without a fault is proved", async () => {
  await checkRun(project, "barewire test", 0, ["chat: ", "golden messages of 2 versions"]);
}, 60_000);

type Fault = {
  readonly title: string;
  readonly edit: Readonly<Record<string, string>>;
  readonly says: readonly string[];
};

const NAMED = 'the decision "User" of v1-v2, upgrade';

function upgradeBy(body: string): Readonly<Record<string, string>> {
  return { [DECISIONS]: decisionsText(`upgrade: (value) => { ${body} }`, MERGE) };
}

function goldenBy(edit: (text: string) => string): () => Readonly<Record<string, string>> {
  return () => ({ [GOLDEN]: edit(readFileSync(join(project.root, GOLDEN), "utf8")) });
}

const RIGHT = 'return { first: value.name, last: "", age: value.age };';

const FAULTS: readonly (Omit<Fault, "edit"> & { readonly edit: () => Fault["edit"] })[] = [
  {
    title: "a decision that never returns",
    edit: () => upgradeBy(`for (;;) {} ${RIGHT}`),
    says: [`${NAMED} does not return within 1 s`, `${DECISIONS}:`],
  },
  {
    title: "a decision that ends the process",
    edit: () => upgradeBy("process.exit(0);"),
    says: [`${NAMED} ended the process with code 0`],
  },
  {
    title: "a decision that loses data undeclared",
    edit: () => upgradeBy('return { first: value.name.slice(0, 1), last: "", age: value.age };'),
    says: ["`User` loses data that no decision declares"],
  },
  {
    title: "golden bytes of another value",
    edit: goldenBy((text) => text.replace(/"hex": "00(.)/, '"hex": "01$1')),
    says: [`${GOLDEN}:1:1: `],
  },
  {
    title: "a decision that throws",
    edit: () => upgradeBy('throw new Error("no luck");'),
    says: ["the issue is decision-failed", "chat Message.Say v1->v2"],
  },
  {
    title: "a decision that exhausts the heap",
    edit: () => upgradeBy(`const all = []; for (;;) all.push(new Array(1000).fill(1)); ${RIGHT}`),
    says: [`${NAMED} uses too much memory`],
  },
  {
    title: "a decision that exhausts memory outside of the heap",
    edit: () =>
      upgradeBy(`const all = []; for (;;) all.push(new Uint8Array(1e7).fill(1)); ${RIGHT}`),
    says: [`${NAMED} uses too much memory`],
  },
  {
    title: "a decision that kills the process",
    edit: () => upgradeBy(`process.kill(process.pid, "SIGKILL"); ${RIGHT}`),
    says: [`${NAMED} ended the process by SIGKILL`],
  },
  {
    title: "a value of another type",
    edit: () => upgradeBy('return { first: 7 as never, last: "", age: value.age };'),
    says: ["the issue is decision-failed"],
  },
  {
    title: "two members that are swapped",
    edit: () => upgradeBy('return { first: "", last: value.name, age: value.age };'),
    says: ["`User` loses data that no decision declares"],
  },
  {
    title: "a number that is clamped",
    edit: () => upgradeBy('return { first: value.name, last: "", age: Math.min(value.age, 150) };'),
    says: ["`User` loses data that no decision declares"],
  },
  {
    title: "a downgrade that loses a member",
    edit: () => ({
      [DECISIONS]: decisionsText(
        SPLIT,
        "downgrade: (value) => ({ name: value.first, age: value.age })",
      ),
    }),
    says: ["`User` loses data that no decision declares"],
  },
  {
    title: "decisions that never end to load",
    edit: () => ({ [DECISIONS]: decisionsText(SPLIT, MERGE, "for (;;) {}") }),
    says: ["the module v1-v2 does not return within 5 s"],
  },
  {
    title: "decisions that cannot be loaded",
    edit: () => ({ [DECISIONS]: decisionsText(SPLIT, MERGE, 'import "./nowhere.js";') }),
    says: ["the module cannot be loaded"],
  },
  {
    title: "a golden entry that is gone",
    edit: goldenBy((text) => {
      const file = JSON.parse(text) as { readonly entries: readonly unknown[] };
      return JSON.stringify({ ...file, entries: file.entries.slice(1) });
    }),
    says: [`${GOLDEN}:1:1: 1 entries are missing`],
  },
  {
    title: "a golden file that is no JSON",
    edit: goldenBy((text) => text.slice(1)),
    says: [`${GOLDEN}:1:1: the golden bytes are not JSON`],
  },
  {
    title: "a generated converter that was edited",
    edit: () => ({
      "gen/chat/v1-v2.ts": readFileSync(join(project.root, "gen/chat/v1-v2.ts"), "utf8").replace(
        "text: value.text",
        'text: ""',
      ),
    }),
    says: ["gen/chat/v1-v2.ts"],
  },
];

/** Each takes seconds, so a usual run plants those whose detection differs most. */
const PLANTED = FAULTS.slice(0, countFrom("BAREWIRE_TEST_PROOF_FAULTS", 2));

test.each(PLANTED)(
  "$title is found",
  async ({ edit, says }) => {
    const edited = edit();
    const before = Object.keys(edited).map(
      (path) => [path, readFileSync(join(project.root, path), "utf8")] as const,
    );
    for (const [path, text] of Object.entries(edited)) project.write(path, text);
    try {
      const flags = "--values 20 --timeout 1 --memory 200";
      await checkRun(project, `barewire test ${flags}`, 100, says);
    } finally {
      for (const [path, text] of before) project.write(path, text);
    }
  },
  60_000,
);
