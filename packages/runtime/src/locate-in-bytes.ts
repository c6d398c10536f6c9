/** Reads a malformed message once more and keeps track of the path, to find that of the fault. */

import { readString } from "#strings";
import { CodecError } from "./codec-error.js";
import type { ErrorLocation } from "./codec-options.js";
import { MAX_MESSAGE_BYTES } from "./codec-options.js";
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
import type { SchemaDescription, Shape } from "./schema-description.js";

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

type Walk = {
  readonly schema: SchemaDescription;
  readonly reader: Reader;
  /** The segments of the path from the root: `ToServer`, `.Batch`, `[3]`. */
  readonly path: string[];
};

export function locateInBytes(
  schema: SchemaDescription,
  root: string,
  reader: Reader,
): ErrorLocation | null {
  // A message that was too large to be read must not be read now.
  if (!(reader.end <= (reader.options?.maxMessageBytes ?? MAX_MESSAGE_BYTES))) return null;
  const walk: Walk = { schema, reader, path: [root] };
  try {
    visit(walk, root, root);
    return null;
  } catch (error) {
    if (!(error instanceof CodecError) || error.offset === undefined) throw error;
    const { offset } = error;
    return { path: walk.path.join(""), offset, reason: error.message };
  }
}

/** `type` is the name of the type that `shape` belongs to. */
function visit(walk: Walk, shape: Shape, type: string): unknown {
  const { reader } = walk;
  if (typeof shape === "string") return visitNamed(walk, shape);
  if ("data" in shape) return readFixedData(reader, shape.data);
  if ("optional" in shape) return readBool(reader) ? visit(walk, shape.optional, type) : null;
  if ("list" in shape) {
    const count = "length" in shape ? shape.length : readCount(reader, shape.min);
    for (let index = 0; index < count; index++) step(walk, `[${index}]`, shape.list, type);
    return null;
  }
  if ("map" in shape) return visitMap(walk, shape, type);
  if ("struct" in shape) {
    for (const [field, part] of Object.entries(shape.struct)) step(walk, `.${field}`, part, type);
    return null;
  }
  return visitTagged(walk, shape, type);
}

/** The path names entries by their index and never by their key, which may be a secret. */
function visitMap(walk: Walk, { map, min }: MapShape, type: string): null {
  const { reader } = walk;
  const count = readCount(reader, min);
  const seen = new Set<unknown>();
  const dataKeys = new DataKeys();
  for (let index = 0; index < count; index++) {
    const at = reader.offset;
    const key = step(walk, `[key ${index}]`, map[0], type);
    step(walk, `[value ${index}]`, map[1], type);
    const isKnown = key instanceof Uint8Array ? dataKeys.isDuplicate(key) : seen.has(key);
    if (isKnown) throw duplicateKey(at);
    seen.add(key);
  }
  return null;
}

type MapShape = Extract<Shape, { readonly map: unknown }>;

function visitNamed(walk: Walk, name: string): unknown {
  const { reader, schema } = walk;
  const read = READ_PRIMITIVE[name];
  if (read !== undefined) return read(reader);
  const isRecursive = schema.recursive.includes(name);
  if (isRecursive) enterRecursion(reader);
  const value = visit(walk, schema.types[name] ?? "void", name);
  if (isRecursive) leaveRecursion(reader);
  return value;
}

type Tagged = Extract<Shape, { readonly enum: unknown } | { readonly union: unknown }>;

function visitTagged(walk: Walk, shape: Tagged, type: string): unknown {
  const tag = readLength(walk.reader);
  if ("enum" in shape) {
    const name = Object.keys(shape.enum).find((value) => shape.enum[value] === tag);
    if (name === undefined) throw unknownTag(walk.reader, type, tag);
    return name;
  }
  const variant = Object.entries(shape.union).find(([, [number]]) => number === tag);
  if (variant === undefined) throw unknownTag(walk.reader, type, tag);
  const [name, [, payload]] = variant;
  return step(walk, `.${name}`, payload, type);
}

function step(walk: Walk, segment: string, shape: Shape, type: string): unknown {
  walk.path.push(segment);
  const value = visit(walk, shape, type);
  walk.path.pop();
  return value;
}
