// @generated from maps/v1.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file

import * as bare from "@barewire/runtime";

const SCHEMA: bare.SchemaName = { protocol: "maps", version: 1 };

export type Color = "RED" | "GREEN";

export function readColor(reader: bare.Reader): Color {
  const tag = bare.readTag(reader);
  switch (tag) {
    case 0:
      return "RED";
    case 1:
      return "GREEN";
    default:
      throw bare.unknownTag(reader, "Color", tag);
  }
}

export function writeColor(writer: bare.Writer, value: Color): void {
  switch (value) {
    case "RED":
      return bare.writeTag(writer, 0);
    case "GREEN":
      return bare.writeTag(writer, 1);
    default:
      throw bare.unknownValue("Color", value satisfies never);
  }
}

export type Key = string;

export function readKey(reader: bare.Reader): Key {
  return bare.readString(reader);
}

export function writeKey(writer: bare.Writer, value: Key): void {
  bare.writeString(writer, value);
}

export type ByText = ReadonlyMap<string, number>;

export function readByText(reader: bare.Reader): ByText {
  return readMapOfStrToU32(reader);
}

export function writeByText(writer: bare.Writer, value: ByText): void {
  writeMapOfStrToU32(writer, value);
}

export type ByKey = ReadonlyMap<Key, readonly number[]>;

export function readByKey(reader: bare.Reader): ByKey {
  return readMapOfKeyToListOfU32(reader);
}

export function writeByKey(writer: bare.Writer, value: ByKey): void {
  writeMapOfKeyToListOfU32(writer, value);
}

export function decodeByKey(bytes: Uint8Array, options?: bare.DecodeOptions): ByKey {
  return bare.decode(SCHEMA, "ByKey", bytes, readByKey, options);
}

export function encodeByKey(value: ByKey, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "ByKey", value, writeByKey, options);
}

export type ByColor = ReadonlyMap<Color, Key | null>;

export function readByColor(reader: bare.Reader): ByColor {
  return readMapOfColorToOptionalKey(reader);
}

export function writeByColor(writer: bare.Writer, value: ByColor): void {
  writeMapOfColorToOptionalKey(writer, value);
}

export function decodeByColor(bytes: Uint8Array, options?: bare.DecodeOptions): ByColor {
  return bare.decode(SCHEMA, "ByColor", bytes, readByColor, options);
}

export function encodeByColor(value: ByColor, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "ByColor", value, writeByColor, options);
}

export type Deep = ReadonlyMap<number, ReadonlyMap<bigint, ReadonlyMap<boolean, ByText>>>;

export function readDeep(reader: bare.Reader): Deep {
  return readMapOfU8ToMapOfI64ToMapOfBoolToByText(reader);
}

export function writeDeep(writer: bare.Writer, value: Deep): void {
  writeMapOfU8ToMapOfI64ToMapOfBoolToByText(writer, value);
}

export function decodeDeep(bytes: Uint8Array, options?: bare.DecodeOptions): Deep {
  return bare.decode(SCHEMA, "Deep", bytes, readDeep, options);
}

export function encodeDeep(value: Deep, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "Deep", value, writeDeep, options);
}

export type AllStructs = {
  readonly a: number;
};

export function readAllStructs(reader: bare.Reader): AllStructs {
  return {
    a: bare.readU8(reader),
  };
}

export function writeAllStructs(writer: bare.Writer, value: AllStructs): void {
  bare.writeU8(writer, value.a);
}

export type All = {
  readonly byUint: ReadonlyMap<bigint, string>;
  readonly byInt: ReadonlyMap<bigint, string>;
  readonly byU64: ReadonlyMap<bigint, Uint8Array>;
  readonly byText: ByText;
  readonly entries: readonly ReadonlyMap<string, number>[];
  readonly structs: ReadonlyMap<string, AllStructs>;
};

export function readAll(reader: bare.Reader): All {
  return {
    byUint: readMapOfUintToStr(reader),
    byInt: readMapOfIntToStr(reader),
    byU64: readMapOfU64ToData(reader),
    byText: readByText(reader),
    entries: readListOfMapOfStrToU32(reader),
    structs: readMapOfStrToAllStructs(reader),
  };
}

export function writeAll(writer: bare.Writer, value: All): void {
  writeMapOfUintToStr(writer, value.byUint);
  writeMapOfIntToStr(writer, value.byInt);
  writeMapOfU64ToData(writer, value.byU64);
  writeByText(writer, value.byText);
  writeListOfMapOfStrToU32(writer, value.entries);
  writeMapOfStrToAllStructs(writer, value.structs);
}

