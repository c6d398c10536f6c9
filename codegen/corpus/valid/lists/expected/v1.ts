// @generated from lists/v1.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file

import * as bare from "@barewire/runtime";

const SCHEMA: bare.SchemaName = { protocol: "lists", version: 1 };

export type Item = {
  readonly id: number;
};

export function readItem(reader: bare.Reader): Item {
  return {
    id: bare.readU16(reader),
  };
}

export function writeItem(writer: bare.Writer, value: Item): void {
  bare.writeU16(writer, value.id);
}

export type Items = readonly Item[];

export function readItems(reader: bare.Reader): Items {
  return readListOfItem(reader);
}

export function writeItems(writer: bare.Writer, value: Items): void {
  writeListOfItem(writer, value);
}

export type Cube = readonly (readonly (readonly number[])[])[];

export function readCube(reader: bare.Reader): Cube {
  return readListOfListOfListOfI16(reader);
}

export function writeCube(writer: bare.Writer, value: Cube): void {
  writeListOfListOfListOfI16(writer, value);
}

export type Grid = readonly (readonly number[])[];

export function readGrid(reader: bare.Reader): Grid {
  return readListOf3ListOf3F32(reader);
}

export function writeGrid(writer: bare.Writer, value: Grid): void {
  writeListOf3ListOf3F32(writer, value);
}

export function decodeGrid(bytes: Uint8Array, options?: bare.DecodeOptions): Grid {
  return bare.decode(SCHEMA, "Grid", bytes, readGrid, options);
}

export function encodeGrid(value: Grid, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "Grid", value, writeGrid, options);
}

export type Flags = readonly boolean[];

export function readFlags(reader: bare.Reader): Flags {
  return readListOf8Bool(reader);
}

export function writeFlags(writer: bare.Writer, value: Flags): void {
  writeListOf8Bool(writer, value);
}

export function decodeFlags(bytes: Uint8Array, options?: bare.DecodeOptions): Flags {
  return bare.decode(SCHEMA, "Flags", bytes, readFlags, options);
}

export function encodeFlags(value: Flags, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "Flags", value, writeFlags, options);
}

export type MixedUnions =
  | { readonly tag: "u8"; readonly val: number }
  | { readonly tag: "Item"; readonly val: Item };

export function readMixedUnions(reader: bare.Reader): MixedUnions {
  const tag = bare.readTag(reader);
  switch (tag) {
    case 0:
      return { tag: "u8", val: bare.readU8(reader) };
    case 1:
      return { tag: "Item", val: readItem(reader) };
    default:
      throw bare.unknownTag(reader, "MixedUnions", tag);
  }
}

export function writeMixedUnions(writer: bare.Writer, value: MixedUnions): void {
  switch (value.tag) {
    case "u8":
      bare.writeTag(writer, 0);
      return bare.writeU8(writer, value.val);
    case "Item":
      bare.writeTag(writer, 1);
      return writeItem(writer, value.val);
    default:
      throw bare.unknownVariant("MixedUnions", value satisfies never);
  }
}

export type Mixed = {
  readonly items: Items;
  readonly more: readonly Item[];
  readonly cubes: readonly Cube[];
  readonly optionals: readonly (Item | null)[];
  readonly maps: readonly ReadonlyMap<string, Items>[];
  readonly bigs: readonly bigint[];
  readonly varints: readonly bigint[];
  readonly unions: readonly MixedUnions[];
};

export function readMixed(reader: bare.Reader): Mixed {
  return {
    items: readItems(reader),
    more: readListOfItem(reader),
    cubes: readListOfCube(reader),
    optionals: readListOfOptionalItem(reader),
    maps: readListOfMapOfStrToItems(reader),
    bigs: readListOfU64(reader),
    varints: readListOfUint(reader),
    unions: readListOfMixedUnions(reader),
  };
}

