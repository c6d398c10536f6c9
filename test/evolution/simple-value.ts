/** The simplest value of a type, and a value as TypeScript writes it. */

import type { Type } from "../../codegen/src/schema/model.js";
import type { TypeGraph } from "../../codegen/src/schema/type-graph.js";

/** Lists of numbers other than bytes are plain arrays. */
export function simpleValue(type: Type, graph: TypeGraph): unknown {
  const body = graph.resolve(type);
  switch (body.kind) {
    case "primitive":
      return simplePrimitive(body.name);
    case "data":
      return new Uint8Array(body.length ?? 0);
    case "optional":
      return null;
    case "list": {
      const item = graph.resolve(body.item);
      if (item.kind === "primitive" && item.name === "u8") return new Uint8Array(body.length ?? 0);
      return Array.from({ length: body.length ?? 0 }, () => simpleValue(body.item, graph));
    }
    case "map":
      return new Map();
    case "struct":
      return Object.fromEntries(
        body.fields.map(({ name, type }) => [name, simpleValue(type, graph)]),
      );
    case "enum":
      return body.values[0]?.name;
    case "union": {
      const [first] = body.variants;
      return { tag: first?.name, val: first === undefined ? null : simpleValue(first.type, graph) };
    }
    default:
      return body satisfies never;
  }
}

function simplePrimitive(name: string): unknown {
  if (name === "str") return "";
  if (name === "bool") return false;
  if (name === "void") return null;
  return ["u64", "uint", "i64", "int"].includes(name) ? 0n : 0;
}

export function literal(value: unknown): string {
  if (typeof value === "bigint") return `${value}n`;
  if (value instanceof Uint8Array) return `new Uint8Array(${value.length})`;
  if (value instanceof Map) return "new Map()";
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    const fields = Object.entries(value).map(([name, part]) => `${name}: ${literal(part)}`);
    return `{ ${fields.join(", ")} }`;
  }
  return JSON.stringify(value);
}
