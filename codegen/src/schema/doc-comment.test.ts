/**
 * Tests which comment documents what.
 */

import { expect, test } from "vitest";
import type { NamedType } from "./model.js";
import { readSchema } from "./read-schema.js";

/** The name and doc comment of every definition and member that has one. */
function check(text: string): Readonly<Record<string, string>> {
  const result = readSchema({ file: "v1.bare", text, protocol: "example", version: 1 });
  if (!result.ok) throw new Error(result.diagnostics.map(({ message }) => message).join("\n"));
  const documented = result.schema.types.flatMap((named) => [named, ...membersOf(named)]);
  return Object.fromEntries(
    documented.flatMap(({ name, doc }) => (doc === null ? [] : [[name, doc]])),
  );
}

function membersOf({ type }: NamedType) {
  if (type.kind === "struct") return type.fields;
  if (type.kind === "enum") return type.values;
  return type.kind === "union" ? type.variants : [];
}

test("the comment lines directly above document a definition and its members", () => {
  const text = [
    "# A page,",
    "#",
    "#   as the server sends it.",
    "type Page struct {",
    "  # Counts from 1.",
    "  number: u32",
    "  bytes: data",
    "}",
  ];
  expect(check(text.join("\n"))).toEqual({
    Page: "A page,\n\n  as the server sends it.",
    number: "Counts from 1.",
  });
});

test("a comment above a blank line documents nothing", () => {
  expect(check("# Copyright\n\ntype Id str\n")).toEqual({});
});

test("a comment at the end of a line documents the member of that line, not the next", () => {
  const text =
    "type Code enum { # why it stopped\n  OK # all is well\n  ERROR\n} # the end\ntype Id str";
  expect(check(text)).toEqual({ Code: "why it stopped", OK: "all is well" });
});

test("lines above win over the end of the line", () => {
  expect(check("# above\ntype Id str # behind")).toEqual({ Id: "above" });
});

test("a union member is documented with its bar before or behind it", () => {
  const before = "type Reply union {\n  # one\n  | u8\n  | u16 # two\n  |\n  # three\n  str\n}";
  expect(check(before)).toEqual({ u8: "one", u16: "two", str: "three" });
  const behind = "type Reply union {\n  # one\n  u8 |\n  u16 | # two\n  # three\n  str |\n}";
  expect(check(behind)).toEqual({ u8: "one", u16: "two", str: "three" });
});

test("a comment beside several members documents none of them", () => {
  expect(check("type Code enum {\n  OK ERROR # both\n}")).toEqual({});
});

test("a comment on the line of a whole definition documents the definition", () => {
  expect(check("# Reply\ntype Reply union { u8 | u16 }")).toEqual({ Reply: "Reply" });
  expect(check("type Reply union { u8 | u16 } # Reply")).toEqual({ Reply: "Reply" });
});

test("a field with an inline type is documented on its first line", () => {
  const text = "type Person struct {\n  address: struct { # home\n    city: str # big\n  }\n}";
  expect(check(text)).toEqual({ address: "home", city: "big" });
});

test("Windows line ends and a byte order mark are not part of a comment", () => {
  expect(check("\uFEFF# one \r\n#two\r\ntype Id str\r\ntype Key str # three\r\n")).toEqual({
    Id: "one\ntwo",
    Key: "three",
  });
});

test("an empty comment documents nothing", () => {
  expect(check("#\n#  \ntype Id str #")).toEqual({});
});

test("only a newline ends a comment, and not what Unicode calls a line or paragraph end", () => {
  for (const inside of ["\u2028", "\u2029", "\u0085", "\v", "\f", "\r"]) {
    const text = `# first${inside}still first\n# second\ntype A struct {\n  a: u8 # one${inside}a\n}`;
    expect(check(text)).toEqual({ A: `first${inside}still first\nsecond`, a: `one${inside}a` });
  }
});
