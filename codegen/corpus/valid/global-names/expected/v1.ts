// @generated from global-names/v1.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file

import * as bare from "@barewire/runtime";

const SCHEMA: bare.SchemaName = { protocol: "global-names", version: 1 };

/** Every one of these is a global of JavaScript or TypeScript. */
export type Uint8Array = {
  readonly size: number;
};

export function readUint8Array(reader: bare.Reader): Uint8Array {
  return {
    size: bare.readU8(reader),
  };
}

export function writeUint8Array(writer: bare.Writer, value: Uint8Array): void {
  bare.writeU8(writer, value.size);
}

export type Map = {
  readonly entries: number;
};

export function readMap(reader: bare.Reader): Map {
  return {
    entries: bare.readU8(reader),
  };
}

export function writeMap(writer: bare.Writer, value: Map): void {
  bare.writeU8(writer, value.entries);
}

export type ReadonlyMap = readonly number[];

export function readReadonlyMap(reader: bare.Reader): ReadonlyMap {
  return readListOfU16(reader);
}

export function writeReadonlyMap(writer: bare.Writer, value: ReadonlyMap): void {
  writeListOfU16(writer, value);
}

export function decodeReadonlyMap(
  bytes: globalThis.Uint8Array,
  options?: bare.DecodeOptions,
): ReadonlyMap {
  return bare.decode(SCHEMA, "ReadonlyMap", bytes, readReadonlyMap, options);
}

export function encodeReadonlyMap(
  value: ReadonlyMap,
  options?: bare.EncodeOptions,
): globalThis.Uint8Array {
  return bare.encode(SCHEMA, "ReadonlyMap", value, writeReadonlyMap, options);
}

export type Array = {
  readonly length: bigint;
};

export function readArray(reader: bare.Reader): Array {
  return {
    length: bare.readUint(reader),
  };
}

export function writeArray(writer: bare.Writer, value: Array): void {
  bare.writeUint(writer, value.length);
}

export function decodeArray(bytes: globalThis.Uint8Array, options?: bare.DecodeOptions): Array {
  return bare.decode(SCHEMA, "Array", bytes, readArray, options);
}

export function encodeArray(value: Array, options?: bare.EncodeOptions): globalThis.Uint8Array {
  return bare.encode(SCHEMA, "Array", value, writeArray, options);
}

export type ReadonlyArray = readonly string[];

export function readReadonlyArray(reader: bare.Reader): ReadonlyArray {
  return readListOfStr(reader);
}

export function writeReadonlyArray(writer: bare.Writer, value: ReadonlyArray): void {
  writeListOfStr(writer, value);
}

export function decodeReadonlyArray(
  bytes: globalThis.Uint8Array,
  options?: bare.DecodeOptions,
): ReadonlyArray {
  return bare.decode(SCHEMA, "ReadonlyArray", bytes, readReadonlyArray, options);
}

export function encodeReadonlyArray(
  value: ReadonlyArray,
  options?: bare.EncodeOptions,
): globalThis.Uint8Array {
  return bare.encode(SCHEMA, "ReadonlyArray", value, writeReadonlyArray, options);
}

export type Object = {
  readonly key: string;
};

export function readObject(reader: bare.Reader): Object {
  return {
    key: bare.readString(reader),
  };
}

export function writeObject(writer: bare.Writer, value: Object): void {
  bare.writeString(writer, value.key);
}

export function decodeObject(bytes: globalThis.Uint8Array, options?: bare.DecodeOptions): Object {
  return bare.decode(SCHEMA, "Object", bytes, readObject, options);
}

export function encodeObject(value: Object, options?: bare.EncodeOptions): globalThis.Uint8Array {
  return bare.encode(SCHEMA, "Object", value, writeObject, options);
}

export type String = {
  readonly chars: string;
};

export function readString(reader: bare.Reader): String {
  return {
    chars: bare.readString(reader),
  };
}

export function writeString(writer: bare.Writer, value: String): void {
  bare.writeString(writer, value.chars);
}

export function decodeString(bytes: globalThis.Uint8Array, options?: bare.DecodeOptions): String {
  return bare.decode(SCHEMA, "String", bytes, readString, options);
}

