// @generated from structural-names/v1.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file

import * as bare from "@barewire/runtime";

const SCHEMA: bare.SchemaName = { protocol: "structural-names", version: 1 };

/** Types whose names are those that lists and maps of other types get. */
export type Str = {
  readonly notText: number;
};

export function readStr(reader: bare.Reader): Str {
  return {
    notText: bare.readU8(reader),
  };
}

export function writeStr(writer: bare.Writer, value: Str): void {
  bare.writeU8(writer, value.notText);
}

export type U8 = {
  readonly notByte: string;
};

export function readU8(reader: bare.Reader): U8 {
  return {
    notByte: bare.readString(reader),
  };
}

export function writeU8(writer: bare.Writer, value: U8): void {
  bare.writeString(writer, value.notByte);
}

export type Data = {
  readonly notData: number;
};

export function readData(reader: bare.Reader): Data {
  return {
    notData: bare.readU8(reader),
  };
}

export function writeData(writer: bare.Writer, value: Data): void {
  bare.writeU8(writer, value.notData);
}

export type Data4 = {
  readonly notFour: number;
};

export function readData4(reader: bare.Reader): Data4 {
  return {
    notFour: bare.readU8(reader),
  };
}

export function writeData4(writer: bare.Writer, value: Data4): void {
  bare.writeU8(writer, value.notFour);
}

export type OptionalStr = {
  readonly notOptional: number;
};

export function readOptionalStr(reader: bare.Reader): OptionalStr {
  return {
    notOptional: bare.readU8(reader),
  };
}

export function writeOptionalStr(writer: bare.Writer, value: OptionalStr): void {
  bare.writeU8(writer, value.notOptional);
}

export type ListOfStr = {
  readonly notList: number;
};

export function readListOfStr(reader: bare.Reader): ListOfStr {
  return {
    notList: bare.readU8(reader),
  };
}

export function writeListOfStr(writer: bare.Writer, value: ListOfStr): void {
  bare.writeU8(writer, value.notList);
}

export type MapOfStrToStr = {
  readonly notMap: number;
};

export function readMapOfStrToStr(reader: bare.Reader): MapOfStrToStr {
  return {
    notMap: bare.readU8(reader),
  };
}

export function writeMapOfStrToStr(writer: bare.Writer, value: MapOfStrToStr): void {
  bare.writeU8(writer, value.notMap);
}

export type Clashes = {
  readonly a: readonly string[];
  readonly b: readonly Str[];
  readonly c: readonly (readonly string[])[];
  readonly d: readonly ListOfStr[];
  readonly e: readonly (string | null)[];
  readonly f: readonly OptionalStr[];
  readonly g: readonly Uint8Array[];
  readonly h: readonly Data4[];
  readonly i: readonly Uint8Array[];
  readonly j: readonly Data[];
  readonly k: ReadonlyMap<string, string>;
  readonly l: ReadonlyMap<string, Str>;
  readonly m: readonly ReadonlyMap<string, string>[];
  readonly n: readonly MapOfStrToStr[];
  readonly o: ReadonlyMap<string, number>;
  readonly p: ReadonlyMap<string, U8>;
  readonly q: readonly number[];
  readonly r: readonly number[];
};

export function readClashes(reader: bare.Reader): Clashes {
  return {
    a: readListOfStrItems(reader),
    b: readListOfStrItemsItems(reader),
    c: readListOfListOfStr(reader),
    d: readListOfListOfStrItems(reader),
    e: readListOfOptionalStr(reader),
    f: readListOfOptionalStrItems(reader),
    g: readListOfData4(reader),
    h: readListOfData4Items(reader),
    i: readListOfData(reader),
    j: readListOfDataItems(reader),
    k: readMapOfStrToStrItems(reader),
    l: readMapOfStrToStrItemsItems(reader),
    m: readListOfMapOfStrToStr(reader),
    n: readListOfMapOfStrToStrItems(reader),
    o: readMapOfStrToU8(reader),
    p: readMapOfStrToU8Items(reader),
    q: readListOf2U16(reader),
    r: readListOf22U16(reader),
  };
}

export function writeClashes(writer: bare.Writer, value: Clashes): void {
  writeListOfStrItems(writer, value.a);
  writeListOfStrItemsItems(writer, value.b);
  writeListOfListOfStr(writer, value.c);
  writeListOfListOfStrItems(writer, value.d);
  writeListOfOptionalStr(writer, value.e);
  writeListOfOptionalStrItems(writer, value.f);
  writeListOfData4(writer, value.g);
  writeListOfData4Items(writer, value.h);
  writeListOfData(writer, value.i);
  writeListOfDataItems(writer, value.j);
  writeMapOfStrToStrItems(writer, value.k);
  writeMapOfStrToStrItemsItems(writer, value.l);
  writeListOfMapOfStrToStr(writer, value.m);
  writeListOfMapOfStrToStrItems(writer, value.n);
  writeMapOfStrToU8(writer, value.o);
  writeMapOfStrToU8Items(writer, value.p);
  writeListOf2U16(writer, value.q);
  writeListOf22U16(writer, value.r);
}

