/**
 * A value from JSON, strictly: it accepts what `toJson` makes and nothing else, so that no two
 * texts mean the same value. `docs/json-values.md` has the table of what becomes of each type.
 */

import {
  isNullable,
  namedShape,
  type SchemaDescription,
  type Shape,
} from "@barewire/runtime/schema-codec";
import { fromBase64 } from "./base64.js";
import { JsonValueError } from "./json-error.js";
import type { MessageIn, MessageName } from "./messages.js";
import { hasTextKeys, NAMED_NUMBERS, requireValue } from "./to-json.js";

/**
 * Returns the value of the type `root` that parsed JSON stands for. `schema` is the export of a
 * generated `vN.schema.ts`, or the `shapes` of an opened description.
 *
 * @throws JsonValueError with the path if it is not a value of the type.
 */
export function fromJson<Schema extends SchemaDescription, Root extends MessageName<Schema>>(
  schema: Schema,
  root: Root,
  json: unknown,
): MessageIn<Schema, Root> {
  // It has just been read by the shape of the type, and checked against it.
  return valueFromJson(schema, root, root, json) as MessageIn<Schema, Root>;
}

/** The value of any shape; `path` is where it stands. */
export function valueFromJson(
  schema: SchemaDescription,
  shape: Shape,
  path: string,
  json: unknown,
): unknown {
  const value = readJson({ schema, path: [path], depth: 0 }, shape, json);
  // Ranges, lengths and duplicate keys are those of the codec.
  requireValue(schema, shape, path, value);
  return value;
}

type Walk = {
  readonly schema: SchemaDescription;
  /** The segments of the path from the root. */
  readonly path: string[];
  /** The number of recursive values around the one that is read. */
  depth: number;
};

/** Values of recursive types may be nested so deep, as in messages. */
const MAX_DEPTH = 64;

function readJson(walk: Walk, shape: Shape, json: unknown): unknown {
  const { schema } = walk;
  if (typeof shape === "string") return readNamed(walk, shape, json);
  if ("data" in shape) return readData(walk, json);
  if ("optional" in shape) {
    if (json === null) return null;
    if (!isNullable(schema, shape.optional)) return readJson(walk, shape.optional, json);
    const { some } = requireObject(walk, json, ["some"]);
    return { some: readJson(walk, shape.optional, some) };
  }
  if ("list" in shape) {
    return requireList(walk, json).map((item, index) => {
      return step(walk, `[${index}]`, shape.list, item);
    });
  }
  if ("map" in shape) return readMap(walk, shape.map, json);
  if ("struct" in shape) {
    const fields = requireObject(walk, json, Object.keys(shape.struct));
    const parts = Object.entries(shape.struct);
    return Object.fromEntries(
      parts.map(([field, part]) => [field, step(walk, `.${field}`, part, fields[field])]),
    );
  }
  if ("enum" in shape) {
    if (typeof json === "string" && Object.hasOwn(shape.enum, json)) return json;
    throw misfit(walk, `one of ${Object.keys(shape.enum).slice(0, 12).join(", ")}`, json);
  }
  const { tag, val } = requireObject(walk, json, ["tag", "val"]);
  const variant =
    typeof tag === "string" && Object.hasOwn(shape.union, tag) ? shape.union[tag] : undefined;
  if (typeof tag !== "string" || variant === undefined) {
    const names = Object.keys(shape.union).slice(0, 12).join(", ");
    throw misfit(walk, `an object whose tag is one of ${names}`, json);
  }
  return { tag, val: step(walk, `.${tag}`, variant[1], val) };
}

function readNamed(walk: Walk, name: string, json: unknown): unknown {
  const { schema } = walk;
  if (!Object.hasOwn(schema.types, name)) return readPrimitive(walk, name, json);
  const isRecursive = schema.recursive.includes(name);
  if (isRecursive && walk.depth++ >= MAX_DEPTH) {
    throw misfit(walk, `values nested at most ${MAX_DEPTH} deep`, json);
  }
  const value = readJson(walk, namedShape(schema, name), json);
  if (isRecursive) walk.depth--;
  return value;
}

