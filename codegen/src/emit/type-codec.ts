/** The bodies of `readX(reader)` and `writeX(writer, value)` for one named type. */

import type { EnumType, Field, NamedType, StructType, Type, UnionType } from "../schema/model.js";
import { isVoid } from "../schema/representation.js";
import { fixedFieldLines, fixedStructSize } from "./fixed-struct.js";
import { fit, indent } from "./module-file.js";
import type { ModuleScope } from "./module-scope.js";
import { readText } from "./read-text.js";
import { type WriteText, writeLines } from "./write-text.js";

/** Indentation in spaces of what stands in a function, and in a `case` of its `switch`. */
const IN_FUNCTION = 2;
const IN_CASE = 6;

export function readBody(named: NamedType, scope: ModuleScope): readonly string[] {
  const { name, type } = named;
  switch (type.kind) {
    case "struct":
      return readStruct(type, scope);
    case "enum":
      return readSwitch(name, readEnumCases(type));
    case "union":
      return readSwitch(name, readUnionCases(type, scope));
    default:
      return isVoid(type, scope.graph) ? ["return null;"] : [`return ${readText(type, scope)};`];
  }
}

function readStruct(type: StructType, scope: ModuleScope): readonly string[] {
  const size = fixedStructSize(type, scope.graph);
  if (size !== null) {
    const lines = fixedFieldLines(type.fields, scope.graph);
    // `data` is read by way of the reader.
    const needsBytes = type.fields.some((field) => scope.graph.resolve(field.type).kind !== "data");
    return [
      `const at = bare.claim(reader, ${size});`,
      ...(needsBytes ? ["const { bytes } = reader;"] : []),
      "return {",
      ...indent(lines),
      "};",
    ];
  }
  const lines = type.fields.flatMap((field) => fieldLines(field, scope));
  return ["return {", ...indent(lines), "};"];
}

/** One member of an object literal that stands in a function. */
function fieldLines({ name, type }: Field, scope: ModuleScope): readonly string[] {
  const text = readText(type, scope);
  return fit(IN_FUNCTION + 2, `${name}: ${text},`, [`${name}:`, `  ${text},`]);
}

function readSwitch(name: string, cases: readonly string[]): readonly string[] {
  return [
    "const tag = bare.readTag(reader);",
    "switch (tag) {",
    ...indent([
      ...cases,
      "default:",
      `  throw bare.unknownTag(reader, ${JSON.stringify(name)}, tag);`,
    ]),
    "}",
  ];
}

function readEnumCases(type: EnumType): readonly string[] {
  return type.values.flatMap(({ name, number }) => [
    `case ${number}:`,
    `  return ${JSON.stringify(name)};`,
  ]);
}

function readUnionCases(type: UnionType, scope: ModuleScope): readonly string[] {
  return type.variants.flatMap(({ name, tag, type: payload }) => {
    const text = JSON.stringify(name);
    const val = isVoid(payload, scope.graph) ? "null" : readText(payload, scope);
    const lines = fit(IN_CASE, `return { tag: ${text}, val: ${val} };`, [
      "return {",
      `  tag: ${text},`,
      `  val: ${val},`,
      "};",
    ]);
    return [`case ${tag}:`, ...indent(lines)];
  });
}

export function writeBody(named: NamedType, scope: ModuleScope): readonly string[] {
  const { name, type } = named;
  switch (type.kind) {
    case "struct":
      return type.fields.flatMap((field) =>
        writeLines(inFunction(field.type, `value.${field.name}`), scope),
      );
    case "enum":
      return writeSwitch("value", bareThrow("unknownValue", name, "value"), writeEnumCases(type));
    case "union":
      return writeSwitch(
        "value.tag",
        bareThrow("unknownVariant", name, type.variants.length > 1 ? "value" : "value.tag"),
        writeUnionCases(type, scope),
      );
    default:
      return isVoid(type, scope.graph) ? [] : writeLines(inFunction(type, "value"), scope);
  }
}

function inFunction(type: Type, value: string): WriteText {
  return { type, value, prefix: "", indentation: IN_FUNCTION };
}

/** `rest` is what is left of the value in the default case: TypeScript narrows a lone tag alone. */
function bareThrow(factory: string, name: string, rest: string): string {
  return `throw bare.${factory}(${JSON.stringify(name)}, ${rest} satisfies never);`;
}

function writeSwitch(
  subject: string,
  otherwise: string,
  cases: readonly string[],
): readonly string[] {
  return [`switch (${subject}) {`, ...indent([...cases, "default:", `  ${otherwise}`]), "}"];
}

function writeEnumCases(type: EnumType): readonly string[] {
  return type.values.flatMap(({ name, number }) => [
    `case ${JSON.stringify(name)}:`,
    `  return bare.writeTag(writer, ${number});`,
  ]);
}

function writeUnionCases(type: UnionType, scope: ModuleScope): readonly string[] {
  return type.variants.flatMap(({ name, tag, type: payload }) => {
    const start = `case ${JSON.stringify(name)}:`;
    if (isVoid(payload, scope.graph)) return [start, `  return bare.writeTag(writer, ${tag});`];
    const text = { type: payload, value: "value.val", indentation: IN_CASE } as const;
    // An optional takes two statements, the second of which may not be reached.
    const ends = payload.kind !== "optional";
    return [
      start,
      `  bare.writeTag(writer, ${tag});`,
      ...indent(writeLines({ ...text, prefix: ends ? "return " : "" }, scope)),
      ...(ends ? [] : ["  return;"]),
    ];
  });
}
