// @generated from structs/v1.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file

import * as bare from "@barewire/runtime";

const SCHEMA: bare.SchemaName = { protocol: "structs", version: 1 };

export type Point = {
  readonly x: number;
  readonly y: number;
};

export function readPoint(reader: bare.Reader): Point {
  const at = bare.claim(reader, 8);
  const { bytes } = reader;
  return {
    x: bare.i32At(bytes, at),
    y: bare.i32At(bytes, at + 4),
  };
}

export function writePoint(writer: bare.Writer, value: Point): void {
  bare.writeI32(writer, value.x);
  bare.writeI32(writer, value.y);
}

export type Single = {
  readonly value: string;
};

export function readSingle(reader: bare.Reader): Single {
  return {
    value: bare.readString(reader),
  };
}

export function writeSingle(writer: bare.Writer, value: Single): void {
  bare.writeString(writer, value.value);
}

export type Line = {
  readonly from: Point;
  readonly to: Point;
};

export function readLine(reader: bare.Reader): Line {
  return {
    from: readPoint(reader),
    to: readPoint(reader),
  };
}

export function writeLine(writer: bare.Writer, value: Line): void {
  writePoint(writer, value.from);
  writePoint(writer, value.to);
}

export type Nested = {
  readonly single: Single;
  readonly lines: readonly Line[];
  readonly center: Point | null;
};

export function readNested(reader: bare.Reader): Nested {
  return {
    single: readSingle(reader),
    lines: readListOfLine(reader),
    center: bare.readBool(reader) ? readPoint(reader) : null,
  };
}

export function writeNested(writer: bare.Writer, value: Nested): void {
  writeSingle(writer, value.single);
  writeListOfLine(writer, value.lines);
  bare.writeBool(writer, value.center !== null);
  if (value.center !== null) writePoint(writer, value.center);
}

export function decodeNested(bytes: Uint8Array, options?: bare.DecodeOptions): Nested {
  return bare.decode(SCHEMA, "Nested", bytes, readNested, options);
}

export function encodeNested(value: Nested, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "Nested", value, writeNested, options);
}

function readListOfLine(reader: bare.Reader): readonly Line[] {
  const count = bare.readCount(reader, 16);
  const items: Line[] = new Array(count);
  for (let index = 0; index < count; index++) items[index] = readLine(reader);
  return items;
}

function writeListOfLine(writer: bare.Writer, items: readonly Line[]): void {
  bare.writeCount(writer, items);
  for (const item of items) writeLine(writer, item);
}
