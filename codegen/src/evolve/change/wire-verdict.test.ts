/**
 * Every row of the evolution tables: what the classifier says, and that the generated codecs of
 * the two versions do what it says with each other's bytes.
 */

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { versionModule } from "../../emit/version-module.js";
import type { Schema } from "../../schema/model.js";
import { readSchema } from "../../schema/read-schema.js";
import type { EmitOptions } from "../../schema/representation.js";
import { printModules } from "../../typescript/print-modules.js";
import { compareVersions } from "../compare-versions.js";
import type { ChangeKind } from "./change.js";
import type { ConverterVerdict } from "./classify.js";
import type { WireReading } from "./wire-verdict.js";

type Needs = `${ConverterVerdict["kind"]} ${ConverterVerdict["kind"]}`;

type Case = {
  readonly title: string;
  /** Both define the message `T`. */
  readonly older: string;
  readonly newer: string;
  readonly change: ChangeKind;
  /** The verdict on older bytes with a newer reader, and on newer bytes with an older one. */
  readonly wire: readonly [WireReading, WireReading];
  /** The decisions that converters need, upwards and downwards. */
  readonly decision: Needs;
  readonly olderValues: readonly unknown[];
  readonly newerValues: readonly unknown[];
};

const bytes = (...numbers: readonly number[]) => Uint8Array.from(numbers);
const [TWO, THREE, ONES] = [bytes(9, 9), bytes(9, 9, 9), bytes(1, 1)];
const tagged = (tag: string, val: unknown = null) => ({ tag, val });

/** Three u32 of which some, read at another place, are neither flags nor text. */
const WIDE = { a: 0xff_ff_ff_ff, b: 0xfe_fe_fe_fe };

