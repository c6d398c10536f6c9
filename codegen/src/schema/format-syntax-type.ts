/** A type as a schema writes it, with one spelling for equal types: `map<str><list<u8>[4]>`. */

import type { SyntaxBody, SyntaxType } from "../syntax/definition.js";

/** `writeBody` gives the text of an inline struct, enum or union. */
export function formatSyntaxType(
  type: SyntaxType,
  writeBody: (body: SyntaxBody) => string,
): string {
  switch (type.kind) {
    case "primitive":
    case "reference":
      return type.name;
    case "data":
      return type.length === null ? "data" : `data[${type.length.value}]`;
    case "optional":
      return `optional<${formatSyntaxType(type.item, writeBody)}>`;
    case "list": {
      const list = `list<${formatSyntaxType(type.item, writeBody)}>`;
      return type.length === null ? list : `${list}[${type.length.value}]`;
    }
    case "map":
      return `map<${formatSyntaxType(type.key, writeBody)}><${formatSyntaxType(type.value, writeBody)}>`;
    case "struct":
    case "enum":
    case "union":
      return writeBody(type);
    default:
      return type satisfies never;
  }
}

/** Formats a body in full: two inline bodies with the same members have the same text. */
export function formatBody(body: SyntaxBody): string {
  return `${body.kind} { ${memberTexts(body).join(" ")} }`;
}

function memberTexts(body: SyntaxBody): readonly string[] {
  switch (body.kind) {
    case "struct":
      return body.fields.map(({ name, type }) => `${name}: ${formatSyntaxType(type, formatBody)}`);
    case "enum":
      return body.values.map(({ name, number }) => `${name} = ${number}`);
    case "union":
      return body.variants.map(
        ({ type, tag }) => `| ${formatSyntaxType(type, formatBody)} = ${tag}`,
      );
    default:
      return body satisfies never;
  }
}
