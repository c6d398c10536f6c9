// @generated from runtime-names/v1.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file

import * as bare from "@barewire/runtime";

const SCHEMA: bare.SchemaName = { protocol: "runtime-names", version: 1 };

/** The names of the runtime's own types, and of what stands in every generated module. */
export type Reader = {
  readonly at: number;
  readonly bytes: Uint8Array;
};

export function readReader(reader: bare.Reader): Reader {
  return {
    at: bare.readU8(reader),
    bytes: bare.readData(reader),
  };
}

export function writeReader(writer: bare.Writer, value: Reader): void {
  bare.writeU8(writer, value.at);
  bare.writeData(writer, value.bytes);
}

export type Writer = {
  readonly offset: number;
  readonly value: string;
};

export function readWriter(reader: bare.Reader): Writer {
  return {
    offset: bare.readU32(reader),
    value: bare.readString(reader),
  };
}

export function writeWriter(writer: bare.Writer, value: Writer): void {
  bare.writeU32(writer, value.offset);
  bare.writeString(writer, value.value);
}

export type Some = bare.Some<number | null> | null;

export function readSome(reader: bare.Reader): Some {
  return bare.readBool(reader)
    ? { some: bare.readBool(reader) ? bare.readU8(reader) : null }
    : null;
}

export function writeSome(writer: bare.Writer, value: Some): void {
  bare.writeBool(writer, value !== null);
  if (value !== null) {
    bare.writeBool(writer, value.some !== null);
    if (value.some !== null) bare.writeU8(writer, value.some);
  }
}

export function decodeSome(bytes: Uint8Array, options?: bare.DecodeOptions): Some {
  return bare.decode(SCHEMA, "Some", bytes, readSome, options);
}

export function encodeSome(value: Some, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "Some", value, writeSome, options);
}

export type DecodeOptions = {
  readonly reader: Reader;
  readonly writer: Writer;
};

export function readDecodeOptions(reader: bare.Reader): DecodeOptions {
  return {
    reader: readReader(reader),
    writer: readWriter(reader),
  };
}

export function writeDecodeOptions(writer: bare.Writer, value: DecodeOptions): void {
  writeReader(writer, value.reader);
  writeWriter(writer, value.writer);
}

export function decodeDecodeOptions(
  bytes: Uint8Array,
  options?: bare.DecodeOptions,
): DecodeOptions {
  return bare.decode(SCHEMA, "DecodeOptions", bytes, readDecodeOptions, options);
}

export function encodeDecodeOptions(
  value: DecodeOptions,
  options?: bare.EncodeOptions,
): Uint8Array {
  return bare.encode(SCHEMA, "DecodeOptions", value, writeDecodeOptions, options);
}

export type SCHEMA = number;

export function readSCHEMA(reader: bare.Reader): SCHEMA {
  return bare.readU8(reader);
}

export function writeSCHEMA(writer: bare.Writer, value: SCHEMA): void {
  bare.writeU8(writer, value);
}

export function decodeSCHEMA(bytes: Uint8Array, options?: bare.DecodeOptions): SCHEMA {
  return bare.decode(SCHEMA, "SCHEMA", bytes, readSCHEMA, options);
}

export function encodeSCHEMA(value: SCHEMA, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "SCHEMA", value, writeSCHEMA, options);
}

export type Bare = {
  readonly bare: number;
};

export function readBare(reader: bare.Reader): Bare {
  return {
    bare: bare.readU8(reader),
  };
}

export function writeBare(writer: bare.Writer, value: Bare): void {
  bare.writeU8(writer, value.bare);
}

export function decodeBare(bytes: Uint8Array, options?: bare.DecodeOptions): Bare {
  return bare.decode(SCHEMA, "Bare", bytes, readBare, options);
}

export function encodeBare(value: Bare, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "Bare", value, writeBare, options);
}

export type String = string;

export function readString(reader: bare.Reader): String {
  return bare.readString(reader);
}

export function writeString(writer: bare.Writer, value: String): void {
  bare.writeString(writer, value);
}

export function decodeString(bytes: Uint8Array, options?: bare.DecodeOptions): String {
  return bare.decode(SCHEMA, "String", bytes, readString, options);
}

export function encodeString(value: String, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "String", value, writeString, options);
}