export function encodeString(value: String, options?: bare.EncodeOptions): globalThis.Uint8Array {
  return bare.encode(SCHEMA, "String", value, writeString, options);
}

export type Number = number;

export function readNumber(reader: bare.Reader): Number {
  return bare.readU32(reader);
}

export function writeNumber(writer: bare.Writer, value: Number): void {
  bare.writeU32(writer, value);
}

export function decodeNumber(bytes: globalThis.Uint8Array, options?: bare.DecodeOptions): Number {
  return bare.decode(SCHEMA, "Number", bytes, readNumber, options);
}

export function encodeNumber(value: Number, options?: bare.EncodeOptions): globalThis.Uint8Array {
  return bare.encode(SCHEMA, "Number", value, writeNumber, options);
}

export type Promise = string | null;

export function readPromise(reader: bare.Reader): Promise {
  return bare.readBool(reader) ? bare.readString(reader) : null;
}

export function writePromise(writer: bare.Writer, value: Promise): void {
  bare.writeBool(writer, value !== null);
  if (value !== null) bare.writeString(writer, value);
}

export function decodePromise(bytes: globalThis.Uint8Array, options?: bare.DecodeOptions): Promise {
  return bare.decode(SCHEMA, "Promise", bytes, readPromise, options);
}

export function encodePromise(value: Promise, options?: bare.EncodeOptions): globalThis.Uint8Array {
  return bare.encode(SCHEMA, "Promise", value, writePromise, options);
}

export type Record = {
  readonly fields: globalThis.ReadonlyMap<string, globalThis.Uint8Array>;
};

export function readRecord(reader: bare.Reader): Record {
  return {
    fields: readMapOfStrToData(reader),
  };
}

export function writeRecord(writer: bare.Writer, value: Record): void {
  writeMapOfStrToData(writer, value.fields);
}

export function decodeRecord(bytes: globalThis.Uint8Array, options?: bare.DecodeOptions): Record {
  return bare.decode(SCHEMA, "Record", bytes, readRecord, options);
}

export function encodeRecord(value: Record, options?: bare.EncodeOptions): globalThis.Uint8Array {
  return bare.encode(SCHEMA, "Record", value, writeRecord, options);
}

export type Error = {
  readonly message: string;
};

export function readError(reader: bare.Reader): Error {
  return {
    message: bare.readString(reader),
  };
}

export function writeError(writer: bare.Writer, value: Error): void {
  bare.writeString(writer, value.message);
}

export function decodeError(bytes: globalThis.Uint8Array, options?: bare.DecodeOptions): Error {
  return bare.decode(SCHEMA, "Error", bytes, readError, options);
}

export function encodeError(value: Error, options?: bare.EncodeOptions): globalThis.Uint8Array {
  return bare.encode(SCHEMA, "Error", value, writeError, options);
}

export type Symbol = "ITERATOR";

export function readSymbol(reader: bare.Reader): Symbol {
  const tag = bare.readTag(reader);
  switch (tag) {
    case 0:
      return "ITERATOR";
    default:
      throw bare.unknownTag(reader, "Symbol", tag);
  }
}

export function writeSymbol(writer: bare.Writer, value: Symbol): void {
  switch (value) {
    case "ITERATOR":
      return bare.writeTag(writer, 0);
    default:
      throw bare.unknownValue("Symbol", value satisfies never);
  }
}

export function decodeSymbol(bytes: globalThis.Uint8Array, options?: bare.DecodeOptions): Symbol {
  return bare.decode(SCHEMA, "Symbol", bytes, readSymbol, options);
}

export function encodeSymbol(value: Symbol, options?: bare.EncodeOptions): globalThis.Uint8Array {
  return bare.encode(SCHEMA, "Symbol", value, writeSymbol, options);
}

export type Set = readonly Map[];

export function readSet(reader: bare.Reader): Set {
  return readListOfMap(reader);
}

export function writeSet(writer: bare.Writer, value: Set): void {
  writeListOfMap(writer, value);
}

export type Partial = {
  readonly bytes: globalThis.Uint8Array;
  readonly items: readonly Uint8Array[];
  readonly byName: globalThis.ReadonlyMap<string, Map>;
  readonly set: Set;
};

