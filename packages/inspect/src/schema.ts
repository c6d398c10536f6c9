/** One version of a protocol as the codec uses it: its shapes, and the comments of its parts. */

import type { SchemaDescription } from "@barewire/runtime/schema-codec";
import { shapesOf } from "./shapes.js";
import type {
  PartDescription,
  TypeDescription,
  VersionDescription,
} from "./version-description.js";

export type InspectedSchema = {
  readonly protocol: string;
  readonly version: number;
  readonly shapes: SchemaDescription;
  /** The comment and the versions of each part that is described, by `Type` or `Type.member`. */
  readonly parts: ReadonlyMap<string, PartDescription>;
};

/** Prepares a description for reading and writing. */
export function openSchema(description: VersionDescription): InspectedSchema {
  const { protocol, version, types } = description;
  const parts = new Map(
    types.flatMap((type) => [
      [type.name, type] as const,
      ...membersOf(type).map((member) => [`${type.name}.${member.name}`, member] as const),
    ]),
  );
  return { protocol, version, shapes: shapesOf(description), parts };
}

/** A schema without comments: the export of a generated `vN.schema.ts`. */
export function schemaOfShapes(
  protocol: string,
  version: number,
  shapes: SchemaDescription,
): InspectedSchema {
  return { protocol, version, shapes, parts: new Map() };
}

type Member = PartDescription & { readonly name: string };

function membersOf({ type }: TypeDescription): readonly Member[] {
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

/** Requires the schema to have the type that a caller names. */
export function requireType({ protocol, version, shapes }: InspectedSchema, name: string): void {
  if (Object.hasOwn(shapes.types, name)) return;
  const known = Object.keys(shapes.types).join(", ");
  throw new RangeError(`${protocol} v${version} has no type '${name}': expected one of ${known}`);
}
