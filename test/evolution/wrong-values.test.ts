/**
 * Tests that a value of a wrong type is refused for every receiver: all versions of a protocol
 * refuse it with the path and the reason of the newest one, and nothing is coerced.
 * BAREWIRE_TEST_WRONG_VALUES makes it longer, BAREWIRE_TEST_SEED repeats it.
 */

import { createContext, runInContext } from "node:vm";
import { shapesOf } from "@barewire/inspect";
import { type ValueMaker, valueMaker } from "@barewire/inspect/values";
import { beforeAll, expect, test } from "vitest";
import { describeVersion } from "../../codegen/src/describe/describe-version.js";
import { countFrom, pick, type Random, withSeed } from "../contract/seeded-random.js";
import { type CompiledProtocol, callExport, compileProtocol } from "./compile-protocol.js";

const VALUES = countFrom("BAREWIRE_TEST_WRONG_VALUES", 10_000);

const V1 = `
type Color enum { RED GREEN }
type Point struct { x: u8 y: i16 }
type Tree struct { name: str children: list<Tree> next: optional<Tree> }
type Ping void
type Note struct { text: str }
type Message union { Ping | Note | Point }
type R struct {
  small: u8 big: u8 wide: u64 zigzag: u64 single: f32 same: u32
  wrapped: optional<u8> unwrapped: str nested: optional<str>
  list: list<u8> fixed: list<u16>[2] bytes: data[3] points: list<Point> byName: map<str><u8>
  keys: map<u16><Point> color: Color message: Message tree: Tree flag: bool data: data
}`;

const V2 = `
type Color enum { RED GREEN BLUE }
type Point struct { x: u16 y: i32 label: optional<str> }
type Tree struct { name: str children: list<Tree> next: optional<Tree> weight: optional<f32> }
type Ping void
type Note struct { text: str author: str }
type Message union { Ping | Note | Point | Tree }
type R struct {
  small: u32 big: u64 wide: u32 zigzag: int single: f64 same: u32
  wrapped: u8 unwrapped: optional<str> nested: optional<optional<str>>
  list: list<u16> fixed: list<u16> bytes: data points: list<Point> byName: map<str><u32>
  keys: map<u32><Point> color: Color message: Message tree: Tree flag: bool data: data
  dropped: str dropped2: list<Note> maybe: optional<u32> chosen: u16
}`;

const DECISIONS = `
import { defaultTo, drop, dropIfDefault, reject } from "@barewire/runtime/decisions";
import type { DecisionsV1V2 } from "../gen/v1-v2.js";

export const decisions: DecisionsV1V2 = {
  "Note.author": { upgrade: defaultTo(""), downgrade: drop("v1 has none") },
  "R.wide": { upgrade: reject },
  "R.zigzag": { upgrade: reject, downgrade: reject },
  "R.wrapped": { upgrade: reject },
  "R.dropped": { upgrade: defaultTo(""), downgrade: drop("v1 has none") },
  "R.dropped2": { upgrade: () => [], downgrade: drop("v1 has none") },
  "R.maybe": { downgrade: dropIfDefault(1) },
  "R.chosen": { upgrade: defaultTo(0), downgrade: drop("v1 has none") },
};
`;

let protocol: CompiledProtocol;
/** Makes values of v1. */
let make: ValueMaker;

beforeAll(async () => {
  const decisions = new Map([["v1-v2", DECISIONS]]);
  protocol = await compileProtocol({ protocol: "wrong", schemas: [V1, V2], decisions });
  const [oldest] = protocol.schemas;
  if (oldest === undefined) throw new Error("there is no schema");
  make = valueMaker(shapesOf(describeVersion(oldest)), "R");
}, 120_000);

/** The outcome of a value for a peer of `version`; anything but a WireError fails the test. */
function check(value: unknown, version: number) {
  const encode = protocol.module("versions.ts")["encodeR"];
  if (typeof encode !== "function") throw new Error("there is no encodeR");
  const result = protocol.runtime.attempt<unknown>(() => encode(value, version));
  if (result.ok) return { kind: "encoded" } as const;
  const { issue } = result;
  if (issue.kind === "unsupported-version" || issue.kind === "malformed")
    throw new Error(issue.kind);
  return { kind: issue.kind, path: issue.path, reason: issue.reason };
}

function call(module: string, name: string, ...args: readonly unknown[]): unknown {
  return callExport(protocol, module, name, ...args);
}

/** A value of v2 that v1 can represent, so that nothing but what is spoilt in it is refused. */
function fittingValue(random: Random): object {
  for (;;) {
    const bytes = call("v1.ts", "encodeR", make(random));
    const raised = protocol.runtime.attempt(() => call("versions.ts", "decodeR", bytes, 1));
    if (raised.ok && typeof raised.value === "object" && raised.value !== null) return raised.value;
  }
}

const context = createContext({});

