/** A type as a schema writes it, with one spelling for equal types: `map<str><list<u8>[4]>`. */

import type { SyntaxBody, SyntaxType } from "./syntax.js";

/** `writeBody` gives the text of an inline struct, enum or union. */
export function writtenType(type: SyntaxType, writeBody: (body: SyntaxBody) => string): string {
  switch (type.kind) {
    case "primitive":
    case "reference":
      return type.name;
    case "data":
      return type.length === null ? "data" : `data[${type.length.value}]`;
    case "optional":
      return `optional<${writtenType(type.item, writeBody)}>`;
    case "list": {
      const list = `list<${writtenType(type.item, writeBody)}>`;
      return type.length === null ? list : `${list}[${type.length.value}]`;
    }
    case "map":
      return `map<${writtenType(type.key, writeBody)}><${writtenType(type.value, writeBody)}>`;
    case "struct":
    case "enum":
    case "union":
      return writeBody(type);
    default:
      return type satisfies never;
  }
}

/** In full; two inline bodies with the same members read the same. */
export function writtenBody(body: SyntaxBody): string {
  return `${body.kind} { ${memberTexts(body).join(" ")} }`;
}

function memberTexts(body: SyntaxBody): readonly string[] {
  switch (body.kind) {
    case "struct":
      return body.fields.map(({ name, type }) => `${name}: ${writtenType(type, writtenBody)}`);
    case "enum":
      return body.values.map(({ name, number }) => `${name} = ${number}`);
    case "union":
      return body.variants.map(({ type, tag }) => `| ${writtenType(type, writtenBody)} = ${tag}`);
    default:
      return body satisfies never;
  }
}
