/**
 * Tests which closures have equal hashes, and which do not.
 */

import { expect, test } from "vitest";
import type { Schema, Type } from "../../schema/model.js";
import { readSchema } from "../../schema/read-schema.js";
import { type SchemaClosures, schemaClosures, schemaHash } from "./closure-hash.js";
import { type ClosureNode, partitionNodes } from "./closure-partition.js";

function check(text: string): Schema {
  const result = readSchema({ file: "v1.bare", text, protocol: "example", version: 1 });
  if (!result.ok) throw new Error(result.diagnostics.map(({ message }) => message).join("\n"));
  return result.schema;
}

const named = (name: string): Type => ({ kind: "reference", name });

/** The hashes of `T` that are equal in both texts. */
function equalHashes(left: string, right: string): readonly string[] {
  const [one, other] = [schemaClosures(check(left)), schemaClosures(check(right))];
  const kinds = ["closureHash", "valueHash", "encodingHash"] as const;
  return kinds.filter((kind) => one[kind](named("T")) === other[kind](named("T")));
}

const ALL = ["closureHash", "valueHash", "encodingHash"];

test.each([
  ["comments", "type T struct { a: u8 }", "# Doc.\ntype T struct {\n  # Field.\n  a: u8\n}"],
  [
    "the order of definitions",
    "type A u8\ntype B struct { a: A }\ntype T struct { b: B }",
    "type T struct { b: B }\ntype B struct { a: A }\ntype A u8",
  ],
  [
    "an alias",
    "type T struct { a: list<str> }",
    "type N str\ntype L list<N>\ntype T struct { a: L }",
  ],
  [
    "an alias of an alias",
    "type T struct { a: str }",
    "type N M\ntype M str\ntype T struct { a: N }",
  ],
  ["an alias of the type itself", "type T struct { a: u8 }", "type T U\ntype U struct { a: u8 }"],
  [
    "a struct written inline",
    "type I struct { b: u8 }\ntype T struct { a: I }",
    "type T struct { a: struct { b: u8 } }",
  ],
  [
    "an enum in a list written inline",
    "type E enum { A B }\ntype T struct { a: list<E> }",
    "type T struct { a: list<enum { A B }> }",
  ],
  [
    "the name of a type",
    "type I struct { b: u8 }\ntype T list<I>",
    "type J struct { b: u8 }\ntype T list<J>",
  ],
  ["numbers that are the default", "type T enum { A B }", "type T enum { A = 0 B = 1 }"],
  [
    "how far a cycle is unrolled",
    "type T struct { next: optional<T> }",
    "type T struct { next: optional<U> }\ntype U struct { next: optional<T> }",
  ],
  [
    "where a cycle is entered",
    "type T struct { next: optional<T> }",
    "type T struct { next: optional<U> }\ntype U struct { next: optional<U> }",
  ],
  ["a cycle of lists", "type T list<T>", "type T list<U>\ntype U list<list<T>>"],
])("%s: does not count", (_title, left, right) => {
  expect(equalHashes(left, right)).toEqual(ALL);
});

test.each([
  ["a field's name", "type T struct { a: u8 }", "type T struct { b: u8 }", ["encodingHash"]],
  [
    "the order of fields",
    "type T struct { a: u8 b: u8 }",
    "type T struct { b: u8 a: u8 }",
    ["encodingHash"],
  ],
  ["a width", "type T struct { a: u8 }", "type T struct { a: u16 }", []],
  ["a sign", "type T struct { a: u8 }", "type T struct { a: i8 }", []],
  ["an enum value's name", "type T enum { A B }", "type T enum { A C }", ["encodingHash"]],
  ["an enum value's number", "type T enum { A B }", "type T enum { A B = 2 }", []],
  ["who has which number", "type T enum { A B }", "type T enum { B A }", ["encodingHash"]],
  [
    "the listed order of enum values",
    "type T enum { A = 0 B = 1 }",
    "type T enum { B = 1 A = 0 }",
    ["valueHash", "encodingHash"],
  ],
  [
    "a variant's name",
    "type A struct { a: u8 }\ntype T union { A }",
    "type B struct { a: u8 }\ntype T union { B }",
    ["encodingHash"],
  ],
  [
    "an alias as a variant",
    "type A u8\ntype T union { A }",
    "type T union { u8 }",
    ["encodingHash"],
  ],
  ["a variant's tag", "type T union { u8 = 0 }", "type T union { u8 = 1 }", []],
  [
    "the listed order of variants",
    "type T union { u8 = 0 | str = 1 }",
    "type T union { str = 1 | u8 = 0 }",
    ["valueHash", "encodingHash"],
  ],
  ["an optional", "type T struct { a: u8 }", "type T struct { a: optional<u8> }", []],
  ["a fixed length", "type T list<str>[2]", "type T list<str>[3]", []],
  ["a length at all", "type T data[2]", "type T data", []],
  ["a map's key", "type T map<u8><u8>", "type T map<u16><u8>", []],
  ["data as a list", "type T data[2]", "type T list<u8>[2]", ["valueHash", "encodingHash"]],
  ["u64 as a varint", "type T struct { a: u64 }", "type T struct { a: uint }", ["valueHash"]],
  ["u64 as a varint in a list", "type T list<u64>", "type T list<uint>", []],
  ["a struct and its only member", "type T struct { a: str }", "type T str", ["encodingHash"]],
  [
    "a map and a list of pairs",
    "type T map<str><u8>",
    "type P struct { k: str v: u8 }\ntype T list<P>",
    ["encodingHash"],
  ],
  [
    "an enum and a union of voids",
    "type T enum { A B }",
    "type A void\ntype B void\ntype T union { A | B }",
    ["encodingHash"],
  ],
  [
    "something far down a cycle",
    "type T struct { next: optional<U> }\ntype U struct { next: optional<T> }",
    "type T struct { next: optional<U> }\ntype U struct { last: optional<T> }",
    ["encodingHash"],
  ],
  ["a type beside a number", "type T struct { a: str }", "type T struct { a: data }", []],
])("%s: counts", (_title, left, right, equal) => {
  expect(equalHashes(left, right)).toEqual(equal);
});

