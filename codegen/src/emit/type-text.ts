/** The TypeScript type of a value, as it stands in a field or an argument. */

import type { PrimitiveName, Type } from "../schema/model.js";
import type { TypeGraph } from "../schema/type-graph.js";

/** How lists of fixed-width numbers other than `u8` are decoded. */
export type NumberLists = "array" | "typed-array";

export type EmitOptions = {
  /** The module specifier of the runtime. */
  readonly runtime: string;
  readonly numberLists: NumberLists;
};

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

const TYPED_ARRAYS: ReadonlyMap<PrimitiveName, string> = new Map([
  ["u16", "Uint16Array"],
  ["u32", "Uint32Array"],
  ["u64", "BigUint64Array"],
  ["i8", "Int8Array"],
  ["i16", "Int16Array"],
  ["i32", "Int32Array"],
  ["i64", "BigInt64Array"],
  ["f32", "Float32Array"],
  ["f64", "Float64Array"],
]);

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
      throw new Error("an anonymous type is lifted before it is emitted");
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

/** A list of such items is bytes: `list<u8>`, through aliases too. */
export function isBytes(item: Type, graph: TypeGraph): boolean {
  const resolved = graph.resolve(item);
  return resolved.kind === "primitive" && resolved.name === "u8";
}

/** A list of such items is read and written by the runtime: `list<u32>`, through aliases too. */
export function isU32(item: Type, graph: TypeGraph): boolean {
  const resolved = graph.resolve(item);
  return resolved.kind === "primitive" && resolved.name === "u32";
}

/** The typed array that a list of such items decodes to; null where it is a plain array. */
export function typedArrayOf(item: Type, graph: TypeGraph, options: EmitOptions): string | null {
  const resolved = graph.resolve(item);
  if (options.numberLists === "array" || resolved.kind !== "primitive") return null;
  return TYPED_ARRAYS.get(resolved.name) ?? null;
}

/** Whether null is a value of the type, so that an optional of it needs to tell two nulls apart. */
export function isNullable(type: Type, graph: TypeGraph): boolean {
  return graph.resolve(type).kind === "optional";
}

export function isVoid(type: Type, graph: TypeGraph): boolean {
  const resolved = graph.resolve(type);
  return resolved.kind === "primitive" && resolved.name === "void";
}

/** A schema may have a type of the same name, which would hide the global one. */
export function globalName(name: string, graph: TypeGraph): string {
  return graph.namedTypes.has(name) ? `globalThis.${name}` : name;
}
