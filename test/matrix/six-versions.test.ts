/** Chains of five steps, with every kind of change. BAREWIRE_TEST_SEED repeats a failure. */

import { beforeAll, expect, test } from "vitest";
import { attemptAny } from "../../codegen/src/prove/prove-cell.js";
import { callOf, type RunningProtocol } from "../../codegen/src/prove/running-protocol.js";
import { type Cell, cellsOf, cellTitle, type Verdict } from "../../codegen/src/prove/verdict.js";
import { countFrom, withSeed } from "../contract/seeded-random.js";
import { proveAll } from "./prove-all.js";
import { runSource } from "./run-source.js";
import { SIX_VERSIONS } from "./six-versions.js";

const RANDOM_VALUES = countFrom("BAREWIRE_TEST_VALUES", 300);

type Issue = Readonly<Record<string, unknown>>;

let running: RunningProtocol;
let cells: readonly Cell[];

beforeAll(async () => {
  running = await runSource(SIX_VERSIONS);
  cells = cellsOf(running.planned, running.droppables);
});

test("every cell of a protocol of six versions is as the matrix says", async () => {
  const proved = await withSeed((random) => proveAll(running, cells, random, RANDOM_VALUES));
  const sum = (key: "carried" | "refused" | "oneWay") =>
    proved.reduce((total, { proof }) => total + proof[key], 0);
  console.log(
    `matrix: six versions: ${cells.length} cells proved, ` +
      `${sum("carried")} values carried, ${sum("refused")} refused, ${sum("oneWay")} one-way`,
  );
  for (const { cell, proof } of proved) {
    const known = cell.conditions.filter(({ test }) => test.kind !== "unknown");
    if (cell.conditions.length === 0) expect(proof.refused, cellTitle(cell)).toBe(0);
    if (known.length > 0) expect(proof.refused, cellTitle(cell)).toBeGreaterThan(0);
    expect(proof.carried > 0, cellTitle(cell)).toBe(cell.verdict !== "refused");
  }
  const verdicts: readonly Verdict[] = [
    "same",
    "converted",
    "defaulted",
    "dropped",
    "substituted",
    "refused",
  ];
  expect(new Set(cells.map(({ verdict }) => verdict))).toEqual(new Set(verdicts));
});

/**
 * Returns the result of `decode` as `from` and `encode` for `to`, or why they refuse the message.
 */
function relayed(root: string, value: unknown, { from, to }: { from: number; to: number }) {
  const bytes = callOf(running.versions.get(from), `encode${root}`)(value);
  const decode = callOf(running.versioned, `decode${root}`);
  const encode = callOf(running.versioned, `encode${root}`);
  const sent = attemptAny(() => encode(decode(bytes, from), to));
  if (!sent.ok) return { issue: sent.issue as Issue };
  return { value: callOf(running.versions.get(to), `decode${root}`)(sent.value) };
}

const SAY_V6 = {
  tag: "Say",
  val: { note: { body: "hello", author: null, language: "" }, volume: 7, pause: 2 },
};

// A chain that takes its steps by index runs the wrong ones for every target but the oldest.
test("each target version gets exactly the steps down to it", () => {
  const { pause, volume } = SAY_V6.val;
  const note = { body: "hello", author: null };
  const expected = new Map<number, unknown>([
    [1, { note: { text: "hello" }, volume, loud: false, pause }],
    [2, { note: { text: "hello", author: null }, volume, loud: false, pause }],
    [3, { note, volume, loud: false, pause }],
    [4, { note, volume, pause }],
    [5, SAY_V6.val],
    [6, SAY_V6.val],
  ]);
  for (const [to, val] of expected) {
    expect(relayed("ToPeer", SAY_V6, { from: 6, to })).toEqual({ value: { tag: "Say", val } });
  }
});

test("each source version gets exactly the steps up from it", () => {
  const written = new Map<number, unknown>([
    [1, { text: "hi" }],
    [2, { text: "hi", author: "me" }],
    [3, { body: "hi", author: "me" }],
    [4, { body: "hi", author: "me" }],
    [5, { body: "hi", author: "me", language: "" }],
    [6, { body: "hi", author: "me", language: "" }],
  ]);
  for (const [from, note] of written) {
    const record = { id: from < 3 ? 1 : 1n, sizes: [], hash: new Uint8Array(2) };
    const flag = from < 6 ? {} : { flag: null };
    const value = { ...record, notes: new Map([["a", note]]), ...flag };
    const arrived = { body: "hi", author: from === 1 ? null : "me", language: "" };
    expect(relayed("Record", value, { from, to: 6 })).toEqual({
      value: { ...record, id: 1n, notes: new Map([["a", arrived]]), flag: null },
    });
  }
});

