/**
 * Random schemas of everything that the peer supports: all kinds of types, also inside each other.
 */

import type { Schema, Type } from "../../codegen/src/schema/model.js";
import { readSchema } from "../../codegen/src/schema/read-schema.js";
import { type TypeGraph, typeGraph } from "../../codegen/src/schema/type-graph.js";
import { peerTag } from "./peer-value.js";
import { pick, type Random } from "./seeded-random.js";

/** A schema that both sides accept; some texts are thrown away on the way to it. */
export function randomSchema(random: Random): string {
  for (;;) {
    const text = randomText(random);
    const read = readSchema({ file: "v1.bare", text, protocol: "random", version: 1 });
    if (read.ok && peerSupports(read.schema)) return text;
  }
}

function randomText(random: Random): string {
  const names = Array.from({ length: 3 + random(6) }, (_, index) => `T${index}`);
  const definitions = names.map((name) => `type ${name} ${randomType(4, names, random)}`);
  return ["type Nothing void", ...definitions].join("\n");
}

const LEAVES = "u8 u16 u32 u64 uint i8 i16 i32 i64 int f32 f64 bool str data data[3] data[65]";
const KEYS = "u8 u16 u32 u64 uint i8 i16 i32 i64 int bool str".split(" ");

function randomType(depth: number, names: readonly string[], random: Random): string {
  const inner = () => randomType(depth - 1, names, random);
  switch (depth === 0 ? random(4) : random(14)) {
    case 0:
    case 1:
      return pick(random, LEAVES.split(" "));
    case 2:
      return pick(random, names);
    case 3:
      return `enum { ${randomEnum(random)} }`;
    case 4:
      return `optional<${inner()}>`;
    case 5:
      return `list<${inner()}>`;
    case 6:
      return `list<${inner()}>[${1 + random(4)}]`;
    case 7:
      return `map<${random(4) === 0 ? pick(random, names) : pick(random, KEYS)}><${inner()}>`;
    case 8:
    case 9:
      return `union { ${randomUnion(inner, names, random)} }`;
    default:
      return `struct { ${randomFields(inner, random)} }`;
  }
}

/** Structs of fixed width only are read in another way than others, so they are made often. */
function randomFields(inner: () => string, random: Random): string {
  const fixed = ["u8", "u16", "u32", "u64", "i8", "i16", "i32", "i64", "f32", "f64", "bool"];
  const isFixed = random(3) === 0;
  const type = () => (isFixed ? pick(random, [...fixed, "data[5]"]) : inner());
  return Array.from({ length: 1 + random(5) }, (_, index) => `field${index}: ${type()}`).join(" ");
}

function randomEnum(random: Random): string {
  const names = ["A", "B_C", "LONG_NAME", "D", "E2"].slice(0, 1 + random(5));
  return names.map((name, index) => `${name}${randomNumber(index, random)}`).join(" ");
}

/** The numbers ascend, so that the numbers that follow by themselves are free. */
function randomNumber(index: number, random: Random): string {
  if (random(2) === 0) return "";
  return ` = ${pick(random, [1, 100, 127, 16_000, 2 ** 31, 2 ** 45]) * 8 ** index + random(9)}`;
}

function randomUnion(inner: () => string, names: readonly string[], random: Random): string {
  const isNamed = random(2) === 0;
  const unnamed = () => inner().replace(/^T\d+$/, "str");
  const member = () => (isNamed ? pick(random, [...names, "Nothing"]) : unnamed());
  const members = new Set(Array.from({ length: 1 + random(5) }, member));
  return [...members].map((type, index) => `${type}${randomNumber(index, random)}`).join(" | ");
}

/** The peer compiles these to wrong code; the tests of strictness cover them on our side. */
function peerSupports(schema: Schema): boolean {
  const graph = typeGraph(schema);
  return schema.types.every(({ type }) => typeIsSupported(type, graph));
}

function typeIsSupported(type: Type, graph: TypeGraph): boolean {
  const inner = (part: Type) => typeIsSupported(part, graph);
  switch (type.kind) {
    case "optional":
      // It holds some(none) as none.
      return graph.resolve(type.item).kind !== "optional" && inner(type.item);
    case "list":
      return inner(type.item);
    case "map":
      // It refuses keys from data.
      return graph.resolve(type.key).kind !== "data" && inner(type.value);
    case "struct":
      return type.fields.every((field) => inner(field.type));
    case "union": {
      // It forgets the numbers that are its tags of unnamed types where another type is named.
      const tags = new Set(type.variants.map((variant) => typeof peerTag(variant, graph)));
      return tags.size === 1 && type.variants.every((variant) => inner(variant.type));
    }
    default:
      return true;
  }
}
