/**
 * Tests which changes the diff of two versions lists, and under which name.
 */

import { expect, test } from "vitest";
import type { Schema } from "../../schema/model.js";
import { readSchema } from "../../schema/read-schema.js";
import { compareNamed } from "../compare/compare-named.js";
import { compareTypes } from "../compare/compare-types.js";
import { compareSchemas, schemaView } from "../compare/comparison.js";
import type { Relation } from "../compare/relation.js";
import { type ComparedVersions, compareVersions } from "../compare-versions.js";
import { changeRows, changeTableLines } from "./change-table.js";

function schemaOf(text: string, version: number): Schema {
  const result = readSchema({ file: "case.bare", text, protocol: "example", version });
  if (!result.ok) throw new Error(result.diagnostics.map(({ message }) => message).join("\n"));
  return result.schema;
}

const OPTIONS = {
  runtime: "@barewire/runtime",
  importExtension: "js",
  target: "ts",
  numberLists: "array",
  codecs: "all",
} as const;

function check(older: string, newer: string): ComparedVersions {
  const [one, two] = [schemaOf(older, 1), schemaOf(newer, 2)];
  return compareVersions({ older: one, newer: two, entries: new Map(), options: OPTIONS });
}

/** `status name: change, change`, as the table of a step says it. */
function rows(older: string, newer: string): readonly string[] {
  const { diff, changes } = check(older, newer);
  return changeRows(diff, changes).map(
    ({ status, name, changes }) => `${status} ${name}: ${changes.join(", ")}`,
  );
}

test("each type is what it is: changed, carrying, added, removed or unchanged", () => {
  const older = `
    type Page struct { size: u32 }
    type Gone struct { a: u8 b: str }
    type Same struct { x: u8 }
    type Message struct { page: Page same: Same }`;
  const newer = `
    type Page struct { size: u64 }
    type Same struct { x: u8 }
    type Fresh struct { c: data }
    type Message struct { page: Page same: Same }`;
  expect(rows(older, newer)).toEqual([
    "changed Page: size: u32 -> u64",
    "removed Gone: ",
    "unchanged Same: ",
    "added Fresh: ",
    "transitive Message: Page",
  ]);
});

test("a change far down is carried by everything above it, cycles included", () => {
  const text = (width: string) => `
    type Leaf struct { a: ${width} }
    type Node struct { leaf: Leaf next: optional<Node> }
    type Id str
    type Nodes list<Node>
    type Top union { Nodes | Id }`;
  expect(rows(text("u8"), text("u16"))).toEqual([
    "changed Leaf: a: u8 -> u16",
    "transitive Node: Leaf, Node",
    "unchanged Id: ",
    "transitive Nodes: Node",
    "transitive Top: Nodes",
  ]);
});

test("an alias that changes is the change, and its users carry it", () => {
  const text = (target: string) => `type Id ${target}\ntype M struct { id: Id ids: list<Id> }`;
  expect(rows(text("u32"), text("str"))).toEqual(["changed Id: u32 -> str", "transitive M: Id"]);
});

test("an alias introduced on the way is no change of what uses it", () => {
  const older = "type P struct { a: u8 }\ntype M struct { p: list<P> }";
  const newer = "type P struct { a: u16 }\ntype Ps list<P>\ntype M struct { p: Ps }";
  expect(rows(older, newer)).toEqual(["changed P: a: u8 -> u16", "added Ps: ", "transitive M: "]);
});

test("every part of a nested type is compared by itself", () => {
  const older = "type M struct { a: optional<list<u8>> b: map<u8><list<str>[2]> c: data[2] }";
  const newer = "type M struct { a: list<u16> b: map<u16><list<data>[3]> c: data[3] }";
  expect(rows(older, newer)).toEqual([
    "changed M: " +
      [
        "a: optional<list<u8>> -> list<u16>",
        "a present item: u8 -> u16",
        "b key: u8 -> u16",
        "b value: list<str>[2] -> list<data>[3]",
        "b value item: str -> data",
        "c: data[2] -> data[3]",
      ].join(", "),
  ]);
});

test("what becomes optional is compared as it is named", () => {
  const older = "type P struct { a: u8 }\ntype Id u8\ntype M struct { p: P id: Id }";
  const newer =
    "type P struct { a: u16 }\ntype Id u16\ntype M struct { p: optional<P> id: optional<Id> }";
  expect(rows(older, newer)).toEqual([
    "changed P: a: u8 -> u16",
    "changed Id: u8 -> u16",
    "changed M: p: P -> optional<P>, id: Id -> optional<Id>",
  ]);
  expect(rows(newer, older)).toEqual([
    "changed P: a: u16 -> u8",
    "changed Id: u16 -> u8",
    "changed M: p: optional<P> -> P, id: optional<Id> -> Id",
  ]);
});

