/** `export type X = ...` for one named type. */

import type { EnumType, Field, NamedType, UnionType } from "../schema/model.js";
import { type Declaration, docLines, fit, indent } from "./module-file.js";
import type { ModuleScope } from "./module-scope.js";
import { typeText } from "./type-text.js";

/** `mayLack` are the fields, as `Type.field`, that a value need not have. */
export function typeDeclaration(
  named: NamedType,
  scope: ModuleScope,
  mayLack: ReadonlySet<string> = new Set(),
): Declaration {
  return [...docLines(0, named.doc), ...definition(named, scope, mayLack)];
}

function definition(
  { name, type }: NamedType,
  scope: ModuleScope,
  mayLack: ReadonlySet<string>,
): readonly string[] {
  switch (type.kind) {
    case "struct":
      return [
        `export type ${name} = {`,
        ...indent(
          type.fields.flatMap((field) =>
            fieldLines(field, mayLack.has(`${name}.${field.name}`), scope),
          ),
        ),
        "};",
      ];
    case "enum":
      return unionLines(name, type, enumMembers(type));
    case "union":
      return unionLines(name, type, unionMembers(type, scope));
    default:
      return [`export type ${name} = ${typeText(type, scope.graph, scope.options)};`];
  }
}

function fieldLines(
  field: Field,
  isLackable: boolean,
  { graph, options }: ModuleScope,
): readonly string[] {
  const type = typeText(field.type, graph, options);
  const text = isLackable ? `${field.name}?: ${type} | undefined` : `${field.name}: ${type}`;
  return [...docLines(2, field.doc), `readonly ${text};`];
}

/** One member of a TypeScript union; the layout is one line each unless all fit into one. */
type Member = { readonly doc: string | null; readonly lines: readonly string[] };

function enumMembers(type: EnumType): readonly Member[] {
  return type.values.map(({ doc, name }) => ({ doc, lines: [JSON.stringify(name)] }));
}

function unionMembers(type: UnionType, { graph, options }: ModuleScope): readonly Member[] {
  return type.variants.map(({ doc, name, type: payload }) => {
    const tag = `readonly tag: ${JSON.stringify(name)}`;
    const val = `readonly val: ${typeText(payload, graph, options)}`;
    // A semicolon follows the last one.
    const isShort = fit(4, `{ ${tag}; ${val} };`, []).length > 0;
    const broken = ["{", `    ${tag};`, `    ${val};`, "  }"];
    return { doc, lines: isShort ? [`{ ${tag}; ${val} }`] : broken };
  });
}

function unionLines(
  name: string,
  type: EnumType | UnionType,
  members: readonly Member[],
): readonly string[] {
  const oneLine = `export type ${name} = ${members.map(({ lines }) => lines.join(" ")).join(" | ")};`;
  const isShort = members.every(({ doc, lines }) => doc === null && lines.length === 1);
  const broken = members.flatMap(({ doc, lines: [first = "", ...rest] }) => [
    ...docLines(2, doc),
    `| ${first}`,
    ...rest,
  ]);
  const last = `${broken.at(-1) ?? ""};`;
  const brokenLines = [`export type ${name} =`, ...indent([...broken.slice(0, -1), last])];
  // One line for each message, however short.
  const isPlain = members.length === 1 || type.kind === "enum";
  return isShort && isPlain ? fit(0, oneLine, brokenLines) : brokenLines;
}