test("a type made of the schema's own has the hash it would have if it were written", () => {
  const closures = schemaClosures(check("type T struct { next: optional<T> all: list<T> }"));
  const written = schemaClosures(
    check("type T struct { next: optional<T> all: list<T> }\ntype O optional<T>"),
  );
  const made: Type = { kind: "optional", item: named("T") };
  expect(closures.closureHash(made)).toBe(written.closureHash(named("O")));
});

test("a schema's hash covers its roots by name, and not how a root is aliased", () => {
  const hash = (text: string) => schemaHash(check(text));
  const plain = hash("type I struct { a: u8 }\ntype M struct { i: I }");
  expect(hash("type M struct { i: J }\ntype J struct { a: u8 }")).toBe(plain);
  expect(hash("type I struct { a: u8 }\ntype M struct { i: I }\ntype Other M")).toBe(plain);
  expect(hash("type I struct { a: u8 }\ntype N struct { i: I }")).not.toBe(plain);
  expect(hash("type I struct { a: u8 }\ntype M struct { i: I }\ntype N struct { i: I }")).not.toBe(
    plain,
  );
  expect(hash("type I struct { b: u8 }\ntype M struct { i: I }")).not.toBe(plain);
});

test("a short hash is the start of the hash", () => {
  const hash = schemaHash(check("type T u8"));
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
});

/** The number of texts that are hashed for all types of a schema, and their total length. */
function hashingWork(schema: Schema): { readonly texts: number; readonly characters: number } {
  let [texts, characters] = [0, 0];
  const closures: SchemaClosures = schemaClosures(schema, (text) => {
    texts += 1;
    characters += text.length;
    return `digest-of-${texts}-${"x".repeat(50)}`;
  });
  for (const { name } of schema.types) closures.closureHash(named(name));
  return { texts, characters };
}

const NUMBERS = Array.from({ length: 500 }, (_, index) => index);

test("closures that share everything are hashed once: each type uses the two before it", () => {
  const lines = NUMBERS.map((index) => {
    const [one, two] = [index - 1, index - 2].map((other) => (other < 0 ? "u8" : `T${other}`));
    return `type T${index} struct { f${index}: ${one} g: list<${two}> }`;
  });
  const { texts, characters } = hashingWork(check(lines.join("\n")));
  // One for each struct and list, and one for u8.
  expect(texts).toBeLessThanOrEqual(1_001);
  expect(characters).toBeLessThan(500 * 400);
});

test("five hundred types in one cycle are hashed once each", () => {
  const lines = NUMBERS.map((index) => {
    const next = (index + 1) % NUMBERS.length;
    return `type T${index} struct { ${index === 7 ? "odd" : "next"}: optional<T${next}> }`;
  });
  const { texts, characters } = hashingWork(check(lines.join("\n")));
  expect(texts).toBeLessThanOrEqual(1_001);
  expect(characters).toBeLessThan(500 * 400);
});

test("a cycle of equal types is one type", () => {
  const lines = NUMBERS.map(
    (index) => `type T${index} struct { next: optional<T${(index + 1) % 500}> }`,
  );
  const closures = schemaClosures(check(lines.join("\n")));
  const alone = schemaClosures(check("type T struct { next: optional<T> }"));
  const hashes = new Set(NUMBERS.map((index) => closures.closureHash(named(`T${index}`))));
  expect([...hashes]).toEqual([alone.closureHash(named("T"))]);
});

test("nodes are looked at no more than m log n times, however they lead to each other", () => {
  const chain = (count: number, isCycle: number): readonly ClosureNode[] =>
    Array.from({ length: count }, (_, index) => ({
      label: index === 0 ? "first" : "other",
      children: [index + 1 < count ? index + 1 : isCycle, Math.floor(index / 2)],
    }));
  for (const nodes of [chain(2_000, 0), chain(2_000, 1_999)]) {
    const { lookCount, classCount } = partitionNodes(nodes);
    expect(classCount).toBeLessThanOrEqual(nodes.length);
    expect(lookCount).toBeLessThan(2 * nodes.length * Math.log2(nodes.length));
  }
});

test("a chain of ten thousand aliases and lists overflows nothing", () => {
  const types = Array.from({ length: 10_000 }, (_, index) =>
    index % 2 === 0 ? `type T${index} T${index + 1}` : `type T${index} list<T${index + 1}>`,
  );
  const closures = schemaClosures(check([...types, "type T10000 u8"].join("\n")));
  expect(closures.closureHash(named("T0"))).toBe(closures.closureHash(named("T1")));
  expect(closures.closureHash(named("T0"))).not.toBe(closures.closureHash(named("T2")));
});
