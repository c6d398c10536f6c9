/**
 * Tests parts that two versions have and those between lack: they are a question, and are carried
 * if they are the same.
 */

import { expect, test } from "vitest";
import { scaffoldProtocol } from "../../codegen/src/scaffold.js";
import {
  type CompiledProtocol,
  compileProtocol,
  generate,
  type ProtocolTexts,
  protocolSource,
} from "./compile-protocol.js";

const HELPERS = [
  "another",
  "defaultTo",
  "drop",
  "reject",
  "renamedFrom",
  "sameAgain",
  "substitute",
];

function decisions(older: number, newer: number, entries: string): readonly [string, string] {
  const type = `DecisionsV${older}V${newer}`;
  const used = HELPERS.filter((name) => entries.includes(`${name}`));
  const text = [
    ...(used.length === 0
      ? []
      : [`import { ${used.join(", ")} } from "@barewire/runtime/decisions";`]),
    `import type { ${type} } from "../gen/v${older}-v${newer}.js";`,
    `export const decisions: ${type} = { ${entries} };\n`,
  ];
  return [`v${older}-v${newer}`, text.join("\n")];
}

async function problems(texts: ProtocolTexts): Promise<readonly string[]> {
  const generated = await generate(texts);
  return generated.ok
    ? []
    : generated.diagnostics.map(({ message, suggestion }) => `${message} (${suggestion})`);
}

function call(protocol: CompiledProtocol, module: string, name: string, ...args: unknown[]) {
  const called = protocol.module(module)[name];
  if (typeof called !== "function") throw new Error(`${module} has no ${name}`);
  return called(...args) as unknown;
}

/** Sends a value of the newest version to a peer of `version` and back. */
function sent(protocol: CompiledProtocol, root: string, value: unknown, version: number): unknown {
  const bytes = call(protocol, "versions.ts", `encode${root}`, value, version);
  return call(protocol, `v${version}.ts`, `decode${root}`, bytes);
}

function received(protocol: CompiledProtocol, root: string, value: unknown, version: number) {
  const bytes = call(protocol, `v${version}.ts`, `encode${root}`, value);
  return call(protocol, "versions.ts", `decode${root}`, bytes, version);
}

const READD: Omit<ProtocolTexts, "decisions"> = {
  protocol: "readd",
  schemas: [
    "type A struct { note: str x: u8 }",
    "type A struct { x: u8 }",
    "type A struct { note: str x: u8 }",
  ],
};

const STEPS = [
  decisions(1, 2, '"A.note": { upgrade: drop("gone"), downgrade: defaultTo("") }'),
  decisions(2, 3, '"A.note": { upgrade: defaultTo(""), downgrade: drop("v2 has none") }'),
] as const;

test("a field that came back is a question of the two versions that have it", async () => {
  expect(await problems({ ...READD, decisions: new Map(STEPS) })).toEqual([
    'not decided: v3 has A.note again, as v1 had it: the same? ("A.note": sameAgain("...the reason...") or another("...the reason..."))',
  ]);
});

test("the scaffold asks in the file of the two versions", async () => {
  const texts = { ...READD, decisions: new Map(STEPS) };
  const files = await scaffoldProtocol(protocolSource(texts), "../gen");
  expect([...files.keys()]).toEqual(["v1-v3.ts"]);
  expect(files.get("v1-v3.ts")).toContain(`
  "A.note": undecided(
    "v3 has A.note again, as v1 had it: the same?",
    sameAgain(""),
    another(""),
  ),
`);
});

test("the same field again is carried past the version that lacks it, both ways", async () => {
  const answer = decisions(1, 3, '"A.note": sameAgain("it was missed")');
  const protocol = await compileProtocol({ ...READD, decisions: new Map([...STEPS, answer]) });
  const value = { note: "keep me", x: 1 };
  expect(sent(protocol, "A", value, 1)).toEqual(value);
  expect(received(protocol, "A", value, 1)).toEqual(value);
  // A hop that speaks v2 loses it.
  expect(received(protocol, "A", sent(protocol, "A", value, 2), 2)).toEqual({ note: "", x: 1 });
  const supported = [1, 2, 3].map((version) =>
    call(protocol, "versions.ts", "supports", version, "A.note"),
  );
  expect(supported).toEqual([true, false, true]);
  expect(call(protocol, "versions.ts", "minVersion", "A.note")).toBe(1);
});