const WRONG: readonly (() => unknown)[] = [
  ...[
    null,
    undefined,
    "",
    "1",
    "0x10",
    "RED",
    true,
    false,
    0,
    5,
    -1,
    1.5,
    300,
    70_000,
    2 ** 40,
  ].map((value) => () => value),
  ...[5n, -1n, 2n ** 64n, Number.NaN, Number.POSITIVE_INFINITY, 1e300, -0, 2 ** 53, 3.5e38].map(
    (value) => () => value,
  ),
  ...[() => [], () => [5], () => [null], () => new Array(2), () => ({}), () => new Date(3)],
  ...[() => Symbol("s"), () => () => 1, () => /a/, () => Object.create(null), () => new Set([1])],
  ...[
    () => new Map(),
    () => new Map([["a", "1"]]),
    () => runInContext("new Map([[1, 2]])", context),
  ],
  ...[() => new ArrayBuffer(3), () => new DataView(new ArrayBuffer(8)), () => new Uint8Array(3)],
  ...[() => new Int8Array([-1]), () => new Float64Array(2), () => "\ud800"],
  ...[() => ({ tag: "Ping" }), () => ({ tag: "Ping", val: null }), () => ({ tag: "Lost", val: 1 })],
  ...[() => ({ some: 1 }), () => ({ some: null }), () => ({ text: 5 }), () => ({ x: 1 })],
  ...[
    () => tree(100),
    () => endlessTree(),
    () => new Proxy({}, {}),
    () => Object.create(Map.prototype),
  ],
];

function tree(depth: number): unknown {
  const leaf = { name: "", children: [], next: null, weight: null };
  return Array.from({ length: depth }).reduce((next) => ({ ...leaf, next }), leaf);
}

function endlessTree(): unknown {
  const root: { next: unknown } & object = { ...leafTree(), next: null };
  root.next = root;
  return root;
}

function leafTree(): object {
  return { name: "", children: [], next: null, weight: null };
}

/** Sets one part of the value, at any depth, to something else. */
function spoil(value: unknown, random: Random): void {
  const places: (() => void)[] = [];
  const wrong = pick(random, WRONG);
  const visit = (part: unknown): void => {
    if (typeof part !== "object" || part === null || ArrayBuffer.isView(part)) return;
    if (part instanceof Map) {
      for (const [key, held] of part) {
        places.push(() => part.set(key, wrong()));
        places.push(() => part.set(wrong(), held));
        visit(held);
      }
      return;
    }
    for (const [key, held] of Object.entries(part)) {
      places.push(() => Reflect.set(part, key, wrong()));
      if (random(10) === 0) places.push(() => Reflect.deleteProperty(part, key));
      visit(held);
    }
  };
  visit(value);
  pick(random, places)();
}

test("of a wrong value all versions say the same", async () => {
  const counts = { encoded: 0, unencodable: 0, "not-representable": 0, "decision-failed": 0 };
  await withSeed((random) => {
    for (let index = 0; index < VALUES; index++) {
      const value = fittingValue(random);
      spoil(value, random);
      const [newest, older] = [check(value, 2), check(value, 1)];
      if (newest.kind === "encoded") expect(older.kind).not.toBe("unencodable");
      else expect(older).toEqual(newest);
      counts[older.kind] += 1;
    }
  });
  console.log(`${VALUES} wrong values for v1: ${JSON.stringify(counts)}`);
  expect(counts.unencodable).toBeGreaterThan(VALUES / 4);
  expect(counts.encoded).toBeGreaterThan(VALUES / 50);
  expect(counts["decision-failed"]).toBe(0);
}, 600_000);

test.each([
  ["small", null],
  ["small", "1"],
  ["small", ""],
  ["small", true],
  ["small", [5]],
  ["small", new Date(3)],
  ["small", "0x10"],
  ["big", 5],
  ["zigzag", {}],
  ["zigzag", 1.5],
  ["zigzag", Number.NaN],
  ["wide", 2 ** 40],
  ["dropped", 5],
  ["same", 5n],
])("%s is refused for an old peer as for a new one: %s", async (field, wrong) => {
  await withSeed((random) => {
    const value = { ...fittingValue(random), [field]: wrong };
    const refused = { kind: "unencodable", path: `R.${field}` };
    expect(check(value, 2)).toMatchObject(refused);
    expect(check(value, 1)).toMatchObject(refused);
  });
});

test("a tree that is too deep is refused before it is converted", async () => {
  await withSeed((random) => {
    for (const deep of [tree(65), tree(100_000), endlessTree()]) {
      const value = { ...fittingValue(random), tree: deep };
      const { kind, ...newest } = check(value, 2);
      expect(kind).toBe("unencodable");
      expect(check(value, 1)).toEqual({ kind, ...newest });
    }
  });
});

test("a field that an old peer does not get is checked all the same", async () => {
  await withSeed((random) => {
    const value = { ...fittingValue(random), dropped2: [{ text: "", author: 5 }] };
    expect(check(value, 1)).toMatchObject({ kind: "unencodable", path: "R.dropped2[0].author" });
  });
});

test("what converters cannot go through within the call stack is refused and not thrown", async () => {
  await withSeed((random) => {
    const value = { ...fittingValue(random), tree: tree(1_000) };
    const options = { maxDepth: 100_000 };
    const deep = (version: number) =>
      protocol.runtime.attempt(() => call("versions.ts", "encodeR", value, version, options));
    expect(deep(2).ok).toBe(true);
    expect(deep(1).ok).toBe(true);
  });
});
