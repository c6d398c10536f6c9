/** Random schemas that edits can be made to: plain definitions of the model, and their text. */

import { formatType } from "../../codegen/src/schema/format-type.js";
import type { EnumValue, Field, Type, Variant } from "../../codegen/src/schema/model.js";
import { INTEGER_NAMES } from "../../codegen/src/syntax/definition.js";
import { pick, type Random } from "../contract/seeded-random.js";

export type Definition = { readonly name: string; readonly type: Type };

export type Draft = readonly Definition[];

/** Every name is new, so that a path says without doubt what it speaks of. */
export type Naming = { next: number };

export function freshName(prefix: string, naming: Naming): string {
  naming.next += 1;
  return `${prefix}${naming.next}`;
}

export function draftText(draft: Draft): string {
  return `${draft.map(({ name, type }) => `type ${name} ${definitionText(type)}`).join("\n")}\n`;
}

function definitionText(type: Type): string {
  switch (type.kind) {
    case "struct":
      return `struct { ${type.fields.map(fieldText).join(" ")} }`;
    case "enum":
      return `enum { ${type.values.map(({ name, number }) => `${name} = ${number}`).join(" ")} }`;
    case "union":
      return `union { ${type.variants.map(({ name, tag }) => `${name} = ${tag}`).join(" | ")} }`;
    default:
      return formatType(type);
  }
}

function fieldText({ name, type }: Field): string {
  return `${name}: ${formatType(type)}`;
}

function reference(name: string): Type {
  return { kind: "reference", name };
}

export function primitive(name: Extract<Type, { readonly kind: "primitive" }>["name"]): Type {
  return { kind: "primitive", name };
}

export function fieldOf(name: string, type: Type): Field {
  return { name, type, doc: null, offset: 0 };
}

export function enumValue(name: string, number: number): EnumValue {
  return { name, number, doc: null, offset: 0 };
}

/** Variants are named types here; what has no name cannot change under one. */
export function variantOf(name: string, tag: number): Variant {
  return { name, tag, type: reference(name), doc: null, offset: 0 };
}

/** A root that holds structs, enums, unions, aliases and a type that contains itself. */
export function randomDraft(random: Random, naming: Naming): Draft {
  const enums = many(1 + random(2), () => enumDefinition(random, naming));
  const aliases = many(random(3), () => ({
    name: freshName("A", naming),
    type: plainType(random, [], 1),
  }));
  const usable = [...enums, ...aliases].map(({ name }) => name);
  const structs: Definition[] = [];
  for (let count = 1 + random(3); count > 0; count--) {
    structs.push(structDefinition(random, naming, usable));
    usable.push(structs.at(-1)?.name ?? "");
  }
  if (random(2) === 0) structs.push(recursiveDefinition(random, naming, usable));
  const payloads = many(1 + random(3), () => payloadDefinition(random, naming, usable));
  const union = unionDefinition(payloads, naming);
  const held = [...enums, ...aliases, ...structs, union];
  const fields = held.map(({ name }) =>
    fieldOf(freshName("f", naming), wrapped(reference(name), random)),
  );
  return [...held.slice(0, -1), ...payloads, union, rootOf(fields)];
}

function rootOf(fields: readonly Field[]): Definition {
  return { name: "Root", type: { kind: "struct", fields } };
}

function many<Item>(count: number, make: () => Item): readonly Item[] {
  return Array.from({ length: count }, make);
}

function enumDefinition(random: Random, naming: Naming): Definition {
  const values = many(2 + random(3), () => freshName("V", naming)).map((name, index) =>
    enumValue(name, index),
  );
  return { name: freshName("E", naming), type: { kind: "enum", values } };
}

function structDefinition(random: Random, naming: Naming, usable: readonly string[]): Definition {
  const fields = many(1 + random(4), () =>
    fieldOf(freshName("f", naming), plainType(random, usable, 2)),
  );
  return { name: freshName("S", naming), type: { kind: "struct", fields } };
}

function recursiveDefinition(
  random: Random,
  naming: Naming,
  usable: readonly string[],
): Definition {
  const { name, type } = structDefinition(random, naming, usable);
  if (type.kind !== "struct") throw new Error("a struct is made");
  const again: Type = {
    kind: random(2) === 0 ? "optional" : "list",
    item: reference(name),
    length: null,
  } as Type;
  const fields = [...type.fields, fieldOf(freshName("f", naming), again)];
  return { name, type: { kind: "struct", fields } };
}

/** A struct or nothing, that stands in unions only. */
export function payloadDefinition(
  random: Random,
  naming: Naming,
  usable: readonly string[],
): Definition {
  const { type } = structDefinition(random, naming, usable);
  return { name: freshName("P", naming), type: random(4) === 0 ? primitive("void") : type };
}

function unionDefinition(payloads: readonly Definition[], naming: Naming): Definition {
  const variants = payloads.map(({ name }, index) => variantOf(name, index));
  return { name: freshName("U", naming), type: { kind: "union", variants } };
}

const OTHERS = ["bool", "str", "f32", "f64"] as const;

/** A type that stands in a field; `usable` are the names that it may refer to. */
export function plainType(random: Random, usable: readonly string[], depth: number): Type {
  const inner = () => plainType(random, usable, depth - 1);
  switch (random(depth === 0 ? 5 : 10)) {
    case 0:
    case 1:
      return primitive(pick(random, INTEGER_NAMES));
    case 2:
      return primitive(pick(random, OTHERS));
    case 3:
      return { kind: "data", length: random(2) === 0 ? null : 1 + random(3) };
    case 4:
      return usable.length === 0 ? primitive("u32") : reference(pick(random, usable));
    case 5:
      return { kind: "optional", item: inner() };
    case 6:
      return { kind: "list", length: null, item: inner() };
    case 7:
      return { kind: "list", length: 1 + random(2), item: inner() };
    case 8:
      return { kind: "map", key: keyType(random, usable), value: inner() };
    default:
      return primitive(pick(random, INTEGER_NAMES));
  }
}

function keyType(random: Random, usable: readonly string[]): Type {
  const enums = usable.filter((name) => name.startsWith("E"));
  if (enums.length > 0 && random(2) === 0) return reference(pick(random, enums));
  return primitive(pick(random, [...INTEGER_NAMES, "str", "bool"] as const));
}

function wrapped(type: Type, random: Random): Type {
  switch (random(5)) {
    case 0:
      return { kind: "optional", item: type };
    case 1:
      return { kind: "list", length: null, item: type };
    case 2:
      return { kind: "map", key: primitive(pick(random, ["u8", "str"] as const)), value: type };
    default:
      return type;
  }
}