export function readPartial(reader: bare.Reader): Partial {
  return {
    bytes: bare.readData(reader),
    items: readListOfUint8Array(reader),
    byName: readMapOfStrToMap(reader),
    set: readSet(reader),
  };
}

export function writePartial(writer: bare.Writer, value: Partial): void {
  bare.writeData(writer, value.bytes);
  writeListOfUint8Array(writer, value.items);
  writeMapOfStrToMap(writer, value.byName);
  writeSet(writer, value.set);
}

export function decodePartial(bytes: globalThis.Uint8Array, options?: bare.DecodeOptions): Partial {
  return bare.decode(SCHEMA, "Partial", bytes, readPartial, options);
}

export function encodePartial(value: Partial, options?: bare.EncodeOptions): globalThis.Uint8Array {
  return bare.encode(SCHEMA, "Partial", value, writePartial, options);
}

function readListOfU16(reader: bare.Reader): readonly number[] {
  const count = bare.readCount(reader, 2);
  let at = bare.claim(reader, count * 2);
  const { bytes } = reader;
  const items: number[] = new Array(count);
  for (let index = 0; index < count; index++) {
    items[index] = bare.u16At(bytes, at);
    at += 2;
  }
  return items;
}

function writeListOfU16(writer: bare.Writer, items: readonly number[]): void {
  bare.writeCount(writer, items);
  for (const item of items) bare.writeU16(writer, item);
}

function readListOfStr(reader: bare.Reader): readonly string[] {
  const count = bare.readCount(reader, 1);
  const items: string[] = new Array(count);
  for (let index = 0; index < count; index++) items[index] = bare.readString(reader);
  return items;
}

function writeListOfStr(writer: bare.Writer, items: readonly string[]): void {
  bare.writeCount(writer, items);
  for (const item of items) bare.writeString(writer, item);
}

function readMapOfStrToData(
  reader: bare.Reader,
): globalThis.ReadonlyMap<string, globalThis.Uint8Array> {
  const count = bare.readCount(reader, 2);
  const entries = new Map<string, globalThis.Uint8Array>();
  for (let index = 0; index < count; index++) {
    const at = reader.offset;
    const key = bare.readString(reader);
    entries.set(key, bare.readData(reader));
    if (entries.size === index) throw bare.duplicateKey(at);
  }
  return entries;
}

function writeMapOfStrToData(
  writer: bare.Writer,
  entries: globalThis.ReadonlyMap<string, globalThis.Uint8Array>,
): void {
  bare.writeSize(writer, entries);
  for (const [key, value] of entries) {
    bare.writeString(writer, key);
    bare.writeData(writer, value);
  }
}

function readListOfMap(reader: bare.Reader): readonly Map[] {
  const count = bare.readCount(reader, 1);
  const items: Map[] = new Array(count);
  for (let index = 0; index < count; index++) items[index] = readMap(reader);
  return items;
}

function writeListOfMap(writer: bare.Writer, items: readonly Map[]): void {
  bare.writeCount(writer, items);
  for (const item of items) writeMap(writer, item);
}

function readListOfUint8Array(reader: bare.Reader): readonly Uint8Array[] {
  const count = bare.readCount(reader, 1);
  const items: Uint8Array[] = new Array(count);
  for (let index = 0; index < count; index++) items[index] = readUint8Array(reader);
  return items;
}

function writeListOfUint8Array(writer: bare.Writer, items: readonly Uint8Array[]): void {
  bare.writeCount(writer, items);
  for (const item of items) writeUint8Array(writer, item);
}

function readMapOfStrToMap(reader: bare.Reader): globalThis.ReadonlyMap<string, Map> {
  const count = bare.readCount(reader, 2);
  const entries = new Map<string, Map>();
  for (let index = 0; index < count; index++) {
    const at = reader.offset;
    const key = bare.readString(reader);
    entries.set(key, readMap(reader));
    if (entries.size === index) throw bare.duplicateKey(at);
  }
  return entries;
}

function writeMapOfStrToMap(
  writer: bare.Writer,
  entries: globalThis.ReadonlyMap<string, Map>,
): void {
  bare.writeSize(writer, entries);
  for (const [key, value] of entries) {
    bare.writeString(writer, key);
    writeMap(writer, value);
  }
}
