/** The statements that write one value to `writer`. */

import type { ListType, Type } from "../schema/model.js";
import { isBytes, isNullable, isU32 } from "../schema/representation.js";
import { callLines, indent } from "./module-file.js";
import type { ModuleScope } from "./module-scope.js";
import { primitiveSuffix } from "./read-text.js";

export type WriteText = {
  readonly type: Type;
  /** The expression of the value. */
  readonly value: string;
  /** `return ` where the call is to end the function, else empty. */
  readonly prefix: "" | "return ";
  /** The indentation in spaces. */
  readonly indentation: number;
};

export function writeLines(text: WriteText, scope: ModuleScope): readonly string[] {
  const { type, value } = text;
  switch (type.kind) {
    case "primitive":
      if (type.name === "void") return [];
      return writeCall(text, `bare.write${primitiveSuffix(type.name)}`);
    case "data":
      return type.length === null
        ? writeCall(text, "bare.writeData")
        : writeCall(text, "bare.writeFixedData", type.length);
    case "reference":
      return writeCall(text, `write${type.name}`);
    case "optional":
      return writeOptional(type.item, value, text.indentation, scope);
    case "list":
      return writeList(type, text, scope);
    case "map":
      return writeCall(text, `write${scope.collections.nameFor(type)}`);
    case "struct":
    case "enum":
    case "union":
      throw new Error("an anonymous type must be hoisted before it is emitted");
    default:
      return type satisfies never;
  }
}

function writeCall(
  { prefix, value, indentation }: WriteText,
  callee: string,
  ...rest: readonly number[]
): readonly string[] {
  return callLines(indentation, prefix, callee, ["writer", value, ...rest.map(String)]);
}

function writeOptional(
  item: Type,
  value: string,
  indentation: number,
  scope: ModuleScope,
): readonly string[] {
  const present = isNullable(item, scope.graph) ? `${value}.some` : value;
  const nested = { type: item, value: present, prefix: "" as const, indentation: indentation + 2 };
  const lines = writeLines(nested, scope);
  const oneLine = `if (${value} !== null) ${lines[0]}`;
  const isShort = lines.length === 1 && indentation + oneLine.length <= 100;
  return [
    `bare.writeBool(writer, ${value} !== null);`,
    ...(isShort ? [oneLine] : [`if (${value} !== null) {`, ...indent(lines), "}"]),
  ];
}

function writeList(type: ListType, text: WriteText, scope: ModuleScope): readonly string[] {
  const { item, length } = type;
  if (isBytes(item, scope.graph))
    return writeLines({ ...text, type: { kind: "data", length } }, scope);
  if (isU32(item, scope.graph)) {
    return length === null
      ? writeCall(text, "bare.writeU32List")
      : writeCall(text, "bare.writeFixedU32List", length);
  }
  return writeCall(text, `write${scope.collections.nameFor(type)}`);
}
