/** A shape as a schema writes it: `map<str><data[4]>`. */

import type { Shape } from "@barewire/runtime/schema-codec";

/** A struct, an enum or a union has no short spelling and is named by its kind. */
export function typeText(shape: Shape): string {
  if (typeof shape === "string") return shape;
  if ("data" in shape) return `data[${shape.data}]`;
  if ("optional" in shape) return `optional<${typeText(shape.optional)}>`;
  if ("list" in shape) {
    return `list<${typeText(shape.list)}>${"length" in shape ? `[${shape.length}]` : ""}`;
  }
  if ("map" in shape) return `map<${typeText(shape.map[0])}><${typeText(shape.map[1])}>`;
  if ("struct" in shape) return "struct";
  return "enum" in shape ? "enum" : "union";
}
