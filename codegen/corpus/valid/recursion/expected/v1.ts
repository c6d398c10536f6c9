// @generated from recursion/v1.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file

import * as bare from "@barewire/runtime";

const SCHEMA: bare.SchemaName = { protocol: "recursion", version: 1 };

export type Tree = {
  readonly name: string;
  readonly children: readonly Tree[];
};

export function readTree(reader: bare.Reader): Tree {
  bare.enterRecursion(reader);
  const value = readTree_Unguarded(reader);
  bare.leaveRecursion(reader);
  return value;
}

function readTree_Unguarded(reader: bare.Reader): Tree {
  return {
    name: bare.readString(reader),
    children: readListOfTree(reader),
  };
}

export function writeTree(writer: bare.Writer, value: Tree): void {
  bare.enterRecursion(writer);
  writeTree_Unguarded(writer, value);
  bare.leaveRecursion(writer);
}

function writeTree_Unguarded(writer: bare.Writer, value: Tree): void {
  bare.writeString(writer, value.name);
  writeListOfTree(writer, value.children);
}

export type Chain = {
  readonly value: number;
  readonly next: Chain | null;
};

export function readChain(reader: bare.Reader): Chain {
  bare.enterRecursion(reader);
  const value = readChainUnguarded(reader);
  bare.leaveRecursion(reader);
  return value;
}

function readChainUnguarded(reader: bare.Reader): Chain {
  return {
    value: bare.readU8(reader),
    next: bare.readBool(reader) ? readChain(reader) : null,
  };
}

export function writeChain(writer: bare.Writer, value: Chain): void {
  bare.enterRecursion(writer);
  writeChainUnguarded(writer, value);
  bare.leaveRecursion(writer);
}

function writeChainUnguarded(writer: bare.Writer, value: Chain): void {
  bare.writeU8(writer, value.value);
  bare.writeBool(writer, value.next !== null);
  if (value.next !== null) writeChain(writer, value.next);
}

export function decodeChain(bytes: Uint8Array, options?: bare.DecodeOptions): Chain {
  return bare.decode(SCHEMA, "Chain", bytes, readChain, options);
}

export function encodeChain(value: Chain, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "Chain", value, writeChain, options);
}

export type Json =
  | { readonly tag: "JsonNull"; readonly val: JsonNull }
  | { readonly tag: "JsonText"; readonly val: JsonText }
  | { readonly tag: "JsonList"; readonly val: JsonList }
  | { readonly tag: "JsonObject"; readonly val: JsonObject };

export function readJson(reader: bare.Reader): Json {
  bare.enterRecursion(reader);
  const value = readJsonUnguarded(reader);
  bare.leaveRecursion(reader);
  return value;
}

function readJsonUnguarded(reader: bare.Reader): Json {
  const tag = bare.readTag(reader);
  switch (tag) {
    case 0:
      return { tag: "JsonNull", val: null };
    case 1:
      return { tag: "JsonText", val: readJsonText(reader) };
    case 2:
      return { tag: "JsonList", val: readJsonList(reader) };
    case 3:
      return { tag: "JsonObject", val: readJsonObject(reader) };
    default:
      throw bare.unknownTag(reader, "Json", tag);
  }
}

export function writeJson(writer: bare.Writer, value: Json): void {
  bare.enterRecursion(writer);
  writeJsonUnguarded(writer, value);
  bare.leaveRecursion(writer);
}

function writeJsonUnguarded(writer: bare.Writer, value: Json): void {
  switch (value.tag) {
    case "JsonNull":
      return bare.writeTag(writer, 0);
    case "JsonText":
      bare.writeTag(writer, 1);
      return writeJsonText(writer, value.val);
    case "JsonList":
      bare.writeTag(writer, 2);
      return writeJsonList(writer, value.val);
    case "JsonObject":
      bare.writeTag(writer, 3);
      return writeJsonObject(writer, value.val);
    default:
      throw bare.unknownVariant("Json", value satisfies never);
  }
}

export function decodeJson(bytes: Uint8Array, options?: bare.DecodeOptions): Json {
  return bare.decode(SCHEMA, "Json", bytes, readJson, options);
}

export function encodeJson(value: Json, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "Json", value, writeJson, options);
}

export type JsonNull = null;

export function readJsonNull(_reader: bare.Reader): JsonNull {
  return null;
}

export function writeJsonNull(_writer: bare.Writer, _value: JsonNull): void {
}

export type JsonText = string;

export function readJsonText(reader: bare.Reader): JsonText {
  return bare.readString(reader);
}

