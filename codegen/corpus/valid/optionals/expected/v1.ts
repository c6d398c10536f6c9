// @generated from optionals/v1.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file

import * as bare from "@barewire/runtime";

const SCHEMA: bare.SchemaName = { protocol: "optionals", version: 1 };

export type Leaf = number | null;

export function readLeaf(reader: bare.Reader): Leaf {
  return bare.readBool(reader) ? bare.readU8(reader) : null;
}

export function writeLeaf(writer: bare.Writer, value: Leaf): void {
  bare.writeBool(writer, value !== null);
  if (value !== null) bare.writeU8(writer, value);
}

export type Twice = bare.Some<Leaf> | null;

export function readTwice(reader: bare.Reader): Twice {
  return bare.readBool(reader) ? { some: readLeaf(reader) } : null;
}

export function writeTwice(writer: bare.Writer, value: Twice): void {
  bare.writeBool(writer, value !== null);
  if (value !== null) writeLeaf(writer, value.some);
}

export type Thrice = bare.Some<bare.Some<string | null> | null> | null;

export function readThrice(reader: bare.Reader): Thrice {
  return bare.readBool(reader)
    ? {
      some: bare.readBool(reader)
        ? { some: bare.readBool(reader) ? bare.readString(reader) : null }
        : null
    }
    : null;
}

export function writeThrice(writer: bare.Writer, value: Thrice): void {
  bare.writeBool(writer, value !== null);
  if (value !== null) {
    bare.writeBool(writer, value.some !== null);
    if (value.some !== null) {
      bare.writeBool(writer, value.some.some !== null);
      if (value.some.some !== null) bare.writeString(writer, value.some.some);
    }
  }
}

export function decodeThrice(bytes: Uint8Array, options?: bare.DecodeOptions): Thrice {
  return bare.decode(SCHEMA, "Thrice", bytes, readThrice, options);
}

export function encodeThrice(value: Thrice, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "Thrice", value, writeThrice, options);
}

export type All = {
  readonly number: number | null;
  readonly text: string | null;
  readonly bytes: Uint8Array | null;
  readonly list: readonly (number | null)[] | null;
  readonly map: ReadonlyMap<string, boolean | null> | null;
  readonly leaf: Leaf;
  readonly twice: Twice;
  readonly leaves: readonly Leaf[];
  readonly twices: readonly (bare.Some<Leaf> | null)[];
};

export function readAll(reader: bare.Reader): All {
  return {
    number: bare.readBool(reader) ? bare.readU32(reader) : null,
    text: bare.readBool(reader) ? bare.readString(reader) : null,
    bytes: bare.readBool(reader) ? bare.readData(reader) : null,
    list: bare.readBool(reader) ? readListOfOptionalU16(reader) : null,
    map: bare.readBool(reader) ? readMapOfStrToOptionalBool(reader) : null,
    leaf: readLeaf(reader),
    twice: readTwice(reader),
    leaves: readListOfLeaf(reader),
    twices: readListOfOptionalLeaf(reader),
  };
}

export function writeAll(writer: bare.Writer, value: All): void {
  bare.writeBool(writer, value.number !== null);
  if (value.number !== null) bare.writeU32(writer, value.number);
  bare.writeBool(writer, value.text !== null);
  if (value.text !== null) bare.writeString(writer, value.text);
  bare.writeBool(writer, value.bytes !== null);
  if (value.bytes !== null) bare.writeData(writer, value.bytes);
  bare.writeBool(writer, value.list !== null);
  if (value.list !== null) writeListOfOptionalU16(writer, value.list);
  bare.writeBool(writer, value.map !== null);
  if (value.map !== null) writeMapOfStrToOptionalBool(writer, value.map);
  writeLeaf(writer, value.leaf);
  writeTwice(writer, value.twice);
  writeListOfLeaf(writer, value.leaves);
  writeListOfOptionalLeaf(writer, value.twices);
}

export function decodeAll(bytes: Uint8Array, options?: bare.DecodeOptions): All {
  return bare.decode(SCHEMA, "All", bytes, readAll, options);
}

