/**
 * Tests the facts that follow from the references of a schema.
 */

import { expect, test } from "vitest";
import type { Type } from "./model.js";
import { readSchema } from "./read-schema.js";
import { type TypeGraph, typeGraph } from "./type-graph.js";

function check(text: string): TypeGraph {
  const result = readSchema({ file: "v1.bare", text, protocol: "example", version: 1 });
  if (!result.ok) throw new Error(result.diagnostics.map(({ message }) => message).join("\n"));
  return typeGraph(result.schema);
}

function named(name: string): Type {
  return { kind: "reference", name };
}

/** The fewest bytes of the type `T`, and its width if it is fixed. */
function sizes(text: string): readonly [number, number | null] {
  const graph = check(text);
  return [graph.minimumSize(named("T")), graph.fixedSize(named("T"))];
}

test("an alias resolves to what it stands for in the end", () => {
  const graph = check("type A B\ntype B C\ntype C list<A>\ntype D struct { a: A }");
  expect(graph.resolve(named("A")).kind).toBe("list");
  expect(graph.resolve(named("D")).kind).toBe("struct");
  expect(graph.resolve({ kind: "primitive", name: "u8" })).toEqual({
    kind: "primitive",
    name: "u8",
  });
});

test("a root is used by no other type, and a hoisted type is none", () => {
  const text = `
    type Id str
    type ToServer union { Ping | struct { id: Id } }
    type Ping struct { at: u64 }
    type ToClient list<Ping>`;
  expect(check(text).rootNames).toEqual(["ToServer", "ToClient"]);
});

test("recursive types that nothing else uses are roots", () => {
  const cycle =
    "type Tree union { Leaf | Branch }\ntype Branch struct { trees: list<Tree> }\ntype Leaf u8";
  expect(check(cycle).rootNames).toEqual(["Tree", "Branch"]);
  expect(check("type Chain optional<Chain>").rootNames).toEqual(["Chain"]);
  expect(check(`${cycle}\ntype Forest list<Tree>`).rootNames).toEqual(["Forest"]);
});

test("recursive types are those on a cycle of references, hoisted ones included", () => {
  const text = `
    type Before struct { node: Node }
    type Node struct { edges: list<struct { to: Node label: Label }> }
    type Label str
    type Self optional<Self>`;
  expect([...check(text).recursiveTypeNames].sort()).toEqual(["Node", "NodeEdges", "Self"]);
});

test("numbers, bool and data[n] have a fixed size, varints and str do not", () => {
  const fixed = { u8: 1, u16: 2, u32: 4, u64: 8, i8: 1, i16: 2, i32: 4, i64: 8 };
  const others = { f32: 4, f64: 8, bool: 1, void: 0, "data[7]": 7, "list<u16>[3]": 6 };
  for (const [type, size] of Object.entries({ ...fixed, ...others })) {
    expect(sizes(`type T ${type}`), type).toEqual([size, size]);
  }
  for (const type of "uint int str data list<u8> map<u8><u8> optional<u64>".split(" ")) {
    expect(sizes(`type T ${type}`), type).toEqual([1, null]);
  }
});

test("a struct is as wide as its fields, if all are fixed", () => {
  expect(sizes("type T struct { a: u32 b: A }\ntype A list<B>[2]\ntype B data[16]")).toEqual([
    36, 36,
  ]);
  expect(sizes("type T struct { a: u32 b: str }")).toEqual([5, null]);
});

test("an enum or a union takes at least its shortest tag and what follows", () => {
  expect(sizes("type T enum { A = 128 B = 16384 }")).toEqual([2, null]);
  expect(sizes("type T union { u64 | data[3] = 200 | V = 20000 }\ntype V void")).toEqual([3, null]);
});

test("the sizes of recursive types end", () => {
  const text = `
    type T struct { id: u32 next: optional<T> shape: Shape }
    type Shape union { Group | Cycle }
    type Group struct { left: Shape right: Shape }
    type Cycle struct { radius: f64 }`;
  expect(sizes(text)).toEqual([4 + 1 + 9, null]);
  expect(check(text).minimumSize(named("Group"))).toBe(18);
  expect(check(text).fixedSize(named("Cycle"))).toBe(8);
});

test("sizes beyond exact numbers are capped, or not fixed", () => {
  expect(sizes("type T list<list<u64>[4294967295]>[4294967295]")).toEqual([
    Number.MAX_SAFE_INTEGER,
    null,
  ]);
});

test("twenty thousand types in one cycle are measured", () => {
  const count = 20_000;
  const types = Array.from({ length: count }, (_, index) => {
    const next = index + 1 === count ? "" : `next: T${index + 1}`;
    return `type T${index} struct { first: optional<T0> ${next} }`;
  });
  const graph = check(types.join("\n"));
  expect(graph.minimumSize(named("T0"))).toBe(count);
  expect(graph.recursiveTypeNames.size).toBe(count);
});

test("a name that the schema does not define is a bug of the caller", () => {
  expect(() => check("type A u8").resolve(named("B"))).toThrow("'B' is not a type of the schema");
});
