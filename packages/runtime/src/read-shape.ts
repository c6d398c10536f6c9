/**
 * Reads a value along a description of its schema, as strictly as a generated codec: it calls the
 * functions that generated code calls. The path of the part that is being read is known at any
 * time, so that a fault can be named by it.
 */

import { readString } from "#strings";
import { DataKeys, duplicateKey, readCount } from "./read-collection.js";
import { readData, readFixedData } from "./read-data.js";
import {
  readBool,
  readF32,
  readF64,
  readI8,
  readI16,
  readI32,
  readI64,
  readU8,
  readU16,
  readU32,
  readU64,
} from "./read-number.js";
import { readInt, readLength, readUint, unknownTag } from "./read-varint.js";
import type { Reader } from "./reader.js";
import { enterRecursion, leaveRecursion } from "./recursion.js";
import {
  isNullable,
  namedShape,
  own,
  type SchemaDescription,
  type Shape,
} from "./schema-description.js";

const READ_PRIMITIVE: { readonly [name: string]: (reader: Reader) => unknown } = {
  u8: readU8,
  u16: readU16,
  u32: readU32,
  u64: readU64,
  uint: readUint,
  i8: readI8,
  i16: readI16,
  i32: readI32,
  i64: readI64,
  int: readInt,
  f32: readF32,
  f64: readF64,
  bool: readBool,
  str: readString,
  data: readData,
  void: () => null,
};

export type ReadWalk = {
  readonly schema: SchemaDescription;
  readonly reader: Reader;
  /** The segments of the path from the root: `ToServer`, `.Batch`, `[3]`. */
  readonly path: string[];
  /** Reads each part of the value: `readShape`, or a function that observes it and calls that. */
  readonly readPart: ReadPart;
};

/** Reads a part of the shape `shape`, which belongs to the type of the name `type`. */
export type ReadPart = (walk: ReadWalk, shape: Shape, type: string) => unknown;

/** Reads a value of the type `root`, and throws a `CodecError` where the bytes are none. */
export function readRoot(
  schema: SchemaDescription,
  root: string,
  reader: Reader,
  path: string[] = [root],
): unknown {
  return readShape({ schema, reader, path, readPart: readShape }, root, root);
}

export function readShape(walk: ReadWalk, shape: Shape, type: string): unknown {
  const { schema, reader, readPart } = walk;
  if (typeof shape === "string") return readNamed(walk, shape);
  if ("data" in shape) return readFixedData(reader, shape.data);
  if ("optional" in shape) {
    if (!readBool(reader)) return null;
    const some = readPart(walk, shape.optional, type);
    return isNullable(schema, shape.optional) ? { some } : some;
  }
  if ("list" in shape) {
    const count = "length" in shape ? shape.length : readCount(reader, shape.min);
    // The list grows with what is read: its items may take no bytes, or claim the same ones again.
    const items: unknown[] = [];
    for (let index = 0; index < count; index++) {
      items.push(step(walk, `[${index}]`, shape.list, type));
    }
    return items;
  }
  if ("map" in shape) return readMap(walk, shape, type);
  if ("struct" in shape) {
    const fields = Object.entries(shape.struct);
    return Object.fromEntries(
      fields.map(([field, part]) => [field, step(walk, `.${field}`, part, type)]),
    );
  }
  return readTagged(walk, shape, type);
}

type MapShape = Extract<Shape, { readonly map: unknown }>;

/** The path names entries by their index and never by their key, which may be a secret. */
function readMap(walk: ReadWalk, { map, min }: MapShape, type: string): Map<unknown, unknown> {
  const { reader } = walk;
  const count = readCount(reader, min);
  const entries = new Map<unknown, unknown>();
  const dataKeys = new DataKeys();
  for (let index = 0; index < count; index++) {
    const at = reader.offset;
    const key = step(walk, `[key ${index}]`, map[0], type);
    entries.set(key, step(walk, `[value ${index}]`, map[1], type));
    const isKnown = key instanceof Uint8Array ? dataKeys.isDuplicate(key) : entries.size === index;
    if (isKnown) throw duplicateKey(at);
  }
  return entries;
}

function readNamed(walk: ReadWalk, name: string): unknown {
  const { reader, schema } = walk;
  const read = own(READ_PRIMITIVE, name);
  if (read !== undefined) return read(reader);
  const isRecursive = schema.recursive.includes(name);
  if (isRecursive) enterRecursion(reader);
  const value = readShape(walk, namedShape(schema, name), name);
  if (isRecursive) leaveRecursion(reader);
  return value;
}

type Tagged = Extract<Shape, { readonly enum: unknown } | { readonly union: unknown }>;

function readTagged(walk: ReadWalk, shape: Tagged, type: string): unknown {
  const number = readLength(walk.reader);
  if ("enum" in shape) {
    const name = Object.keys(shape.enum).find((value) => shape.enum[value] === number);
    if (name === undefined) throw unknownTag(walk.reader, type, number);
    return name;
  }
  const variant = Object.entries(shape.union).find(([, [tag]]) => tag === number);
  if (variant === undefined) throw unknownTag(walk.reader, type, number);
  const [tag, [, payload]] = variant;
  return { tag, val: step(walk, `.${tag}`, payload, type) };
}

function step(walk: ReadWalk, segment: string, shape: Shape, type: string): unknown {
  walk.path.push(segment);
  const value = walk.readPart(walk, shape, type);
  walk.path.pop();
  return value;
}