export function writeJsonText(writer: bare.Writer, value: JsonText): void {
  bare.writeString(writer, value);
}

export type JsonList = readonly Json[];

export function readJsonList(reader: bare.Reader): JsonList {
  bare.enterRecursion(reader);
  const value = readJsonListUnguarded(reader);
  bare.leaveRecursion(reader);
  return value;
}

function readJsonListUnguarded(reader: bare.Reader): JsonList {
  return readListOfJson(reader);
}

export function writeJsonList(writer: bare.Writer, value: JsonList): void {
  bare.enterRecursion(writer);
  writeJsonListUnguarded(writer, value);
  bare.leaveRecursion(writer);
}

function writeJsonListUnguarded(writer: bare.Writer, value: JsonList): void {
  writeListOfJson(writer, value);
}

export function decodeJsonList(bytes: Uint8Array, options?: bare.DecodeOptions): JsonList {
  return bare.decode(SCHEMA, "JsonList", bytes, readJsonList, options);
}

export function encodeJsonList(value: JsonList, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "JsonList", value, writeJsonList, options);
}

export type JsonObject = ReadonlyMap<string, Json>;

export function readJsonObject(reader: bare.Reader): JsonObject {
  bare.enterRecursion(reader);
  const value = readJsonObjectUnguarded(reader);
  bare.leaveRecursion(reader);
  return value;
}

function readJsonObjectUnguarded(reader: bare.Reader): JsonObject {
  return readMapOfStrToJson(reader);
}

export function writeJsonObject(writer: bare.Writer, value: JsonObject): void {
  bare.enterRecursion(writer);
  writeJsonObjectUnguarded(writer, value);
  bare.leaveRecursion(writer);
}

function writeJsonObjectUnguarded(writer: bare.Writer, value: JsonObject): void {
  writeMapOfStrToJson(writer, value);
}

export function decodeJsonObject(bytes: Uint8Array, options?: bare.DecodeOptions): JsonObject {
  return bare.decode(SCHEMA, "JsonObject", bytes, readJsonObject, options);
}

export function encodeJsonObject(value: JsonObject, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "JsonObject", value, writeJsonObject, options);
}

export type Even =
  | { readonly tag: "u8"; readonly val: number }
  | { readonly tag: "Odd"; readonly val: Odd };

export function readEven(reader: bare.Reader): Even {
  bare.enterRecursion(reader);
  const value = readEvenUnguarded(reader);
  bare.leaveRecursion(reader);
  return value;
}

function readEvenUnguarded(reader: bare.Reader): Even {
  const tag = bare.readTag(reader);
  switch (tag) {
    case 0:
      return { tag: "u8", val: bare.readU8(reader) };
    case 1:
      return { tag: "Odd", val: readOdd(reader) };
    default:
      throw bare.unknownTag(reader, "Even", tag);
  }
}

export function writeEven(writer: bare.Writer, value: Even): void {
  bare.enterRecursion(writer);
  writeEvenUnguarded(writer, value);
  bare.leaveRecursion(writer);
}

function writeEvenUnguarded(writer: bare.Writer, value: Even): void {
  switch (value.tag) {
    case "u8":
      bare.writeTag(writer, 0);
      return bare.writeU8(writer, value.val);
    case "Odd":
      bare.writeTag(writer, 1);
      return writeOdd(writer, value.val);
    default:
      throw bare.unknownVariant("Even", value satisfies never);
  }
}

export function decodeEven(bytes: Uint8Array, options?: bare.DecodeOptions): Even {
  return bare.decode(SCHEMA, "Even", bytes, readEven, options);
}

export function encodeEven(value: Even, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "Even", value, writeEven, options);
}

export type Odd =
  | { readonly tag: "u8"; readonly val: number }
  | { readonly tag: "Even"; readonly val: Even };

export function readOdd(reader: bare.Reader): Odd {
  bare.enterRecursion(reader);
  const value = readOddUnguarded(reader);
  bare.leaveRecursion(reader);
  return value;
}

function readOddUnguarded(reader: bare.Reader): Odd {
  const tag = bare.readTag(reader);
  switch (tag) {
    case 0:
      return { tag: "u8", val: bare.readU8(reader) };
    case 1:
      return { tag: "Even", val: readEven(reader) };
    default:
      throw bare.unknownTag(reader, "Odd", tag);
  }
}

export function writeOdd(writer: bare.Writer, value: Odd): void {
  bare.enterRecursion(writer);
  writeOddUnguarded(writer, value);
  bare.leaveRecursion(writer);
}

