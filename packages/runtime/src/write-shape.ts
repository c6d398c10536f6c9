/**
 * Writes a value along a description of its schema, as strictly as a generated codec: it calls the
 * functions that generated code calls. The path of the part that is being written is known at any
 * time, so that a fault can be named by it.
 */

import { writeString } from "#strings";
import { CodecError, unencodable } from "./codec-error.js";
import { DataKeys } from "./read-collection.js";
import { enterRecursion, leaveRecursion } from "./recursion.js";
import {
  isNullable,
  namedShape,
  own,
  type SchemaDescription,
  type Shape,
} from "./schema-description.js";
import { duplicateDataKey, requireCount, writeCount, writeSize } from "./write-collection.js";
import { writeData, writeFixedData } from "./write-data.js";
import {
  writeBool,
  writeF32,
  writeF64,
  writeI8,
  writeI16,
  writeI32,
  writeI64,
  writeU8,
  writeU16,
  writeU32,
  writeU64,
} from "./write-number.js";
import { writeInt, writeLength, writeUint } from "./write-varint.js";
import type { Writer } from "./writer.js";

type WritePrimitive = (writer: Writer, value: never) => void;

const WRITE_PRIMITIVE: { readonly [name: string]: WritePrimitive } = {
  u8: writeU8,
  u16: writeU16,
  u32: writeU32,
  u64: writeU64,
  uint: writeUint,
  i8: writeI8,
  i16: writeI16,
  i32: writeI32,
  i64: writeI64,
  int: writeInt,
  f32: writeF32,
  f64: writeF64,
  bool: writeBool,
  str: writeString,
  data: writeData,
  void: () => {},
};

export type WriteWalk = {
  readonly schema: SchemaDescription;
  readonly writer: Writer;
  /** The segments of the path from the root: `ToServer`, `.Batch`, `[3]`. */
  readonly path: string[];
  /** The value that was looked at last, and what it was to be. */
  value: unknown;
  shape: Shape;
};

/** Writes a value of the type `root`, and throws a `CodecError` where the value is none. */
export function writeRoot(
  schema: SchemaDescription,
  root: string,
  writer: Writer,
  value: unknown,
): void {
  writeShape({ schema, writer, path: [root], value, shape: root }, root, root, value);
}

/** `type` is the name of the type that `shape` belongs to. */
export function writeShape(walk: WriteWalk, shape: Shape, type: string, value: unknown): void {
  walk.value = value;
  walk.shape = shape;
  const { writer } = walk;
  if (typeof shape === "string") writeNamed(walk, shape, value);
  else if ("data" in shape) writeFixedData(writer, value as Uint8Array, shape.data);
  else if ("optional" in shape) writeOptional(walk, shape.optional, type, value);
  else if ("list" in shape) writeList(walk, shape, type, value as ArrayLike<unknown>);
  else if ("map" in shape) writeMap(walk, shape, type, value as ReadonlyMap<unknown, unknown>);
  else if ("struct" in shape) writeStruct(walk, shape.struct, type, value);
  else if ("enum" in shape) {
    const number = typeof value === "string" ? own(shape.enum, value) : undefined;
    if (number === undefined) throw unencodable(value, oneOf(type, Object.keys(shape.enum)));
    writeLength(writer, number);
  } else writeUnion(walk, shape.union, type, value);
}

function writeList(
  walk: WriteWalk,
  shape: Extract<Shape, { readonly list: unknown }>,
  type: string,
  items: ArrayLike<unknown>,
): void {
  // Both refuse a value that is not a list, as the codec does.
  if ("length" in shape) requireCount(items, shape.length);
  else writeCount(walk.writer, items);
  for (let index = 0; index < items.length; index++) {
    step(walk, `[${index}]`, shape.list, type, items[index]);
  }
}

/** The path names entries by their index and never by their key, which may be a secret. */
function writeMap(
  walk: WriteWalk,
  shape: Extract<Shape, { readonly map: unknown }>,
  type: string,
  entries: ReadonlyMap<unknown, unknown>,
): void {
  writeSize(walk.writer, entries);
  const keys = new DataKeys();
  let index = 0;
  for (const [key, value] of entries) {
    if (isBytes(key) && keys.isDuplicate(key)) throw duplicateDataKey();
    step(walk, `[key ${index}]`, shape.map[0], type, key);
    step(walk, `[value ${index}]`, shape.map[1], type, value);
    index++;
  }
}

function isBytes(value: unknown): value is Uint8Array {
  return ArrayBuffer.isView(value) && "length" in value;
}

function writeNamed(walk: WriteWalk, name: string, value: unknown): void {
  const { schema, writer } = walk;
  const write = own(WRITE_PRIMITIVE, name);
  if (write !== undefined) {
    // Every one of these functions refuses a value that is not of its type.
    write(writer, value as never);
    return;
  }
  const isRecursive = schema.recursive.includes(name);
  if (isRecursive) enterRecursion(writer);
  writeShape(walk, namedShape(schema, name), name, value);
  if (isRecursive) leaveRecursion(writer);
}

function writeOptional(walk: WriteWalk, item: Shape, type: string, value: unknown): void {
  if (value === undefined) throw new CodecError("undefined is not null or a value");
  writeBool(walk.writer, value !== null);
  if (value === null) return;
  const isNested = isNullable(walk.schema, item);
  writeShape(walk, item, type, isNested ? partOf(value, "some", "null or { some }") : value);
}

function writeStruct(
  walk: WriteWalk,
  fields: { readonly [field: string]: Shape },
  type: string,
  value: unknown,
): void {
  for (const [field, shape] of Object.entries(fields)) {
    const part = partOf(value, field, `an object with the fields of ${type}`);
    step(walk, `.${field}`, shape, type, part);
  }
}

function writeUnion(
  walk: WriteWalk,
  variants: { readonly [variant: string]: readonly [number, Shape] },
  type: string,
  value: unknown,
): void {
  const allowed = oneOf(type, Object.keys(variants));
  const tag = partOf(value, "tag", allowed);
  const variant = typeof tag === "string" ? own(variants, tag) : undefined;
  if (variant === undefined) throw unencodable(value, allowed);
  const [number, payload] = variant;
  writeLength(walk.writer, number);
  step(walk, `.${tag}`, payload, type, partOf(value, "val", allowed));
}

/** The property of a value that may be anything: generated code reads it of whatever has it. */
function partOf(value: unknown, name: string, allowed: string): unknown {
  const part =
    value === undefined || value === null
      ? undefined
      : (value as { readonly [name: string]: unknown })[name];
  if (part === undefined && (typeof value !== "object" || value === null)) {
    throw unencodable(value, allowed);
  }
  return part;
}

const NAMED_VALUES = 12;

function oneOf(type: string, names: readonly string[]): string {
  const more = names.length > NAMED_VALUES ? ", ..." : "";
  return `${type}: one of ${names.slice(0, NAMED_VALUES).join(", ")}${more}`;
}

function step(walk: WriteWalk, segment: string, shape: Shape, type: string, value: unknown): void {
  walk.path.push(segment);
  writeShape(walk, shape, type, value);
  walk.path.pop();
}