const CASES: readonly Case[] = [
  {
    title: "a field behind the last one of a struct that ends the message",
    older: "type T struct { a: u32 }",
    newer: "type T struct { a: u32 b: u32 }",
    change: "field-added",
    wire: ["rejected", "rejected"],
    decision: "asked asked",
    olderValues: [{ a: 1 }],
    newerValues: [{ a: 1, b: 2 }],
  },
  {
    title: "an optional field behind the last one",
    older: "type T struct { a: u32 }",
    newer: "type T struct { a: u32 b: optional<u32> }",
    change: "field-added",
    wire: ["rejected", "rejected"],
    decision: "auto checked",
    olderValues: [{ a: 1 }],
    newerValues: [
      { a: 1, b: null },
      { a: 1, b: 2 },
    ],
  },
  {
    title: "a field behind the last one of a nested struct",
    older: "type T struct { inner: I flag: bool }\ntype I struct { a: u8 }",
    newer: "type T struct { inner: I flag: bool }\ntype I struct { a: u8 b: u8 }",
    change: "field-added",
    wire: ["misaligned", "misaligned"],
    decision: "asked asked",
    olderValues: [{ inner: { a: 1 }, flag: true }],
    newerValues: [{ inner: { a: 1, b: 9 }, flag: true }],
  },
  {
    title: "a field in front",
    older: "type T struct { b: bool }",
    newer: "type T struct { a: u8 b: bool }",
    change: "field-added",
    wire: ["misaligned", "misaligned"],
    decision: "asked asked",
    olderValues: [{ b: true }],
    newerValues: [{ a: 1, b: true }],
  },
  {
    title: "a field less",
    older: "type T struct { a: u8 b: bool }",
    newer: "type T struct { b: bool }",
    change: "field-removed",
    wire: ["misaligned", "misaligned"],
    decision: "asked asked",
    olderValues: [{ a: 1, b: true }],
    newerValues: [{ b: true }],
  },
  {
    title: "an optional field less",
    older: "type T struct { a: u8 b: optional<u8> }",
    newer: "type T struct { a: u8 }",
    change: "field-removed",
    wire: ["rejected", "rejected"],
    decision: "checked auto",
    olderValues: [
      { a: 1, b: 2 },
      { a: 1, b: null },
    ],
    newerValues: [{ a: 1 }],
  },
  {
    title: "fields of one type in another order",
    older: "type T struct { a: u32 b: u32 }",
    newer: "type T struct { b: u32 a: u32 }",
    change: "fields-reordered",
    wire: ["other-meaning", "other-meaning"],
    decision: "asked asked",
    olderValues: [WIDE],
    newerValues: [WIDE],
  },
  {
    title: "fields of different types in another order",
    older: "type T struct { a: u32 b: str }",
    newer: "type T struct { b: str a: u32 }",
    change: "fields-reordered",
    wire: ["misaligned", "misaligned"],
    decision: "asked asked",
    olderValues: [{ a: 0xff_ff_ff_ff, b: "x" }],
    newerValues: [{ a: 1, b: "text" }],
  },
  {
    title: "a field by another name",
    older: "type T struct { note: str }",
    newer: "type T struct { remark: str }",
    change: "field-renamed",
    wire: ["fine", "fine"],
    decision: "asked asked",
    olderValues: [{ note: "x" }],
    newerValues: [{ remark: "x" }],
  },
  ...retyped("u8", "i8", "number-overlapping", "other-meaning", "asked asked", [200], [-1]),
  ...retyped("u32", "i32", "number-overlapping", "other-meaning", "asked asked", [4e9], [-1]),
  ...retyped("u32", "f32", "retyped", "other-meaning", "asked asked", [4e9], [1.5]),
  ...retyped("bool", "u8", "retyped", "other-meaning", "asked asked", [true], [0, 1]),
  ...retyped("uint", "int", "number-overlapping", "other-meaning", "asked asked", [9n], [-9n]),
  ...retyped("data[4]", "u32", "retyped", "other-meaning", "asked asked", [bytes(1, 2, 3, 4)], [9]),
  ...retyped("u32", "u64", "number-widened", "misaligned", "auto checked", [7], [7n]),
  ...retyped("i64", "i16", "number-narrowed", "misaligned", "asked auto", [7n], [7]),
  ...retyped("f64", "f32", "number-narrowed", "misaligned", "asked auto", [1.5], [1.5]),
  ...retyped("u64", "uint", "respelled", "misaligned", "auto auto", [300n], [300n]),
  ...retyped("u8", "optional<u8>", "optional-added", "misaligned", "auto checked", [9], [5, null]),
  ...retyped("optional<u8>", "u8", "optional-removed", "misaligned", "asked auto", [5, null], [9]),
  ...retyped("u8", "str", "retyped", "misaligned", "asked asked", [200], ["text"]),
  ...retyped(
    "list<bool>",
    "list<bool>[2]",
    "length-changed",
    "misaligned",
    "asked auto",
    [[true, true], []],
    [[false, true]],
  ),
  ...retyped("data[2]", "data", "length-changed", "misaligned", "auto checked", [TWO], [ONES]),
  ...retyped("data[2]", "data[3]", "length-changed", "misaligned", "asked asked", [TWO], [THREE]),
  ...retyped(
    "map<u8><bool>",
    "map<u16><bool>",
    "number-widened",
    "misaligned",
    "auto checked",
    [new Map([[1, true]])],
    [new Map([[1, true]])],
  ),
  {
    title: "a variant behind the others",
    older: "type T union { u8 | str }",
    newer: "type T union { u8 | str | bool }",
    change: "variant-added",
    wire: ["fine", "rejects-some"],
    decision: "auto checked",
    olderValues: [tagged("u8", 1), tagged("str", "x")],
    newerValues: [tagged("u8", 1), tagged("bool", true)],
  },
  {
    title: "an enum value behind the others",
    older: "type T enum { A B }",
    newer: "type T enum { A B C }",
    change: "value-added",
    wire: ["fine", "rejects-some"],
    decision: "auto checked",
    olderValues: ["A", "B"],
    newerValues: ["A", "C"],
  },
  {
    title: "a variant less",
    older: "type T union { u8 = 0 | bool = 1 | str = 2 }",
    newer: "type T union { u8 = 0 | str = 2 }",
    change: "variant-removed",
    wire: ["rejects-some", "fine"],
    decision: "checked auto",
    olderValues: [tagged("u8", 1), tagged("bool", true)],
    newerValues: [tagged("u8", 1), tagged("str", "x")],
  },
  {
    title: "an enum value less",
    older: "type T enum { A B C }",
    newer: "type T enum { A B }",
    change: "value-removed",
    wire: ["rejects-some", "fine"],
    decision: "checked auto",
    olderValues: ["A", "C"],
    newerValues: ["A", "B"],
  },
  {
    title: "enum values that swap their numbers",
    older: "type T enum { A = 0 B = 1 }",
    newer: "type T enum { A = 1 B = 0 }",
    change: "value-renumbered",
    wire: ["other-meaning", "other-meaning"],
    decision: "asked asked",
    olderValues: ["A"],
    newerValues: ["A"],
  },
  {
    title: "an enum value that takes a free number",
    older: "type T enum { A = 0 B = 1 }",
    newer: "type T enum { A = 0 B = 2 }",
    change: "value-renumbered",
    wire: ["rejects-some", "rejects-some"],
    decision: "auto auto",
    olderValues: ["A", "B"],
    newerValues: ["A", "B"],
  },
  {
    title: "a variant in front, which moves the tags of the others",
    older: "type A struct { a: u8 }\ntype B struct { b: u8 }\ntype T union { B }",
    newer: "type A struct { a: u8 }\ntype B struct { b: u8 }\ntype T union { A | B }",
    change: "variant-added",
    wire: ["other-meaning", "other-meaning"],
    decision: "auto checked",
    olderValues: [tagged("B", { b: 1 })],
    newerValues: [tagged("A", { a: 1 })],
  },
  {
    title: "variants that swap their tags",
    older: "type T union { i8 = 0 | u8 = 1 }",
    newer: "type T union { u8 = 0 | i8 = 1 }",
    change: "variant-retagged",
    wire: ["other-meaning", "other-meaning"],
    decision: "asked asked",
    olderValues: [tagged("u8", 200)],
    newerValues: [tagged("u8", 200)],
  },
  {
    title: "a tag that is used again",
    older: "type T union { u8 = 0 | i8 = 1 }",
    newer: "type T union { u8 = 0 | bool = 1 }",
    change: "variant-added",
    wire: ["other-meaning", "other-meaning"],
    decision: "auto checked",
    olderValues: [tagged("i8", 1)],
    newerValues: [tagged("bool", true)],
  },
  {
    title: "variants listed in another order with the same tags",
    older: "type T union { u8 = 0 | str = 1 }",
    newer: "type T union { str = 1 | u8 = 0 }",
    change: "variants-reordered",
    wire: ["fine", "fine"],
    decision: "auto auto",
    olderValues: [tagged("u8", 1), tagged("str", "x")],
    newerValues: [tagged("u8", 1), tagged("str", "x")],
  },
  {
    title: "enum values listed in another order with the same numbers",
    older: "type T enum { A = 0 B = 1 }",
    newer: "type T enum { B = 1 A = 0 }",
    change: "values-reordered",
    wire: ["fine", "fine"],
    decision: "auto auto",
    olderValues: ["A", "B"],
    newerValues: ["A", "B"],
  },
  {
    title: "a variant by another name",
    older: "type Ping struct { at: u64 }\ntype T union { Ping }",
    newer: "type Pong struct { at: u64 }\ntype T union { Pong }",
    change: "variant-renamed",
    wire: ["fine", "fine"],
    decision: "asked asked",
    olderValues: [tagged("Ping", { at: 1n })],
    newerValues: [tagged("Pong", { at: 1n })],
  },
  {
    title: "an enum value by another name",
    older: "type T enum { A B }",
    newer: "type T enum { A C }",
    change: "value-renamed",
    wire: ["fine", "fine"],
    decision: "asked asked",
    olderValues: ["A", "B"],
    newerValues: ["A", "C"],
  },
  {
    title: "a payload for a void variant that ends the message",
    older: "type Ok void\ntype T union { Ok | u8 }",
    newer: "type Ok struct { at: u8 }\ntype T union { Ok | u8 }",
    change: "kind-changed",
    wire: ["rejected", "rejected"],
    decision: "asked asked",
    olderValues: [tagged("Ok")],
    newerValues: [tagged("Ok", { at: 1 })],
  },
  {
    title: "a payload that disappears from the middle of a message",
    older: "type Ok u8\ntype U union { Ok }\ntype T struct { u: U flag: bool }",
    newer: "type Ok void\ntype U union { Ok }\ntype T struct { u: U flag: bool }",
    change: "payload-removed",
    wire: ["misaligned", "misaligned"],
    decision: "asked asked",
    olderValues: [{ u: tagged("Ok", 9), flag: true }],
    newerValues: [{ u: tagged("Ok"), flag: true }],
  },
  {
    title: "a struct that becomes a union",
    older: "type T struct { a: u16 }",
    newer: "type T union { u16 }",
    change: "kind-changed",
    wire: ["misaligned", "misaligned"],
    decision: "asked asked",
    olderValues: [{ a: 9 }],
    newerValues: [tagged("u16", 9)],
  },
  ...retyped("data", "list<u8>", "respelled", "fine", "auto auto", [bytes(1, 2)], [bytes(1, 2)]),
  ...retyped(
    "data[2]",
    "list<u8>[2]",
    "respelled",
    "fine",
    "auto auto",
    [bytes(1, 2)],
    [bytes(1, 2)],
  ),
  {
    title: "text becomes data",
    older: "type T struct { a: str }",
    newer: "type T struct { a: data }",
    change: "same-bytes",
    wire: ["fine", "rejects-some"],
    decision: "asked asked",
    olderValues: [{ a: "text" }],
    newerValues: [{ a: bytes(65) }, { a: bytes(0xff) }],
  },
  {
    title: "text becomes a list of bytes",
    older: "type T struct { a: str }",
    newer: "type T struct { a: list<u8> }",
    change: "same-bytes",
    wire: ["fine", "rejects-some"],
    decision: "asked asked",
    olderValues: [{ a: "text" }],
    newerValues: [{ a: bytes(65) }, { a: bytes(0xff) }],
  },
  {
    title: "a struct becomes its only member",
    older: "type I struct { only: str }\ntype T struct { a: I }",
    newer: "type T struct { a: str }",
    change: "same-bytes",
    wire: ["fine", "fine"],
    decision: "asked asked",
    olderValues: [{ a: { only: "x" } }],
    newerValues: [{ a: "x" }],
  },
  {
    title: "a definition becomes a struct of its only member",
    older: "type T u32",
    newer: "type T struct { only: u32 }",
    change: "kind-changed",
    wire: ["fine", "fine"],
    decision: "asked asked",
    olderValues: [7],
    newerValues: [{ only: 7 }],
  },
  {
    title: "a map becomes a list of pairs",
    older: "type T struct { a: map<str><u8> }",
    newer: "type P struct { name: str count: u8 }\ntype T struct { a: list<P> }",
    change: "same-bytes",
    wire: ["fine", "rejects-some"],
    decision: "asked asked",
    olderValues: [{ a: new Map([["x", 1]]) }],
    newerValues: [
      { a: [{ name: "x", count: 1 }] },
      { a: [1, 2].map((count) => ({ name: "x", count })) },
    ],
  },
  {
    title: "an optional becomes a list",
    older: "type T struct { a: optional<u8> }",
    newer: "type T struct { a: list<u8> }",
    change: "same-bytes",
    wire: ["fine", "rejects-some"],
    decision: "asked asked",
    olderValues: [{ a: null }, { a: 5 }],
    newerValues: [{ a: bytes() }, { a: bytes(7) }, { a: bytes(1, 2) }],
  },
  {
    title: "an enum becomes a uint",
    older: "type E enum { A = 0 B = 300 }\ntype T struct { a: E }",
    newer: "type T struct { a: uint }",
    change: "same-bytes",
    wire: ["fine", "rejects-some"],
    decision: "asked asked",
    olderValues: [{ a: "A" }, { a: "B" }],
    newerValues: [{ a: 300n }, { a: 1n }],
  },
  {
    title: "an enum of small numbers becomes a u8",
    older: "type E enum { A = 0 B = 127 }\ntype T struct { a: E }",
    newer: "type T struct { a: u8 }",
    change: "same-bytes",
    wire: ["fine", "rejects-some"],
    decision: "asked asked",
    olderValues: [{ a: "A" }, { a: "B" }],
    newerValues: [{ a: 127 }, { a: 1 }],
  },
  {
    title: "an enum of larger numbers becomes a u8, which it is not",
    older: "type E enum { A = 0 B = 128 }\ntype T struct { a: E }",
    newer: "type T struct { a: u8 }",
    change: "retyped",
    wire: ["misaligned", "misaligned"],
    decision: "asked asked",
    olderValues: [{ a: "B" }],
    newerValues: [{ a: 128 }],
  },
  {
    title: "a number becomes an enum",
    older: "type T struct { a: uint }",
    newer: "type E enum { A B }\ntype T struct { a: E }",
    change: "same-bytes",
    wire: ["rejects-some", "fine"],
    decision: "asked asked",
    olderValues: [{ a: 1n }, { a: 2n }],
    newerValues: [{ a: "A" }, { a: "B" }],
  },
  {
    title: "an enum becomes a union of voids",
    older: "type T enum { A = 0 B = 5 }",
    newer: "type A void\ntype B void\ntype T union { A = 0 | B = 5 }",
    change: "kind-changed",
    wire: ["fine", "fine"],
    decision: "asked asked",
    olderValues: ["A", "B"],
    newerValues: [tagged("A"), tagged("B")],
  },
];