test("members that come, go and move are listed where they stand", () => {
  const older =
    "type M struct { a: u8 b: str c: u8 }\ntype E enum { A B C }\ntype U union { u8 | str }";
  const newer =
    "type M struct { x: bool c: u8 a: u8 }\ntype E enum { A C D }\ntype U union { str | u8 | bool }";
  expect(rows(older, newer)).toEqual(
    [
      "changed M: + x: bool, - b, order: c, a",
      "changed E: - B, C: 2 -> 1, + D",
      "changed U: str: 1 -> 0, u8: 0 -> 1, + bool, order: str, u8, bool",
    ].map((line) => line.replace("order: c, a", "order: x, c, a")),
  );
});

test("a member of the same place and type under another name is suggested as a rename", () => {
  const older = "type M struct { id: u8 note: str last: u8 }\ntype E enum { A B }";
  const newer = "type M struct { added: bool id: u8 remark: str last: u8 }\ntype E enum { A Z }";
  expect(rows(older, newer)).toEqual([
    "changed M: + added: bool, note -> remark?",
    "changed E: B -> Z?",
  ]);
  const [, retyped] = [
    rows(older, newer),
    rows(older, newer.replace("remark: str", "remark: data")),
  ];
  expect(retyped[0]).toBe("changed M: + added: bool, - note, + remark: data");
});

test("a type of equal closure, or in the same place, is suggested as a rename", () => {
  const older =
    "type A struct { x: u8 y: str }\ntype B struct { z: u8 }\ntype M struct { a: A b: B }";
  const newer =
    "type C struct { x: u8 y: str }\ntype D struct { z: u16 }\ntype M struct { a: C b: D }";
  expect(check(older, newer).diff.renames).toEqual([
    { olderName: "A", newerName: "C" },
    { olderName: "B", newerName: "D" },
  ]);
  expect(rows(older, newer)).toContain("changed M: b: B -> D");
  const apart = "type C struct { x: u8 y: str }\ntype M struct { c: list<C> }";
  expect(
    check("type A struct { x: u8 y: str }\ntype M struct { a: A }", apart).diff.renames,
  ).toEqual([{ olderName: "A", newerName: "C" }]);
});

test("types that are alike in pairs are not guessed at", () => {
  const older = "type A struct { x: u8 }\ntype B struct { x: u8 }";
  const newer = "type C struct { x: u8 }\ntype D struct { x: u8 }";
  expect(check(older, newer).diff.renames).toEqual([]);
});

test("a renamed variant is a rename of the variant and of its type", () => {
  const older = "type Ping struct { at: u64 }\ntype U union { Ping | u8 }";
  const newer = "type Pong struct { at: u64 }\ntype U union { Pong | u8 }";
  expect(rows(older, newer)).toEqual([
    "removed Ping: ",
    "added Pong: Ping -> Pong?",
    "changed U: Ping -> Pong?",
  ]);
});

test("kinds that change are told, whatever stands behind the name", () => {
  expect(rows("type M struct { a: u8 }", "type M union { u8 }")).toEqual([
    "changed M: struct -> union",
  ]);
  expect(rows("type M u8", "type M struct { a: u8 }")).toEqual(["changed M: u8 -> struct"]);
  expect(
    rows("type M void\ntype U union { M }", "type M struct { a: u8 }\ntype U union { M }"),
  ).toEqual(["changed M: void -> struct", "transitive U: M"]);
});

test("a message that another type starts to use is no longer a root", () => {
  const older = "type M struct { a: u8 }";
  expect(rows(older, `${older}\ntype N struct { m: M }`)).toEqual([
    "changed M: - root",
    "added N: ",
  ]);
  expect(rows(older, `${older}\ntype N M`)).toEqual(["unchanged M: ", "added N: "]);
});

test("aliases of themselves with other cycles are compared to an end", () => {
  const older = "type T list<list<T>>";
  const newer = "type T list<list<optional<T>>>";
  expect(rows(older, newer)).toEqual(["changed T: item item: T -> optional<T>"]);
  expect(rows("type T list<list<T>>", "type T list<T>")).toEqual(["unchanged T: "]);
  const other = "type A list<list<A>>\ntype B list<optional<B>>";
  const [one, two] = [schemaOf(other, 1), schemaOf(other, 2)];
  const comparison = compareSchemas(schemaView(one), schemaView(two));
  const [a, b] = [one.types[0], two.types[1]];
  if (a === undefined || b === undefined) throw new Error("there are two types");
  expect(compareTypes(a.type, b.type, comparison).kind).toBe("list");
});

test("the table has columns", () => {
  const older = "type Ping struct { a: u8 }\ntype M union { Ping }";
  const newer =
    "type Ping struct { a: u8 }\ntype N struct { b: u8 }\ntype M union { Ping | N | u8 }";
  const { diff, changes } = check(older, newer);
  expect(changeTableLines(changeRows(diff, changes))).toEqual([
    "unchanged  Ping",
    "added      N",
    "changed    M     + N",
    "                 + u8",
  ]);
});

