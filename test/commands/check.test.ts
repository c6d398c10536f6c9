/** `barewire check`: every kind of finding at once, sorted, and each lint rule by an example. */

import { afterEach, beforeEach, expect, test } from "vitest";
import { LINT_RULE_NAMES } from "../../codegen/src/lint/lint-rules.js";
import { checkRun, type ProjectFolder, projectFolder } from "./project-folder.js";

let project: ProjectFolder;

beforeEach(() => {
  project = projectFolder();
});

afterEach(() => {
  project.remove();
});

function config(settings: Readonly<Record<string, unknown>> = {}): void {
  const text = JSON.stringify({ schemas: "schemas", out: "gen", ...settings });
  project.write("barewire.config.json", text);
}

async function check(line: string, exitCode: number, ...says: readonly string[]): Promise<string> {
  return await checkRun(project, line, exitCode, says);
}

const FINE = "# Says something.\ntype Say struct {\n  text: str\n}\n";

test("a project in which all is well says so", async () => {
  config();
  project.write("schemas/chat/v1.bare", FINE);
  await check("barewire generate", 0);
  await check("barewire check", 0, "1 schema: all is well");
});

test("findings of all kinds come in one run, sorted by place, and nothing is written", async () => {
  config({ decisions: "decided" });
  project.write("schemas/alpha/v1.bare", FINE);
  await check("barewire generate", 0);
  await check("barewire publish alpha 1", 0);
  // The published schema is edited, the second version is undecided, a file of another is stale.
  project.write("schemas/alpha/v1.bare", FINE.replace("str\n", "data\n"));
  project.write("schemas/alpha/v2.bare", FINE.replace("}", "  at: u64\n}"));
  project.write("schemas/beta/v1.bare", "type Broken struct { a: nothing b: str }\n");
  project.write("schemas/gamma/v1.bare", `${FINE}# Bare.\ntype Bare u8\n`);
  await check("barewire generate gamma", 0);
  project.write("gen/gamma/v1.ts", "// @generated from gamma/v1.bare\n");
  const { out } = await project.run("barewire check");
  const heads = out.split("\n").filter((line) => /^[\w/.-]+:\d+:\d+: /.test(line));
  expect(heads.map((head) => head.replace(/^(\S+:)\d+:\d+:|; .*$/g, "$1"))).toEqual([
    "decided/alpha/v1-v2.ts: the decisions from v1 to v2 are missing",
    "decided/alpha/v1-v2.ts: not decided: Say.text of v1: what does it become in v2?",
    "decided/alpha/v1-v2.ts: not decided: v1 has no Say.at: what does v2 get?",
    "decided/alpha/v1-v2.ts: not decided: Say.text of v2: what does it become in v1?",
    "decided/alpha/v1-v2.ts: not decided: v1 has no Say.at: what becomes of the value of v2?",
    "gen/gamma/v1.ts: stale: the file differs from what the schemas give",
    "schemas/alpha/v1.bare: alpha v1 is published and Say.text changed from str to data: text " +
      "and data have the same bytes, where the data is valid UTF-8, but values differ",
    "schemas/beta/v1.bare: the type 'nothing' is not defined",
    "schemas/gamma/v1.bare: the message 'Bare' is a bare u8 (primitive-root)",
  ]);
  expect(project.exists("gen/alpha/v2.ts")).toBe(false);
});

/** A schema, or two versions of it, for each rule, with the line that it finds. */
const EXAMPLES: Readonly<Record<string, readonly [schemas: readonly string[], finds: string]>> = {
  "explicit-tags": [
    ["# E.\ntype E union { A | B }\n#\ntype A void\n#\ntype B void\n"],
    ":2:16: 2 m",
  ],
  "tag-gap": [["type S struct { e: enum { A = 0\n C = 2 } }\n"], ":2:2: 'SE' leaves out 1"],
  "tag-reused": [
    [
      "type S struct { e: E }\ntype E enum { A = 0 B = 1 }\n",
      "type S struct { e: E }\ntype E enum { A = 0 C = 1 }\n",
    ],
    "v2.bare:2:21: 1 was 'B' in v1, and is 'C' now",
  ],
  "primitive-root": [["type N u8\n"], ":1:1: the message 'N' is a bare u8"],
  "request-without-response": [
    [
      "type Q union { Get = 0 }\ntype R union { Other = 1 }\ntype Get void\ntype Other void\n",
      "type Q union { Get = 0 }\ntype R union { Got = 0 | Other = 1 }\ntype Get void\ntype Got void\ntype Other void\n",
    ],
    "v1.bare:1:16: v1 has 'Q.Get', and lacks 'R.Got' of the same pair",
  ],
  naming: [
    ["type S struct {\n  fooBar: u8\n  barFoo: u8\n  foo_baz: u8\n}\n"],
    ":4:3: the field 'foo_baz'",
  ],
  "map-key": [
    ["type S struct { m: map<K><u8> }\ntype K data\n"],
    ":1:24: a map has keys of 'data'",
  ],
  "message-comment": [["type S struct { a: u8 }\n"], ":1:1: note: the message 'S' has no comment"],
  "unknown-at-zero": [["type S struct { e: enum { A = 0 } }\n"], ":1:27: 'SE' has no member for"],
  "enum-room": [["type S struct { e: enum { A = 0 B = 200 } }\n"], ":1:33: note: 'SE' needs two"],
  "size-limit": [["type S struct { d: data }\n"], ":1:17: nothing says how large 'd' may be"],
  deprecated: [
    ["# @deprecated use T\ntype S struct { a: u8 }\n"],
    ":2:1: note: 'S' is deprecated: use T",
  ],
  undecided: [
    ["type S struct { a: u16 }\n", "type S struct { a: u32 }\n"],
    "v2.bare:1:17: note: v2 to v1 refuses values of 'S.a', and no decision says so",
  ],
  "ignore-comment": [
    ["# barewire-ignore naming: old\ntype S struct { a: u8 }\n"],
    ":1:1: 'naming' finds no",
  ],
};