function writeOddUnguarded(writer: bare.Writer, value: Odd): void {
  switch (value.tag) {
    case "u8":
      bare.writeTag(writer, 0);
      return bare.writeU8(writer, value.val);
    case "Even":
      bare.writeTag(writer, 1);
      return writeEven(writer, value.val);
    default:
      throw bare.unknownVariant("Odd", value satisfies never);
  }
}

export function decodeOdd(bytes: Uint8Array, options?: bare.DecodeOptions): Odd {
  return bare.decode(SCHEMA, "Odd", bytes, readOdd, options);
}

export function encodeOdd(value: Odd, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "Odd", value, writeOdd, options);
}

/** Its helper must not take the name of the helper of Tree. */
export type TreeUnguarded = {
  readonly tree: Tree;
};

export function readTreeUnguarded(reader: bare.Reader): TreeUnguarded {
  return {
    tree: readTree(reader),
  };
}

export function writeTreeUnguarded(writer: bare.Writer, value: TreeUnguarded): void {
  writeTree(writer, value.tree);
}

export function decodeTreeUnguarded(
  bytes: Uint8Array,
  options?: bare.DecodeOptions,
): TreeUnguarded {
  return bare.decode(SCHEMA, "TreeUnguarded", bytes, readTreeUnguarded, options);
}

export function encodeTreeUnguarded(
  value: TreeUnguarded,
  options?: bare.EncodeOptions,
): Uint8Array {
  return bare.encode(SCHEMA, "TreeUnguarded", value, writeTreeUnguarded, options);
}

/** Aliases of nothing but themselves. */
export type Lists = readonly Lists[];

export function readLists(reader: bare.Reader): Lists {
  bare.enterRecursion(reader);
  const value = readListsUnguarded(reader);
  bare.leaveRecursion(reader);
  return value;
}

function readListsUnguarded(reader: bare.Reader): Lists {
  return readListOfLists(reader);
}

export function writeLists(writer: bare.Writer, value: Lists): void {
  bare.enterRecursion(writer);
  writeListsUnguarded(writer, value);
  bare.leaveRecursion(writer);
}

function writeListsUnguarded(writer: bare.Writer, value: Lists): void {
  writeListOfLists(writer, value);
}

export function decodeLists(bytes: Uint8Array, options?: bare.DecodeOptions): Lists {
  return bare.decode(SCHEMA, "Lists", bytes, readLists, options);
}

export function encodeLists(value: Lists, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "Lists", value, writeLists, options);
}

export type Maps = ReadonlyMap<string, Maps>;

export function readMaps(reader: bare.Reader): Maps {
  bare.enterRecursion(reader);
  const value = readMapsUnguarded(reader);
  bare.leaveRecursion(reader);
  return value;
}

function readMapsUnguarded(reader: bare.Reader): Maps {
  return readMapOfStrToMaps(reader);
}

export function writeMaps(writer: bare.Writer, value: Maps): void {
  bare.enterRecursion(writer);
  writeMapsUnguarded(writer, value);
  bare.leaveRecursion(writer);
}

function writeMapsUnguarded(writer: bare.Writer, value: Maps): void {
  writeMapOfStrToMaps(writer, value);
}

export function decodeMaps(bytes: Uint8Array, options?: bare.DecodeOptions): Maps {
  return bare.decode(SCHEMA, "Maps", bytes, readMaps, options);
}

export function encodeMaps(value: Maps, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "Maps", value, writeMaps, options);
}

export type Maybe = bare.Some<Maybe> | null;

export function readMaybe(reader: bare.Reader): Maybe {
  bare.enterRecursion(reader);
  const value = readMaybeUnguarded(reader);
  bare.leaveRecursion(reader);
  return value;
}

function readMaybeUnguarded(reader: bare.Reader): Maybe {
  return bare.readBool(reader) ? { some: readMaybe(reader) } : null;
}

export function writeMaybe(writer: bare.Writer, value: Maybe): void {
  bare.enterRecursion(writer);
  writeMaybeUnguarded(writer, value);
  bare.leaveRecursion(writer);
}

function writeMaybeUnguarded(writer: bare.Writer, value: Maybe): void {
  bare.writeBool(writer, value !== null);
  if (value !== null) writeMaybe(writer, value.some);
}

export function decodeMaybe(bytes: Uint8Array, options?: bare.DecodeOptions): Maybe {
  return bare.decode(SCHEMA, "Maybe", bytes, readMaybe, options);
}

export function encodeMaybe(value: Maybe, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "Maybe", value, writeMaybe, options);
}

