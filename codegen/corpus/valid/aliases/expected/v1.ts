// @generated from aliases/v1.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file

import * as bare from "@barewire/runtime";

const SCHEMA: bare.SchemaName = { protocol: "aliases", version: 1 };

export type A = B;

export function readA(reader: bare.Reader): A {
  return readB(reader);
}

export function writeA(writer: bare.Writer, value: A): void {
  writeB(writer, value);
}

export type B = C;

export function readB(reader: bare.Reader): B {
  return readC(reader);
}

export function writeB(writer: bare.Writer, value: B): void {
  writeC(writer, value);
}

export type C = readonly D[];

export function readC(reader: bare.Reader): C {
  return readListOfD(reader);
}

export function writeC(writer: bare.Writer, value: C): void {
  writeListOfD(writer, value);
}

export type D = E;

export function readD(reader: bare.Reader): D {
  return readE(reader);
}

export function writeD(writer: bare.Writer, value: D): void {
  writeE(writer, value);
}

export type E = {
  readonly a: F;
};

export function readE(reader: bare.Reader): E {
  return {
    a: readF(reader),
  };
}

export function writeE(writer: bare.Writer, value: E): void {
  writeF(writer, value.a);
}

export type F = G;

export function readF(reader: bare.Reader): F {
  return readG(reader);
}

export function writeF(writer: bare.Writer, value: F): void {
  writeG(writer, value);
}

export type G = number;

export function readG(reader: bare.Reader): G {
  return bare.readU16(reader);
}

export function writeG(writer: bare.Writer, value: G): void {
  bare.writeU16(writer, value);
}

export type H = F | null;

export function readH(reader: bare.Reader): H {
  return bare.readBool(reader) ? readF(reader) : null;
}

export function writeH(writer: bare.Writer, value: H): void {
  bare.writeBool(writer, value !== null);
  if (value !== null) writeF(writer, value);
}

export type I = bare.Some<H> | null;

export function readI(reader: bare.Reader): I {
  return bare.readBool(reader) ? { some: readH(reader) } : null;
}

export function writeI(writer: bare.Writer, value: I): void {
  bare.writeBool(writer, value !== null);
  if (value !== null) writeH(writer, value.some);
}

export function decodeI(bytes: Uint8Array, options?: bare.DecodeOptions): I {
  return bare.decode(SCHEMA, "I", bytes, readI, options);
}

export function encodeI(value: I, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "I", value, writeI, options);
}

export type K = ReadonlyMap<L, A>;

export function readK(reader: bare.Reader): K {
  return readMapOfLToA(reader);
}

export function writeK(writer: bare.Writer, value: K): void {
  writeMapOfLToA(writer, value);
}

export function decodeK(bytes: Uint8Array, options?: bare.DecodeOptions): K {
  return bare.decode(SCHEMA, "K", bytes, readK, options);
}

export function encodeK(value: K, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "K", value, writeK, options);
}

export type L = M;

export function readL(reader: bare.Reader): L {
  return readM(reader);
}

export function writeL(writer: bare.Writer, value: L): void {
  writeM(writer, value);
}

export type M = string;

export function readM(reader: bare.Reader): M {
  return bare.readString(reader);
}

export function writeM(writer: bare.Writer, value: M): void {
  bare.writeString(writer, value);
}

function readListOfD(reader: bare.Reader): readonly D[] {
  const count = bare.readCount(reader, 2);
  const items: D[] = new Array(count);
  for (let index = 0; index < count; index++) items[index] = readD(reader);
  return items;
}

function writeListOfD(writer: bare.Writer, items: readonly D[]): void {
  bare.writeCount(writer, items);
  for (const item of items) writeD(writer, item);
}

function readMapOfLToA(reader: bare.Reader): ReadonlyMap<L, A> {
  const count = bare.readCount(reader, 2);
  const entries = new Map<L, A>();
  for (let index = 0; index < count; index++) {
    const at = reader.offset;
    const key = readL(reader);
    entries.set(key, readA(reader));
    if (entries.size === index) throw bare.duplicateKey(at);
  }
  return entries;
}

function writeMapOfLToA(writer: bare.Writer, entries: ReadonlyMap<L, A>): void {
  bare.writeSize(writer, entries);
  for (const [key, value] of entries) {
    writeL(writer, key);
    writeA(writer, value);
  }
}
