/** A value as JSON. `docs/json-values.md` has the table of what becomes of each type. */

import { Writer } from "@barewire/runtime";
import {
  bodyOf,
  CodecError,
  isNullable,
  namedShape,
  type SchemaDescription,
  type Shape,
  writeShape,
} from "@barewire/runtime/schema-codec";
import { toBase64 } from "./base64.js";
import { JsonValueError } from "./json-error.js";
import type { MessageIn, MessageName } from "./messages.js";

export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [name: string]: Json };

/**
 * Returns a value of the type `root` as JSON. `schema` is the export of a generated
 * `vN.schema.ts`, or the `shapes` of an opened description.
 *
 * @throws JsonValueError where the value is not of its type.
 */
export function toJson<Schema extends SchemaDescription, Root extends MessageName<Schema>>(
  schema: Schema,
  root: Root,
  value: MessageIn<Schema, Root>,
): Json {
  return valueToJson(schema, root, root, value);
}

/** The JSON of a value of any shape; `path` is where it stands. */
export function valueToJson(
  schema: SchemaDescription,
  shape: Shape,
  path: string,
  value: unknown,
): Json {
  requireValue(schema, shape, path, value);
  return jsonOf(schema, shape, value);
}

/** Requires a value to have bytes; `path` is where it stands. */
export function requireValue(
  schema: SchemaDescription,
  shape: Shape,
  path: string,
  value: unknown,
): void {
  const walk = { schema, writer: new Writer(), path: [path], value, shape };
  try {
    writeShape(walk, shape, path, value);
  } catch (error) {
    // A part of null or undefined cannot be read, and a value may be deeper than the call stack.
    const isOfValue = error instanceof TypeError || error instanceof RangeError;
    if (!(error instanceof CodecError) && !isOfValue) throw error;
    const reason = error instanceof CodecError ? error.message : "the value cannot be read";
    throw new JsonValueError(walk.path.join(""), reason);
  }
}

/** The JSON of a value whose type has been checked. */
function jsonOf(schema: SchemaDescription, shape: Shape, value: unknown): Json {
  const inner = (part: Shape, item: unknown) => jsonOf(schema, part, item);
  if (typeof shape === "string") {
    return Object.hasOwn(schema.types, shape)
      ? inner(namedShape(schema, shape), value)
      : primitiveJson(shape, value);
  }
  if ("data" in shape) return toBase64(value as Uint8Array);
  if ("optional" in shape) {
    if (value === null) return null;
    if (!isNullable(schema, shape.optional)) return inner(shape.optional, value);
    return { some: inner(shape.optional, (value as { readonly some: unknown }).some) };
  }
  if ("list" in shape) {
    return Array.from(value as ArrayLike<unknown>, (item) => inner(shape.list, item));
  }
  if ("map" in shape) {
    const [key, item] = shape.map;
    const entries = [...(value as ReadonlyMap<unknown, unknown>)];
    const pairs = entries.map(([one, other]) => [inner(key, one), inner(item, other)] as const);
    // The keys of such a map are texts, and so are their JSON.
    return hasTextKeys(schema, key) ? Object.fromEntries(pairs as [string, Json][]) : pairs;
  }
  if ("enum" in shape) return value as string;
  // A value that has passed the check is an object with these fields.
  const fields = value as { readonly [field: string]: unknown };
  if ("struct" in shape) {
    const parts = Object.entries(shape.struct);
    return Object.fromEntries(parts.map(([field, part]) => [field, inner(part, fields[field])]));
  }
  const tag = fields["tag"] as string;
  return { tag, val: inner(shape.union[tag]?.[1] ?? "void", fields["val"]) };
}

/** Tells whether a map of such keys is an object. */
export function hasTextKeys(schema: SchemaDescription, key: Shape): boolean {
  return bodyOf(schema, key) === "str";
}

/** Numbers that JSON has no form for, as text. */
export const NAMED_NUMBERS: readonly string[] = ["NaN", "Infinity", "-Infinity", "-0"];

function primitiveJson(name: string, value: unknown): Json {
  switch (name) {
    case "data":
      return toBase64(value as Uint8Array);
    case "u64":
    case "i64":
    case "uint":
    case "int":
      return String(value);
    case "f32":
    case "f64": {
      const number = value as number;
      if (Object.is(number, -0)) return "-0";
      return Number.isFinite(number) ? number : String(number);
    }
    case "void":
      return null;
    case "bool":
    case "str":
      return value as boolean | string;
    default:
      // An integer: zero has no sign.
      return (value as number) + 0;
  }
}
