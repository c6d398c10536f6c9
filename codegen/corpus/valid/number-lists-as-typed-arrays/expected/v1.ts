// @generated from number-lists-as-typed-arrays/v1.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file

import * as bare from "@barewire/runtime";

const SCHEMA: bare.SchemaName = { protocol: "number-lists-as-typed-arrays", version: 1 };

export type Shorts = Uint16Array;

export function readShorts(reader: bare.Reader): Shorts {
  return bare.readTypedArray(reader, Uint16Array);
}

export function writeShorts(writer: bare.Writer, value: Shorts): void {
  writeListOfU16(writer, value);
}

export type Triple = Float64Array;

export function readTriple(reader: bare.Reader): Triple {
  return bare.readFixedTypedArray(reader, Float64Array, 3);
}

export function writeTriple(writer: bare.Writer, value: Triple): void {
  writeListOf3F64(writer, value);
}

export type Id = number;

export function readId(reader: bare.Reader): Id {
  return bare.readU32(reader);
}

export function writeId(writer: bare.Writer, value: Id): void {
  bare.writeU32(writer, value);
}

export type Numbers = {
  readonly shorts: Shorts;
  readonly ids: globalThis.Uint32Array;
  readonly bigs: BigUint64Array;
  readonly signed: Int8Array;
  readonly floats: Float32Array;
  readonly fixed: BigInt64Array;
  readonly bytes: Uint8Array;
  readonly varints: readonly bigint[];
  readonly flags: readonly boolean[];
  readonly nested: readonly Int32Array[];
  readonly triples: ReadonlyMap<string, Triple>;
};

export function readNumbers(reader: bare.Reader): Numbers {
  return {
    shorts: readShorts(reader),
    ids: bare.readTypedArray(reader, Uint32Array),
    bigs: bare.readTypedArray(reader, BigUint64Array),
    signed: bare.readTypedArray(reader, Int8Array),
    floats: bare.readTypedArray(reader, Float32Array),
    fixed: bare.readFixedTypedArray(reader, BigInt64Array, 2),
    bytes: bare.readData(reader),
    varints: readListOfUint(reader),
    flags: readListOfBool(reader),
    nested: readListOfListOfI32(reader),
    triples: readMapOfStrToTriple(reader),
  };
}

export function writeNumbers(writer: bare.Writer, value: Numbers): void {
  writeShorts(writer, value.shorts);
  bare.writeU32List(writer, value.ids);
  writeListOfU64(writer, value.bigs);
  writeListOfI8(writer, value.signed);
  writeListOfF32(writer, value.floats);
  writeListOf2I64(writer, value.fixed);
  bare.writeData(writer, value.bytes);
  writeListOfUint(writer, value.varints);
  writeListOfBool(writer, value.flags);
  writeListOfListOfI32(writer, value.nested);
  writeMapOfStrToTriple(writer, value.triples);
}

export function decodeNumbers(bytes: Uint8Array, options?: bare.DecodeOptions): Numbers {
  return bare.decode(SCHEMA, "Numbers", bytes, readNumbers, options);
}

export function encodeNumbers(value: Numbers, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "Numbers", value, writeNumbers, options);
}

export type Uint32Array = {
  readonly length: number;
};

export function readUint32Array(reader: bare.Reader): Uint32Array {
  return {
    length: bare.readU8(reader),
  };
}

export function writeUint32Array(writer: bare.Writer, value: Uint32Array): void {
  bare.writeU8(writer, value.length);
}

export function decodeUint32Array(bytes: Uint8Array, options?: bare.DecodeOptions): Uint32Array {
  return bare.decode(SCHEMA, "Uint32Array", bytes, readUint32Array, options);
}

export function encodeUint32Array(value: Uint32Array, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "Uint32Array", value, writeUint32Array, options);
}

function writeListOfU16(writer: bare.Writer, items: Uint16Array): void {
  bare.writeCount(writer, items);
  for (const item of items) bare.writeU16(writer, item);
}

function writeListOf3F64(writer: bare.Writer, items: Float64Array): void {
  bare.requireCount(items, 3);
  for (const item of items) bare.writeF64(writer, item);
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

function readListOfBool(reader: bare.Reader): readonly boolean[] {
  const count = bare.readCount(reader, 1);
  let at = bare.claim(reader, count * 1);
  const { bytes } = reader;
  const items: boolean[] = new Array(count);
  for (let index = 0; index < count; index++) {
    items[index] = bare.boolAt(bytes, at);
    at += 1;
  }
  return items;
}

function writeListOfBool(writer: bare.Writer, items: readonly boolean[]): void {
  bare.writeCount(writer, items);
  for (const item of items) bare.writeBool(writer, item);
}

function readListOfListOfI32(reader: bare.Reader): readonly Int32Array[] {
  const count = bare.readCount(reader, 1);
  const items: Int32Array[] = new Array(count);
  for (let index = 0; index < count; index++) {
    items[index] = bare.readTypedArray(reader, Int32Array);
  }
  return items;
}

function writeListOfListOfI32(writer: bare.Writer, items: readonly Int32Array[]): void {
  bare.writeCount(writer, items);
  for (const item of items) writeListOfI32(writer, item);
}

function readMapOfStrToTriple(reader: bare.Reader): ReadonlyMap<string, Triple> {
  const count = bare.readCount(reader, 25);
  const entries = new Map<string, Triple>();
  for (let index = 0; index < count; index++) {
    const at = reader.offset;
    const key = bare.readString(reader);
    entries.set(key, readTriple(reader));
    if (entries.size === index) throw bare.duplicateKey(at);
  }
  return entries;
}

function writeMapOfStrToTriple(writer: bare.Writer, entries: ReadonlyMap<string, Triple>): void {
  bare.writeSize(writer, entries);
  for (const [key, value] of entries) {
    bare.writeString(writer, key);
    writeTriple(writer, value);
  }
}

function writeListOfU64(writer: bare.Writer, items: BigUint64Array): void {
  bare.writeCount(writer, items);
  for (const item of items) bare.writeU64(writer, item);
}

function writeListOfI8(writer: bare.Writer, items: Int8Array): void {
  bare.writeCount(writer, items);
  for (const item of items) bare.writeI8(writer, item);
}

function writeListOfF32(writer: bare.Writer, items: Float32Array): void {
  bare.writeCount(writer, items);
  for (const item of items) bare.writeF32(writer, item);
}

function writeListOf2I64(writer: bare.Writer, items: BigInt64Array): void {
  bare.requireCount(items, 2);
  for (const item of items) bare.writeI64(writer, item);
}

function writeListOfI32(writer: bare.Writer, items: Int32Array): void {
  bare.writeCount(writer, items);
  for (const item of items) bare.writeI32(writer, item);
}
