/**
 * From checked syntax to the model: every inline struct, enum and union becomes a named type,
 * names become camelCase, and offsets stay only where the model has them.
 *
 * A lifted type is named after the place it stood in: the field `address` of `Person` gives
 * `PersonAddress`, the union member with tag 2 of `Reply` gives `ReplyVariant2`. A name that is
 * taken gets the next free number behind it.
 */

import type { Field, NamedType, Type, UnionType, Variant } from "./model.js";
import { camelCase, pascalCase } from "./spelling.js";
import {
  type Definition,
  isBody,
  type Length,
  type SyntaxBody,
  type SyntaxStruct,
  type SyntaxType,
  type SyntaxUnion,
} from "./syntax.js";
import { writtenType } from "./written-type.js";

/** In the order of the text, each lifted type directly before the type that contains it. */
export function liftTypes(definitions: readonly Definition[]): readonly NamedType[] {
  const lifting: Lifting = {
    types: [],
    takenNames: new Set(definitions.map(({ name }) => name)),
    liftedNames: new Map(),
  };
  for (const { name, doc, type, offset } of definitions) {
    const modelType = isBody(type)
      ? bodyType(type, name, lifting)
      : plainType(type, { name, isTaken: true }, lifting);
    lifting.types.push({ name, lifted: false, doc, type: modelType, offset });
  }
  return lifting.types;
}

type Lifting = {
  readonly types: NamedType[];
  readonly takenNames: Set<string>;
  readonly liftedNames: Map<SyntaxBody, string>;
};

/** Where a type stands, as the name that it would be lifted to. */
type Place = {
  readonly name: string;
  /** True directly below a definition, whose name no other type can have. */
  readonly isTaken: boolean;
};

/** The type that refers to a lifted type wherever a body stood. */
function plainType(type: SyntaxType, place: Place, lifting: Lifting): Type {
  switch (type.kind) {
    case "primitive":
      return { kind: "primitive", name: type.name };
    case "reference":
      return { kind: "reference", name: type.name };
    case "data":
      return { kind: "data", length: lengthValue(type.length) };
    case "optional":
      return { kind: "optional", item: plainType(type.item, inside(place, "Item"), lifting) };
    case "list": {
      const item = plainType(type.item, inside(place, "Item"), lifting);
      return { kind: "list", length: lengthValue(type.length), item };
    }
    case "map": {
      const key = plainType(type.key, { name: `${place.name}Key`, isTaken: false }, lifting);
      return { kind: "map", key, value: plainType(type.value, inside(place, "Value"), lifting) };
    }
    case "struct":
    case "enum":
    case "union":
      return { kind: "reference", name: lift(type, place, lifting) };
    default:
      return type satisfies never;
  }
}

/** A field's items need no name of their own: `orders: list<struct>` is `CustomerOrders`. */
function inside(place: Place, suffix: string): Place {
  return place.isTaken ? { name: place.name + suffix, isTaken: false } : place;
}

function lift(body: SyntaxBody, place: Place, lifting: Lifting): string {
  const name = freeName(place.name, lifting.takenNames);
  lifting.takenNames.add(name);
  lifting.liftedNames.set(body, name);
  const type = bodyType(body, name, lifting);
  lifting.types.push({ name, lifted: true, doc: null, type, offset: body.offset });
  return name;
}

function freeName(wanted: string, takenNames: ReadonlySet<string>): string {
  let name = wanted;
  for (let number = 2; takenNames.has(name); number += 1) name = `${wanted}${number}`;
  return name;
}

function bodyType(body: SyntaxBody, name: string, lifting: Lifting): Type {
  switch (body.kind) {
    case "struct":
      return { kind: "struct", fields: structFields(body, name, lifting) };
    case "enum":
      return { kind: "enum", values: body.values };
    case "union":
      return unionType(body, name, lifting);
    default:
      return body satisfies never;
  }
}

function structFields(body: SyntaxStruct, owner: string, lifting: Lifting): readonly Field[] {
  return body.fields.map(({ name, doc, type, offset }) => {
    const place = { name: owner + pascalCase(name), isTaken: false };
    return { name: camelCase(name), doc, type: plainType(type, place, lifting), offset };
  });
}

function unionType(body: SyntaxUnion, owner: string, lifting: Lifting): UnionType {
  const variants = body.variants.map(({ tag, doc, type, offset }): Variant => {
    const place = { name: `${owner}Variant${tag}`, isTaken: false };
    const modelType = plainType(type, place, lifting);
    const name = writtenType(type, (inner) => liftedName(inner, lifting));
    return { name, tag, doc, type: modelType, offset };
  });
  return { kind: "union", variants };
}

function liftedName(body: SyntaxBody, { liftedNames }: Lifting): string {
  const name = liftedNames.get(body);
  if (name === undefined) throw new Error("the type of a variant is lifted before it is written");
  return name;
}

function lengthValue(length: Length | null): number | null {
  return length?.value ?? null;
}
