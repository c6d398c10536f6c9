/** The names that inline types get, and what becomes of spellings. */

import { expect, test } from "vitest";
import type { NamedType, Type } from "./model.js";
import { readSchema } from "./read-schema.js";

/** One line a type: its name, marked `*` where hoisted, and its members. */
function check(text: string): readonly string[] {
  const result = readSchema({ file: "v1.bare", text, protocol: "example", version: 1 });
  if (!result.ok) throw new Error(result.diagnostics.map(({ message }) => message).join("\n"));
  return result.schema.types.map(typeLine);
}

function typeLine({ name, hoisted, type }: NamedType): string {
  return `${hoisted ? "*" : ""}${name} ${typeText(type)}`;
}

function typeText(type: Type): string {
  switch (type.kind) {
    case "primitive":
    case "reference":
      return type.name;
    case "data":
      return `data[${type.length}]`;
    case "optional":
      return `optional<${typeText(type.item)}>`;
    case "list":
      return `list<${typeText(type.item)}>[${type.length}]`;
    case "map":
      return `map<${typeText(type.key)}><${typeText(type.value)}>`;
    case "struct":
      return `{ ${type.fields.map(({ name, type }) => `${name}: ${typeText(type)}`).join(", ")} }`;
    case "enum":
      return type.values.map(({ name, number }) => `${name} = ${number}`).join(" ");
    case "union":
      return type.variants
        .map(({ name, tag, type }) => `${tag} "${name}" ${typeText(type)}`)
        .join(" | ");
    default:
      return type satisfies never;
  }
}

test("an inline type is named after its field and stands directly before its container", () => {
  const text = `
    type First u8
    type Person struct {
      address: struct { country: str city: struct { code: u16 } }
      gender: enum { FLUID MALE FEMALE }
    }`;
  expect(check(text)).toEqual([
    "First u8",
    "*PersonAddressCity { code: u16 }",
    "*PersonAddress { country: str, city: PersonAddressCity }",
    "*PersonGender FLUID = 0 MALE = 1 FEMALE = 2",
    "Person { address: PersonAddress, gender: PersonGender }",
  ]);
});

test("lists, optionals and map values add nothing to the name of a field's type", () => {
  const text = `type Customer struct {
    orders: list<optional<struct { id: i64 }>>[2]
    by_kind: map<enum { A }><union { u8 }>
  }`;
  expect(check(text)).toEqual([
    "*CustomerOrders { id: i64 }",
    "*CustomerByKindKey A = 0",
    '*CustomerByKind 0 "u8" u8',
    "Customer { orders: list<optional<CustomerOrders>>[2], " +
      "byKind: map<CustomerByKindKey><CustomerByKind> }",
  ]);
});

test("directly below a definition they do, because its name is taken", () => {
  expect(check("type Orders list<optional<struct { id: i64 }>>")).toEqual([
    "*OrdersItem { id: i64 }",
    "Orders list<optional<OrdersItem>>[null]",
  ]);
  expect(check("type Table map<enum { A }><struct { b: u8 }>")).toEqual([
    "*TableKey A = 0",
    "*TableValue { b: u8 }",
    "Table map<TableKey><TableValue>",
  ]);
});

test("an inline union member is named after its tag, also where it is wrapped", () => {
  const text = "type Reply union { struct { a: u8 } | u8 = 5 | list< enum { A } >[2] }";
  expect(check(text)).toEqual([
    "*ReplyVariant0 { a: u8 }",
    "*ReplyVariant6 A = 0",
    'Reply 0 "ReplyVariant0" ReplyVariant0 | 5 "u8" u8 | ' +
      '6 "list<ReplyVariant6>[2]" list<ReplyVariant6>[2]',
  ]);
});

test("a hoisted name that is taken gets the next free number", () => {
  const text = `
    type Person struct { address: struct { a: u8 } addr_ess: u8 }
    type PersonAddress u8
    type PersonAddress2 u8
    type A struct { bC: struct { x: u8 } }
    type AB struct { c: struct { x: u8 } }`;
  expect(check(text)).toEqual([
    "*PersonAddress3 { a: u8 }",
    "Person { address: PersonAddress3, addrEss: u8 }",
    "PersonAddress u8",
    "PersonAddress2 u8",
    "*ABC { x: u8 }",
    "A { bC: ABC }",
    "*ABC2 { x: u8 }",
    "AB { c: ABC2 }",
  ]);
});

test("a union member is named by its type with normal spacing", () => {
  const text =
    "type Reply union {\n| map< str ><list<u8> [04]> | data[4]\n| Ping = 9 |\nvoid }\ntype Ping u8";
  expect(check(text)[0]).toBe(
    'Reply 0 "map<str><list<u8>[4]>" map<str><list<u8>[4]> | 1 "data[4]" data[4] | ' +
      '9 "Ping" Ping | 10 "void" void',
  );
});

test("fields become camelCase and enum values keep their spelling", () => {
  const text = `
    type Names struct {
      strict_snake_case: u8
      snake__case__: u8
      camelCASE: u8
      page_2_size: u8
    }
    type Code enum { SLEEP_INTENT OK_2 = 7 X }`;
  expect(check(text)).toEqual([
    "Names { strictSnakeCase: u8, snakeCase: u8, camelCASE: u8, page2Size: u8 }",
    "Code SLEEP_INTENT = 0 OK_2 = 7 X = 8",
  ]);
});

test("the offset of a hoisted type is that of its keyword", () => {
  const text = "type A struct { b: struct # why\n { c: enum { D } d: union { u8 } } }";
  const result = readSchema({ file: "v1.bare", text, protocol: "example", version: 1 });
  const offsets = result.ok ? result.schema.types.map(({ name, offset }) => [name, offset]) : [];
  expect(offsets).toEqual([
    ["ABC", text.indexOf("enum")],
    ["ABD", text.indexOf("union")],
    ["AB", text.lastIndexOf("struct")],
    ["A", 0],
  ]);
});
