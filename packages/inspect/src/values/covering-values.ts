/**
 * Values that together take every choice a type leaves at least once: each variant and enum value,
 * absent and present, empty, one and two items, and the edges of every number.
 */

import { namedShape, type SchemaDescription, type Shape } from "@barewire/runtime/schema-codec";
import type { IntegerName } from "../version-description.js";
import { integerOf, integerRange, isInteger } from "./integers.js";
import { minimalValue, present } from "./minimal-value.js";

/** The values of what is not made of parts; none is empty. */
export type Palette = {
  /** The values of a primitive other than `data`, such as `u8`. */
  readonly primitive: (name: string) => readonly unknown[];
  /** The values of `data`, of this length unless it is null. */
  readonly bytes: (length: number | null) => readonly Uint8Array[];
};

const EDGES: Palette = { primitive: primitiveEdges, bytes: bytesEdges };

export function coveringValues(
  schema: SchemaDescription,
  shape: Shape,
  palette: Palette = EDGES,
): readonly unknown[] {
  return cover(shape, { schema, palette, open: [] });
}

type Covering = {
  readonly schema: SchemaDescription;
  readonly palette: Palette;
  /** The named types that the value being made stands in. */
  readonly open: readonly string[];
};

/** The number of times that a recursive type occurs within itself. */
const MAX_NESTING = 2;

function cover(shape: Shape, covering: Covering): readonly unknown[] {
  const { schema, palette } = covering;
  if (typeof shape === "string") return coverNamed(shape, covering);
  if ("data" in shape) return palette.bytes(shape.data);
  if ("optional" in shape) {
    const values = cover(shape.optional, covering);
    return [null, ...values.map((value) => present(schema, shape.optional, value))];
  }
  if ("list" in shape) return coverList(shape, covering);
  if ("map" in shape) return coverMap(cover(shape.map[0], covering), cover(shape.map[1], covering));
  if ("enum" in shape) return Object.keys(shape.enum);
  if ("struct" in shape) {
    const fields = Object.entries(shape.struct).map(
      ([name, part]) => [name, cover(part, covering)] as const,
    );
    const count = Math.max(...fields.map(([, values]) => values.length));
    return Array.from({ length: count }, (_, index) =>
      Object.fromEntries(fields.map(([name, values]) => [name, cyclic(values, index)])),
    );
  }
  return Object.entries(shape.union).flatMap(([tag, [, payload]]) =>
    cover(payload, covering).map((val) => ({ tag, val })),
  );
}

function coverNamed(name: string, { schema, palette, open }: Covering): readonly unknown[] {
  if (!Object.hasOwn(schema.types, name)) {
    return name === "data" ? palette.bytes(null) : palette.primitive(name);
  }
  const isDeep = open.filter((other) => other === name).length > MAX_NESTING;
  if (isDeep) return [minimalValue(schema, name)];
  return cover(namedShape(schema, name), { schema, palette, open: [...open, name] });
}

function cyclic(values: readonly unknown[], index: number): unknown {
  return values[index % values.length];
}

function coverList(
  shape: Extract<Shape, { readonly list: unknown }>,
  covering: Covering,
): readonly unknown[] {
  const items = cover(shape.list, covering);
  if (!("length" in shape)) return [[], ...chunks(items)];
  const { length } = shape;
  const count = Math.max(1, Math.ceil(items.length / length));
  return Array.from({ length: count }, (_, list) =>
    Array.from({ length }, (_, index) => cyclic(items, list * length + index)),
  );
}

/** One item, then two by two, until each has stood in some list. */
function chunks<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  const lists: (readonly Item[])[] = [items.slice(0, 1)];
  for (let start = 0; start < items.length; start += 2) {
    const pair = items.slice(start, start + 2);
    lists.push(pair.length === 2 ? pair : [...pair, ...items.slice(0, 1)]);
  }
  return lists;
}

function coverMap(keys: readonly unknown[], values: readonly unknown[]): readonly unknown[] {
  const distinct = [...new Map(keys.map((key) => [String(key), key])).values()];
  const count = Math.max(distinct.length, values.length);
  const entries = Array.from(
    { length: count },
    (_, index) => [cyclic(distinct, index), cyclic(values, index)] as const,
  );
  return [new Map(), ...chunks(entries).map((some) => new Map(some))];
}

function primitiveEdges(name: string): readonly unknown[] {
  switch (name) {
    case "void":
      return [null];
    case "bool":
      return [false, true];
    case "str":
      return ["", "a", "é中🎈"];
    case "f32":
      return [0, -1.5, Number.POSITIVE_INFINITY];
    case "f64":
      return [0, 0.1, Number.NEGATIVE_INFINITY];
    default:
      return isInteger(name) ? integerEdges(name) : [];
  }
}

function integerEdges(name: IntegerName): readonly (number | bigint)[] {
  const { min, max } = integerRange(name);
  // The edges at which a varint gets longer, a byte overflows, and a double no longer tells
  // neighbours apart.
  const inner = [-1n, 0n, 1n, 127n, 128n, 255n, 256n, 0xffff_ffffn, 2n ** 53n + 1n];
  const edges = [min, ...inner.filter((edge) => edge > min && edge < max), max];
  return edges.map((edge) => integerOf(name, edge));
}

function bytesEdges(length: number | null): readonly Uint8Array[] {
  if (length === null)
    return [0, 1, 2].map((size) => Uint8Array.from({ length: size }, () => 0xff));
  return [new Uint8Array(length), Uint8Array.from({ length }, (_, index) => 255 - (index % 256))];
}