test("a refusal names the version that was asked for, not the step that refused", () => {
  for (const to of [1, 2]) {
    // Gray is new in v4 and gets a substitute; blue, below v2, does not: the last step refuses it.
    const value = { tag: "Paint", val: { color: "BLUE", colors: [], byName: new Map() } };
    const { issue } = relayed("ToPeer", value, { from: 6, to });
    if (to === 2) expect(issue).toBeUndefined();
    else expect(issue).toMatchObject({ version: 1, path: "ToPeer.Paint.color.BLUE", since: 2 });
  }
  const extra = { tag: "Extra", val: { count: 1 } };
  expect(relayed("ToPeer", extra, { from: 6, to: 1 }).issue).toMatchObject({
    kind: "not-representable",
    protocol: "six",
    root: "ToPeer",
    path: "ToPeer.Extra",
    version: 1,
    since: 2,
    until: null,
    direction: "downgrade",
  });
});

test("an upgrade is refused where a newer version has removed the message", () => {
  for (const from of [1, 2]) {
    const { issue } = relayed("ToPeer", { tag: "Old", val: { id: 1 } }, { from, to: 6 });
    expect(issue).toMatchObject({
      kind: "not-representable",
      path: "ToPeer.Old",
      version: from,
      since: null,
      until: 2,
      direction: "upgrade",
    });
  }
});

test("an upgrade is refused where a newer version has narrowed a number or needs a value", () => {
  const { note, pause } = SAY_V6.val;
  const loud = { tag: "Say", val: { note, volume: 256, pause } };
  expect(relayed("ToPeer", loud, { from: 5, to: 5 }).issue).toMatchObject({
    path: "ToPeer.Say.volume",
    version: 5,
    since: null,
    until: null,
    direction: "upgrade",
  });
  const empty = { tag: "Extra", val: { count: null } };
  expect(relayed("ToPeer", empty, { from: 4, to: 4 }).issue).toMatchObject({
    path: "ToPeer.Extra.count",
    version: 4,
    direction: "upgrade",
  });
});

test("a member whose value does not fit is not said to be missing", () => {
  const long = { id: 1n, sizes: [], notes: new Map(), hash: new Uint8Array(3), flag: null };
  const { issue } = relayed("Record", long, { from: 6, to: 4 });
  expect(issue).toMatchObject({ path: "Record.hash", since: null, until: null });
  // New in v3, wider since v5: v4 has it, and only not for so large a number.
  const scaled = { value: 1, scale: 256 };
  expect(relayed("Ratio", scaled, { from: 6, to: 4 }).issue).toMatchObject({
    path: "Ratio.scale",
    since: null,
    until: null,
  });
  const absent = { tag: "Mood", val: { mood: null } };
  expect(relayed("ToPeer", absent, { from: 6, to: 4 }).issue).toMatchObject({
    path: "ToPeer.Mood.mood",
    since: null,
    until: null,
  });
});

test("the place of a refusal names the item", () => {
  const value = { id: 1n, sizes: [1n, 2n ** 32n], notes: new Map(), hash: new Uint8Array(2) };
  const { issue } = relayed("Record", { ...value, flag: null }, { from: 6, to: 3 });
  expect(issue).toMatchObject({ path: "Record.sizes[1]" });
  const colors = ["GREEN", "BLUE"];
  const paint = { tag: "Paint", val: { color: "GREEN", colors, byName: new Map() } };
  expect(relayed("ToPeer", paint, { from: 6, to: 1 }).issue).toMatchObject({
    path: "ToPeer.Paint.colors[1].BLUE",
  });
});

test("supports and minVersion know what came and what went", () => {
  const supports = callOf(running.versioned, "supports");
  const minVersion = callOf(running.versioned, "minVersion");
  const versions = running.planned.versions;
  const having = (path: string) => versions.filter((version) => supports(version, path));
  expect(having("ToPeer.Old")).toEqual([1, 2]);
  expect(having("ToPeer.Extra")).toEqual([2, 3, 4, 5, 6]);
  expect(having("ToPeer.Shout")).toEqual([5, 6]);
  expect(having("Audit")).toEqual([4, 5, 6]);
  expect(having("ToPeer.Ping")).toEqual(versions);
  expect(having("Say.loud")).toEqual([1, 2, 3]);
  expect(minVersion("ToPeer.Old")).toBe(1);
  expect(minVersion("ToPeer.Shout")).toBe(5);
});
