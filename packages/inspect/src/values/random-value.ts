/**
 * Random values of any type of a schema, most of them at an edge: nothing, the least, the most, one
 * more than a byte of varint holds, and text of every width.
 */

import { namedShape, type SchemaDescription, type Shape } from "@barewire/runtime/schema-codec";
import type { IntegerName } from "../version-description.js";
import { integerOf, integerWidth, isInteger } from "./integers.js";
import { present } from "./minimal-value.js";

/** Gives a whole number from 0 up to, not including, `below`. */
export type Random = (below: number) => number;

export type ValueMaker = (random: Random) => unknown;

/** The number of parts of a value after which its lists end and its optionals are absent. */
const PARTS = 80;
/** The depth of nesting after which recursion ends. */
const NESTED = 24;

type Making = {
  readonly schema: SchemaDescription;
  readonly heights: ReadonlyMap<string, number>;
  readonly random: Random;
  parts: number;
  nested: number;
};

/** Makes values of a shape, such as the name of a type. */
export function valueMaker(schema: SchemaDescription, shape: Shape): ValueMaker {
  const heights = heightsOf(schema);
  return (random) => make(shape, { schema, heights, random, parts: PARTS, nested: 0 });
}

function make(shape: Shape, making: Making): unknown {
  making.parts -= 1;
  return makeNested(shape, making);
}

function makeNested(shape: Shape, making: Making): unknown {
  making.nested += 1;
  const value = makeInside(shape, making);
  making.nested -= 1;
  return value;
}

function makeInside(shape: Shape, making: Making): unknown {
  const { schema, random } = making;
  if (typeof shape === "string") {
    if (!Object.hasOwn(schema.types, shape)) return randomPrimitive(shape, random);
    const named = namedShape(schema, shape);
    // To a codec each alias of a recursive type is one more level of nesting.
    return typeof named === "string" ? makeNested(named, making) : makeInside(named, making);
  }
  if ("data" in shape) return randomBytes(shape.data, random);
  if ("optional" in shape) {
    if (isEnding(making) || random(3) === 0) return null;
    return present(schema, shape.optional, make(shape.optional, making));
  }
  if ("list" in shape) {
    const some = isEnding(making) ? 0 : pick(random, COUNTS);
    const length = "length" in shape ? shape.length : some;
    return Array.from({ length }, () => make(shape.list, making));
  }
  if ("map" in shape) return makeMap(shape.map, making);
  if ("enum" in shape) return pick(random, Object.keys(shape.enum));
  if ("struct" in shape) {
    const fields = Object.entries(shape.struct);
    return Object.fromEntries(fields.map(([name, part]) => [name, make(part, making)]));
  }
  const variants = Object.entries(shape.union);
  const [tag, [, payload]] = isEnding(making)
    ? lowest(variants, making.heights)
    : pick(random, variants);
  return { tag, val: make(payload, making) };
}

function isEnding({ parts, nested }: Making): boolean {
  return parts <= 0 || nested >= NESTED;
}

const COUNTS = [0, 1, 2, 3, 5, 11];

function makeMap([key, value]: readonly [Shape, Shape], making: Making): unknown {
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

type Variant = readonly [name: string, variant: readonly [tag: number, payload: Shape]];

/** The variant whose value ends after the fewest steps. */
function lowest(variants: readonly Variant[], heights: ReadonlyMap<string, number>): Variant {
  const height = ([, [, payload]]: Variant) => heightOf(payload, heights);
  return variants.reduce((least, next) => (height(next) < height(least) ? next : least));
}

/** The least depth of nesting of each type. */
function heightsOf({ types }: SchemaDescription): ReadonlyMap<string, number> {
  // A name that is not that of a type is a primitive, which contains no other type.
  const heights = new Map(Object.keys(types).map((name) => [name, Number.POSITIVE_INFINITY]));
  for (let isStable = false; !isStable; ) {
    isStable = true;
    for (const [name, shape] of Object.entries(types)) {
      const height = heightOf(shape, heights);
      isStable &&= height === heights.get(name);
      heights.set(name, height);
    }
  }
  return heights;
}

function heightOf(shape: Shape, heights: ReadonlyMap<string, number>): number {
  const inner = (part: Shape) => 1 + heightOf(part, heights);
  if (typeof shape === "string") {
    const height = heights.get(shape);
    return height === undefined ? 0 : 1 + height;
  }
  if ("list" in shape) return "length" in shape ? inner(shape.list) : 0;
  if ("struct" in shape) return Math.max(...Object.values(shape.struct).map(inner));
  if ("union" in shape) {
    return Math.min(...Object.values(shape.union).map(([, payload]) => inner(payload)));
  }
  return 0;
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

function randomPrimitive(name: string, random: Random): unknown {
  switch (name) {
    case "data":
      return randomBytes(randomLength(random), random);
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
      if (isInteger(name)) return randomInteger(name, random);
      throw new RangeError(`there is no type ${name}`);
  }
}

const FLOATS = [0, -0, 1, -1.5, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
const SMALL_FLOATS = [Number.MIN_VALUE, Number.MAX_VALUE, 2 ** -149, 0.1, 1e-40, 3.4e38];

function randomFloat(random: Random): number {
  if (random(3) > 0) return pick(random, random(2) === 0 ? FLOATS : SMALL_FLOATS);
  return (random(2 ** 31) - 2 ** 30) / 2 ** random(64);
}

function randomInteger(name: IntegerName, random: Random): number | bigint {
  const width = integerWidth(name);
  // Any number of significant bits, all of them set or none but the highest, or random ones.
  const top = 1n << BigInt(random(width + 1));
  const low = (BigInt(random(2 ** 32)) << 32n) | BigInt(random(2 ** 32));
  const bits = pick(random, [top - 1n, top, BigInt.asUintN(width, low) & (top - 1n)]);
  const value = name.startsWith("i") ? BigInt.asIntN(width, bits) : BigInt.asUintN(width, bits);
  const signed = name.startsWith("i") && random(2) === 0 ? BigInt.asIntN(width, -value) : value;
  return integerOf(name, signed);
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

function pick<Item>(random: Random, items: readonly Item[]): Item {
  // An index below the length has an item; no list here is empty.
  return items[random(items.length)] as Item;
}
