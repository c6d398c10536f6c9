/**
 * Random values of any type of a schema, most of them at an edge: nothing, the least, the most, one
 * more than a byte of varint holds, and text of every width.
 */

import type { IntegerName, PrimitiveName, Type } from "../../codegen/src/schema/model.js";
import type { TypeGraph } from "../../codegen/src/schema/type-graph.js";
import { pick, type Random } from "./seeded-random.js";

export type ValueMaker = (random: Random) => unknown;

/** The number of parts of a value after which its lists end and its optionals are absent. */
const PARTS = 80;
/** The depth of nesting after which recursion ends. */
const NESTED = 24;

type Making = {
  readonly graph: TypeGraph;
  readonly heights: ReadonlyMap<string, number>;
  readonly random: Random;
  parts: number;
  nested: number;
};

/** Makes values of the named type. */
export function valueMaker(name: string, graph: TypeGraph): ValueMaker {
  const heights = heightsOf(graph);
  return (random) => {
    const making = { graph, heights, random, parts: PARTS, nested: 0 };
    return make({ kind: "reference", name }, making);
  };
}

function make(type: Type, making: Making): unknown {
  making.parts -= 1;
  making.nested += 1;
  const value = makeInside(type, making);
  making.nested -= 1;
  return value;
}

function makeInside(type: Type, making: Making): unknown {
  const { graph, random } = making;
  switch (type.kind) {
    case "primitive":
      return randomPrimitive(type.name, random);
    case "data":
      return randomBytes(type.length ?? randomLength(random), random);
    case "reference":
      // Every reference of a checked schema is defined.
      return makeInside((graph.namedTypes.get(type.name) as { readonly type: Type }).type, making);
    case "optional":
      return makeOptional(type.item, making);
    case "list":
      return makeList(type.item, type.length, making);
    case "map":
      return makeMap(type.key, type.value, making);
    case "struct":
      return Object.fromEntries(type.fields.map(({ name, type }) => [name, make(type, making)]));
    case "enum":
      return pick(random, type.values).name;
    case "union": {
      const { name, type: payload } = isEnding(making)
        ? lowest(type.variants, making.heights)
        : pick(random, type.variants);
      return { tag: name, val: make(payload, making) };
    }
    default:
      return type satisfies never;
  }
}

function isEnding({ parts, nested }: Making): boolean {
  return parts <= 0 || nested >= NESTED;
}

function makeOptional(item: Type, making: Making): unknown {
  if (isEnding(making) || making.random(3) === 0) return null;
  const value = make(item, making);
  return making.graph.resolve(item).kind === "optional" ? { some: value } : value;
}

function makeList(item: Type, length: number | null, making: Making): unknown {
  const { graph, random } = making;
  const resolved = graph.resolve(item);
  const isBytes = resolved.kind === "primitive" && resolved.name === "u8";
  if (isBytes) return randomBytes(length ?? randomLength(random), random);
  const count = length ?? (isEnding(making) ? 0 : pick(random, COUNTS));
  return Array.from({ length: count }, () => make(item, making));
}

const COUNTS = [0, 1, 2, 3, 5, 11];

function makeMap(key: Type, value: Type, making: Making): unknown {
  const count = isEnding(making) ? 0 : making.random(5);
  const entries = new Map<unknown, unknown>();
  const seen = new Set<string>();
  for (let index = 0; index < count; index++) {
    const made = make(key, making);
    // Keys from bytes are equal by content, which a Map does not see.
    const content = made instanceof Uint8Array ? made.join() : String(made);
    if (!seen.has(content)) entries.set(made, make(value, making));
    seen.add(content);
  }
  return entries;
}

/** The variant whose value ends after the fewest steps. */
function lowest<V extends { readonly type: Type }>(
  variants: readonly V[],
  heights: ReadonlyMap<string, number>,
): V {
  const height = ({ type }: V) => heightOf(type, heights);
  return variants.reduce((least, next) => (height(next) < height(least) ? next : least));
}