export function encodeAll(value: All, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "All", value, writeAll, options);
}

export type Choice =
  | { readonly tag: "Leaf"; readonly val: Leaf }
  | { readonly tag: "Twice"; readonly val: Twice }
  | { readonly tag: "str"; readonly val: string };

export function readChoice(reader: bare.Reader): Choice {
  const tag = bare.readTag(reader);
  switch (tag) {
    case 0:
      return { tag: "Leaf", val: readLeaf(reader) };
    case 1:
      return { tag: "Twice", val: readTwice(reader) };
    case 2:
      return { tag: "str", val: bare.readString(reader) };
    default:
      throw bare.unknownTag(reader, "Choice", tag);
  }
}

export function writeChoice(writer: bare.Writer, value: Choice): void {
  switch (value.tag) {
    case "Leaf":
      bare.writeTag(writer, 0);
      return writeLeaf(writer, value.val);
    case "Twice":
      bare.writeTag(writer, 1);
      return writeTwice(writer, value.val);
    case "str":
      bare.writeTag(writer, 2);
      return bare.writeString(writer, value.val);
    default:
      throw bare.unknownVariant("Choice", value satisfies never);
  }
}

export function decodeChoice(bytes: Uint8Array, options?: bare.DecodeOptions): Choice {
  return bare.decode(SCHEMA, "Choice", bytes, readChoice, options);
}

export function encodeChoice(value: Choice, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "Choice", value, writeChoice, options);
}

function readListOfOptionalU16(reader: bare.Reader): readonly (number | null)[] {
  const count = bare.readCount(reader, 1);
  const items: (number | null)[] = new Array(count);
  for (let index = 0; index < count; index++) {
    items[index] = bare.readBool(reader) ? bare.readU16(reader) : null;
  }
  return items;
}

function writeListOfOptionalU16(writer: bare.Writer, items: readonly (number | null)[]): void {
  bare.writeCount(writer, items);
  for (const item of items) {
    bare.writeBool(writer, item !== null);
    if (item !== null) bare.writeU16(writer, item);
  }
}

function readMapOfStrToOptionalBool(reader: bare.Reader): ReadonlyMap<string, boolean | null> {
  const count = bare.readCount(reader, 2);
  const entries = new Map<string, boolean | null>();
  for (let index = 0; index < count; index++) {
    const at = reader.offset;
    const key = bare.readString(reader);
    entries.set(key, bare.readBool(reader) ? bare.readBool(reader) : null);
    if (entries.size === index) throw bare.duplicateKey(at);
  }
  return entries;
}

function writeMapOfStrToOptionalBool(
  writer: bare.Writer,
  entries: ReadonlyMap<string, boolean | null>,
): void {
  bare.writeSize(writer, entries);
  for (const [key, value] of entries) {
    bare.writeString(writer, key);
    bare.writeBool(writer, value !== null);
    if (value !== null) bare.writeBool(writer, value);
  }
}

function readListOfLeaf(reader: bare.Reader): readonly Leaf[] {
  const count = bare.readCount(reader, 1);
  const items: Leaf[] = new Array(count);
  for (let index = 0; index < count; index++) items[index] = readLeaf(reader);
  return items;
}

function writeListOfLeaf(writer: bare.Writer, items: readonly Leaf[]): void {
  bare.writeCount(writer, items);
  for (const item of items) writeLeaf(writer, item);
}

function readListOfOptionalLeaf(reader: bare.Reader): readonly (bare.Some<Leaf> | null)[] {
  const count = bare.readCount(reader, 1);
  const items: (bare.Some<Leaf> | null)[] = new Array(count);
  for (let index = 0; index < count; index++) {
    items[index] = bare.readBool(reader) ? { some: readLeaf(reader) } : null;
  }
  return items;
}

function writeListOfOptionalLeaf(
  writer: bare.Writer,
  items: readonly (bare.Some<Leaf> | null)[],
): void {
  bare.writeCount(writer, items);
  for (const item of items) {
    bare.writeBool(writer, item !== null);
    if (item !== null) writeLeaf(writer, item.some);
  }
}
