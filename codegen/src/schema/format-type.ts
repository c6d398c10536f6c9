/** A type of the model as a schema writes it: `map<str><list<u8>[4]>`. */

import type { Type } from "./model.js";

/** A body has no short spelling and is named by its kind. */
export function formatType(type: Type): string {
  switch (type.kind) {
    case "primitive":
    case "reference":
      return type.name;
    case "data":
      return `data${lengthText(type.length)}`;
    case "optional":
      return `optional<${formatType(type.item)}>`;
    case "list":
      return `list<${formatType(type.item)}>${lengthText(type.length)}`;
    case "map":
      return `map<${formatType(type.key)}><${formatType(type.value)}>`;
    case "struct":
    case "enum":
    case "union":
      return type.kind;
    default:
      return type satisfies never;
  }
}

function lengthText(length: number | null): string {
  return length === null ? "" : `[${length}]`;
}