/** The least depth of nesting of each type. */
function heightsOf(graph: TypeGraph): ReadonlyMap<string, number> {
  const heights = new Map<string, number>();
  for (let isStable = false; !isStable; ) {
    isStable = true;
    for (const [name, { type }] of graph.namedTypes) {
      const height = heightOf(type, heights);
      isStable &&= height === heights.get(name);
      heights.set(name, height);
    }
  }
  return heights;
}

function heightOf(type: Type, heights: ReadonlyMap<string, number>): number {
  const inner = (part: Type) => 1 + heightOf(part, heights);
  switch (type.kind) {
    case "reference":
      return 1 + (heights.get(type.name) ?? Number.POSITIVE_INFINITY);
    case "list":
      return type.length === null ? 0 : inner(type.item);
    case "struct":
      return Math.max(...type.fields.map((field) => inner(field.type)));
    case "union":
      return Math.min(...type.variants.map((variant) => inner(variant.type)));
    default:
      return 0;
  }
}

/** The edges at which varints get longer and fast paths for short values end. */
function randomLength(random: Random): number {
  const kind = random(4000);
  if (kind === 0) return pick(random, [16_383, 16_384, 20_000]);
  if (kind < 150) return pick(random, [12, 13, 31, 32, 33, 63, 64, 65, 126, 127, 128, 255, 256]);
  if (kind < 160) return pick(random, [1023, 1024, 1025]);
  return random(3) === 0 ? pick(random, [0, 1, 2]) : random(12);
}

export function randomBytes(length: number, random: Random): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; at++) bytes[at] = random(256);
  return bytes;
}

function randomPrimitive(name: PrimitiveName, random: Random): unknown {
  switch (name) {
    case "bool":
      return random(2) === 1;
    case "str":
      return randomText(random);
    case "void":
      return null;
    case "f32":
      return Math.fround(randomFloat(random));
    case "f64":
      return randomFloat(random);
    default:
      return randomInteger(name, random);
  }
}

const FLOATS = [0, -0, 1, -1.5, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
const SMALL_FLOATS = [Number.MIN_VALUE, Number.MAX_VALUE, 2 ** -149, 0.1, 1e-40, 3.4e38];

function randomFloat(random: Random): number {
  if (random(3) > 0) return pick(random, random(2) === 0 ? FLOATS : SMALL_FLOATS);
  return (random(2 ** 31) - 2 ** 30) / 2 ** random(64);
}

const WIDTHS: Readonly<Record<IntegerName, number>> = {
  u8: 8,
  u16: 16,
  u32: 32,
  u64: 64,
  uint: 64,
  i8: 8,
  i16: 16,
  i32: 32,
  i64: 64,
  int: 64,
};

function randomInteger(name: IntegerName, random: Random): number | bigint {
  const width = WIDTHS[name];
  // Any number of significant bits, all of them set or none but the highest, or random ones.
  const top = 1n << BigInt(random(width + 1));
  const low = (BigInt(random(2 ** 32)) << 32n) | BigInt(random(2 ** 32));
  const bits = pick(random, [top - 1n, top, BigInt.asUintN(width, low) & (top - 1n)]);
  const value = name.startsWith("i") ? BigInt.asIntN(width, bits) : BigInt.asUintN(width, bits);
  const signed = name.startsWith("i") && random(2) === 0 ? BigInt.asIntN(width, -value) : value;
  return width === 64 ? signed : Number(signed);
}

const ASCII = "abc XYZ-09~\u0000\u007f";
const NARROW = "äß\u0080\u07ff";
const WIDE = "\u0800中\ud7ff\ue000\ufeff\uffff";
const ASTRAL = ["\u{10000}", "🎈", "\u{10ffff}"];

function randomText(random: Random): string {
  const length = randomLength(random);
  const isAscii = random(3) > 0;
  let text = !isAscii && random(8) === 0 ? "\ufeff" : "";
  for (let count = 0; count < length; count++) {
    text += isAscii || random(2) === 0 ? pick(random, [...ASCII]) : randomCharacter(random);
  }
  return text;
}

function randomCharacter(random: Random): string {
  return pick(random, [...NARROW, ...WIDE, ...ASTRAL]);
}
