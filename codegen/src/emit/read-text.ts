/** The expression that reads one value from `reader`. */

import type { ListType, PrimitiveName, Type } from "../schema/model.js";
import { isBytes, isNullable, isU32, typedArrayOf } from "../schema/representation.js";
import type { ModuleScope } from "./module-scope.js";

const PRIMITIVE_SUFFIX: Readonly<Record<PrimitiveName, string>> = {
  u8: "U8",
  u16: "U16",
  u32: "U32",
  u64: "U64",
  uint: "Uint",
  i8: "I8",
  i16: "I16",
  i32: "I32",
  i64: "I64",
  int: "Int",
  f32: "F32",
  f64: "F64",
  bool: "Bool",
  str: "String",
  void: "Void",
};

/** The suffix of the runtime's functions: `readU32` and `writeU32` have `U32`. */
export function primitiveSuffix(name: PrimitiveName): string {
  return PRIMITIVE_SUFFIX[name];
}

export function readText(type: Type, scope: ModuleScope): string {
  switch (type.kind) {
    case "primitive":
      return type.name === "void" ? "null" : `bare.read${primitiveSuffix(type.name)}(reader)`;
    case "data":
      return type.length === null
        ? "bare.readData(reader)"
        : `bare.readFixedData(reader, ${type.length})`;
    case "reference":
      return `read${type.name}(reader)`;
    case "optional": {
      const item = readText(type.item, scope);
      const present = isNullable(type.item, scope.graph) ? `{ some: ${item} }` : item;
      return `bare.readBool(reader) ? ${present} : null`;
    }
    case "list":
      return readListText(type, scope);
    case "map":
      return `read${scope.collections.nameFor(type)}(reader)`;
    case "struct":
    case "enum":
    case "union":
      throw new Error("an anonymous type must be hoisted before it is emitted");
    default:
      return type satisfies never;
  }
}

function readListText(type: ListType, scope: ModuleScope): string {
  const { item, length } = type;
  if (isBytes(item, scope.graph)) return readText({ kind: "data", length }, scope);
  const typedArray = typedArrayOf(item, scope.graph, scope.options);
  if (typedArray !== null) {
    return length === null
      ? `bare.readTypedArray(reader, ${typedArray})`
      : `bare.readFixedTypedArray(reader, ${typedArray}, ${length})`;
  }
  if (isU32(item, scope.graph)) {
    return length === null
      ? "bare.readU32List(reader)"
      : `bare.readFixedU32List(reader, ${length})`;
  }
  return `read${scope.collections.nameFor(type)}(reader)`;
}
