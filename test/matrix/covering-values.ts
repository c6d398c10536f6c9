/**
 * Values that together take every choice a type leaves at least once: each variant and enum value,
 * absent and present, empty, one and two items, and the edges of every number.
 */

import type { IntegerName, PrimitiveName, Type } from "../../codegen/src/schema/model.js";
import type { TypeGraph } from "../../codegen/src/schema/type-graph.js";
import { integerRange } from "./condition.js";
import { integerForm } from "./open-input.js";

/** The values of what is not made of parts; none is empty. */
export type Palette = {
  readonly primitive: (name: PrimitiveName) => readonly unknown[];
  readonly bytes: (length: number | null) => readonly Uint8Array[];
};

const EDGES: Palette = { primitive: primitiveEdges, bytes: bytesEdges };

export function coveringValues(
  type: Type,
  graph: TypeGraph,
  palette: Palette = EDGES,
): readonly unknown[] {
  return cover(type, { graph, palette, open: [] });
}

/** The smallest: zero, empty, absent, the first that there is. */
export function minimalValue(type: Type, graph: TypeGraph): unknown {
  const value = minimal(type, graph, []);
  if (value === undefined) throw new Error("the type has no value that ends");
  return value;
}

type Covering = {
  readonly graph: TypeGraph;
  readonly palette: Palette;
  /** The named types that the value being made stands in. */
  readonly open: readonly string[];
};

/** The number of times that a recursive type occurs within itself. */
const MAX_NESTING = 2;

function cover(type: Type, covering: Covering): readonly unknown[] {
  const { graph, palette, open } = covering;
  switch (type.kind) {
    case "primitive":
      return palette.primitive(type.name);
    case "data":
      return palette.bytes(type.length);
    case "reference": {
      const isDeep = open.filter((name) => name === type.name).length > MAX_NESTING;
      if (isDeep) return [minimalValue(type, graph)];
      const named = graph.namedTypes.get(type.name);
      if (named === undefined) throw new Error(`'${type.name}' is not a type of the schema`);
      return cover(named.type, { ...covering, open: [...open, type.name] });
    }
    case "optional": {
      const isNested = graph.resolve(type.item).kind === "optional";
      const present = cover(type.item, covering);
      return [null, ...present.map((item) => (isNested ? { some: item } : item))];
    }
    case "list":
      return coverList(type.item, type.length, covering);
    case "map":
      return coverMap(cover(type.key, covering), cover(type.value, covering));
    case "struct": {
      const fields = type.fields.map(({ name, type }) => [name, cover(type, covering)] as const);
      const count = Math.max(...fields.map(([, values]) => values.length));
      return Array.from({ length: count }, (_, index) =>
        Object.fromEntries(fields.map(([name, values]) => [name, cyclic(values, index)])),
      );
    }
    case "enum":
      return type.values.map(({ name }) => name);
    case "union":
      return type.variants.flatMap(({ name: tag, type }) =>
        cover(type, covering).map((val) => ({ tag, val })),
      );
    default:
      return type satisfies never;
  }
}

function cyclic(values: readonly unknown[], index: number): unknown {
  return values[index % values.length];
}

function coverList(item: Type, length: number | null, covering: Covering): readonly unknown[] {
  const resolved = covering.graph.resolve(item);
  if (resolved.kind === "primitive" && resolved.name === "u8")
    return covering.palette.bytes(length);
  const items = cover(item, covering);
  if (length !== null) {
    const count = Math.max(1, Math.ceil(items.length / length));
    return Array.from({ length: count }, (_, list) =>
      Array.from({ length }, (_, index) => cyclic(items, list * length + index)),
    );
  }
  return [[], ...chunks(items)];
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

function primitiveEdges(name: PrimitiveName): readonly unknown[] {
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
      return integerEdges(name);
  }
}

function integerEdges(name: IntegerName): readonly (number | bigint)[] {
  const { min, max } = integerRange(name);
  // The edges at which a varint gets longer, a byte overflows, and a double no longer tells
  // neighbours apart.
  const inner = [-1n, 0n, 1n, 127n, 128n, 255n, 256n, 0xffff_ffffn, 2n ** 53n + 1n];
  const edges = [min, ...inner.filter((edge) => edge > min && edge < max), max];
  return integerForm({ kind: "primitive", name }) === "bigint" ? edges : edges.map(Number);
}

function bytesEdges(length: number | null): readonly Uint8Array[] {
  if (length === null)
    return [0, 1, 2].map((size) => Uint8Array.from({ length: size }, () => 0xff));
  return [new Uint8Array(length), Uint8Array.from({ length }, (_, index) => 255 - (index % 256))];
}

/** Returns undefined if only a longer way round a recursive type would end. */
function minimal(type: Type, graph: TypeGraph, open: readonly string[]): unknown {
  switch (type.kind) {
    case "primitive":
      return minimalPrimitive(type.name);
    case "data":
      return new Uint8Array(type.length ?? 0);
    case "reference": {
      const named = graph.namedTypes.get(type.name);
      if (named === undefined || open.includes(type.name)) return undefined;
      return minimal(named.type, graph, [...open, type.name]);
    }
    case "optional":
      return null;
    case "list": {
      const resolved = graph.resolve(type.item);
      const isBytes = resolved.kind === "primitive" && resolved.name === "u8";
      if (isBytes) return new Uint8Array(type.length ?? 0);
      const item = type.length === null ? null : minimal(type.item, graph, open);
      return item === undefined ? undefined : Array.from({ length: type.length ?? 0 }, () => item);
    }
    case "map":
      return new Map();
    case "struct": {
      const fields = type.fields.map(
        ({ name, type }) => [name, minimal(type, graph, open)] as const,
      );
      const isEndless = fields.some(([, value]) => value === undefined);
      return isEndless ? undefined : Object.fromEntries(fields);
    }
    case "enum":
      return type.values[0]?.name;
    case "union":
      for (const { name: tag, type: payload } of type.variants) {
        const val = minimal(payload, graph, open);
        if (val !== undefined) return { tag, val };
      }
      return undefined;
    default:
      return type satisfies never;
  }
}

function minimalPrimitive(name: PrimitiveName): unknown {
  if (name === "void") return null;
  if (name === "bool") return false;
  if (name === "str") return "";
  return integerForm({ kind: "primitive", name }) === "bigint" ? 0n : 0;
}