/** A field of a struct whose last field tells when the reader has lost its place. */
function retyped(
  older: string,
  newer: string,
  change: ChangeKind,
  reading: WireReading,
  decision: Needs,
  olderValues: readonly unknown[],
  newerValues: readonly unknown[],
): readonly Case[] {
  const message = (type: string) => `type T struct { a: ${type} last: bool }`;
  const value = (a: unknown) => ({ a, last: true });
  return [
    {
      title: `${older} becomes ${newer}`,
      older: message(older),
      newer: message(newer),
      change,
      wire: [reading, reading],
      decision,
      olderValues: olderValues.map(value),
      newerValues: newerValues.map(value),
    },
  ];
}

type Codec = {
  readonly encodeT: (value: unknown) => Uint8Array;
  readonly decodeT: (bytes: Uint8Array) => unknown;
};

type CaseCodecs = { readonly older: Codec; readonly newer: Codec };

const RUNTIME = fileURLToPath(
  new URL("../../../../packages/runtime/src/index.js", import.meta.url),
);

const NONE: ReadonlyMap<string, never> = new Map<string, never>();
const LISTS = { numberLists: "array", codecs: "all" } as const;
const OPTIONS: EmitOptions = { runtime: RUNTIME, importExtension: "js", target: "ts", ...LISTS };

