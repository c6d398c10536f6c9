/** The keys of types and their members, `Type` and `Type.member`, by which decisions know them. */

import type { NamedType, Schema, Type } from "./model.js";

/** `Type.member` for each field, value or variant of a type. */
export function memberKeys({ name, type }: NamedType): readonly string[] {
  return membersOf(type).map((member) => `${name}.${member.name}`);
}

/** The type of a field or a variant; null of a value, and of what the type does not have. */
export function memberType(type: Type, member: string): Type | null {
  return membersOf(type).find(({ name }) => name === member)?.type ?? null;
}

/** The offset of a type or a member in the text of its schema; null if there is none. */
export function partOffset({ types }: Schema, key: string): number | null {
  const [name, ...rest] = key.split(".");
  const named = types.find((found) => found.name === name);
  if (named === undefined || rest.length === 0) return named?.offset ?? null;
  return membersOf(named.type).find((member) => member.name === rest.join("."))?.offset ?? null;
}

type Member = { readonly name: string; readonly offset: number; readonly type?: Type };

function membersOf(type: Type): readonly Member[] {
  switch (type.kind) {
    case "struct":
      return type.fields;
    case "enum":
      return type.values;
    case "union":
      return type.variants;
    default:
      return [];
  }
}
