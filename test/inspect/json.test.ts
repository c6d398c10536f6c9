/** Values as JSON and back, for every type of the corpus, and what is refused on either way. */

import { isDeepStrictEqual } from "node:util";
import { encodeValue, type SchemaDescription } from "@barewire/inspect";
import { fromJson, type Json, JsonValueError, toJson } from "@barewire/inspect/json";
import { coveringValues } from "@barewire/inspect/values";
import type { ToRivet } from "@barewire/protocol/envoy-protocol/v3";
import { schema } from "@barewire/protocol/envoy-protocol/v3.schema";
import { expect, expectTypeOf, test } from "vitest";
import { pick, type Random, withSeed } from "../contract/seeded-random.js";
import { checkValue, checkValues } from "./check-values.js";
import { corpusSchemas, openText } from "./corpus-schemas.js";

const VALUES = 4;

/** The value that comes back from its text as JSON. */
function throughJson(shapes: SchemaDescription, name: string, value: unknown): unknown {
  const json = toJson(shapes, name, value);
  const back = fromJson(shapes, name, JSON.parse(JSON.stringify(json)));
  if (!isDeepStrictEqual(toJson(shapes, name, back), json)) throw new Error("it is another value");
  return back;
}

/** Tells whether a map has a key such as "10", which comes first in an object. */
function hasIndexKey(value: unknown): boolean {
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return false;
  if (!(value instanceof Map)) return Object.values(value).some(hasIndexKey);
  const isIndex = (key: unknown) => typeof key === "string" && /^(?:0|[1-9]\d*)$/.test(key);
  return [...value].some(([key, part]) => isIndex(key) || hasIndexKey(key) || hasIndexKey(part));
}

test("every value of the corpus comes back from JSON, with its bytes", async () => {
  let values = 0;
  await withSeed((random) => {
    for (const [path, opened] of corpusSchemas()) {
      const { shapes } = opened;
      for (const name of Object.keys(shapes.types)) {
        const property = (value: unknown) => {
          const back = throughJson(shapes, name, value);
          const [bytes, again] = [value, back].map((one) => encodeValue(opened, name, one));
          const isSame = Buffer.compare(bytes ?? Buffer.of(), again ?? Buffer.of()) === 0;
          if (isSame || hasIndexKey(value)) return;
          throw new Error(`${path}: it has other bytes`);
        };
        for (const value of coveringValues(shapes, name)) {
          checkValue(shapes, name, value, property);
          values += 1;
        }
        checkValues(shapes, name, VALUES, random, property);
        values += VALUES;
      }
    }
  });
  console.log(`JSON: ${values} values of the corpus`);
  expect(values).toBeGreaterThan(5000);
});

/** The JSON with one of its parts, at any depth, replaced by another. */
function damaged(json: Json, random: Random): Json {
  if (typeof json !== "object" || json === null || random(4) === 0) return pick(random, MISFITS);
  if (Array.isArray(json)) {
    const list: readonly Json[] = json;
    if (list.length === 0 || random(5) === 0) return [...list, pick(random, MISFITS)];
    const at = random(list.length);
    return list.with(at, damaged(list[at] ?? null, random));
  }
  const fields: readonly (readonly [string, Json])[] = Object.entries(json);
  const at = random(fields.length);
  if (fields.length === 0 || random(6) === 0) return { ...json, extra: 1 };
  if (random(6) === 0) return Object.fromEntries(fields.toSpliced(at, 1));
  return Object.fromEntries(
    fields.map(([name, part], index) => [name, index === at ? damaged(part, random) : part]),
  );
}

const MISFITS: readonly Json[] = [
  null,
  true,
  false,
  0,
  -0,
  1,
  -1,
  1.5,
  255,
  256,
  2 ** 32,
  2 ** 60,
  "",
  "a",
  "\ud800",
  "0",
  "-0",
  "1",
  "01",
  "-1",
  "18446744073709551616",
  "1e3",
  "NaN",
  "Infinity",
  "-Infinity",
  "AA==",
  "AAA=",
  "AB==",
  "AAAA",
  "A",
  "A===",
  " AAA",
  [],
  [1],
  [[1, 2]],
  [
    [1, 2],
    [1, 3],
  ],
  {},
  { tag: "A" },
  { tag: "A", val: null },
  { some: null },
  { some: 1 },
  { some: 1, other: 2 },
];

test("what is accepted is exactly what is written: no two texts mean the same value", async () => {
  const counts = { accepted: 0, refused: 0 };
  await withSeed((random) => {
    for (const [, { shapes }] of corpusSchemas()) {
      for (const name of Object.keys(shapes.types)) {
        for (const value of coveringValues(shapes, name).slice(0, 12)) {
          const json = damaged(toJson(shapes, name, value), random);
          try {
            const found = fromJson(shapes, name, json);
            counts.accepted += 1;
            const again = toJson(shapes, name, found);
            if (isDeepStrictEqual(again, json)) continue;
            throw new Error(
              `${name}: ${JSON.stringify(json)} is taken for ${JSON.stringify(again)}`,
            );
          } catch (error) {
            if (!(error instanceof JsonValueError)) throw error;
            counts.refused += 1;
            if (!error.path.startsWith(name)) throw error;
          }
        }
      }
    }
  });
  console.log(`damaged JSON: ${JSON.stringify(counts)}`);
  expect(counts.accepted).toBeGreaterThan(100);
  expect(counts.refused).toBeGreaterThan(1000);
});