test("another field of the same name is not carried", async () => {
  const answer = decisions(1, 3, '"A.note": another("it is for machines now")');
  const protocol = await compileProtocol({ ...READD, decisions: new Map([...STEPS, answer]) });
  expect(sent(protocol, "A", { note: "x", x: 1 }, 1)).toEqual({ note: "", x: 1 });
  expect(call(protocol, "versions.ts", "supports", 1, "A.note")).toBe(false);
});

test("what the middle refuses is carried, deep inside, with all that the steps do besides", async () => {
  const v1 = `
    type Level enum { LOW ODD }
    type Note struct { text: str level: Level }
    type Ping struct { ms: u32 }
    type Event union { Note | Ping }
    type Log struct { events: list<Event> by: map<str><Event> last: optional<Event> size: u8 }
    type Root union { Log | Ping }`;
  const v2 = `
    type Level enum { LOW }
    type Ping struct { time: u32 }
    type Event union { Ping = 1 }
    type Log struct {
      events: list<Event> by: map<str><Event> last: optional<Event> size: u16 extra: bool
    }
    type Root union { Log | Ping }`;
  const v3 = `
    type Level enum { LOW ODD }
    type Note struct { text: str level: Level }
    type Ping struct { time: u32 }
    type Event union { Note | Ping }
    type Log struct {
      events: list<Event> by: map<str><Event> last: optional<Event> size: u32 extra: bool
    }
    type Root union { Log | Ping }`;
  const protocol = await compileProtocol({
    protocol: "deep",
    schemas: [v1, v2, v3],
    decisions: new Map([
      decisions(
        1,
        2,
        '"Ping.time": renamedFrom("ms"), "Log.extra": { upgrade: defaultTo(true), downgrade: drop("v1 has none") }',
      ),
      decisions(1, 3, '"Event.Note": sameAgain("wanted"), "Level.ODD": sameAgain("wanted")'),
    ]),
  });
  const note = { tag: "Note", val: { text: "a", level: "ODD" } };
  const log = (size: number, ping: object, more: object = {}) => ({
    tag: "Log",
    val: {
      events: [note, { tag: "Ping", val: ping }],
      by: new Map([["k", note]]),
      last: note,
      size,
      ...more,
    },
  });
  const newest = log(7, { time: 5 }, { extra: true });
  expect(sent(protocol, "Root", newest, 1)).toEqual(log(7, { ms: 5 }));
  expect(received(protocol, "Root", log(7, { ms: 5 }), 1)).toEqual(newest);
  const issue = (version: number, value: unknown) => {
    const result = protocol.runtime.attempt(() => sent(protocol, "Root", value, version));
    return result.ok ? null : result.issue;
  };
  expect(issue(2, newest)).toMatchObject({ kind: "not-representable", version: 2 });
  expect(issue(1, log(300, { time: 5 }, { extra: true }))).toMatchObject({
    kind: "not-representable",
    version: 1,
    path: "Root.Log.size",
  });
  expect(call(protocol, "versions.ts", "supportOf", 1, "Event.Note")).toBe("full");
  expect(call(protocol, "versions.ts", "supports", 2, "Event.Note")).toBe(false);
});

test("a message that came back reaches the version that had it", async () => {
  const protocol = await compileProtocol({
    protocol: "root-again",
    schemas: [
      "type Stop struct { why: str }\ntype Go struct { a: u8 }",
      "type Go struct { a: u8 }",
      "type Stop struct { why: str }\ntype Go struct { a: u8 }",
    ],
    decisions: new Map([
      decisions(1, 2, '"Stop": { upgrade: reject }'),
      decisions(1, 3, '"Stop": sameAgain("wanted")'),
    ]),
  });
  expect(sent(protocol, "Stop", { why: "x" }, 1)).toEqual({ why: "x" });
  expect(received(protocol, "Stop", { why: "x" }, 1)).toEqual({ why: "x" });
  const result = protocol.runtime.attempt(() => sent(protocol, "Stop", { why: "x" }, 2));
  expect(result.ok ? null : result.issue).toMatchObject({
    kind: "not-representable",
    path: "Stop",
  });
});

const A_BY_HAND = decisions(
  1,
  2,
  '"A": { upgrade: ({ x }) => ({ x }), downgrade: ({ x }) => ({ note: "", x }) }',
);

const SAME = decisions(1, 3, '"A.note": sameAgain("wanted")');

