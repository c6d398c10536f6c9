/**
 * The shapes of the types of a description, which are what the codec walks and what a generated
 * `vN.schema.ts` holds: the same facts without comments, by name.
 */

import type { SchemaDescription, Shape } from "@barewire/runtime/schema-codec";
import type { DescribedType, VersionDescription } from "./version-description.js";

export function shapesOf({ types }: VersionDescription): SchemaDescription {
  const bodies = new Map(types.map(({ name, type }) => [name, type]));
  return {
    types: Object.fromEntries(types.map(({ name, type }) => [name, shapeOf(type, bodies)])),
    recursive: types.filter(({ recursive }) => recursive).map(({ name }) => name),
  };
}

type Bodies = ReadonlyMap<string, DescribedType>;

function shapeOf(type: DescribedType, bodies: Bodies): Shape {
  switch (type.kind) {
    case "primitive":
    case "reference":
      return type.name;
    case "data":
      return dataShape(type.length);
    case "optional":
      return { optional: shapeOf(type.item, bodies) };
    case "list": {
      // The two have the same encoding and the same value.
      if (isByte(type.item, bodies)) return dataShape(type.length);
      const list = shapeOf(type.item, bodies);
      return type.length === null ? { list, min: type.minItemSize } : { list, length: type.length };
    }
    case "map": {
      const map = [shapeOf(type.key, bodies), shapeOf(type.value, bodies)] as const;
      return { map, min: type.minEntrySize };
    }
    case "struct":
      return { struct: byName(type.fields, (field) => shapeOf(field.type, bodies)) };
    case "enum":
      return { enum: byName(type.values, ({ number }) => number) };
    case "union":
      return { union: byName(type.variants, ({ tag, type }) => [tag, shapeOf(type, bodies)]) };
    default:
      return type satisfies never;
  }
}

function dataShape(length: number | null): Shape {
  return length === null ? "data" : { data: length };
}

function byName<Member extends { readonly name: string }, Value>(
  members: readonly Member[],
  toValue: (member: Member) => Value,
): { readonly [name: string]: Value } {
  return Object.fromEntries(members.map((member) => [member.name, toValue(member)]));
}

/** Tells whether the type is `u8`, through aliases too. */
function isByte(type: DescribedType, bodies: Bodies): boolean {
  // An alias of itself, which no checked schema has, would go round for ever.
  const seen = new Set<string>();
  let found: DescribedType | undefined = type;
  while (found?.kind === "reference" && !seen.has(found.name)) {
    seen.add(found.name);
    found = bodies.get(found.name);
  }
  return found?.kind === "primitive" && found.name === "u8";
}