export type Data = Uint8Array;

export function readData(reader: bare.Reader): Data {
  return bare.readData(reader);
}

export function writeData(writer: bare.Writer, value: Data): void {
  bare.writeData(writer, value);
}

export function decodeData(bytes: Uint8Array, options?: bare.DecodeOptions): Data {
  return bare.decode(SCHEMA, "Data", bytes, readData, options);
}

export function encodeData(value: Data, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "Data", value, writeData, options);
}

export type Tag = number;

export function readTag(reader: bare.Reader): Tag {
  return bare.readU16(reader);
}

export function writeTag(writer: bare.Writer, value: Tag): void {
  bare.writeU16(writer, value);
}

export function decodeTag(bytes: Uint8Array, options?: bare.DecodeOptions): Tag {
  return bare.decode(SCHEMA, "Tag", bytes, readTag, options);
}

export function encodeTag(value: Tag, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "Tag", value, writeTag, options);
}

export type Bool = boolean;

export function readBool(reader: bare.Reader): Bool {
  return bare.readBool(reader);
}

export function writeBool(writer: bare.Writer, value: Bool): void {
  bare.writeBool(writer, value);
}

export function decodeBool(bytes: Uint8Array, options?: bare.DecodeOptions): Bool {
  return bare.decode(SCHEMA, "Bool", bytes, readBool, options);
}

export function encodeBool(value: Bool, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "Bool", value, writeBool, options);
}

export type U8 = number;

export function readU8(reader: bare.Reader): U8 {
  return bare.readU8(reader);
}

export function writeU8(writer: bare.Writer, value: U8): void {
  bare.writeU8(writer, value);
}

export function decodeU8(bytes: Uint8Array, options?: bare.DecodeOptions): U8 {
  return bare.decode(SCHEMA, "U8", bytes, readU8, options);
}

export function encodeU8(value: U8, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "U8", value, writeU8, options);
}

export type Count = {
  readonly count: bigint;
  readonly items: Uint8Array;
  readonly entries: ReadonlyMap<Uint8Array, Uint8Array>;
  readonly keys: readonly Uint8Array[];
};

export function readCount(reader: bare.Reader): Count {
  return {
    count: bare.readUint(reader),
    items: bare.readData(reader),
    entries: readMapOfDataToData(reader),
    keys: readListOfData(reader),
  };
}

export function writeCount(writer: bare.Writer, value: Count): void {
  bare.writeUint(writer, value.count);
  bare.writeData(writer, value.items);
  writeMapOfDataToData(writer, value.entries);
  writeListOfData(writer, value.keys);
}

export function decodeCount(bytes: Uint8Array, options?: bare.DecodeOptions): Count {
  return bare.decode(SCHEMA, "Count", bytes, readCount, options);
}

export function encodeCount(value: Count, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "Count", value, writeCount, options);
}

function readMapOfDataToData(reader: bare.Reader): ReadonlyMap<Uint8Array, Uint8Array> {
  const count = bare.readCount(reader, 2);
  const entries = new Map<Uint8Array, Uint8Array>();
  const keys = new bare.DataKeys();
  for (let index = 0; index < count; index++) {
    const at = reader.offset;
    const key = bare.readData(reader);
    entries.set(key, bare.readData(reader));
    if (keys.isDuplicate(key)) throw bare.duplicateKey(at);
  }
  return entries;
}

function writeMapOfDataToData(
  writer: bare.Writer,
  entries: ReadonlyMap<Uint8Array, Uint8Array>,
): void {
  bare.writeSize(writer, entries);
  const keys = new bare.DataKeys();
  for (const [key, value] of entries) {
    if (keys.isDuplicate(key)) throw bare.duplicateDataKey();
    bare.writeData(writer, key);
    bare.writeData(writer, value);
  }
}

function readListOfData(reader: bare.Reader): readonly Uint8Array[] {
  const count = bare.readCount(reader, 1);
  const items: Uint8Array[] = new Array(count);
  for (let index = 0; index < count; index++) items[index] = bare.readData(reader);
  return items;
}

function writeListOfData(writer: bare.Writer, items: readonly Uint8Array[]): void {
  bare.writeCount(writer, items);
  for (const item of items) bare.writeData(writer, item);
}