export function decodeAll(bytes: Uint8Array, options?: bare.DecodeOptions): All {
  return bare.decode(SCHEMA, "All", bytes, readAll, options);
}

export function encodeAll(value: All, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "All", value, writeAll, options);
}

function readMapOfStrToU32(reader: bare.Reader): ReadonlyMap<string, number> {
  const count = bare.readCount(reader, 5);
  const entries = new Map<string, number>();
  for (let index = 0; index < count; index++) {
    const at = reader.offset;
    const key = bare.readString(reader);
    entries.set(key, bare.readU32(reader));
    if (entries.size === index) throw bare.duplicateKey(at);
  }
  return entries;
}

function writeMapOfStrToU32(writer: bare.Writer, entries: ReadonlyMap<string, number>): void {
  bare.writeSize(writer, entries);
  for (const [key, value] of entries) {
    bare.writeString(writer, key);
    bare.writeU32(writer, value);
  }
}

function readMapOfKeyToListOfU32(reader: bare.Reader): ReadonlyMap<Key, readonly number[]> {
  const count = bare.readCount(reader, 2);
  const entries = new Map<Key, readonly number[]>();
  for (let index = 0; index < count; index++) {
    const at = reader.offset;
    const key = readKey(reader);
    entries.set(key, bare.readU32List(reader));
    if (entries.size === index) throw bare.duplicateKey(at);
  }
  return entries;
}

function writeMapOfKeyToListOfU32(
  writer: bare.Writer,
  entries: ReadonlyMap<Key, readonly number[]>,
): void {
  bare.writeSize(writer, entries);
  for (const [key, value] of entries) {
    writeKey(writer, key);
    bare.writeU32List(writer, value);
  }
}

function readMapOfColorToOptionalKey(reader: bare.Reader): ReadonlyMap<Color, Key | null> {
  const count = bare.readCount(reader, 2);
  const entries = new Map<Color, Key | null>();
  for (let index = 0; index < count; index++) {
    const at = reader.offset;
    const key = readColor(reader);
    entries.set(key, bare.readBool(reader) ? readKey(reader) : null);
    if (entries.size === index) throw bare.duplicateKey(at);
  }
  return entries;
}

function writeMapOfColorToOptionalKey(
  writer: bare.Writer,
  entries: ReadonlyMap<Color, Key | null>,
): void {
  bare.writeSize(writer, entries);
  for (const [key, value] of entries) {
    writeColor(writer, key);
    bare.writeBool(writer, value !== null);
    if (value !== null) writeKey(writer, value);
  }
}

function readMapOfU8ToMapOfI64ToMapOfBoolToByText(
  reader: bare.Reader,
): ReadonlyMap<number, ReadonlyMap<bigint, ReadonlyMap<boolean, ByText>>> {
  const count = bare.readCount(reader, 2);
  const entries = new Map<number, ReadonlyMap<bigint, ReadonlyMap<boolean, ByText>>>();
  for (let index = 0; index < count; index++) {
    const at = reader.offset;
    const key = bare.readU8(reader);
    entries.set(key, readMapOfI64ToMapOfBoolToByText(reader));
    if (entries.size === index) throw bare.duplicateKey(at);
  }
  return entries;
}

function writeMapOfU8ToMapOfI64ToMapOfBoolToByText(
  writer: bare.Writer,
  entries: ReadonlyMap<number, ReadonlyMap<bigint, ReadonlyMap<boolean, ByText>>>,
): void {
  bare.writeSize(writer, entries);
  for (const [key, value] of entries) {
    bare.writeU8(writer, key);
    writeMapOfI64ToMapOfBoolToByText(writer, value);
  }
}

function readMapOfUintToStr(reader: bare.Reader): ReadonlyMap<bigint, string> {
  const count = bare.readCount(reader, 2);
  const entries = new Map<bigint, string>();
  for (let index = 0; index < count; index++) {
    const at = reader.offset;
    const key = bare.readUint(reader);
    entries.set(key, bare.readString(reader));
    if (entries.size === index) throw bare.duplicateKey(at);
  }
  return entries;
}

function writeMapOfUintToStr(writer: bare.Writer, entries: ReadonlyMap<bigint, string>): void {
  bare.writeSize(writer, entries);
  for (const [key, value] of entries) {
    bare.writeUint(writer, key);
    bare.writeString(writer, value);
  }
}

