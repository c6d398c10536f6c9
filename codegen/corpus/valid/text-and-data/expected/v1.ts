// @generated from text-and-data/v1.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file

import * as bare from "@barewire/runtime";

const SCHEMA: bare.SchemaName = { protocol: "text-and-data", version: 1 };

export type Name = string;

export function readName(reader: bare.Reader): Name {
  return bare.readString(reader);
}

export function writeName(writer: bare.Writer, value: Name): void {
  bare.writeString(writer, value);
}

export type Blob = Uint8Array;

export function readBlob(reader: bare.Reader): Blob {
  return bare.readData(reader);
}

export function writeBlob(writer: bare.Writer, value: Blob): void {
  bare.writeData(writer, value);
}

export type Token = Uint8Array;

export function readToken(reader: bare.Reader): Token {
  return bare.readFixedData(reader, 16);
}

export function writeToken(writer: bare.Writer, value: Token): void {
  bare.writeFixedData(writer, value, 16);
}

/** The same bytes as Blob, and the same type. */
export type Octets = Uint8Array;

export function readOctets(reader: bare.Reader): Octets {
  return bare.readData(reader);
}

export function writeOctets(writer: bare.Writer, value: Octets): void {
  bare.writeData(writer, value);
}

export type Address = Uint8Array;

export function readAddress(reader: bare.Reader): Address {
  return bare.readFixedData(reader, 4);
}

export function writeAddress(writer: bare.Writer, value: Address): void {
  bare.writeFixedData(writer, value, 4);
}

export type Digest = Uint8Array;

export function readDigest(reader: bare.Reader): Digest {
  return bare.readFixedData(reader, 32);
}

export function writeDigest(writer: bare.Writer, value: Digest): void {
  bare.writeFixedData(writer, value, 32);
}

/** Nothing but bytes: the only field that needs no `bytes`. */
export type Pair = {
  readonly left: Token;
  readonly right: Digest;
};

export function readPair(reader: bare.Reader): Pair {
  const at = bare.claim(reader, 48);
  return {
    left: bare.dataAt(reader, at, 16),
    right: bare.dataAt(reader, at + 16, 32),
  };
}

export function writePair(writer: bare.Writer, value: Pair): void {
  writeToken(writer, value.left);
  writeDigest(writer, value.right);
}

export function decodePair(bytes: Uint8Array, options?: bare.DecodeOptions): Pair {
  return bare.decode(SCHEMA, "Pair", bytes, readPair, options);
}

export function encodePair(value: Pair, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "Pair", value, writePair, options);
}

export type Everything = {
  readonly name: Name;
  readonly blob: Blob;
  readonly token: Token;
  readonly octets: Octets;
  readonly address: Address;
  readonly names: readonly string[];
  readonly blobs: readonly Uint8Array[];
  readonly tokens: readonly Token[];
  readonly matrix: readonly Uint8Array[];
  readonly rows: readonly Uint8Array[];
};

export function readEverything(reader: bare.Reader): Everything {
  return {
    name: readName(reader),
    blob: readBlob(reader),
    token: readToken(reader),
    octets: readOctets(reader),
    address: readAddress(reader),
    names: readListOfStr(reader),
    blobs: readListOfData(reader),
    tokens: readListOfToken(reader),
    matrix: readListOfListOfU8(reader),
    rows: readListOf2ListOf2U8(reader),
  };
}

export function writeEverything(writer: bare.Writer, value: Everything): void {
  writeName(writer, value.name);
  writeBlob(writer, value.blob);
  writeToken(writer, value.token);
  writeOctets(writer, value.octets);
  writeAddress(writer, value.address);
  writeListOfStr(writer, value.names);
  writeListOfData(writer, value.blobs);
  writeListOfToken(writer, value.tokens);
  writeListOfListOfU8(writer, value.matrix);
  writeListOf2ListOf2U8(writer, value.rows);
}

export function decodeEverything(bytes: Uint8Array, options?: bare.DecodeOptions): Everything {
  return bare.decode(SCHEMA, "Everything", bytes, readEverything, options);
}

export function encodeEverything(value: Everything, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "Everything", value, writeEverything, options);
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

function readListOfToken(reader: bare.Reader): readonly Token[] {
  const count = bare.readCount(reader, 16);
  const items: Token[] = new Array(count);
  for (let index = 0; index < count; index++) items[index] = readToken(reader);
  return items;
}

function writeListOfToken(writer: bare.Writer, items: readonly Token[]): void {
  bare.writeCount(writer, items);
  for (const item of items) writeToken(writer, item);
}

function readListOfListOfU8(reader: bare.Reader): readonly Uint8Array[] {
  const count = bare.readCount(reader, 1);
  const items: Uint8Array[] = new Array(count);
  for (let index = 0; index < count; index++) items[index] = bare.readData(reader);
  return items;
}

function writeListOfListOfU8(writer: bare.Writer, items: readonly Uint8Array[]): void {
  bare.writeCount(writer, items);
  for (const item of items) bare.writeData(writer, item);
}

function readListOf2ListOf2U8(reader: bare.Reader): readonly Uint8Array[] {
  const items: Uint8Array[] = [];
  for (let index = 0; index < 2; index++) items.push(bare.readFixedData(reader, 2));
  return items;
}

function writeListOf2ListOf2U8(writer: bare.Writer, items: readonly Uint8Array[]): void {
  bare.requireCount(items, 2);
  for (const item of items) bare.writeFixedData(writer, item, 2);
}