/** A map is an object where its keys are texts, and else a list of pairs. */
function readMap(
  walk: Walk,
  [key, value]: readonly [key: Shape, value: Shape],
  json: unknown,
): Map<unknown, unknown> {
  const entries = hasTextKeys(walk.schema, key)
    ? Object.entries(requireObject(walk, json, null))
    : requireList(walk, json).map((pair) => requirePair(walk, pair));
  const map = new Map<unknown, unknown>();
  entries.forEach(([one, other], index) => {
    const found = step(walk, `[key ${index}]`, key, one);
    map.set(found, step(walk, `[value ${index}]`, value, other));
    if (map.size === index) throw misfit(walk, "a map without duplicate keys", json);
  });
  return map;
}

function readPrimitive(walk: Walk, name: string, json: unknown): unknown {
  switch (name) {
    case "data":
      return readData(walk, json);
    case "u64":
    case "i64":
    case "uint":
    case "int":
      // At most the digits of 2^64, so that no text costs more than the number.
      if (typeof json === "string" && /^(?:0|-?[1-9]\d{0,19})$/.test(json)) return BigInt(json);
      throw misfit(walk, "a decimal integer as text", json);
    case "f32":
    case "f64":
      if (typeof json === "string" && NAMED_NUMBERS.includes(json)) return Number(json);
      return requireNumber(walk, json);
    case "void":
      if (json === null) return null;
      throw misfit(walk, "null", json);
    case "bool":
      if (typeof json === "boolean") return json;
      throw misfit(walk, "true or false", json);
    case "str":
      if (typeof json === "string") return json;
      throw misfit(walk, "a text", json);
    default:
      return requireNumber(walk, json);
  }
}

function requireNumber(walk: Walk, json: unknown): number {
  if (typeof json !== "number" || !Number.isFinite(json)) throw misfit(walk, "a number", json);
  if (Object.is(json, -0)) throw misfit(walk, 'a number other than -0, or "-0" of a float', json);
  return json;
}

function readData(walk: Walk, json: unknown): Uint8Array {
  const bytes = typeof json === "string" ? fromBase64(json) : null;
  if (bytes === null) throw misfit(walk, "bytes as base64 with padding", json);
  return bytes;
}

function requireList(walk: Walk, json: unknown): readonly unknown[] {
  if (Array.isArray(json)) return json;
  throw misfit(walk, "a list", json);
}

function requirePair(walk: Walk, json: unknown): readonly [unknown, unknown] {
  if (Array.isArray(json) && json.length === 2) return [json[0], json[1]];
  throw misfit(walk, "a list of pairs [key, value]", json);
}

type Fields = { readonly [name: string]: unknown };

/** An object with exactly these fields; null stands for any. */
function requireObject(walk: Walk, json: unknown, names: readonly string[] | null): Fields {
  if (typeof json !== "object" || json === null || Array.isArray(json)) {
    throw misfit(walk, "an object", json);
  }
  // It is neither null nor a list, so that it has fields.
  const fields = json as Fields;
  if (names === null) return fields;
  const missing = names.find((name) => !Object.hasOwn(fields, name));
  if (missing !== undefined) {
    throw new JsonValueError(pathOf(walk), `the field '${missing}' is missing`);
  }
  if (Object.keys(fields).length > names.length) {
    throw new JsonValueError(pathOf(walk), `expected no fields but ${names.join(", ")}`);
  }
  return fields;
}

function step(walk: Walk, segment: string, shape: Shape, json: unknown): unknown {
  walk.path.push(segment);
  const value = readJson(walk, shape, json);
  walk.path.pop();
  return value;
}

function pathOf({ path }: Walk): string {
  return path.join("");
}

function misfit(walk: Walk, expected: string, json: unknown): JsonValueError {
  const found =
    json === null ? "null" : Array.isArray(json) ? "a list" : `a value of ${typeof json}`;
  return new JsonValueError(pathOf(walk), `expected ${expected}, got ${found}`);
}