test("every rule has an example here", () => {
  expect(Object.keys(EXAMPLES)).toEqual(LINT_RULE_NAMES);
});

const OFF = Object.fromEntries(LINT_RULE_NAMES.map((name) => [name, "off"]));

async function lint(
  name: string,
  severity: string | undefined,
  schemas: readonly string[],
): Promise<string> {
  const answers = name === "request-without-response" ? { answers: { "Q.Get": "R.Got" } } : {};
  const rule = severity === undefined ? {} : { [name]: severity };
  config({ lint: { ...OFF, ...rule }, protocols: { p: answers } });
  for (const [index, text] of schemas.entries()) {
    project.write(`schemas/p/v${index + 1}.bare`, text);
  }
  await project.run("barewire generate");
  return (await project.run("barewire check")).out;
}

test.each(Object.entries(EXAMPLES))(
  "%s finds its example, and is set by the configuration",
  async (name, [schemas, finds]) => {
    const found = await lint(name, "error", schemas);
    expect(found).toContain(finds.replace("note: ", ""));
    expect(found).toContain(`(${name})`);
    expect(await lint(name, "note", schemas)).toMatch(new RegExp(`: note: .*\\(${name}\\)`));
    expect(await lint(name, "off", schemas)).not.toContain(`(${name})`);
  },
);

test("a note does not fail, and an error does", async () => {
  const [schemas] = EXAMPLES["message-comment"] ?? [[]];
  await lint("message-comment", "note", schemas);
  await check("barewire check", 0, "1 schema: 1 note");
  await lint("message-comment", "error", schemas);
  await check("barewire check", 100, "1 schema: 1 finding");
});

test("a rule or a severity that does not exist is a problem of the configuration", async () => {
  config({ lint: { "tag-gaps": "off", naming: "warn" } });
  project.write("schemas/chat/v1.bare", FINE);
  const says = ['unknown key "tag-gaps"', "did you mean 'tag-gap'?", '"naming" must be'];
  await check("barewire check", 100, ...says);
});

test("an ignored finding needs a rule, a reason and something to ignore", async () => {
  config();
  const schema = (comment: string) => `# Says.\n${comment}\ntype N u8\n`;
  const ignored = "# barewire-ignore primitive-root: it never grows";
  project.write("schemas/p/v1.bare", schema(ignored));
  await check("barewire generate", 0);
  await check("barewire check", 0, "all is well");
  expect(project.read("gen/p/v1.ts")).not.toContain("barewire-ignore");
  project.write("schemas/p/v1.bare", schema(ignored).replace("type N", "\ntype N"));
  await check("barewire check", 100, "primitive-root", "finds nothing here");
  for (const [comment, says] of [
    ["# barewire-ignore primitive-root", "ignored without a reason"],
    ["# barewire-ignore primitive-rot: why", "there is no rule 'primitive-rot'"],
    ["# barewire-ignore", "the comment names no rule"],
  ] as const) {
    project.write("schemas/p/v1.bare", schema(comment));
    await check("barewire check", 100, says, "is a bare u8");
  }
});

test("a number that a comment reserves is no gap, and codes of something else are not numbered", async () => {
  const says = "'SE' leaves out 1, 3";
  const schema = (doc: string) =>
    `type S struct { e: E }\n${doc}type E enum { A = 0 B = 2 C = 4 }\n`;
  expect(await lint("tag-gap", "error", [schema("")])).toContain(says.replace("SE", "E"));
  expect(await lint("tag-gap", "error", [schema("# reserved 1, 3: gone\n")])).toBe("");
  expect(await lint("tag-gap", "error", [schema("# Reserved: 1 to 3.\n")])).toBe("");
  const codes = "type S struct { e: enum { OK = 200 GONE = 410 } }\n";
  expect(await lint("tag-gap", "error", [codes])).toBe("");
});

test("rules about the text of a schema spare what is published, and watch drafts", async () => {
  config();
  project.write("schemas/p/v1.bare", "# N.\ntype N u8\n");
  await check("barewire generate", 0);
  await check("barewire check", 100, "primitive-root");
  await check("barewire publish p 1", 0);
  await check("barewire check", 0, "all is well");
});

test("--watch tells a finding once, also when its line moves, and that it is gone", async () => {
  config();
  project.write("schemas/p/v1.bare", "# N.\ntype N u8\n");
  await check("barewire generate", 0);
  const watch = project.watch("barewire check --watch");
  await watch.until("watching for changes");
  await watch.after(() => {
    project.write("schemas/p/v1.bare", "# N.\n\n# N.\ntype N u8\n# M.\ntype M u16\n");
  }, "(primitive-root)");
  await watch.after(() => {
    project.write("schemas/p/v1.bare", "# N.\n\n# N.\ntype N struct { a: u8 }\n# M.\ntype M u16\n");
  }, "gone: the message 'N'");
  // Files that another terminal generates are not stale any more.
  expect(await project.run("barewire generate")).toMatchObject({ exitCode: 0 });
  await watch.until("schemas/p/protocol.lock.json: gone: stale");
  await watch.until("gen/p/v1.ts: gone: stale");
  const text = await watch.stop();
  for (const name of ["N", "M"]) {
    expect(text.match(new RegExp(`\\d: the message '${name}'`, "g")), text).toHaveLength(1);
  }
  expect(text).toContain("schemas/p/v1.bare: gone: the message 'N' is a bare u8");
});
