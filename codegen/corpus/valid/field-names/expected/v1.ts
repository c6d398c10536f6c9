// @generated from field-names/v1.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file

import * as bare from "@barewire/runtime";

const SCHEMA: bare.SchemaName = { protocol: "field-names", version: 1 };

/** None of these needs quotes, and none may be taken for something else. */
export type Reserved = {
  readonly default: number;
  readonly class: string;
  readonly function: boolean;
  readonly new: number;
  readonly this: number;
  readonly constructor: number;
  readonly toString: string;
  readonly hasOwnProperty: boolean;
  readonly tag: string;
  readonly val: number;
  readonly some: bare.Some<number | null> | null;
  readonly value: number;
  readonly reader: number;
  readonly writer: number;
  readonly at: number;
  readonly bytes: Uint8Array;
  readonly length: number;
};

export function readReserved(reader: bare.Reader): Reserved {
  return {
    default: bare.readU8(reader),
    class: bare.readString(reader),
    function: bare.readBool(reader),
    new: bare.readU8(reader),
    this: bare.readU8(reader),
    constructor: bare.readU8(reader),
    toString: bare.readString(reader),
    hasOwnProperty: bare.readBool(reader),
    tag: bare.readString(reader),
    val: bare.readU8(reader),
    some:
      bare.readBool(reader) ? { some: bare.readBool(reader) ? bare.readU8(reader) : null } : null,
    value: bare.readU8(reader),
    reader: bare.readU8(reader),
    writer: bare.readU8(reader),
    at: bare.readU16(reader),
    bytes: bare.readData(reader),
    length: bare.readU32(reader),
  };
}

export function writeReserved(writer: bare.Writer, value: Reserved): void {
  bare.writeU8(writer, value.default);
  bare.writeString(writer, value.class);
  bare.writeBool(writer, value.function);
  bare.writeU8(writer, value.new);
  bare.writeU8(writer, value.this);
  bare.writeU8(writer, value.constructor);
  bare.writeString(writer, value.toString);
  bare.writeBool(writer, value.hasOwnProperty);
  bare.writeString(writer, value.tag);
  bare.writeU8(writer, value.val);
  bare.writeBool(writer, value.some !== null);
  if (value.some !== null) {
    bare.writeBool(writer, value.some.some !== null);
    if (value.some.some !== null) bare.writeU8(writer, value.some.some);
  }
  bare.writeU8(writer, value.value);
  bare.writeU8(writer, value.reader);
  bare.writeU8(writer, value.writer);
  bare.writeU16(writer, value.at);
  bare.writeData(writer, value.bytes);
  bare.writeU32(writer, value.length);
}

export function decodeReserved(bytes: Uint8Array, options?: bare.DecodeOptions): Reserved {
  return bare.decode(SCHEMA, "Reserved", bytes, readReserved, options);
}

export function encodeReserved(value: Reserved, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "Reserved", value, writeReserved, options);
}

export type FixedOnes = {
  readonly at: number;
  readonly bytes: number;
  readonly reader: number;
  readonly value: Uint8Array;
};

export function readFixedOnes(reader: bare.Reader): FixedOnes {
  const at = bare.claim(reader, 9);
  const { bytes } = reader;
  return {
    at: bare.u8At(bytes, at),
    bytes: bare.u16At(bytes, at + 1),
    reader: bare.u32At(bytes, at + 3),
    value: bare.dataAt(reader, at + 7, 2),
  };
}

export function writeFixedOnes(writer: bare.Writer, value: FixedOnes): void {
  bare.writeU8(writer, value.at);
  bare.writeU16(writer, value.bytes);
  bare.writeU32(writer, value.reader);
  bare.writeFixedData(writer, value.value, 2);
}

export function decodeFixedOnes(bytes: Uint8Array, options?: bare.DecodeOptions): FixedOnes {
  return bare.decode(SCHEMA, "FixedOnes", bytes, readFixedOnes, options);
}

export function encodeFixedOnes(value: FixedOnes, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "FixedOnes", value, writeFixedOnes, options);
}
