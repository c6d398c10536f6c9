/** The TypeScript type of a value, as it stands in a field or an argument. */

import type { PrimitiveName, Type } from "../schema/model.js";
import { type EmitOptions, isBytes, isNullable, typedArrayOf } from "../schema/representation.js";
import type { TypeGraph } from "../schema/type-graph.js";

const PRIMITIVE_TEXT: Readonly<Record<PrimitiveName, string>> = {
  u8: "number",
  u16: "number",
  u32: "number",
  u64: "bigint",
  uint: "bigint",
  i8: "number",
  i16: "number",
  i32: "number",
  i64: "bigint",
  int: "bigint",
  f32: "number",
  f64: "number",
  bool: "boolean",
  str: "string",
  void: "null",
};

export function typeText(type: Type, graph: TypeGraph, options: EmitOptions): string {
  switch (type.kind) {
    case "primitive":
      return PRIMITIVE_TEXT[type.name];
    case "data":
      return globalName("Uint8Array", graph);
    case "reference":
      return type.name;
    case "optional":
      return optionalText(typeText(type.item, graph, options), isNullable(type.item, graph));
    case "list":
      return listText(type.item, graph, options);
    case "map": {
      const [key, value] = [type.key, type.value].map((part) => typeText(part, graph, options));
      return `${globalName("ReadonlyMap", graph)}<${key}, ${value}>`;
    }
    case "struct":
    case "enum":
    case "union":
      throw new Error("an anonymous type must be hoisted before it is emitted");
    default:
      return type satisfies never;
  }
}

function optionalText(item: string, itemIsNullable: boolean): string {
  return itemIsNullable ? `bare.Some<${item}> | null` : `${item} | null`;
}

function listText(item: Type, graph: TypeGraph, options: EmitOptions): string {
  if (isBytes(item, graph)) return globalName("Uint8Array", graph);
  const typedArray = typedArrayOf(item, graph, options);
  if (typedArray !== null) return globalName(typedArray, graph);
  const text = typeText(item, graph, options);
  const isOneWord = !text.includes("|") && !text.startsWith("readonly ");
  return isOneWord ? `readonly ${text}[]` : `readonly (${text})[]`;
}

/** A schema may have a type of the same name, which would hide the global one. */
export function globalName(name: string, graph: TypeGraph): string {
  return graph.namedTypes.has(name) ? `globalThis.${name}` : name;
}
