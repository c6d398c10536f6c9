/** The functions that read and write the lists and maps of a module. */

import type { ListType, MapType, Type } from "../schema/model.js";
import { typedArrayOf } from "../schema/representation.js";
import type { TypeGraph } from "../schema/type-graph.js";
import { readAtText } from "./fixed-struct.js";
import { type Declaration, fit, functionDeclaration, indent } from "./module-file.js";
import type { ModuleScope } from "./module-scope.js";
import { readText } from "./read-text.js";
import { mutableListText, typeText } from "./type-text.js";
import { writeLines } from "./write-text.js";

export function collectionDeclarations(scope: ModuleScope): readonly Declaration[] {
  const declarations: Declaration[] = [];
  // A function may ask for further ones, which the map then yields as well.
  for (const [name, type] of scope.collections.requested) {
    if (!isReadByRuntime(type, scope)) declarations.push(readDeclaration(name, type, scope));
    declarations.push(writeDeclaration(name, type, scope));
  }
  return declarations;
}

type Collection = ListType | MapType;

/** Typed arrays are written like other lists, since any list is accepted. */
function isReadByRuntime(type: Collection, { graph, options }: ModuleScope): boolean {
  return type.kind === "list" && typedArrayOf(type.item, graph, options) !== null;
}

function readDeclaration(name: string, type: Collection, scope: ModuleScope): Declaration {
  return functionDeclaration({
    exported: false,
    name: `read${name}`,
    parameters: ["reader: bare.Reader"],
    returns: typeText(type, scope.graph, scope.options),
    body: type.kind === "list" ? readListBody(type, scope) : readMapBody(type, scope),
  });
}

function writeDeclaration(name: string, type: Collection, scope: ModuleScope): Declaration {
  const collection = type.kind === "list" ? "items" : "entries";
  return functionDeclaration({
    exported: false,
    name: `write${name}`,
    parameters: [
      "writer: bare.Writer",
      `${collection}: ${typeText(type, scope.graph, scope.options)}`,
    ],
    returns: "void",
    body: type.kind === "list" ? writeListBody(type, scope) : writeMapBody(type, scope),
  });
}

function readListBody(type: ListType, scope: ModuleScope): readonly string[] {
  const { graph, options } = scope;
  const { item, length } = type;
  const width = packedWidth(item, scope);
  const count = length === null ? "count" : String(length);
  const items = mutableListText(item, graph, options);
  const claim =
    length === null ? [`const count = bare.readCount(reader, ${graph.minimumSize(item)});`] : [];
  if (width !== null) {
    return [
      ...claim,
      `let at = bare.claim(reader, ${length === null ? `count * ${width}` : length * width});`,
      "const { bytes } = reader;",
      `const items: ${items} = new Array(${count});`,
      `for (let index = 0; index < ${count}; index++) {`,
      `  items[index] = ${readAtText(graph.resolve(item), "at")};`,
      `  at += ${width};`,
      "}",
      "return items;",
    ];
  }
  const loop = `for (let index = 0; index < ${count}; index++)`;
  const isSized = length === null && isBounded(item, scope);
  const text = readText(item, scope);
  const add = isSized ? `items[index] = ${text};` : `items.push(${text});`;
  return [
    ...claim,
    `const items: ${items} = ${isSized ? "new Array(count)" : "[]"};`,
    ...fit(2, `${loop} ${add}`, [`${loop} {`, `  ${add}`, "}"]),
    "return items;",
  ];
}

/**
 * Tells whether a list is allocated for all its items at once. Any other list grows with what is
 * read: items may take no bytes, or contain such a list again, which could claim the same bytes
 * once more.
 */
function isBounded(item: Type, { graph }: ModuleScope): boolean {
  return graph.minimumSize(item) > 0 && !isRecursive(item, graph);
}

function isRecursive(item: Type, graph: TypeGraph): boolean {
  switch (item.kind) {
    case "reference":
      return graph.recursiveTypeNames.has(item.name);
    case "optional":
    case "list":
      return isRecursive(item.item, graph);
    case "map":
      return isRecursive(item.value, graph);
    default:
      return false;
  }
}

/** The width of items that are numbers or booleans of fixed width: one bounds check is for all. */
function packedWidth(item: Type, { graph }: ModuleScope): number | null {
  const resolved = graph.resolve(item);
  return resolved.kind === "primitive" ? graph.fixedSize(resolved) : null;
}

function writeListBody({ item, length }: ListType, scope: ModuleScope): readonly string[] {
  const loop = "for (const item of items)";
  const lines = writeLines({ type: item, value: "item", prefix: "", indentation: 4 }, scope);
  const [only = ""] = lines;
  const isShort = lines.length === 1 && `  ${loop} ${only}`.length <= 100;
  return [
    length === null ? "bare.writeCount(writer, items);" : `bare.requireCount(items, ${length});`,
    ...(isShort ? [`${loop} ${only}`] : [`${loop} {`, ...indent(lines), "}"]),
  ];
}

function readMapBody({ key, value }: MapType, scope: ModuleScope): readonly string[] {
  const { graph, options } = scope;
  const minimum = graph.minimumSize(key) + graph.minimumSize(value);
  const [keyText, valueText] = [key, value].map((part) => typeText(part, graph, options));
  const isData = hasDataKeys(key, scope);
  return [
    `const count = bare.readCount(reader, ${minimum});`,
    `const entries = new Map<${keyText}, ${valueText}>();`,
    ...(isData ? ["const keys = new bare.DataKeys();"] : []),
    "for (let index = 0; index < count; index++) {",
    "  const at = reader.offset;",
    `  const key = ${readText(key, scope)};`,
    `  entries.set(key, ${readText(value, scope)});`,
    `  if (${isData ? "keys.isDuplicate(key)" : "entries.size === index"}) throw bare.duplicateKey(at);`,
    "}",
    "return entries;",
  ];
}

function writeMapBody({ key, value }: MapType, scope: ModuleScope): readonly string[] {
  const isData = hasDataKeys(key, scope);
  const nested = { prefix: "" as const, indentation: 4 };
  return [
    "bare.writeSize(writer, entries);",
    ...(isData ? ["const keys = new bare.DataKeys();"] : []),
    "for (const [key, value] of entries) {",
    ...indent([
      ...(isData ? ["if (keys.isDuplicate(key)) throw bare.duplicateDataKey();"] : []),
      ...writeLines({ ...nested, type: key, value: "key" }, scope),
      ...writeLines({ ...nested, type: value, value: "value" }, scope),
    ]),
    "}",
  ];
}

/** A `Map` compares such keys by identity, so equal ones have to be found here. */
function hasDataKeys(key: MapType["key"], { graph }: ModuleScope): boolean {
  return graph.resolve(key).kind === "data";
}
