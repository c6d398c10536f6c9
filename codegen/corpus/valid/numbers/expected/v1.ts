// @generated from numbers/v1.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file

import * as bare from "@barewire/runtime";

const SCHEMA: bare.SchemaName = { protocol: "numbers", version: 1 };

export type Byte = number;

export function readByte(reader: bare.Reader): Byte {
  return bare.readU8(reader);
}

export function writeByte(writer: bare.Writer, value: Byte): void {
  bare.writeU8(writer, value);
}

export function decodeByte(bytes: Uint8Array, options?: bare.DecodeOptions): Byte {
  return bare.decode(SCHEMA, "Byte", bytes, readByte, options);
}

export function encodeByte(value: Byte, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "Byte", value, writeByte, options);
}

export type Count = bigint;

export function readCount(reader: bare.Reader): Count {
  return bare.readUint(reader);
}

export function writeCount(writer: bare.Writer, value: Count): void {
  bare.writeUint(writer, value);
}

export function decodeCount(bytes: Uint8Array, options?: bare.DecodeOptions): Count {
  return bare.decode(SCHEMA, "Count", bytes, readCount, options);
}

export function encodeCount(value: Count, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "Count", value, writeCount, options);
}

export type Delta = bigint;

export function readDelta(reader: bare.Reader): Delta {
  return bare.readInt(reader);
}

export function writeDelta(writer: bare.Writer, value: Delta): void {
  bare.writeInt(writer, value);
}

export function decodeDelta(bytes: Uint8Array, options?: bare.DecodeOptions): Delta {
  return bare.decode(SCHEMA, "Delta", bytes, readDelta, options);
}

export function encodeDelta(value: Delta, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "Delta", value, writeDelta, options);
}

/** One bounds check reads all of it. */
export type Fixed = {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: bigint;
  readonly e: number;
  readonly f: number;
  readonly g: number;
  readonly h: bigint;
  readonly i: number;
  readonly j: number;
  readonly k: boolean;
};

export function readFixed(reader: bare.Reader): Fixed {
  const at = bare.claim(reader, 43);
  const { bytes } = reader;
  return {
    a: bare.u8At(bytes, at),
    b: bare.u16At(bytes, at + 1),
    c: bare.u32At(bytes, at + 3),
    d: bare.u64At(bytes, at + 7),
    e: bare.i8At(bytes, at + 15),
    f: bare.i16At(bytes, at + 16),
    g: bare.i32At(bytes, at + 18),
    h: bare.i64At(bytes, at + 22),
    i: bare.f32At(bytes, at + 30),
    j: bare.f64At(bytes, at + 34),
    k: bare.boolAt(bytes, at + 42),
  };
}

export function writeFixed(writer: bare.Writer, value: Fixed): void {
  bare.writeU8(writer, value.a);
  bare.writeU16(writer, value.b);
  bare.writeU32(writer, value.c);
  bare.writeU64(writer, value.d);
  bare.writeI8(writer, value.e);
  bare.writeI16(writer, value.f);
  bare.writeI32(writer, value.g);
  bare.writeI64(writer, value.h);
  bare.writeF32(writer, value.i);
  bare.writeF64(writer, value.j);
  bare.writeBool(writer, value.k);
}

export function decodeFixed(bytes: Uint8Array, options?: bare.DecodeOptions): Fixed {
  return bare.decode(SCHEMA, "Fixed", bytes, readFixed, options);
}

export function encodeFixed(value: Fixed, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "Fixed", value, writeFixed, options);
}

export type Varying = {
  readonly count: bigint;
  readonly delta: bigint;
  readonly last: number;
};

export function readVarying(reader: bare.Reader): Varying {
  return {
    count: bare.readUint(reader),
    delta: bare.readInt(reader),
    last: bare.readU8(reader),
  };
}

export function writeVarying(writer: bare.Writer, value: Varying): void {
  bare.writeUint(writer, value.count);
  bare.writeInt(writer, value.delta);
  bare.writeU8(writer, value.last);
}

export function decodeVarying(bytes: Uint8Array, options?: bare.DecodeOptions): Varying {
  return bare.decode(SCHEMA, "Varying", bytes, readVarying, options);
}

export function encodeVarying(value: Varying, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "Varying", value, writeVarying, options);
}

export type Ratio = number;

export function readRatio(reader: bare.Reader): Ratio {
  return bare.readF64(reader);
}

export function writeRatio(writer: bare.Writer, value: Ratio): void {
  bare.writeF64(writer, value);
}

export function decodeRatio(bytes: Uint8Array, options?: bare.DecodeOptions): Ratio {
  return bare.decode(SCHEMA, "Ratio", bytes, readRatio, options);
}

export function encodeRatio(value: Ratio, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "Ratio", value, writeRatio, options);
}

export type IsOn = boolean;

export function readIsOn(reader: bare.Reader): IsOn {
  return bare.readBool(reader);
}

export function writeIsOn(writer: bare.Writer, value: IsOn): void {
  bare.writeBool(writer, value);
}

export function decodeIsOn(bytes: Uint8Array, options?: bare.DecodeOptions): IsOn {
  return bare.decode(SCHEMA, "IsOn", bytes, readIsOn, options);
}

export function encodeIsOn(value: IsOn, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "IsOn", value, writeIsOn, options);
}