let folder: string | null = null;
let codecs: ReadonlyMap<string, CaseCodecs> = new Map();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "barewire-evolve-"));
  codecs = await compile(folder);
});

afterAll(() => {
  if (folder !== null) rmSync(folder, { recursive: true });
});

/** All cases in one bundle: `case0_v1` and so on are its exports. */
async function compile(target: string): Promise<ReadonlyMap<string, CaseCodecs>> {
  const entry: string[] = [];
  for (const [index, { older, newer }] of CASES.entries()) {
    const schemas = [schemaOf(older, 1), schemaOf(newer, 2)];
    const modules = schemas.map((schema) => versionModule(schema, OPTIONS));
    const files = await printModules(modules, OPTIONS);
    mkdirSync(join(target, `case${index}`));
    for (const [path, text] of files) {
      writeFileSync(join(target, `case${index}`, path), text);
      entry.push(`export * as case${index}_${path.slice(0, 2)} from "./case${index}/${path}";`);
    }
  }
  writeFileSync(join(target, "entry.ts"), entry.join("\n"));
  const outfile = join(target, "bundle.mjs");
  await build({
    entryPoints: [join(target, "entry.ts")],
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    conditions: ["@barewire/source"],
  });
  const source = readFileSync(outfile).toString("base64");
  // The bundle exports exactly what `entry` says; both functions exist for every named type.
  const modules: Record<string, Codec | undefined> = await import(
    /* @vite-ignore */ `data:text/javascript;base64,${source}`
  );
  return new Map(
    CASES.map(({ title }, index) => {
      const [older, newer] = [modules[`case${index}_v1`], modules[`case${index}_v2`]];
      if (older === undefined || newer === undefined) throw new Error(`no codecs for ${title}`);
      return [title, { older, newer }];
    }),
  );
}

