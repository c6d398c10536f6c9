/**
 * Tests which schema texts are accepted, and which diagnostics the others give.
 */

import { expect, test } from "vitest";
import { readSchema } from "./read-schema.js";

/** The messages in order; none for an accepted schema. */
function check(text: string): readonly string[] {
  const result = readSchema({ file: "v1.bare", text, protocol: "example", version: 1 });
  return result.ok ? [] : result.diagnostics.map(({ message }) => message);
}

test("an accepted schema carries the protocol and version it was read for", () => {
  const source = { file: "v7.bare", text: "type Id str", protocol: "example", version: 7 };
  expect(readSchema(source)).toMatchObject({
    ok: true,
    schema: { protocol: "example", version: 7, types: [{ name: "Id" }] },
  });
});

test("a diagnostic names the file as it was given", () => {
  const source = { file: "schemas/v7.bare", text: "", protocol: "example", version: 7 };
  expect(readSchema(source)).toMatchObject({
    ok: false,
    diagnostics: [{ file: "schemas/v7.bare", offset: 0, message: "a schema cannot be empty" }],
  });
});

test("a type may be used before its definition", () => {
  expect(check("type Person struct { address: Address }\ntype Address str")).toEqual([]);
});

test("a type may contain itself through optional, list, map or a union with another end", () => {
  const text = `
    type Node struct {
      parent: optional<Node>
      children: list<Node>
      named: map<str><Node>
      next: union { Node | void }
    }
    type Chain list<Chain>
    type Finite union { Finite | u8 }
    type Left union { Right | void }
    type Right struct { left: Left }`;
  expect(check(text)).toEqual([]);
});

test("a type that only contains an endless one is not reported", () => {
  const text = "type Outer struct { inner: Inner }\ntype Inner struct { inner: Inner }";
  expect(check(text)).toEqual(["'Inner' contains itself without end: Inner -> Inner"]);
});

test("a long cycle is shown by its two ends", () => {
  const names = Array.from({ length: 12 }, (_, index) => `T${index}`);
  const text = names.map((name, index) => `type ${name} T${(index + 1) % 12}`).join("\n");
  const shown = "T0 -> T1 -> T2 -> T3 -> ... -> T9 -> T10 -> T11 -> T0";
  expect(check(text)).toEqual([`'T0' contains itself without end: ${shown}`]);
});

test("tags and numbers need no order", () => {
  expect(
    check("type Code enum { LAST = 9 FIRST = 0 }\ntype Reply union { u8 = 4 | str = 1 }"),
  ).toEqual([]);
});

test("a map key is any primitive but floats and void, or data, or an enum", () => {
  const keys = "u8 u16 u32 u64 uint i8 i16 i32 i64 int bool str data data[4] Code Alias enum{A}";
  const maps = keys.split(" ").map((key, index) => `type Map${index} map<${key}><u8>`);
  expect(check([...maps, "type Code enum { OK }", "type Alias Code"].join("\n"))).toEqual([]);
  expect(check("type Bad map<optional<u8>><u8>")).toEqual(["'optional' cannot be a map key"]);
});

test("void stands only in a union or as a definition", () => {
  expect(check("type Nothing void\ntype Reply union { void | Nothing }")).toEqual([]);
  expect(check("type Nothing void\ntype Bad list<Nothing>")).toEqual([
    "'Nothing' (void) cannot be listed",
  ]);
});

test("the largest exact numbers and lengths are accepted", () => {
  const largest = Number.MAX_SAFE_INTEGER;
  expect(check(`type Code enum { LAST = ${largest} }`)).toEqual([]);
  expect(check(`type Reply union { u8 = ${largest} }`)).toEqual([]);
  expect(check("type Huge data[4294967295]")).toEqual([]);
});

test("keywords are good names for fields", () => {
  const words = "type struct enum union list map optional data void u8 str await constructor";
  const fields = words.split(" ").map((word) => `  ${word}: u8`);
  expect(check(`type Words struct {\n${fields.join("\n")}\n}`)).toEqual([]);
});

test("every broken definition is reported, and the good ones are still checked", () => {
  const text = "type A u8;\ntype B lst<u8>\ntype C Missing\ntype D struct { a u8 }";
  expect(check(text)).toEqual([
    "unexpected ';'",
    "expected 'type' but found '<'",
    "the type 'Missing' is not defined",
    "expected ':' but found 'u8'",
  ]);
});

test("what refers to a broken definition is not reported", () => {
  const broken = "type Broken [4]u8\ntyp Misspelt u8\n";
  const users = "type A Broken\ntype B list<Misspelt>\ntype C map<Broken><Misspelt>";
  expect(check(broken + users)).toEqual([
    "this is the syntax of an older draft of BARE",
    "expected 'type' but found 'typ'",
  ]);
});

test("a good definition survives what stands behind it", () => {
  expect(check("type A u8 }\ntype B map<A><f32>\ntype C map<f32><A>")).toEqual([
    "expected 'type' but found '}'",
    "'f32' cannot be a map key",
  ]);
});

test("an unclosed bracket does not hide the definitions below it", () => {
  expect(check("type A struct {\n  a: list<u8\ntype B struct {\n  type: Missing\n}")).toEqual([
    "expected '>' but found the end of the definition",
    "the type 'Missing' is not defined",
  ]);
});

test("ten thousand nested types are refused in one diagnostic", () => {
  const text = `type Deep ${"optional<".repeat(10_000)}u8${">".repeat(10_000)}`;
  expect(check(text)).toEqual(["types are nested more than 64 levels deep"]);
});

test("64 nested types are accepted", () => {
  expect(check(`type Deep ${"optional<".repeat(64)}u8${">".repeat(64)}`)).toEqual([]);
});

test("ten thousand types in a chain or a cycle are read", () => {
  const names = Array.from({ length: 10_000 }, (_, index) => `T${index}`);
  const chain = names.map((name, index) => `type ${name} T${index + 1}`);
  expect(check([...chain, "type T10000 u8"].join("\n"))).toEqual([]);
  expect(check([...chain, "type T10000 T0"].join("\n"))).toHaveLength(1);
  expect(check([...chain, "type T10000 list<T0>"].join("\n"))).toEqual([]);
});

test("a byte order mark and Windows line ends change nothing", () => {
  expect(check("\uFEFFtype A struct {\r\n  a: u8\r\n}\r\n")).toEqual([]);
});

test("characters outside ASCII are welcome in comments only", () => {
  expect(check("# größer, “schöner” 🙂\ntype A u8")).toEqual([]);
  expect(check("type A u8 \u{1F642}")).toEqual(["unexpected character '🙂'"]);
  expect(check("type A\u00A0u8")).toEqual(["unexpected character U+00A0"]);
  expect(check("type A \0")).toEqual(["unexpected character U+0000"]);
});
