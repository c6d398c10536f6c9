/** Types made of other types. */

import type { Type } from "./model.js";

/** `type` with `change` of each reference in it. */
export function mapReferences(type: Type, change: (name: string) => string): Type {
  const inner = (part: Type) => mapReferences(part, change);
  switch (type.kind) {
    case "primitive":
    case "data":
    case "enum":
      return type;
    case "reference":
      return { kind: "reference", name: change(type.name) };
    case "optional":
    case "list":
      return { ...type, item: inner(type.item) };
    case "map":
      return { ...type, key: inner(type.key), value: inner(type.value) };
    case "struct":
      return {
        ...type,
        fields: type.fields.map((field) => ({ ...field, type: inner(field.type) })),
      };
    case "union":
      return {
        ...type,
        variants: type.variants.map((variant) => ({ ...variant, type: inner(variant.type) })),
      };
    default:
      return type satisfies never;
  }
}
