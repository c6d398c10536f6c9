/**
 * Lowers the checked syntax tree to the model: every anonymous struct, enum and union is hoisted to
 * a named type, names become camelCase, and offsets stay only where the model has them.
 *
 * A hoisted type is named after the place it stood in: the field `address` of `Person` gives
 * `PersonAddress`, the union member with tag 2 of `Reply` gives `ReplyVariant2`. A name that is
 * taken gets the next free number behind it.
 */

import {
  type Definition,
  isBody,
  type Length,
  type SyntaxBody,
  type SyntaxStruct,
  type SyntaxType,
  type SyntaxUnion,
} from "../syntax/definition.js";
import { formatSyntaxType } from "./format-syntax-type.js";
import type { Field, NamedType, Type, UnionType, Variant } from "./model.js";
import { camelCase, pascalCase } from "./spelling.js";

/**
 * Returns the definitions in the order of the text, each hoisted type directly before the type that
 * contains it.
 */
export function hoistAnonymousTypes(definitions: readonly Definition[]): readonly NamedType[] {
  const hoisting: Hoisting = {
    types: [],
    takenNames: new Set(definitions.map(({ name }) => name)),
    hoistedNames: new Map(),
  };
  for (const { name, doc, type, offset } of definitions) {
    const modelType = isBody(type)
      ? bodyType(type, name, hoisting)
      : plainType(type, { name, isTaken: true }, hoisting);
    hoisting.types.push({ name, hoisted: false, doc, type: modelType, offset });
  }
  return hoisting.types;
}

type Hoisting = {
  readonly types: NamedType[];
  readonly takenNames: Set<string>;
  readonly hoistedNames: Map<SyntaxBody, string>;
};

/** The position of a type, as the name that it would get if it is hoisted. */
type Place = {
  readonly name: string;
  /** True directly below a definition, whose name no other type can have. */
  readonly isTaken: boolean;
};

/** The type with a reference in the place of every body, which is hoisted. */
function plainType(type: SyntaxType, place: Place, hoisting: Hoisting): Type {
  switch (type.kind) {
    case "primitive":
      return { kind: "primitive", name: type.name };
    case "reference":
      return { kind: "reference", name: type.name };
    case "data":
      return { kind: "data", length: lengthValue(type.length) };
    case "optional":
      return { kind: "optional", item: plainType(type.item, inside(place, "Item"), hoisting) };
    case "list": {
      const item = plainType(type.item, inside(place, "Item"), hoisting);
      return { kind: "list", length: lengthValue(type.length), item };
    }
    case "map": {
      const key = plainType(type.key, { name: `${place.name}Key`, isTaken: false }, hoisting);
      return { kind: "map", key, value: plainType(type.value, inside(place, "Value"), hoisting) };
    }
    case "struct":
    case "enum":
    case "union":
      return { kind: "reference", name: hoist(type, place, hoisting) };
    default:
      return type satisfies never;
  }
}

/** A field's items need no name of their own: `orders: list<struct>` is `CustomerOrders`. */
function inside(place: Place, suffix: string): Place {
  return place.isTaken ? { name: place.name + suffix, isTaken: false } : place;
}

function hoist(body: SyntaxBody, place: Place, hoisting: Hoisting): string {
  const name = freeName(place.name, hoisting.takenNames);
  hoisting.takenNames.add(name);
  hoisting.hoistedNames.set(body, name);
  const type = bodyType(body, name, hoisting);
  hoisting.types.push({ name, hoisted: true, doc: null, type, offset: body.offset });
  return name;
}

function freeName(wanted: string, takenNames: ReadonlySet<string>): string {
  let name = wanted;
  for (let number = 2; takenNames.has(name); number += 1) name = `${wanted}${number}`;
  return name;
}

function bodyType(body: SyntaxBody, name: string, hoisting: Hoisting): Type {
  switch (body.kind) {
    case "struct":
      return { kind: "struct", fields: structFields(body, name, hoisting) };
    case "enum":
      return { kind: "enum", values: body.values };
    case "union":
      return unionType(body, name, hoisting);
    default:
      return body satisfies never;
  }
}

function structFields(body: SyntaxStruct, owner: string, hoisting: Hoisting): readonly Field[] {
  return body.fields.map(({ name, doc, type, offset }) => {
    const place = { name: owner + pascalCase(name), isTaken: false };
    return { name: camelCase(name), doc, type: plainType(type, place, hoisting), offset };
  });
}

function unionType(body: SyntaxUnion, owner: string, hoisting: Hoisting): UnionType {
  const variants = body.variants.map(({ tag, doc, type, offset }): Variant => {
    const place = { name: `${owner}Variant${tag}`, isTaken: false };
    const modelType = plainType(type, place, hoisting);
    const name = formatSyntaxType(type, (inner) => hoistedName(inner, hoisting));
    return { name, tag, doc, type: modelType, offset };
  });
  return { kind: "union", variants };
}

function hoistedName(body: SyntaxBody, { hoistedNames }: Hoisting): string {
  const name = hoistedNames.get(body);
  if (name === undefined) throw new Error("the type of a variant is hoisted before it is written");
  return name;
}

function lengthValue(length: Length | null): number | null {
  return length?.value ?? null;
}
