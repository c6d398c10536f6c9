/**
 * The values of test vectors are JSON: 64-bit integers are decimal strings, bytes hex, maps lists
 * of pairs, and a variant is named by its number.
 */

import type { PrimitiveName, Type } from "../../codegen/src/schema/model.js";
import type { TypeGraph } from "../../codegen/src/schema/type-graph.js";

export function fromVector(json: unknown, type: Type, graph: TypeGraph): unknown {
  const resolved = graph.resolve(type);
  const inner = (value: unknown, part: Type) => fromVector(value, part, graph);
  switch (resolved.kind) {
    case "primitive":
      return primitive(json, resolved.name);
    case "data":
      return new Uint8Array(Buffer.from(json as string, "hex"));
    case "optional":
      if (json === null) return null;
      return graph.resolve(resolved.item).kind === "optional"
        ? { some: inner((json as { readonly some: unknown }).some, resolved.item) }
        : inner(json, resolved.item);
    case "list": {
      const items = (json as readonly unknown[]).map((item) => inner(item, resolved.item));
      const item = graph.resolve(resolved.item);
      const isBytes = item.kind === "primitive" && item.name === "u8";
      return isBytes ? new Uint8Array(items as number[]) : items;
    }
    case "map": {
      const pairs = json as readonly (readonly [unknown, unknown])[];
      return new Map(
        pairs.map(([key, value]) => [inner(key, resolved.key), inner(value, resolved.value)]),
      );
    }
    case "struct": {
      const fields = json as { readonly [name: string]: unknown };
      return Object.fromEntries(
        resolved.fields.map(({ name, type }) => [name, inner(fields[name], type)]),
      );
    }
    case "enum":
      return json;
    case "union": {
      const { tag, value } = json as { readonly tag: number; readonly value: unknown };
      const variant = resolved.variants.find((one) => one.tag === tag);
      if (variant === undefined) throw new Error(`the schema has no tag ${tag}`);
      return { tag: variant.name, val: inner(value, variant.type) };
    }
    default:
      return resolved satisfies never;
  }
}

function primitive(json: unknown, name: PrimitiveName): unknown {
  if (/^(?:u64|uint|i64|int)$/.test(name)) return BigInt(json as string);
  // "NaN", "Infinity", "-Infinity" and "-0", which JSON numbers cannot express.
  return /^f/.test(name) ? Number(json) : json;
}
