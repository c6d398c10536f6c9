/** `vN.schema.ts`: the shape of every type as data, for error locators. */

import type { ListType, NamedType, Schema, Type, Variant } from "../schema/model.js";
import { type EmitOptions, isBytes } from "../schema/representation.js";
import { type TypeGraph, typeGraph } from "../schema/type-graph.js";
import { type Declaration, fit, indent, type ModuleFile } from "./module-file.js";
import { generatedFrom } from "./version-module.js";

export function schemaModule(schema: Schema, options: EmitOptions): ModuleFile {
  const graph = typeGraph(schema);
  return {
    path: `v${schema.version}.schema.ts`,
    header: [
      generatedFrom(`${schema.protocol}/v${schema.version}.bare`),
      "",
      "The shape of every type, for errors that name the path of a problem. Codecs do not need it.",
    ],
    imports: [
      `import type { SchemaDescription } from ${JSON.stringify(`${options.runtime}/error-locator`)};`,
    ],
    declarations: [description(schema, graph)],
  };
}

function description(schema: Schema, graph: TypeGraph): Declaration {
  const names = schema.types
    .map(({ name }) => name)
    .filter((name) => graph.recursiveTypeNames.has(name));
  return [
    "export const schema: SchemaDescription = {",
    ...indent([
      "types: {",
      ...indent(schema.types.flatMap((named) => entry(named, graph))),
      "},",
      `recursive: [${names.map((name) => JSON.stringify(name)).join(", ")}],`,
    ]),
    "};",
  ];
}

function entry({ name, type }: NamedType, graph: TypeGraph): readonly string[] {
  switch (type.kind) {
    case "struct":
      return nested(
        name,
        "struct",
        type.fields.map(({ name, type }) => [name, fieldShape(name, type, graph)]),
      );
    case "enum":
      return nested(
        name,
        "enum",
        type.values.map((value) => [value.name, String(value.number)]),
      );
    case "union":
      return nested(
        name,
        "union",
        type.variants.map((variant) => [
          isWord(variant) ? variant.name : JSON.stringify(variant.name),
          `[${variant.tag}, ${shape(variant.type, graph)}]`,
        ]),
      );
    default:
      return [`${name}: ${shape(type, graph)},`];
  }
}

function nested(
  name: string,
  kind: string,
  members: readonly (readonly [string, string])[],
): readonly string[] {
  const texts = members.map(([key, value]) => `${key}: ${value}`);
  return fit(4, `${name}: { ${kind}: { ${texts.join(", ")} } },`, [
    `${name}: {`,
    `  ${kind}: {`,
    ...texts.map((text) => `    ${text},`),
    "  },",
    "},",
  ]);
}

/** Tells whether the name needs no quotes as a key: `Ping` does not, `list<str>` does. */
function isWord({ type }: Variant): boolean {
  const isPlainData = type.kind === "data" && type.length === null;
  return type.kind === "reference" || type.kind === "primitive" || isPlainData;
}

/**
 * The compiler gives every object the members of `Object.prototype`, so it does not take their
 * types from the index signature: a pair in one would become a list.
 */
function fieldShape(name: string, type: Type, graph: TypeGraph): string {
  const needsConst = Object.hasOwn(Object.prototype, name) && holdsMap(type);
  return needsConst ? `${shape(type, graph)} as const` : shape(type, graph);
}

function holdsMap(type: Type): boolean {
  if (type.kind === "map") return true;
  return (type.kind === "optional" || type.kind === "list") && holdsMap(type.item);
}

function shape(type: Type, graph: TypeGraph): string {
  switch (type.kind) {
    case "primitive":
    case "reference":
      return JSON.stringify(type.name);
    case "data":
      return type.length === null ? '"data"' : `{ data: ${type.length} }`;
    case "optional":
      return `{ optional: ${shape(type.item, graph)} }`;
    case "list":
      if (isBytes(type.item, graph)) return shape({ kind: "data", length: type.length }, graph);
      return `{ list: ${shape(type.item, graph)}, ${listSize(type, graph)} }`;
    case "map": {
      const min = graph.minimumSize(type.key) + graph.minimumSize(type.value);
      return `{ map: [${shape(type.key, graph)}, ${shape(type.value, graph)}], min: ${min} }`;
    }
    case "struct":
    case "enum":
    case "union":
      throw new Error("an anonymous type must be hoisted before it is emitted");
    default:
      return type satisfies never;
  }
}

function listSize({ item, length }: ListType, graph: TypeGraph): string {
  return length === null ? `min: ${graph.minimumSize(item)}` : `length: ${length}`;
}
