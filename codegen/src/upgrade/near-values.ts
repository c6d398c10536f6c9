/**
 * Values that differ from one that is carried in a single part. Where many parts can be refused,
 * random values are hardly ever carried, and what is wrong with one part is never seen.
 */

import type { SchemaDescription, Shape } from "@barewire/inspect";
import { type IntegerName, integerRange, minimalValue } from "@barewire/inspect/values";
import { isNullable, own } from "@barewire/runtime/schema-codec";

/** Nested so deep, parts are left as they are. */
const MAX_DEPTH = 6;

export function* nearValues(
  schema: SchemaDescription,
  shape: Shape,
  value: unknown,
  depth = 0,
): Generator<unknown> {
  if (depth > MAX_DEPTH) return;
  const inner = (part: Shape, found: unknown) => nearValues(schema, part, found, depth + 1);
  if (typeof shape === "string") {
    const named = own(schema.types, shape);
    if (named === undefined) yield* nearPrimitives(shape, value);
    else yield* inner(named, value);
  } else if ("struct" in shape) {
    // The shape says that it is a struct.
    const fields = value as Readonly<Record<string, unknown>>;
    for (const [name, part] of Object.entries(shape.struct)) {
      for (const near of inner(part, fields[name])) yield { ...fields, [name]: near };
    }
  } else if ("union" in shape) {
    const { tag, val } = value as { readonly tag: string; readonly val: unknown };
    const variant = own(shape.union, tag);
    if (variant !== undefined) for (const near of inner(variant[1], val)) yield { tag, val: near };
  } else if ("enum" in shape) {
    yield* Object.keys(shape.enum).filter((name) => name !== value);
  } else if ("optional" in shape) yield* nearOptionals(schema, shape.optional, value, depth);
  else if ("list" in shape) yield* nearLists(schema, shape, value, depth);
  else if ("map" in shape) yield* nearMaps(schema, shape.map, value, depth);
}

function* nearPrimitives(name: string, value: unknown): Generator<unknown> {
  if (typeof value === "boolean") yield !value;
  else if (typeof value === "string") yield* nearTexts(value);
  else if (name === "f32" || name === "f64") yield* [0, -1, 0.5, Number(value) + 1];
  else if (typeof value === "number" || typeof value === "bigint") {
    const { min, max } = integerRange(name as IntegerName);
    const integer = BigInt(value);
    const all = [
      0n,
      1n,
      integer + 1n,
      integer - 1n,
      integer * 2n,
      integer * 10n,
      -integer,
      max,
      min,
    ];
    for (const near of new Set(all)) {
      if (near === integer || near < min || near > max) continue;
      yield typeof value === "bigint" ? near : Number(near);
    }
  }
}

function nearTexts(text: string): readonly string[] {
  const all = ["", `${text}a`, ` ${text} `, `${text} b`, `${text},c`, text.toUpperCase()];
  return [...new Set(all)].filter((near) => near !== text);
}

function* nearOptionals(
  schema: SchemaDescription,
  item: Shape,
  value: unknown,
  depth: number,
): Generator<unknown> {
  const isNested = isNullable(schema, item);
  if (value === null) {
    const some = minimalValue(schema, item);
    yield isNested ? { some } : some;
    return;
  }
  yield null;
  if (!isNested) yield* nearValues(schema, item, value, depth + 1);
}

type ListShape = Extract<Shape, { readonly list: Shape }>;

function* nearLists(
  schema: SchemaDescription,
  shape: ListShape,
  value: unknown,
  depth: number,
): Generator<unknown> {
  // A copy of a typed array would be a plain one, so typed arrays stay as they are.
  if (!Array.isArray(value)) return;
  const [first, ...rest] = value;
  if (!("length" in shape)) {
    const item = minimalValue(schema, shape.list);
    if (value.length > 0) yield [];
    yield [...value, item];
    if (value.length > 0) yield [...value, first];
  }
  if (value.length > 1) yield [...value].reverse();
  if (value.length === 0) return;
  for (const near of nearValues(schema, shape.list, first, depth + 1)) yield [near, ...rest];
}

function* nearMaps(
  schema: SchemaDescription,
  [key, item]: readonly [Shape, Shape],
  value: unknown,
  depth: number,
): Generator<unknown> {
  const entries = [...(value as ReadonlyMap<unknown, unknown>)];
  const [first, ...rest] = entries;
  if (first === undefined) {
    yield new Map([[minimalValue(schema, key), minimalValue(schema, item)]]);
    return;
  }
  yield new Map();
  for (const near of nearValues(schema, key, first[0], depth + 1)) {
    const isFree = entries.every(([known]) => known !== near);
    if (!isFree) continue;
    yield new Map([[near, first[1]], ...rest]);
    yield new Map([...entries, [near, first[1]]]);
  }
  for (const near of nearValues(schema, item, first[1], depth + 1)) {
    yield new Map([[first[0], near], ...rest]);
  }
}
