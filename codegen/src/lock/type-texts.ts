/** A schema as text and back, without comments: how a lock keeps a published version. */

import { formatType } from "../schema/format-type.js";
import type { NamedType, Schema, Type } from "../schema/model.js";
import { readSchema } from "../schema/read-schema.js";

/** The text of every type by its name, in schema order. Lifted types are types like all others. */
export function schemaTypeTexts(schema: Schema): ReadonlyMap<string, string> {
  return new Map(schema.types.map(({ name, type }: NamedType) => [name, typeText(type)]));
}

function typeText(type: Type): string {
  switch (type.kind) {
    case "struct":
      return `struct { ${type.fields.map(({ name, type }) => `${name}: ${formatType(type)}`).join(" ")} }`;
    case "enum":
      return `enum { ${type.values.map(({ name, number }) => `${name} = ${number}`).join(" ")} }`;
    case "union":
      return `union { ${type.variants.map(({ type, tag }) => `${formatType(type)} = ${tag}`).join(" | ")} }`;
    default:
      return formatType(type);
  }
}

/** Parses `texts` back to a schema; null if they are not valid. */
export function schemaOfTexts(
  protocol: string,
  version: number,
  texts: ReadonlyMap<string, string>,
): Schema | null {
  const text = [...texts].map(([name, type]) => `type ${name} ${type}\n`).join("");
  const read = readSchema({ file: "", text, protocol, version });
  return read.ok ? read.schema : null;
}