test("what is carried is put into what a function makes of the whole struct", async () => {
  const protocol = await compileProtocol({
    ...READD,
    decisions: new Map([A_BY_HAND, STEPS[1], SAME]),
  });
  const value = { note: "keep me", x: 1 };
  expect(sent(protocol, "A", value, 1)).toEqual(value);
  expect(received(protocol, "A", value, 1)).toEqual(value);
});

const HOLDER: Omit<ProtocolTexts, "decisions"> = {
  protocol: "holder",
  schemas: [
    "type A struct { note: str x: u8 }\ntype L struct { all: list<A> }",
    "type A struct { x: u8 }\ntype L struct { all: list<A> }",
    "type A struct { note: str x: u8 }\ntype L struct { all: list<A> }",
  ],
};

test("a function that is given what holds the part is in its way, which the question says", async () => {
  const byHand = decisions(
    1,
    2,
    '"A.note": { upgrade: drop("gone"), downgrade: defaultTo("") }, "L.all": { upgrade: (all) => all }',
  );
  const obstacle =
    'the upgrade of "L.all" in v1-v2 is a function that is given what holds it, and keeps nothing of it';
  const texts = { ...HOLDER, decisions: new Map([byHand, STEPS[1]]) };
  expect(await problems(texts)).toEqual([
    `not decided: v3 has A.note again, as v1 had it: the same? (It cannot be carried: ${obstacle}.) ("A.note": another("...the reason..."))`,
  ]);
  expect(await problems({ ...texts, decisions: new Map([byHand, STEPS[1], SAME]) })).toEqual([
    `A.note cannot be carried: ${obstacle} (answer another(...), or decide by hand only about what does not hold it)`,
  ]);
});

test("a substitute lacks what is carried, and gets what the step gives it", async () => {
  const variants = (a: string, names: string) =>
    `type A struct { ${a} }\ntype B struct { b: u8 }\ntype M union { ${names} }`;
  const protocol = await compileProtocol({
    protocol: "substituted",
    schemas: [
      variants("note: str x: u8", "A | B"),
      variants("x: u8", "A | B"),
      variants("note: str x: u8", "A | B | u8"),
    ],
    decisions: new Map([
      decisions(1, 2, '"A.note": { upgrade: drop("gone"), downgrade: defaultTo("none") }'),
      decisions(
        2,
        3,
        `"A.note": { upgrade: defaultTo("none"), downgrade: drop("v2 has none") },
        "M.u8": { downgrade: substitute((x) => ({ tag: "A", val: { x } })) }`,
      ),
      decisions(1, 3, '"A.note": sameAgain("wanted")'),
    ]),
  });
  const note = { tag: "A", val: { note: "keep me", x: 1 } };
  expect(sent(protocol, "M", note, 1)).toEqual(note);
  expect(sent(protocol, "M", { tag: "u8", val: 7 }, 1)).toEqual({
    tag: "A",
    val: { note: "none", x: 7 },
  });
});

test("gaps that cross, nest, follow or repeat are all carried, and what is between lacks them", async () => {
  const has = {
    // The expectations by version: crossing, nested, and twice again.
    a: [true, false, false, true, true, true],
    b: [true, true, false, false, true, true],
    c: [true, true, false, true, true, true],
    d: [true, false, true, false, true, true],
    e: [true, false, false, false, false, true],
  };
  const names = ["a", "b", "c", "d", "e"] as const;
  const fieldsOf = (index: number) => names.filter((name) => has[name][index] === true);
  const schema = (index: number) => {
    const fields = fieldsOf(index).map((name) => `${name}: optional<str>`);
    return `type In struct { ${fields.join(" ")} x: u8 }\ntype R struct { in: map<str><In> }`;
  };
  const steps = [1, 2, 3, 4, 5].map((older) => {
    const lost = names.filter((name) => has[name][older - 1] === true && !has[name][older]);
    const gained = names.filter((name) => !has[name][older - 1] && has[name][older] === true);
    const entries = [
      ...lost.map((name) => `"In.${name}": { upgrade: drop("gone"), downgrade: defaultTo(null) }`),
      ...gained.map(
        (name) => `"In.${name}": { upgrade: defaultTo(null), downgrade: drop("none") }`,
      ),
    ];
    return decisions(older, older + 1, entries.join(", "));
  });
  const same = (older: number, newer: number, ...keys: string[]) =>
    decisions(older, newer, keys.map((key) => `"In.${key}": sameAgain("wanted")`).join(", "));
  const protocol = await compileProtocol({
    protocol: "crossing",
    schemas: [0, 1, 2, 3, 4, 5].map(schema),
    decisions: new Map([
      ...steps,
      same(1, 4, "a"),
      same(2, 5, "b"),
      same(2, 4, "c"),
      same(1, 3, "d"),
      same(3, 5, "d"),
      same(1, 6, "e"),
    ]),
  });
  const newest = { in: new Map([["k", { a: "a", b: "b", c: "c", d: "d", e: "e", x: 1 }]]) };
  for (const [index, version] of [1, 2, 3, 4, 5, 6].entries()) {
    const value = Object.fromEntries(fieldsOf(index).map((name) => [name, name]));
    const older = { in: new Map([["k", { ...value, x: 1 }]]) };
    expect([version, sent(protocol, "R", newest, version)]).toEqual([version, older]);
    const back = received(protocol, "R", older, version);
    const raised = Object.fromEntries(names.map((name) => [name, value[name] ?? null]));
    expect([version, back]).toEqual([version, { in: new Map([["k", { ...raised, x: 1 }]]) }]);
    for (const name of names) {
      const support = call(protocol, "versions.ts", "supportOf", version, `In.${name}`);
      expect([version, name, support]).toEqual([
        version,
        name,
        has[name][index] === true ? "full" : "none",
      ]);
    }
  }
});