const KINDS = openText(`
  type Kinds struct {
    small: u8  large: u64  signed: int  single: f32  double: f64  flag: bool  text: str
    bytes: data  id: data[2]  octets: list<u8>  note: optional<str>  twice: optional<optional<u8>>
    items: list<u16>  byText: map<str><u8>  byNumber: map<u32><u8>  choice: Choice  level: Level
  }
  type Nothing void
  type Choice union { Nothing | u8 }
  type Level enum { LOW HIGH }
`).shapes;

const VALUE = {
  small: 255,
  large: 2n ** 64n - 1n,
  signed: -1n,
  single: Number.NaN,
  double: -0,
  flag: true,
  text: "é",
  bytes: Uint8Array.of(0, 1, 255),
  id: Uint8Array.of(1, 2),
  octets: new Uint8Array(),
  note: null,
  twice: { some: null },
  items: [1, 2],
  byText: new Map([["a", 1]]),
  byNumber: new Map([[7, 1]]),
  choice: { tag: "Nothing", val: null },
  level: "LOW",
};

const JSON_VALUE = {
  small: 255,
  large: "18446744073709551615",
  signed: "-1",
  single: "NaN",
  double: "-0",
  flag: true,
  text: "é",
  bytes: "AAH/",
  id: "AQI=",
  octets: "",
  note: null,
  twice: { some: null },
  items: [1, 2],
  byText: { a: 1 },
  byNumber: [[7, 1]],
  choice: { tag: "Nothing", val: null },
  level: "LOW",
};

test("each kind of type has the form that the table says", () => {
  expect(toJson(KINDS, "Kinds", VALUE)).toEqual(JSON_VALUE);
  expect(fromJson(KINDS, "Kinds", JSON_VALUE)).toEqual(VALUE);
});

function check(changes: { readonly [field: string]: unknown }, message: string): void {
  expect(() => fromJson(KINDS, "Kinds", { ...JSON_VALUE, ...changes })).toThrow(message);
}

test("JSON that is no value names the path and what was expected", () => {
  check({ small: 256 }, "Kinds.small: number is not an integer from 0 to 255");
  check({ small: "1" }, "Kinds.small: expected a number, got a value of string");
  check({ large: 1 }, "Kinds.large: expected a decimal integer as text, got a value of number");
  check({ large: "18446744073709551616" }, "Kinds.large: bigint is not an integer from 0 to");
  check({ double: -0 }, 'Kinds.double: expected a number other than -0, or "-0" of a float');
  check({ bytes: "AAH" }, "Kinds.bytes: expected bytes as base64 with padding");
  check({ id: "AQ==" }, "Kinds.id: expected 2 bytes, got 1 bytes");
  check({ note: undefined }, "Kinds.note: expected a text, got a value of undefined");
  check({ twice: null, items: [1, 65_536] }, "Kinds.items[1]: number is not an integer");
  check({ byText: [["a", 1]] }, "Kinds.byText: expected an object, got a list");
  check(
    {
      byNumber: [
        [7, 1],
        [7, 2],
      ],
    },
    "Kinds.byNumber: expected a map without duplicate keys",
  );
  check({ byNumber: [[7]] }, "Kinds.byNumber: expected a list of pairs [key, value], got a list");
  check({ byNumber: [[7, 300]] }, "Kinds.byNumber[value 0]: number is not");
  check({ choice: { tag: "Other", val: null } }, "an object whose tag is one of Nothing, u8");
  check({ choice: { tag: "u8", val: null } }, "Kinds.choice.u8: expected a number, got null");
  check({ level: "MIDDLE" }, "Kinds.level: expected one of LOW, HIGH, got a value of string");
  check({ extra: 1 }, "Kinds: expected no fields but small, large");
  expect(() => fromJson(KINDS, "Kinds", {})).toThrow("Kinds: the field 'small' is missing");
  expect(() => toJson(KINDS, "Kinds", { ...VALUE, small: 300 })).toThrow("Kinds.small: number is");
});

test("values may be nested as deep as in messages, and no deeper", () => {
  const { shapes } = openText("type Node struct { next: optional<Node> }");
  const nested = (depth: number): Json => (depth === 0 ? null : { next: nested(depth - 1) });
  expect(toJson(shapes, "Node", fromJson(shapes, "Node", nested(64)))).toEqual(nested(64));
  expect(() => fromJson(shapes, "Node", nested(65))).toThrow("values nested at most 64 deep");
  expect(() => fromJson(shapes, "Node", nested(5000))).toThrow(JsonValueError);
});

test("a key may be any text", () => {
  const { shapes } = openText("type Map map<str><u8>");
  const map = new Map([
    ["__proto__", 1],
    ["constructor", 2],
    ["toString", 3],
  ]);
  const text = JSON.stringify(toJson(shapes, "Map", map));
  expect(fromJson(shapes, "Map", JSON.parse(text))).toEqual(map);
});

test("the messages of a generated schema are typed by their names", () => {
  expectTypeOf(fromJson<typeof schema, "ToRivet">).returns.toEqualTypeOf<ToRivet>();
  expectTypeOf(fromJson<typeof schema, "KvKey">).returns.toEqualTypeOf<unknown>();
  expectTypeOf(fromJson<typeof KINDS, "Kinds">).returns.toEqualTypeOf<unknown>();
  // @ts-expect-error: a message of the wrong type does not compile.
  expect(() => toJson(schema, "ToRivet", { tag: "None", val: null })).toThrow(JsonValueError);
});