export function decodeClashes(bytes: Uint8Array, options?: bare.DecodeOptions): Clashes {
  return bare.decode(SCHEMA, "Clashes", bytes, readClashes, options);
}

export function encodeClashes(value: Clashes, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "Clashes", value, writeClashes, options);
}

function readListOfStrItems(reader: bare.Reader): readonly string[] {
  const count = bare.readCount(reader, 1);
  const items: string[] = new Array(count);
  for (let index = 0; index < count; index++) items[index] = bare.readString(reader);
  return items;
}

function writeListOfStrItems(writer: bare.Writer, items: readonly string[]): void {
  bare.writeCount(writer, items);
  for (const item of items) bare.writeString(writer, item);
}

function readListOfStrItemsItems(reader: bare.Reader): readonly Str[] {
  const count = bare.readCount(reader, 1);
  const items: Str[] = new Array(count);
  for (let index = 0; index < count; index++) items[index] = readStr(reader);
  return items;
}

function writeListOfStrItemsItems(writer: bare.Writer, items: readonly Str[]): void {
  bare.writeCount(writer, items);
  for (const item of items) writeStr(writer, item);
}

function readListOfListOfStr(reader: bare.Reader): readonly (readonly string[])[] {
  const count = bare.readCount(reader, 1);
  const items: (readonly string[])[] = new Array(count);
  for (let index = 0; index < count; index++) items[index] = readListOfStrItems(reader);
  return items;
}

function writeListOfListOfStr(writer: bare.Writer, items: readonly (readonly string[])[]): void {
  bare.writeCount(writer, items);
  for (const item of items) writeListOfStrItems(writer, item);
}

function readListOfListOfStrItems(reader: bare.Reader): readonly ListOfStr[] {
  const count = bare.readCount(reader, 1);
  const items: ListOfStr[] = new Array(count);
  for (let index = 0; index < count; index++) items[index] = readListOfStr(reader);
  return items;
}

function writeListOfListOfStrItems(writer: bare.Writer, items: readonly ListOfStr[]): void {
  bare.writeCount(writer, items);
  for (const item of items) writeListOfStr(writer, item);
}

function readListOfOptionalStr(reader: bare.Reader): readonly (string | null)[] {
  const count = bare.readCount(reader, 1);
  const items: (string | null)[] = new Array(count);
  for (let index = 0; index < count; index++) {
    items[index] = bare.readBool(reader) ? bare.readString(reader) : null;
  }
  return items;
}

function writeListOfOptionalStr(writer: bare.Writer, items: readonly (string | null)[]): void {
  bare.writeCount(writer, items);
  for (const item of items) {
    bare.writeBool(writer, item !== null);
    if (item !== null) bare.writeString(writer, item);
  }
}

function readListOfOptionalStrItems(reader: bare.Reader): readonly OptionalStr[] {
  const count = bare.readCount(reader, 1);
  const items: OptionalStr[] = new Array(count);
  for (let index = 0; index < count; index++) items[index] = readOptionalStr(reader);
  return items;
}

function writeListOfOptionalStrItems(writer: bare.Writer, items: readonly OptionalStr[]): void {
  bare.writeCount(writer, items);
  for (const item of items) writeOptionalStr(writer, item);
}

function readListOfData4(reader: bare.Reader): readonly Uint8Array[] {
  const count = bare.readCount(reader, 4);
  const items: Uint8Array[] = new Array(count);
  for (let index = 0; index < count; index++) items[index] = bare.readFixedData(reader, 4);
  return items;
}

function writeListOfData4(writer: bare.Writer, items: readonly Uint8Array[]): void {
  bare.writeCount(writer, items);
  for (const item of items) bare.writeFixedData(writer, item, 4);
}

function readListOfData4Items(reader: bare.Reader): readonly Data4[] {
  const count = bare.readCount(reader, 1);
  const items: Data4[] = new Array(count);
  for (let index = 0; index < count; index++) items[index] = readData4(reader);
  return items;
}