test("a version before a gap is sent what the versions in it refuse", async () => {
  const refused = [
    decisions(1, 2, '"A.note": { upgrade: drop("gone"), downgrade: defaultTo("") }'),
    decisions(2, 3, '"A.note": { upgrade: defaultTo(""), downgrade: reject }'),
  ] as const;
  const protocol = await compileProtocol({ ...READD, decisions: new Map([...refused, SAME]) });
  const supports = (path: string) =>
    [1, 2, 3].map((version) => call(protocol, "versions.ts", "supportOf", version, path));
  expect(supports("A")).toEqual(["full", "none", "full"]);
  expect(supports("A.note")).toEqual(["full", "none", "full"]);
  expect(supports("A.x")).toEqual(["full", "none", "full"]);
  expect(sent(protocol, "A", { note: "n", x: 1 }, 1)).toEqual({ note: "n", x: 1 });
});

test("what came back as a wider type is the same where a person says so", async () => {
  const fields = (note: string) => `type A struct { ${note} x: u8 }`;
  const texts: Omit<ProtocolTexts, "decisions"> = {
    protocol: "retyped",
    schemas: [
      fields("note: u8 tags: list<u8>[2]"),
      fields(""),
      fields("note: u32 tags: optional<data>"),
    ],
  };
  const steps = [
    decisions(
      1,
      2,
      '"A.note": { upgrade: drop("gone"), downgrade: defaultTo(1) }, "A.tags": { upgrade: drop("gone"), downgrade: reject }',
    ),
    decisions(2, 3, '"A.note": { upgrade: defaultTo(2), downgrade: drop("v2 has none") }'),
  ] as const;
  expect(await problems({ ...texts, decisions: new Map(steps) })).toEqual([
    'not decided: v3 has A.note again, as u32, and v1 had it as u8: the same? ("A.note": sameAgain("...the reason...") or another("...the reason..."))',
    'not decided: v3 has A.tags again, as optional<data>, and v1 had it as list<u8>[2]: the same? ("A.tags": sameAgain("...the reason...") or another("...the reason..."))',
  ]);
  const answer = decisions(1, 3, '"A.note": sameAgain("wanted"), "A.tags": sameAgain("wanted")');
  const protocol = await compileProtocol({ ...texts, decisions: new Map([...steps, answer]) });
  const tags = new Uint8Array(2);
  expect(received(protocol, "A", { note: 7, tags, x: 1 }, 1)).toEqual({ note: 7, tags, x: 1 });
  expect(sent(protocol, "A", { note: 7, tags, x: 1 }, 1)).toEqual({ note: 7, tags, x: 1 });
  const refused = protocol.runtime.attempt(() => sent(protocol, "A", { note: 300, tags, x: 1 }, 1));
  expect(refused.ok ? null : refused.issue).toMatchObject({ version: 1, path: "A.note" });
  const supports = ["A.note", "A.tags"].map((path) =>
    [1, 2, 3].map((version) => call(protocol, "versions.ts", "supportOf", version, path)),
  );
  expect(supports).toEqual([
    ["partly", "none", "full"],
    ["partly", "none", "full"],
  ]);
});

