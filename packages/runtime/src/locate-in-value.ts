/** Walks an unencodable value and keeps track of the path, to find that of the fault. */

import { writeString } from "#strings";
import { adviceFor } from "./advice.js";
import { CodecError, unencodable } from "./codec-error.js";
import type { EncodeOptions, ErrorLocation } from "./codec-options.js";
import { DataKeys } from "./read-collection.js";
import { enterRecursion, leaveRecursion } from "./recursion.js";
import { isNullable, type SchemaDescription, type Shape } from "./schema-description.js";
import {
  duplicateDataKey,
  isMap,
  requireCount,
  writeCount,
  writeSize,
} from "./write-collection.js";
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
import { writeInt, writeUint } from "./write-varint.js";
import { Writer } from "./writer.js";

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

type Walk = {
  readonly schema: SchemaDescription;
  /** The writer that the checks write to; its bytes are discarded. */
  readonly writer: Writer;
  /** The segments of the path from the root: `ToServer`, `.Batch`, `[3]`. */
  readonly path: string[];
  /** The value that was looked at last, and what it was to be. */
  value: unknown;
  shape: Shape;
};

export function locateInValue(
  schema: SchemaDescription,
  root: string,
  value: unknown,
  options: EncodeOptions,
): ErrorLocation | null {
  const walk: Walk = { schema, writer: new Writer(), path: [root], value, shape: root };
  walk.writer.options = options;
  try {
    visit(walk, root, root, value);
    return null;
  } catch (error) {
    // The codec may have ended with the call stack, or at a property that cannot be read, and so
    // does the walk.
    if (error instanceof RangeError) {
      return { path: root, reason: "values are nested deeper than the call stack allows" };
    }
    if (error instanceof TypeError) return null;
    if (!(error instanceof CodecError)) throw error;
    return { path: walk.path.join(""), reason: error.message + adviceFor(walk.value) };
  }
}

/**
 * The fault of a value that is to be of the type `type`, or of its field `member`. It is out of
 * bounds where the value has the TypeScript type that is wanted, and no bytes.
 */
export function locateMisfit(
  schema: SchemaDescription,
  type: string,
  member: string | null,
  value: unknown,
): (ErrorLocation & { readonly isOutOfBounds: boolean }) | null {
  const shape = schema.types[type] ?? "void";
  const struct = typeof shape === "object" && "struct" in shape ? shape.struct : {};
  const wanted = member === null ? type : (struct[member] ?? "void");
  const path = [member ?? type];
  const walk: Walk = { schema, writer: new Writer(), path, value, shape: wanted };
  try {
    visit(walk, wanted, type, value);
    return null;
  } catch (error) {
    const place = walk.path.join("");
    if (error instanceof CodecError) {
      return { path: place, reason: error.message, isOutOfBounds: isTyped(walk.value, walk.shape) };
    }
    // Reading a part of null or undefined throws a TypeError.
    const reason = `${typeof value} is not of its type`;
    return { path: place, reason, isOutOfBounds: false };
  }
}

/** Tells whether a value has the TypeScript type of its shape, apart from unions of literals. */
function isTyped(value: unknown, shape: Shape): boolean {
  if (typeof shape === "string") {
    if (shape === "str") return typeof value === "string";
    if (shape === "u64" || shape === "i64" || shape === "uint" || shape === "int") {
      return typeof value === "bigint";
    }
    return /^[uif]\d+$/.test(shape) && typeof value === "number";
  }
  if ("list" in shape) return typeof value === "object" && value !== null && "length" in value;
  if ("data" in shape) return ArrayBuffer.isView(value);
  return "map" in shape && isMap(value);
}

/** `type` is the name of the type that `shape` belongs to. */
function visit(walk: Walk, shape: Shape, type: string, value: unknown): void {
  walk.value = value;
  walk.shape = shape;
  const { writer } = walk;
  if (typeof shape === "string") visitNamed(walk, shape, value);
  else if ("data" in shape) writeFixedData(writer, value as Uint8Array, shape.data);
  else if ("optional" in shape) visitOptional(walk, shape.optional, type, value);
  else if ("list" in shape) visitList(walk, shape, type, value as ArrayLike<unknown>);
  else if ("map" in shape) visitMap(walk, shape, type, value as ReadonlyMap<unknown, unknown>);
  else if ("struct" in shape) visitStruct(walk, shape.struct, type, value);
  else if ("enum" in shape) {
    if (typeof value === "string" && Object.hasOwn(shape.enum, value)) return;
    throw unencodable(value, oneOf(type, Object.keys(shape.enum)));
  } else visitUnion(walk, shape.union, type, value);
}

function visitList(
  walk: Walk,
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
function visitMap(
  walk: Walk,
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

function visitNamed(walk: Walk, name: string, value: unknown): void {
  const { schema, writer } = walk;
  const write = WRITE_PRIMITIVE[name];
  writer.offset = writer.start;
  writer.external = undefined;
  if (write !== undefined) {
    // Every one of these functions refuses a value that is not of its type.
    write(writer, value as never);
    return;
  }
  const isRecursive = schema.recursive.includes(name);
  if (isRecursive) enterRecursion(writer);
  visit(walk, schema.types[name] ?? "void", name, value);
  if (isRecursive) leaveRecursion(writer);
}

function visitOptional(walk: Walk, item: Shape, type: string, value: unknown): void {
  if (value === null) return;
  if (value === undefined) throw new CodecError("undefined is not null or a value");
  visit(
    walk,
    item,
    type,
    isNullable(walk.schema, item) ? fieldOf(value, "some", "null or { some }") : value,
  );
}

function visitStruct(
  walk: Walk,
  fields: { readonly [field: string]: Shape },
  type: string,
  value: unknown,
): void {
  for (const [field, shape] of Object.entries(fields)) {
    const part = fieldOf(value, field, `an object with the fields of ${type}`);
    step(walk, `.${field}`, shape, type, part);
  }
}

function visitUnion(
  walk: Walk,
  variants: { readonly [variant: string]: readonly [number, Shape] },
  type: string,
  value: unknown,
): void {
  const allowed = oneOf(type, Object.keys(variants));
  const tag = fieldOf(value, "tag", allowed);
  const variant = Object.entries(variants).find(([name]) => name === tag);
  if (variant === undefined) throw unencodable(value, allowed);
  const [name, [, payload]] = variant;
  step(walk, `.${name}`, payload, type, fieldOf(value, "val", allowed));
}

function fieldOf(value: unknown, field: string, allowed: string): unknown {
  if (typeof value !== "object" || value === null) throw unencodable(value, allowed);
  return (value as { readonly [field: string]: unknown })[field];
}

const NAMED_VALUES = 12;

function oneOf(type: string, names: readonly string[]): string {
  const more = names.length > NAMED_VALUES ? ", ..." : "";
  return `${type}: one of ${names.slice(0, NAMED_VALUES).join(", ")}${more}`;
}

function step(walk: Walk, segment: string, shape: Shape, type: string, value: unknown): void {
  walk.path.push(segment);
  visit(walk, shape, type, value);
  walk.path.pop();
}
