/** The keys of types and their members, `Type` and `Type.member`, by which decisions know them. */

import type { NamedType, Type } from "./model.js";

/** `Type.member` for each field, value or variant of a type. */
export function memberKeys({ name, type }: NamedType): readonly string[] {
  return membersOf(type).map((member) => `${name}.${member.name}`);
}

/** The type of a field or a variant; null of a value, and of what the type does not have. */
export function memberType(type: Type, member: string): Type | null {
  return membersOf(type).find(({ name }) => name === member)?.type ?? null;
}

function membersOf(type: Type): readonly { readonly name: string; readonly type?: Type }[] {
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
