/** `vN.schema.ts`: the shape of every type as data, for error locators. */

import { type SchemaDescription, type Shape, shapesOf } from "@barewire/inspect";
import { describeVersion } from "../describe/describe-version.js";
import type { Schema } from "../schema/model.js";
import type { EmitOptions } from "../schema/representation.js";
import { type Declaration, fit, indent, type ModuleFile } from "./module-file.js";
import { generatedFrom, messageNames } from "./version-module.js";

/** `roots` are messages that other types use, as for the module of the codecs. */
export function schemaModule(
  schema: Schema,
  options: EmitOptions,
  roots: Iterable<string> = [],
): ModuleFile {
  return {
    path: `v${schema.version}.schema.ts`,
    header: [
      generatedFrom(`${schema.protocol}/v${schema.version}.bare`),
      "",
      "The shape of every type, for errors that name the path of a problem. Codecs do not need it.",
    ],
    imports: [
      `import type { TypedSchema } from ${JSON.stringify(`${options.runtime}/error-locator`)};`,
      `import type * as v${schema.version} from "./v${schema.version}.js";`,
    ],
    declarations: [
      messagesType(messageNames(schema, options, roots), schema),
      shapesConstant(shapesOf(describeVersion(schema))),
    ],
  };
}

function messagesType(messages: readonly string[], { version }: Schema): Declaration {
  return [
    "/** The messages of this version, by name, for functions that take a schema and a name. */",
    "export type Messages = {",
    ...indent(messages.map((name) => `readonly ${name}: v${version}.${name};`)),
    "};",
  ];
}

function shapesConstant({ types, recursive }: SchemaDescription): Declaration {
  return [
    "export const schema: TypedSchema<Messages> = {",
    ...indent([
      "types: {",
      ...indent(Object.entries(types).flatMap(([name, shape]) => entryLines(name, shape))),
      "},",
      `recursive: [${recursive.map((name) => JSON.stringify(name)).join(", ")}],`,
    ]),
    "};",
  ];
}

function entryLines(name: string, shape: Shape): readonly string[] {
  if (typeof shape === "object" && "struct" in shape) {
    const fields = Object.entries(shape.struct);
    const texts = fields.map(([field, part]) => `${field}: ${fieldText(field, part)}`);
    return nested(name, "struct", texts);
  }
  if (typeof shape === "object" && "enum" in shape) {
    const texts = Object.entries(shape.enum).map(([value, number]) => `${value}: ${number}`);
    return nested(name, "enum", texts);
  }
  if (typeof shape === "object" && "union" in shape) {
    const variants = Object.entries(shape.union);
    const texts = variants.map(
      ([variant, [tag, payload]]) => `${keyText(variant)}: [${tag}, ${shapeText(payload)}]`,
    );
    return nested(name, "union", texts);
  }
  return [`${name}: ${shapeText(shape)},`];
}

function nested(name: string, kind: string, members: readonly string[]): readonly string[] {
  return fit(4, `${name}: { ${kind}: { ${members.join(", ")} } },`, [
    `${name}: {`,
    `  ${kind}: {`,
    ...members.map((text) => `    ${text},`),
    "  },",
    "},",
  ]);
}

/** The name of a variant may be the text of a type: `Ping` needs no quotes, `list<str>` does. */
function keyText(name: string): string {
  return /^\w+$/.test(name) ? name : JSON.stringify(name);
}

/**
 * The compiler gives every object the members of `Object.prototype`, so it does not take their
 * types from the index signature: a pair in one would become a list.
 */
function fieldText(name: string, shape: Shape): string {
  const needsConst = Object.hasOwn(Object.prototype, name) && holdsMap(shape);
  return needsConst ? `${shapeText(shape)} as const` : shapeText(shape);
}

function holdsMap(shape: Shape): boolean {
  if (typeof shape === "string") return false;
  if ("optional" in shape) return holdsMap(shape.optional);
  return "map" in shape || ("list" in shape && holdsMap(shape.list));
}

function shapeText(shape: Shape): string {
  if (typeof shape === "string") return JSON.stringify(shape);
  if ("data" in shape) return `{ data: ${shape.data} }`;
  if ("optional" in shape) return `{ optional: ${shapeText(shape.optional)} }`;
  if ("list" in shape) {
    const size = "length" in shape ? `length: ${shape.length}` : `min: ${shape.min}`;
    return `{ list: ${shapeText(shape.list)}, ${size} }`;
  }
  if (!("map" in shape)) throw new Error("an anonymous type must be hoisted before it is emitted");
  const [key, value] = shape.map;
  return `{ map: [${shapeText(key)}, ${shapeText(value)}], min: ${shape.min} }`;
}
