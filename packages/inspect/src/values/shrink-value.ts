/**
 * Makes a value for which something fails simpler, as long as it fails: what is left of it is what
 * matters.
 */

import {
  namedShape,
  own,
  type SchemaDescription,
  type Shape,
} from "@barewire/runtime/schema-codec";
import { endingValue, minimalValue, present } from "./minimal-value.js";

/** The number of values that are tried. */
const MAX_TRIES = 2000;

/**
 * Returns the simplest value that was found for which `fails` returns true, as it does for `value`.
 */
export function shrinkValue(
  schema: SchemaDescription,
  shape: Shape,
  value: unknown,
  fails: (value: unknown) => boolean,
): unknown {
  let simplest = value;
  let tries = 0;
  for (let isSimpler = true; isSimpler; ) {
    isSimpler = false;
    for (const candidate of simplerValues(schema, shape, simplest)) {
      if (tries++ >= MAX_TRIES) return simplest;
      if (!fails(candidate)) continue;
      simplest = candidate;
      isSimpler = true;
      break;
    }
  }
  return simplest;
}

/** Values of the same type that are simpler than `value`, the simplest first. */
export function* simplerValues(
  schema: SchemaDescription,
  shape: Shape,
  value: unknown,
): Iterable<unknown> {
  if (typeof shape === "string") yield* simplerNamed(schema, shape, value);
  else if ("data" in shape) yield* zeroed(value as Uint8Array);
  else if ("optional" in shape) yield* simplerOptional(schema, shape.optional, value);
  else if ("list" in shape) {
    const items = Array.from(value as ArrayLike<unknown>);
    if (!("length" in shape)) yield* shorter(items);
    yield* oneSimpler(items, (item) => simplerValues(schema, shape.list, item));
  } else if ("map" in shape) yield* simplerMap(schema, shape.map[1], value);
  else if ("enum" in shape) {
    const names = Object.keys(shape.enum);
    yield* names.slice(0, names.indexOf(value as string));
  } else if ("struct" in shape) yield* simplerStruct(schema, shape.struct, value);
  else yield* simplerUnion(schema, shape.union, value);
}

function* simplerNamed(schema: SchemaDescription, name: string, value: unknown): Iterable<unknown> {
  if (!Object.hasOwn(schema.types, name)) {
    yield* simplerPrimitive(value);
    return;
  }
  const shape = namedShape(schema, name);
  // One step for a whole part that does not matter.
  const minimal = minimalValue(schema, shape);
  if (isLarge(value) && !isMinimal(value, minimal)) yield minimal;
  yield* simplerValues(schema, shape, value);
}

function isLarge(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}

/** Compares the number of parts alone: it need not be exact, because the tries are limited. */
function isMinimal(value: unknown, minimal: unknown): boolean {
  return partCount(value) <= partCount(minimal);
}

function partCount(value: unknown): number {
  if (typeof value !== "object" || value === null) return value === null ? 0 : 1;
  if (ArrayBuffer.isView(value)) return value.byteLength;
  const parts = value instanceof Map ? [...value.entries()].flat() : Object.values(value);
  return parts.reduce((sum: number, part) => sum + partCount(part), 1);
}

function* simplerOptional(
  schema: SchemaDescription,
  item: Shape,
  value: unknown,
): Iterable<unknown> {
  if (value === null) return;
  yield null;
  const isWrapped = present(schema, item, value) !== value;
  const inner = isWrapped ? (value as { readonly some: unknown }).some : value;
  for (const simpler of simplerValues(schema, item, inner)) yield present(schema, item, simpler);
}

function* simplerMap(schema: SchemaDescription, item: Shape, value: unknown): Iterable<unknown> {
  const entries = [...(value as ReadonlyMap<unknown, unknown>)];
  for (const some of shorter(entries)) yield new Map(some);
  const simplerEntries = function* ([key, one]: [unknown, unknown]): Iterable<[unknown, unknown]> {
    for (const simpler of simplerValues(schema, item, one)) yield [key, simpler];
  };
  for (const some of oneSimpler(entries, simplerEntries)) yield new Map(some);
}

function* simplerStruct(
  schema: SchemaDescription,
  fields: { readonly [field: string]: Shape },
  value: unknown,
): Iterable<unknown> {
  const struct = value as { readonly [field: string]: unknown };
  for (const [name, shape] of Object.entries(fields)) {
    for (const simpler of simplerValues(schema, shape, struct[name])) {
      yield { ...struct, [name]: simpler };
    }
  }
}

function* simplerUnion(
  schema: SchemaDescription,
  variants: { readonly [variant: string]: readonly [number, Shape] },
  value: unknown,
): Iterable<unknown> {
  const { tag, val } = value as { readonly tag: string; readonly val: unknown };
  const names = Object.keys(variants);
  for (const earlier of names.slice(0, names.indexOf(tag))) {
    const minimal = endingValue(schema, own(variants, earlier)?.[1] ?? "void");
    if (minimal !== undefined) yield { tag: earlier, val: minimal };
  }
  const [, payload] = own(variants, tag) ?? [0, "void"];
  for (const simpler of simplerValues(schema, payload, val)) yield { tag, val: simpler };
}

/** Nothing, either half, and everything but one item. */
function* shorter<Item>(items: readonly Item[]): Iterable<readonly Item[]> {
  if (items.length === 0) return;
  yield [];
  const half = Math.floor(items.length / 2);
  if (half > 0) {
    yield items.slice(0, half);
    yield items.slice(half);
  }
  if (items.length > 2) for (const index of items.keys()) yield items.toSpliced(index, 1);
}

/** The items with one of them simpler. */
function* oneSimpler<Item>(
  items: readonly Item[],
  simpler: (item: Item) => Iterable<Item>,
): Iterable<readonly Item[]> {
  for (const [index, item] of items.entries()) {
    for (const other of simpler(item)) yield items.with(index, other);
  }
}

function* simplerPrimitive(value: unknown): Iterable<unknown> {
  if (value === true) yield false;
  else if (typeof value === "string") yield* simplerText(value);
  else if (typeof value === "bigint") yield* simplerBigint(value);
  else if (typeof value === "number") yield* simplerNumber(value);
  else if (value instanceof Uint8Array) {
    for (const some of shorter(Array.from(value))) yield Uint8Array.from(some);
    yield* zeroed(value);
  }
}

function* zeroed(bytes: Uint8Array): Iterable<Uint8Array> {
  if (bytes.some((byte) => byte !== 0)) yield new Uint8Array(bytes.length);
}

/** Characters are removed, and not code units, so that no surrogate is left alone. */
function* simplerText(text: string): Iterable<string> {
  const characters = Array.from(text);
  for (const some of shorter(characters)) yield some.join("");
  const plain = "a".repeat(characters.length);
  if (plain !== text) yield plain;
}

function* simplerBigint(value: bigint): Iterable<bigint> {
  // Nearer to zero by the whole, a half, a quarter and so on, so that an edge is found soon.
  for (let by = value; by !== 0n; by /= 2n) yield value - by;
}

function* simplerNumber(value: number): Iterable<number> {
  if (Object.is(value, 0)) return;
  yield 0;
  if (!Number.isFinite(value) || value === 0) return;
  const whole = Math.trunc(value);
  if (whole !== value) {
    yield whole + 0;
    return;
  }
  for (let by = Math.trunc(value / 2); by !== 0; by = Math.trunc(by / 2)) {
    if (value - by !== value) yield value - by;
  }
}