function schemaOf(text: string, version: number): Schema {
  const result = readSchema({ file: "case.bare", text, protocol: "evolve", version });
  if (!result.ok) throw new Error(result.diagnostics.map(({ message }) => message).join("\n"));
  return result.schema;
}

type Outcome = "same bytes" | "other bytes" | "refused";

/** The value that a reader of the other version decodes, and what it would write for it. */
function outcome(writer: Codec, reader: Codec, value: unknown): Outcome {
  const written = writer.encodeT(value);
  try {
    const again = reader.encodeT(reader.decodeT(written));
    return Buffer.from(again).equals(written) ? "same bytes" : "other bytes";
  } catch (error) {
    // Only the reader's own refusal counts; any other error is a bug of the test.
    if (error instanceof Error && error.name === "WireError") return "refused";
    throw error;
  }
}

function checkReading(reading: WireReading, outcomes: readonly Outcome[], title: string): void {
  const found = [...new Set(outcomes)].sort();
  expect(EXPECTED[reading](found), `${title}: ${reading}, ${found.join()}`).toBe(true);
}

const EXPECTED: Readonly<Record<WireReading, (found: readonly Outcome[]) => boolean>> = {
  fine: (found) => found.join() === "same bytes",
  "rejects-some": (found) => found.join() === "refused,same bytes",
  rejected: (found) => found.join() === "refused",
  misaligned: (found) => found.includes("refused"),
  "other-meaning": (found) => found.includes("same bytes"),
};

test.each(CASES)("$title: the classifier and the codecs agree", (given) => {
  const { title, older, newer, change, wire, decision } = given;
  const schemas = { older: schemaOf(older, 1), newer: schemaOf(newer, 2) };
  const { changes: classified } = compareVersions({ ...schemas, entries: NONE, options: OPTIONS });
  const found = classified.find((one) => one.change.kind === change);
  expect(found, classified.map((one) => one.change.kind).join()).toBeDefined();
  expect([found?.wire.oldBytesNewReader, found?.wire.newBytesOldReader]).toEqual(wire);
  expect(`${found?.upgrade.kind} ${found?.downgrade.kind}`).toBe(decision);

  const codec = codecs.get(title);
  if (codec === undefined) throw new Error(`no codecs for ${title}`);
  const up = given.olderValues.map((value) => outcome(codec.older, codec.newer, value));
  const down = given.newerValues.map((value) => outcome(codec.newer, codec.older, value));
  checkReading(wire[0], up, "old bytes, new reader");
  checkReading(wire[1], down, "new bytes, old reader");
});
