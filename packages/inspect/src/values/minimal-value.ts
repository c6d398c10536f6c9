/** The smallest value of a type: zero, empty, absent, the first variant whose value ends. */

import {
  isNullable,
  namedShape,
  type SchemaDescription,
  type Shape,
} from "@barewire/runtime/schema-codec";
import { integerOf, isInteger } from "./integers.js";

export function minimalValue(schema: SchemaDescription, shape: Shape): unknown {
  const value = endingValue(schema, shape);
  if (value === undefined) throw new RangeError("the type has no value that ends");
  return value;
}

/** The smallest value; undefined if no value of the type ends. */
export function endingValue(schema: SchemaDescription, shape: Shape): unknown {
  return minimal(schema, shape, []);
}

/** Returns undefined if only a longer way round a recursive type would end. */
function minimal(schema: SchemaDescription, shape: Shape, open: readonly string[]): unknown {
  if (typeof shape === "string") {
    if (!Object.hasOwn(schema.types, shape)) return minimalPrimitive(shape);
    if (open.includes(shape)) return undefined;
    return minimal(schema, namedShape(schema, shape), [...open, shape]);
  }
  if ("data" in shape) return new Uint8Array(shape.data);
  if ("optional" in shape) return null;
  if ("map" in shape) return new Map();
  if ("list" in shape) {
    if (!("length" in shape)) return [];
    const item = minimal(schema, shape.list, open);
    return item === undefined ? undefined : Array.from({ length: shape.length }, () => item);
  }
  if ("enum" in shape) return Object.keys(shape.enum)[0];
  if ("struct" in shape) {
    const fields = Object.entries(shape.struct).map(
      ([name, part]) => [name, minimal(schema, part, open)] as const,
    );
    const isEndless = fields.some(([, value]) => value === undefined);
    return isEndless ? undefined : Object.fromEntries(fields);
  }
  for (const [tag, [, payload]] of Object.entries(shape.union)) {
    const val = minimal(schema, payload, open);
    if (val !== undefined) return { tag, val };
  }
  return undefined;
}

function minimalPrimitive(name: string): unknown {
  if (name === "data") return new Uint8Array();
  if (name === "void") return null;
  if (name === "bool") return false;
  if (name === "str") return "";
  return isInteger(name) ? integerOf(name, 0n) : 0;
}

/** A present value of an optional, which is wrapped where its item may be null itself. */
export function present(schema: SchemaDescription, item: Shape, value: unknown): unknown {
  return isNullable(schema, item) ? { some: value } : value;
}
