// @generated from data-keys/v1.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file

import * as bare from "@barewire/runtime";

const SCHEMA: bare.SchemaName = { protocol: "data-keys", version: 1 };

export type Key = Uint8Array;

export function readKey(reader: bare.Reader): Key {
  return bare.readData(reader);
}

export function writeKey(writer: bare.Writer, value: Key): void {
  bare.writeData(writer, value);
}

export type Id = Uint8Array;

export function readId(reader: bare.Reader): Id {
  return bare.readFixedData(reader, 4);
}

export function writeId(writer: bare.Writer, value: Id): void {
  bare.writeFixedData(writer, value, 4);
}

export type Octets = Uint8Array;

export function readOctets(reader: bare.Reader): Octets {
  return bare.readData(reader);
}

export function writeOctets(writer: bare.Writer, value: Octets): void {
  bare.writeData(writer, value);
}

export function decodeOctets(bytes: Uint8Array, options?: bare.DecodeOptions): Octets {
  return bare.decode(SCHEMA, "Octets", bytes, readOctets, options);
}

export function encodeOctets(value: Octets, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "Octets", value, writeOctets, options);
}

export type ByKey = ReadonlyMap<Key, string>;

export function readByKey(reader: bare.Reader): ByKey {
  return readMapOfKeyToStr(reader);
}

export function writeByKey(writer: bare.Writer, value: ByKey): void {
  writeMapOfKeyToStr(writer, value);
}

export type ById = ReadonlyMap<Id, ByKey>;

export function readById(reader: bare.Reader): ById {
  return readMapOfIdToByKey(reader);
}

export function writeById(writer: bare.Writer, value: ById): void {
  writeMapOfIdToByKey(writer, value);
}

export type Pages = {
  readonly pages: ReadonlyMap<Uint8Array, Uint8Array>;
  readonly fixed: ReadonlyMap<Uint8Array, number>;
  readonly byId: ById;
};

export function readPages(reader: bare.Reader): Pages {
  return {
    pages: readMapOfDataToData(reader),
    fixed: readMapOfData2ToU8(reader),
    byId: readById(reader),
  };
}

export function writePages(writer: bare.Writer, value: Pages): void {
  writeMapOfDataToData(writer, value.pages);
  writeMapOfData2ToU8(writer, value.fixed);
  writeById(writer, value.byId);
}

export function decodePages(bytes: Uint8Array, options?: bare.DecodeOptions): Pages {
  return bare.decode(SCHEMA, "Pages", bytes, readPages, options);
}

export function encodePages(value: Pages, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "Pages", value, writePages, options);
}

function readMapOfKeyToStr(reader: bare.Reader): ReadonlyMap<Key, string> {
  const count = bare.readCount(reader, 2);
  const entries = new Map<Key, string>();
  const keys = new bare.DataKeys();
  for (let index = 0; index < count; index++) {
    const at = reader.offset;
    const key = readKey(reader);
    entries.set(key, bare.readString(reader));
    if (keys.isDuplicate(key)) throw bare.duplicateKey(at);
  }
  return entries;
}

function writeMapOfKeyToStr(writer: bare.Writer, entries: ReadonlyMap<Key, string>): void {
  bare.writeSize(writer, entries);
  const keys = new bare.DataKeys();
  for (const [key, value] of entries) {
    if (keys.isDuplicate(key)) throw bare.duplicateDataKey();
    writeKey(writer, key);
    bare.writeString(writer, value);
  }
}

function readMapOfIdToByKey(reader: bare.Reader): ReadonlyMap<Id, ByKey> {
  const count = bare.readCount(reader, 5);
  const entries = new Map<Id, ByKey>();
  const keys = new bare.DataKeys();
  for (let index = 0; index < count; index++) {
    const at = reader.offset;
    const key = readId(reader);
    entries.set(key, readByKey(reader));
    if (keys.isDuplicate(key)) throw bare.duplicateKey(at);
  }
  return entries;
}

function writeMapOfIdToByKey(writer: bare.Writer, entries: ReadonlyMap<Id, ByKey>): void {
  bare.writeSize(writer, entries);
  const keys = new bare.DataKeys();
  for (const [key, value] of entries) {
    if (keys.isDuplicate(key)) throw bare.duplicateDataKey();
    writeId(writer, key);
    writeByKey(writer, value);
  }
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

function readMapOfData2ToU8(reader: bare.Reader): ReadonlyMap<Uint8Array, number> {
  const count = bare.readCount(reader, 3);
  const entries = new Map<Uint8Array, number>();
  const keys = new bare.DataKeys();
  for (let index = 0; index < count; index++) {
    const at = reader.offset;
    const key = bare.readFixedData(reader, 2);
    entries.set(key, bare.readU8(reader));
    if (keys.isDuplicate(key)) throw bare.duplicateKey(at);
  }
  return entries;
}

function writeMapOfData2ToU8(writer: bare.Writer, entries: ReadonlyMap<Uint8Array, number>): void {
  bare.writeSize(writer, entries);
  const keys = new bare.DataKeys();
  for (const [key, value] of entries) {
    if (keys.isDuplicate(key)) throw bare.duplicateDataKey();
    bare.writeFixedData(writer, key, 2);
    bare.writeU8(writer, value);
  }
}