test("a gap of several versions, newer versions after it, and older ones before it", async () => {
  const a = (fields: string) => `type A struct { ${fields} }`;
  const protocol = await compileProtocol({
    protocol: "long-gap",
    schemas: [
      a("note: str x: u8"),
      a("note: str x: u16"),
      a("x: u16"),
      a("x: u32"),
      a("note: str x: u32"),
      a("note: str x: u64"),
    ],
    decisions: new Map([
      decisions(2, 3, '"A.note": { upgrade: reject, downgrade: defaultTo("") }'),
      decisions(4, 5, '"A.note": { upgrade: defaultTo(""), downgrade: reject }'),
      decisions(2, 5, '"A.note": sameAgain("wanted")'),
    ]),
  });
  const value = { note: "n", x: 9n };
  for (const version of [1, 2, 5]) {
    expect(sent(protocol, "A", value, version)).toEqual({ note: "n", x: 9 });
    expect(received(protocol, "A", { note: "n", x: 9 }, version)).toEqual(value);
  }
  for (const version of [3, 4]) {
    const result = protocol.runtime.attempt(() => sent(protocol, "A", value, version));
    expect(result.ok ? null : result.issue).toMatchObject({ version, path: "A.note", since: 5 });
  }
});

test.each([
  ["array", 3],
  ["typed-array", 80],
] as const)(
  "parts with hostile names are carried: numbers as %s, %d characters",
  async (numberLists, size) => {
    const long = (first: string) => first + "x".repeat(size - 1);
    const [held, level, gone, list, root] = [..."TKQHR"].map(long);
    const [field, value] = [long("h"), "Z".repeat(size)];
    const schema = (made: string, more: string, values: string, variants: string) => `
    type ${gone} struct { made: u16 value: u8 }
    type ${list} struct { constructor: list<u16> }
    type ${level} enum { ${values} }
    type ${held} struct { made: ${made} ${more} }
    type Any union { ${variants} }
    type ${root} struct {
      value: Any all: list<${held}> by: map<str><${level}> q: ${gone} l: ${list}
    }`;
    const full = [
      `value: optional<optional<str>> ${field}: list<u16> constructor: map<str><${gone}>`,
      `A ${value}`,
      `${held} | ${list} | ${gone}`,
    ] as const;
    const less = ["", "A", `${held} | ${list}`] as const;
    const none = numberLists === "array" ? "[]" : "new Uint16Array()";
    const keys = ["value", field, "constructor"].map((name) => `${held}.${name}`);
    const again = [...keys, `${level}.${value}`, `Any.${gone}`];
    const protocol = await compileProtocol({
      protocol: "hostile",
      numberLists,
      schemas: [
        schema("u8", ...full),
        schema("u8", ...less),
        schema("u16", ...less),
        schema("u16", ...full),
      ],
      decisions: new Map([
        decisions(
          1,
          2,
          `"${held}": {
          upgrade: ({ made }) => ({ made }),
          downgrade: (old) => ({ ...old, value: null, ${field}: ${none}, constructor: new Map() }),
        }`,
        ),
        decisions(
          3,
          4,
          `"${keys[0]}": { downgrade: reject },
        "${keys[1]}": { upgrade: () => ${none}, downgrade: reject },
        "${keys[2]}": { upgrade: () => new Map(), downgrade: reject }`,
        ),
        decisions(1, 4, again.map((key) => `"${key}": sameAgain("wanted")`).join(", ")),
      ]),
    });
    const numbers = numberLists === "array" ? [1, 2] : new Uint16Array([1, 2]);
    const part = { made: 300, value: 1 };
    const one = (inner: unknown) => ({
      made: 5,
      value: inner,
      [field]: numbers,
      constructor: new Map([["k", part]]),
    });
    const whole = {
      value: { tag: gone, val: part },
      all: [one({ some: "s" }), one({ some: null }), one(null)],
      by: new Map([["a", value]]),
      q: part,
      l: { constructor: numbers },
    };
    expect(sent(protocol, root ?? "", whole, 1)).toEqual(whole);
    expect(received(protocol, root ?? "", whole, 1)).toEqual(whole);
    for (const key of again)
      expect(call(protocol, "versions.ts", "supportOf", 1, key)).toBe("full");
  },
);