export type Pairs = readonly (readonly Pairs[])[];

export function readPairs(reader: bare.Reader): Pairs {
  bare.enterRecursion(reader);
  const value = readPairsUnguarded(reader);
  bare.leaveRecursion(reader);
  return value;
}

function readPairsUnguarded(reader: bare.Reader): Pairs {
  return readListOf2ListOfPairs(reader);
}

export function writePairs(writer: bare.Writer, value: Pairs): void {
  bare.enterRecursion(writer);
  writePairsUnguarded(writer, value);
  bare.leaveRecursion(writer);
}

function writePairsUnguarded(writer: bare.Writer, value: Pairs): void {
  writeListOf2ListOfPairs(writer, value);
}

export function decodePairs(bytes: Uint8Array, options?: bare.DecodeOptions): Pairs {
  return bare.decode(SCHEMA, "Pairs", bytes, readPairs, options);
}

export function encodePairs(value: Pairs, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "Pairs", value, writePairs, options);
}

function readListOfTree(reader: bare.Reader): readonly Tree[] {
  const count = bare.readCount(reader, 2);
  const items: Tree[] = [];
  for (let index = 0; index < count; index++) items.push(readTree(reader));
  return items;
}

function writeListOfTree(writer: bare.Writer, items: readonly Tree[]): void {
  bare.writeCount(writer, items);
  for (const item of items) writeTree(writer, item);
}

function readListOfJson(reader: bare.Reader): readonly Json[] {
  const count = bare.readCount(reader, 1);
  const items: Json[] = [];
  for (let index = 0; index < count; index++) items.push(readJson(reader));
  return items;
}

function writeListOfJson(writer: bare.Writer, items: readonly Json[]): void {
  bare.writeCount(writer, items);
  for (const item of items) writeJson(writer, item);
}

function readMapOfStrToJson(reader: bare.Reader): ReadonlyMap<string, Json> {
  const count = bare.readCount(reader, 2);
  const entries = new Map<string, Json>();
  for (let index = 0; index < count; index++) {
    const at = reader.offset;
    const key = bare.readString(reader);
    entries.set(key, readJson(reader));
    if (entries.size === index) throw bare.duplicateKey(at);
  }
  return entries;
}

function writeMapOfStrToJson(writer: bare.Writer, entries: ReadonlyMap<string, Json>): void {
  bare.writeSize(writer, entries);
  for (const [key, value] of entries) {
    bare.writeString(writer, key);
    writeJson(writer, value);
  }
}

function readListOfLists(reader: bare.Reader): readonly Lists[] {
  const count = bare.readCount(reader, 1);
  const items: Lists[] = [];
  for (let index = 0; index < count; index++) items.push(readLists(reader));
  return items;
}

function writeListOfLists(writer: bare.Writer, items: readonly Lists[]): void {
  bare.writeCount(writer, items);
  for (const item of items) writeLists(writer, item);
}

function readMapOfStrToMaps(reader: bare.Reader): ReadonlyMap<string, Maps> {
  const count = bare.readCount(reader, 2);
  const entries = new Map<string, Maps>();
  for (let index = 0; index < count; index++) {
    const at = reader.offset;
    const key = bare.readString(reader);
    entries.set(key, readMaps(reader));
    if (entries.size === index) throw bare.duplicateKey(at);
  }
  return entries;
}

function writeMapOfStrToMaps(writer: bare.Writer, entries: ReadonlyMap<string, Maps>): void {
  bare.writeSize(writer, entries);
  for (const [key, value] of entries) {
    bare.writeString(writer, key);
    writeMaps(writer, value);
  }
}

function readListOf2ListOfPairs(reader: bare.Reader): readonly (readonly Pairs[])[] {
  const items: (readonly Pairs[])[] = [];
  for (let index = 0; index < 2; index++) items.push(readListOfPairs(reader));
  return items;
}

function writeListOf2ListOfPairs(writer: bare.Writer, items: readonly (readonly Pairs[])[]): void {
  bare.requireCount(items, 2);
  for (const item of items) writeListOfPairs(writer, item);
}

function readListOfPairs(reader: bare.Reader): readonly Pairs[] {
  const count = bare.readCount(reader, 2);
  const items: Pairs[] = [];
  for (let index = 0; index < count; index++) items.push(readPairs(reader));
  return items;
}

function writeListOfPairs(writer: bare.Writer, items: readonly Pairs[]): void {
  bare.writeCount(writer, items);
  for (const item of items) writePairs(writer, item);
}