/** The relation of `T` in both, as a planner sees it. */
function relation(older: string, newer: string): Relation {
  const [one, two] = [schemaOf(`type T ${older}`, 1), schemaOf(`type T ${newer}`, 2)];
  const named = compareNamed("T", "T", compareSchemas(schemaView(one), schemaView(two)));
  if (named.kind === "alias" || named.kind === "kind-change") return named.relation;
  throw new Error(`T is ${named.kind}`);
}

test.each([
  ["u8", "u16", "widen"],
  ["u8", "i16", "widen"],
  ["u16", "u8", "narrow"],
  ["u32", "i32", "overlap"],
  ["u64", "int", "overlap"],
  ["f32", "f64", "widen"],
  ["f64", "f32", "narrow"],
  ["u32", "f64", "incompatible"],
  ["str", "optional<str>", "wrap-optional"],
  ["optional<str>", "str", "unwrap-optional"],
  ["optional<u8>", "optional<u16>", "optional"],
  ["optional<u8>", "optional<optional<u8>>", "optional"],
  ["list<u8>", "list<u8>[3]", "data-length"],
  ["list<str>", "list<str>[3]", "list"],
  ["map<u8><str>", "map<u16><str>", "map"],
  ["void", "u8", "from-void"],
  ["u8", "void", "to-void"],
  ["str", "data", "same-bytes"],
  ["optional<u8>", "list<u8>", "same-bytes"],
  ["list<u8>", "optional<list<u8>>", "wrap-optional"],
  ["struct { a: u8 }", "u8", "same-bytes"],
  ["str", "u8", "incompatible"],
])("%s and %s: %s", (older, newer, kind) => {
  expect(relation(older, newer).kind).toBe(kind);
});

const compatibilityOf = ({ compatibility }: ComparedVersions) => compatibility;

test("the worst change is the verdict of the whole", () => {
  const base = "type E enum { A B }\ntype M struct { e: E }";
  expect(compatibilityOf(check(base, base))).toBe("compatible");
  expect(compatibilityOf(check(base, base.replace("A B", "A B C")))).toBe("compatible");
  expect(compatibilityOf(check(base, base.replace("e: E", "e: E f: u8")))).toBe("decision");
  expect(compatibilityOf(check(base, base.replace("A B", "B A")))).toBe("subtle");
});

/** The directions that need a decision for the first change: `upgrade downgrade`. */
function decision(older: string, newer: string): string {
  const [first] = check(older, newer).changes;
  if (first === undefined) throw new Error("nothing changed");
  return `${first.upgrade.kind} ${first.downgrade.kind}`;
}

test.each([
  ["type M struct { a: u64 }", "type M struct { a: uint }", "auto auto"],
  ["type M struct { a: u8 }", "type M struct { a: u16 }", "auto checked"],
  ["type M enum { A }", "type M enum { A B }", "auto checked"],
  ["type M union { u8 }", "type M union { u8 | str }", "auto checked"],
  ["type M struct { a: u8 }", "type M struct { a: optional<u8> }", "auto checked"],
  ["type M struct { a: u8 }", "type M struct { a: u8 b: optional<u8> }", "auto checked"],
  ["type M struct { a: data[2] }", "type M struct { a: data }", "auto checked"],
  ["type M struct { a: u8 }", "type M struct { a: u8 b: u8 }", "asked asked"],
  ["type M struct { a: u8 b: u8 }", "type M struct { a: u8 }", "asked asked"],
  ["type M struct { a: u16 }", "type M struct { a: u8 }", "asked auto"],
  ["type M struct { a: u8 }", "type M struct { a: i8 }", "asked asked"],
  ["type M struct { a: optional<u8> }", "type M struct { a: u8 }", "asked auto"],
  ["type M struct { a: data }", "type M struct { a: data[2] }", "asked auto"],
  ["type A u8\ntype M union { A }", "type A void\ntype M union { A }", "asked asked"],
  ["type A void\ntype M union { A }", "type A u8\ntype M union { A }", "asked asked"],
  ["type M enum { A B }", "type M enum { A }", "checked auto"],
  ["type M struct { a: u8 b: optional<u8> }", "type M struct { a: u8 }", "checked auto"],
  ["type M struct { a: u8 }", "type M struct { b: u8 }", "asked asked"],
  ["type M struct { a: u8 b: u8 }", "type M struct { b: u8 a: u8 }", "asked asked"],
  ["type M struct { a: u8 }", "type M enum { A }", "asked asked"],
  ["type M struct { a: str }", "type M struct { a: data }", "asked asked"],
])("%s, then %s: %s", (older, newer, expected) => {
  expect(decision(older, newer)).toBe(expected);
});

test("for a variant that the target lacks another message may stand in", () => {
  const [added] = check("type M union { u8 }", "type M union { u8 | str }").changes;
  expect(added?.downgrade).toEqual({ kind: "checked", policies: ["function", "reject"] });
});
