/**
 * Structs of fixed width: one bounds check, then every field is read where it is known to be.
 */

import type { Field, StructType, Type } from "../schema/model.js";
import type { TypeGraph } from "../schema/type-graph.js";
import { primitiveSuffix } from "./read-text.js";

/** The size in bytes of a struct that is read in one go; null if field by field is right. */
export function fixedStructSize(type: StructType, graph: TypeGraph): number | null {
  if (type.fields.length < 2) return null;
  if (!type.fields.every((field) => isFixedLeaf(graph.resolve(field.type), graph))) return null;
  return graph.fixedSize(type);
}

function isFixedLeaf(type: Type, graph: TypeGraph): boolean {
  return (type.kind === "primitive" || type.kind === "data") && graph.fixedSize(type) !== null;
}

/** `name: bare.u32At(bytes, at + 24),` for each field. */
export function fixedFieldLines(fields: readonly Field[], graph: TypeGraph): readonly string[] {
  let offset = 0;
  return fields.map((field) => {
    const line = `${field.name}: ${readAtText(graph.resolve(field.type), offset === 0 ? "at" : `at + ${offset}`)},`;
    offset += graph.fixedSize(field.type) ?? 0;
    return line;
  });
}

/** Reads a number, a boolean or fixed `data` inside bytes that are claimed already. */
export function readAtText(type: Type, at: string): string {
  if (type.kind === "data") return `bare.dataAt(reader, ${at}, ${type.length})`;
  if (type.kind !== "primitive") throw new Error("not a type of fixed width");
  const suffix = primitiveSuffix(type.name);
  return `bare.${suffix.slice(0, 1).toLowerCase()}${suffix.slice(1)}At(bytes, ${at})`;
}