export function writeMixed(writer: bare.Writer, value: Mixed): void {
  writeItems(writer, value.items);
  writeListOfItem(writer, value.more);
  writeListOfCube(writer, value.cubes);
  writeListOfOptionalItem(writer, value.optionals);
  writeListOfMapOfStrToItems(writer, value.maps);
  writeListOfU64(writer, value.bigs);
  writeListOfUint(writer, value.varints);
  writeListOfMixedUnions(writer, value.unions);
}

export function decodeMixed(bytes: Uint8Array, options?: bare.DecodeOptions): Mixed {
  return bare.decode(SCHEMA, "Mixed", bytes, readMixed, options);
}

export function encodeMixed(value: Mixed, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "Mixed", value, writeMixed, options);
}

function readListOfItem(reader: bare.Reader): readonly Item[] {
  const count = bare.readCount(reader, 2);
  const items: Item[] = new Array(count);
  for (let index = 0; index < count; index++) items[index] = readItem(reader);
  return items;
}

function writeListOfItem(writer: bare.Writer, items: readonly Item[]): void {
  bare.writeCount(writer, items);
  for (const item of items) writeItem(writer, item);
}

function readListOfListOfListOfI16(
  reader: bare.Reader,
): readonly (readonly (readonly number[])[])[] {
  const count = bare.readCount(reader, 1);
  const items: (readonly (readonly number[])[])[] = new Array(count);
  for (let index = 0; index < count; index++) items[index] = readListOfListOfI16(reader);
  return items;
}

function writeListOfListOfListOfI16(
  writer: bare.Writer,
  items: readonly (readonly (readonly number[])[])[],
): void {
  bare.writeCount(writer, items);
  for (const item of items) writeListOfListOfI16(writer, item);
}

function readListOf3ListOf3F32(reader: bare.Reader): readonly (readonly number[])[] {
  const items: (readonly number[])[] = [];
  for (let index = 0; index < 3; index++) items.push(readListOf3F32(reader));
  return items;
}

function writeListOf3ListOf3F32(writer: bare.Writer, items: readonly (readonly number[])[]): void {
  bare.requireCount(items, 3);
  for (const item of items) writeListOf3F32(writer, item);
}

function readListOf8Bool(reader: bare.Reader): readonly boolean[] {
  let at = bare.claim(reader, 8);
  const { bytes } = reader;
  const items: boolean[] = new Array(8);
  for (let index = 0; index < 8; index++) {
    items[index] = bare.boolAt(bytes, at);
    at += 1;
  }
  return items;
}

function writeListOf8Bool(writer: bare.Writer, items: readonly boolean[]): void {
  bare.requireCount(items, 8);
  for (const item of items) bare.writeBool(writer, item);
}

function readListOfCube(reader: bare.Reader): readonly Cube[] {
  const count = bare.readCount(reader, 1);
  const items: Cube[] = new Array(count);
  for (let index = 0; index < count; index++) items[index] = readCube(reader);
  return items;
}

function writeListOfCube(writer: bare.Writer, items: readonly Cube[]): void {
  bare.writeCount(writer, items);
  for (const item of items) writeCube(writer, item);
}

function readListOfOptionalItem(reader: bare.Reader): readonly (Item | null)[] {
  const count = bare.readCount(reader, 1);
  const items: (Item | null)[] = new Array(count);
  for (let index = 0; index < count; index++) {
    items[index] = bare.readBool(reader) ? readItem(reader) : null;
  }
  return items;
}

function writeListOfOptionalItem(writer: bare.Writer, items: readonly (Item | null)[]): void {
  bare.writeCount(writer, items);
  for (const item of items) {
    bare.writeBool(writer, item !== null);
    if (item !== null) writeItem(writer, item);
  }
}

function readListOfMapOfStrToItems(reader: bare.Reader): readonly ReadonlyMap<string, Items>[] {
  const count = bare.readCount(reader, 1);
  const items: ReadonlyMap<string, Items>[] = new Array(count);
  for (let index = 0; index < count; index++) items[index] = readMapOfStrToItems(reader);
  return items;
}

