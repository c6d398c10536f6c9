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

/** `module` is what names of the schema are written behind: empty, or `v1.` and so on. */
export function typeText(
  type: Type,
  graph: TypeGraph,
  options: EmitOptions,
  module: "" | `v${number}.` = "",
): string {
  switch (type.kind) {
    case "primitive":
      return PRIMITIVE_TEXT[type.name];
    case "data":
      return globalName("Uint8Array", graph);
    case "reference":
      return `${module}${type.name}`;
    case "optional": {
      const item = typeText(type.item, graph, options, module);
      return isNullable(type.item, graph) ? `bare.Some<${item}> | null` : `${item} | null`;
    }
    case "list": {
      const array = arrayOf(type.item, graph, options);
      return array ?? `readonly ${itemText(type.item, graph, options, module)}[]`;
    }
    case "map": {
      const [key, value] = [type.key, type.value].map((part) =>
        typeText(part, graph, options, module),
      );
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

/** The text of a type that contains no other, such as `number`; null for one that does. */
export function leafText(type: Type, graph: TypeGraph, options: EmitOptions): string | null {
  if (type.kind === "list") return arrayOf(type.item, graph, options);
  return type.kind === "primitive" || type.kind === "data" ? typeText(type, graph, options) : null;
}

/** The type of a list while it is being filled. */
export function mutableListText(item: Type, graph: TypeGraph, options: EmitOptions): string {
  return arrayOf(item, graph, options) ?? `${itemText(item, graph, options, "")}[]`;
}

/** The typed array that a list of such items is; null if it is a plain array. */
function arrayOf(item: Type, graph: TypeGraph, options: EmitOptions): string | null {
  if (isBytes(item, graph)) return globalName("Uint8Array", graph);
  const typedArray = typedArrayOf(item, graph, options);
  return typedArray === null ? null : globalName(typedArray, graph);
}

/** The text before `[]`; more than one word needs parentheses. */
function itemText(
  item: Type,
  graph: TypeGraph,
  options: EmitOptions,
  module: "" | `v${number}.`,
): string {
  const text = typeText(item, graph, options, module);
  const isList = item.kind === "list" && arrayOf(item.item, graph, options) === null;
  return isList || item.kind === "optional" ? `(${text})` : text;
}

/** A schema may have a type of the same name, which would hide the global one. */
export function globalName(name: string, graph: TypeGraph): string {
  return graph.namedTypes.has(name) ? `globalThis.${name}` : name;
}
