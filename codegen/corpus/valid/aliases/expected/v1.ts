// @generated from aliases/v1.bare by `barewire generate`. Do not edit.

import * as bare from "@barewire/runtime";

const SCHEMA = { protocol: "aliases", version: 1 } as const;

export type A = B;

export function readA(reader: bare.Reader): A {
  return readB(reader);
}

export function writeA(writer: bare.Writer, value: A): void {
  writeB(writer, value);
}

export function decodeA(bytes: Uint8Array, options?: bare.DecodeOptions): A {
  return bare.decode(SCHEMA, "A", bytes, readA, options);
}

export function encodeA(value: A, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "A", value, writeA, options);
}

export type B = C;

export function readB(reader: bare.Reader): B {
  return readC(reader);
}

export function writeB(writer: bare.Writer, value: B): void {
  writeC(writer, value);
}

export function decodeB(bytes: Uint8Array, options?: bare.DecodeOptions): B {
  return bare.decode(SCHEMA, "B", bytes, readB, options);
}

export function encodeB(value: B, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "B", value, writeB, options);
}

export type C = readonly D[];

export function readC(reader: bare.Reader): C {
  return readListOfD(reader);
}

export function writeC(writer: bare.Writer, value: C): void {
  writeListOfD(writer, value);
}

export function decodeC(bytes: Uint8Array, options?: bare.DecodeOptions): C {
  return bare.decode(SCHEMA, "C", bytes, readC, options);
}

export function encodeC(value: C, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "C", value, writeC, options);
}

export type D = E;

export function readD(reader: bare.Reader): D {
  return readE(reader);
}

export function writeD(writer: bare.Writer, value: D): void {
  writeE(writer, value);
}

export function decodeD(bytes: Uint8Array, options?: bare.DecodeOptions): D {
  return bare.decode(SCHEMA, "D", bytes, readD, options);
}

export function encodeD(value: D, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "D", value, writeD, options);
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

export function decodeE(bytes: Uint8Array, options?: bare.DecodeOptions): E {
  return bare.decode(SCHEMA, "E", bytes, readE, options);
}

export function encodeE(value: E, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "E", value, writeE, options);
}

export type F = G;

export function readF(reader: bare.Reader): F {
  return readG(reader);
}

export function writeF(writer: bare.Writer, value: F): void {
  writeG(writer, value);
}

export function decodeF(bytes: Uint8Array, options?: bare.DecodeOptions): F {
  return bare.decode(SCHEMA, "F", bytes, readF, options);
}

export function encodeF(value: F, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "F", value, writeF, options);
}

export type G = number;

export function readG(reader: bare.Reader): G {
  return bare.readU16(reader);
}

export function writeG(writer: bare.Writer, value: G): void {
  bare.writeU16(writer, value);
}

export function decodeG(bytes: Uint8Array, options?: bare.DecodeOptions): G {
  return bare.decode(SCHEMA, "G", bytes, readG, options);
}

export function encodeG(value: G, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "G", value, writeG, options);
}

export type H = F | null;

export function readH(reader: bare.Reader): H {
  return bare.readBool(reader) ? readF(reader) : null;
}

export function writeH(writer: bare.Writer, value: H): void {
  bare.writeBool(writer, value !== null);
  if (value !== null) writeF(writer, value);
}

export function decodeH(bytes: Uint8Array, options?: bare.DecodeOptions): H {
  return bare.decode(SCHEMA, "H", bytes, readH, options);
}

export function encodeH(value: H, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "H", value, writeH, options);
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

export function decodeL(bytes: Uint8Array, options?: bare.DecodeOptions): L {
  return bare.decode(SCHEMA, "L", bytes, readL, options);
}

export function encodeL(value: L, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "L", value, writeL, options);
}

export type M = string;

export function readM(reader: bare.Reader): M {
  return bare.readString(reader);
}

export function writeM(writer: bare.Writer, value: M): void {
  bare.writeString(writer, value);
}

export function decodeM(bytes: Uint8Array, options?: bare.DecodeOptions): M {
  return bare.decode(SCHEMA, "M", bytes, readM, options);
}

export function encodeM(value: M, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "M", value, writeM, options);
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