function writeListOfMapOfStrToItems(
  writer: bare.Writer,
  items: readonly ReadonlyMap<string, Items>[],
): void {
  bare.writeCount(writer, items);
  for (const item of items) writeMapOfStrToItems(writer, item);
}

function readListOfU64(reader: bare.Reader): readonly bigint[] {
  const count = bare.readCount(reader, 8);
  let at = bare.claim(reader, count * 8);
  const { bytes } = reader;
  const items: bigint[] = new Array(count);
  for (let index = 0; index < count; index++) {
    items[index] = bare.u64At(bytes, at);
    at += 8;
  }
  return items;
}

function writeListOfU64(writer: bare.Writer, items: readonly bigint[]): void {
  bare.writeCount(writer, items);
  for (const item of items) bare.writeU64(writer, item);
}

function readListOfUint(reader: bare.Reader): readonly bigint[] {
  const count = bare.readCount(reader, 1);
  const items: bigint[] = new Array(count);
  for (let index = 0; index < count; index++) items[index] = bare.readUint(reader);
  return items;
}

function writeListOfUint(writer: bare.Writer, items: readonly bigint[]): void {
  bare.writeCount(writer, items);
  for (const item of items) bare.writeUint(writer, item);
}

function readListOfMixedUnions(reader: bare.Reader): readonly MixedUnions[] {
  const count = bare.readCount(reader, 2);
  const items: MixedUnions[] = new Array(count);
  for (let index = 0; index < count; index++) items[index] = readMixedUnions(reader);
  return items;
}

function writeListOfMixedUnions(writer: bare.Writer, items: readonly MixedUnions[]): void {
  bare.writeCount(writer, items);
  for (const item of items) writeMixedUnions(writer, item);
}

function readListOfListOfI16(reader: bare.Reader): readonly (readonly number[])[] {
  const count = bare.readCount(reader, 1);
  const items: (readonly number[])[] = new Array(count);
  for (let index = 0; index < count; index++) items[index] = readListOfI16(reader);
  return items;
}

function writeListOfListOfI16(writer: bare.Writer, items: readonly (readonly number[])[]): void {
  bare.writeCount(writer, items);
  for (const item of items) writeListOfI16(writer, item);
}

function readListOf3F32(reader: bare.Reader): readonly number[] {
  let at = bare.claim(reader, 12);
  const { bytes } = reader;
  const items: number[] = new Array(3);
  for (let index = 0; index < 3; index++) {
    items[index] = bare.f32At(bytes, at);
    at += 4;
  }
  return items;
}

function writeListOf3F32(writer: bare.Writer, items: readonly number[]): void {
  bare.requireCount(items, 3);
  for (const item of items) bare.writeF32(writer, item);
}

function readMapOfStrToItems(reader: bare.Reader): ReadonlyMap<string, Items> {
  const count = bare.readCount(reader, 2);
  const entries = new Map<string, Items>();
  for (let index = 0; index < count; index++) {
    const at = reader.offset;
    const key = bare.readString(reader);
    entries.set(key, readItems(reader));
    if (entries.size === index) throw bare.duplicateKey(at);
  }
  return entries;
}

function writeMapOfStrToItems(writer: bare.Writer, entries: ReadonlyMap<string, Items>): void {
  bare.writeSize(writer, entries);
  for (const [key, value] of entries) {
    bare.writeString(writer, key);
    writeItems(writer, value);
  }
}

function readListOfI16(reader: bare.Reader): readonly number[] {
  const count = bare.readCount(reader, 2);
  let at = bare.claim(reader, count * 2);
  const { bytes } = reader;
  const items: number[] = new Array(count);
  for (let index = 0; index < count; index++) {
    items[index] = bare.i16At(bytes, at);
    at += 2;
  }
  return items;
}

function writeListOfI16(writer: bare.Writer, items: readonly number[]): void {
  bare.writeCount(writer, items);
  for (const item of items) bare.writeI16(writer, item);
}