function writeListOfData4Items(writer: bare.Writer, items: readonly Data4[]): void {
  bare.writeCount(writer, items);
  for (const item of items) writeData4(writer, item);
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

function readListOfDataItems(reader: bare.Reader): readonly Data[] {
  const count = bare.readCount(reader, 1);
  const items: Data[] = new Array(count);
  for (let index = 0; index < count; index++) items[index] = readData(reader);
  return items;
}

function writeListOfDataItems(writer: bare.Writer, items: readonly Data[]): void {
  bare.writeCount(writer, items);
  for (const item of items) writeData(writer, item);
}

function readMapOfStrToStrItems(reader: bare.Reader): ReadonlyMap<string, string> {
  const count = bare.readCount(reader, 2);
  const entries = new Map<string, string>();
  for (let index = 0; index < count; index++) {
    const at = reader.offset;
    const key = bare.readString(reader);
    entries.set(key, bare.readString(reader));
    if (entries.size === index) throw bare.duplicateKey(at);
  }
  return entries;
}

function writeMapOfStrToStrItems(writer: bare.Writer, entries: ReadonlyMap<string, string>): void {
  bare.writeSize(writer, entries);
  for (const [key, value] of entries) {
    bare.writeString(writer, key);
    bare.writeString(writer, value);
  }
}

function readMapOfStrToStrItemsItems(reader: bare.Reader): ReadonlyMap<string, Str> {
  const count = bare.readCount(reader, 2);
  const entries = new Map<string, Str>();
  for (let index = 0; index < count; index++) {
    const at = reader.offset;
    const key = bare.readString(reader);
    entries.set(key, readStr(reader));
    if (entries.size === index) throw bare.duplicateKey(at);
  }
  return entries;
}

function writeMapOfStrToStrItemsItems(
  writer: bare.Writer,
  entries: ReadonlyMap<string, Str>,
): void {
  bare.writeSize(writer, entries);
  for (const [key, value] of entries) {
    bare.writeString(writer, key);
    writeStr(writer, value);
  }
}

function readListOfMapOfStrToStr(reader: bare.Reader): readonly ReadonlyMap<string, string>[] {
  const count = bare.readCount(reader, 1);
  const items: ReadonlyMap<string, string>[] = new Array(count);
  for (let index = 0; index < count; index++) items[index] = readMapOfStrToStrItems(reader);
  return items;
}

function writeListOfMapOfStrToStr(
  writer: bare.Writer,
  items: readonly ReadonlyMap<string, string>[],
): void {
  bare.writeCount(writer, items);
  for (const item of items) writeMapOfStrToStrItems(writer, item);
}

function readListOfMapOfStrToStrItems(reader: bare.Reader): readonly MapOfStrToStr[] {
  const count = bare.readCount(reader, 1);
  const items: MapOfStrToStr[] = new Array(count);
  for (let index = 0; index < count; index++) items[index] = readMapOfStrToStr(reader);
  return items;
}

function writeListOfMapOfStrToStrItems(writer: bare.Writer, items: readonly MapOfStrToStr[]): void {
  bare.writeCount(writer, items);
  for (const item of items) writeMapOfStrToStr(writer, item);
}

function readMapOfStrToU8(reader: bare.Reader): ReadonlyMap<string, number> {
  const count = bare.readCount(reader, 2);
  const entries = new Map<string, number>();
  for (let index = 0; index < count; index++) {
    const at = reader.offset;
    const key = bare.readString(reader);
    entries.set(key, bare.readU8(reader));
    if (entries.size === index) throw bare.duplicateKey(at);
  }
  return entries;
}

function writeMapOfStrToU8(writer: bare.Writer, entries: ReadonlyMap<string, number>): void {
  bare.writeSize(writer, entries);
  for (const [key, value] of entries) {
    bare.writeString(writer, key);
    bare.writeU8(writer, value);
  }
}

function readMapOfStrToU8Items(reader: bare.Reader): ReadonlyMap<string, U8> {
  const count = bare.readCount(reader, 2);
  const entries = new Map<string, U8>();
  for (let index = 0; index < count; index++) {
    const at = reader.offset;
    const key = bare.readString(reader);
    entries.set(key, readU8(reader));
    if (entries.size === index) throw bare.duplicateKey(at);
  }
  return entries;
}

function writeMapOfStrToU8Items(writer: bare.Writer, entries: ReadonlyMap<string, U8>): void {
  bare.writeSize(writer, entries);
  for (const [key, value] of entries) {
    bare.writeString(writer, key);
    writeU8(writer, value);
  }
}

function readListOf2U16(reader: bare.Reader): readonly number[] {
  let at = bare.claim(reader, 4);
  const { bytes } = reader;
  const items: number[] = new Array(2);
  for (let index = 0; index < 2; index++) {
    items[index] = bare.u16At(bytes, at);
    at += 2;
  }
  return items;
}

function writeListOf2U16(writer: bare.Writer, items: readonly number[]): void {
  bare.requireCount(items, 2);
  for (const item of items) bare.writeU16(writer, item);
}

function readListOf22U16(reader: bare.Reader): readonly number[] {
  let at = bare.claim(reader, 44);
  const { bytes } = reader;
  const items: number[] = new Array(22);
  for (let index = 0; index < 22; index++) {
    items[index] = bare.u16At(bytes, at);
    at += 2;
  }
  return items;
}

function writeListOf22U16(writer: bare.Writer, items: readonly number[]): void {
  bare.requireCount(items, 22);
  for (const item of items) bare.writeU16(writer, item);
}