function readMapOfIntToStr(reader: bare.Reader): ReadonlyMap<bigint, string> {
  const count = bare.readCount(reader, 2);
  const entries = new Map<bigint, string>();
  for (let index = 0; index < count; index++) {
    const at = reader.offset;
    const key = bare.readInt(reader);
    entries.set(key, bare.readString(reader));
    if (entries.size === index) throw bare.duplicateKey(at);
  }
  return entries;
}

function writeMapOfIntToStr(writer: bare.Writer, entries: ReadonlyMap<bigint, string>): void {
  bare.writeSize(writer, entries);
  for (const [key, value] of entries) {
    bare.writeInt(writer, key);
    bare.writeString(writer, value);
  }
}

function readMapOfU64ToData(reader: bare.Reader): ReadonlyMap<bigint, Uint8Array> {
  const count = bare.readCount(reader, 9);
  const entries = new Map<bigint, Uint8Array>();
  for (let index = 0; index < count; index++) {
    const at = reader.offset;
    const key = bare.readU64(reader);
    entries.set(key, bare.readData(reader));
    if (entries.size === index) throw bare.duplicateKey(at);
  }
  return entries;
}

function writeMapOfU64ToData(writer: bare.Writer, entries: ReadonlyMap<bigint, Uint8Array>): void {
  bare.writeSize(writer, entries);
  for (const [key, value] of entries) {
    bare.writeU64(writer, key);
    bare.writeData(writer, value);
  }
}

function readListOfMapOfStrToU32(reader: bare.Reader): readonly ReadonlyMap<string, number>[] {
  const count = bare.readCount(reader, 1);
  const items: ReadonlyMap<string, number>[] = new Array(count);
  for (let index = 0; index < count; index++) items[index] = readMapOfStrToU32(reader);
  return items;
}

function writeListOfMapOfStrToU32(
  writer: bare.Writer,
  items: readonly ReadonlyMap<string, number>[],
): void {
  bare.writeCount(writer, items);
  for (const item of items) writeMapOfStrToU32(writer, item);
}

function readMapOfStrToAllStructs(reader: bare.Reader): ReadonlyMap<string, AllStructs> {
  const count = bare.readCount(reader, 2);
  const entries = new Map<string, AllStructs>();
  for (let index = 0; index < count; index++) {
    const at = reader.offset;
    const key = bare.readString(reader);
    entries.set(key, readAllStructs(reader));
    if (entries.size === index) throw bare.duplicateKey(at);
  }
  return entries;
}

function writeMapOfStrToAllStructs(
  writer: bare.Writer,
  entries: ReadonlyMap<string, AllStructs>,
): void {
  bare.writeSize(writer, entries);
  for (const [key, value] of entries) {
    bare.writeString(writer, key);
    writeAllStructs(writer, value);
  }
}

function readMapOfI64ToMapOfBoolToByText(
  reader: bare.Reader,
): ReadonlyMap<bigint, ReadonlyMap<boolean, ByText>> {
  const count = bare.readCount(reader, 9);
  const entries = new Map<bigint, ReadonlyMap<boolean, ByText>>();
  for (let index = 0; index < count; index++) {
    const at = reader.offset;
    const key = bare.readI64(reader);
    entries.set(key, readMapOfBoolToByText(reader));
    if (entries.size === index) throw bare.duplicateKey(at);
  }
  return entries;
}

function writeMapOfI64ToMapOfBoolToByText(
  writer: bare.Writer,
  entries: ReadonlyMap<bigint, ReadonlyMap<boolean, ByText>>,
): void {
  bare.writeSize(writer, entries);
  for (const [key, value] of entries) {
    bare.writeI64(writer, key);
    writeMapOfBoolToByText(writer, value);
  }
}

function readMapOfBoolToByText(reader: bare.Reader): ReadonlyMap<boolean, ByText> {
  const count = bare.readCount(reader, 2);
  const entries = new Map<boolean, ByText>();
  for (let index = 0; index < count; index++) {
    const at = reader.offset;
    const key = bare.readBool(reader);
    entries.set(key, readByText(reader));
    if (entries.size === index) throw bare.duplicateKey(at);
  }
  return entries;
}

function writeMapOfBoolToByText(writer: bare.Writer, entries: ReadonlyMap<boolean, ByText>): void {
  bare.writeSize(writer, entries);
  for (const [key, value] of entries) {
    bare.writeBool(writer, key);
    writeByText(writer, value);
  }
}
