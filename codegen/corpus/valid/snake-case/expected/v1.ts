// @generated from snake-case/v1.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file

import * as bare from "@barewire/runtime";

const SCHEMA: bare.SchemaName = { protocol: "snake-case", version: 1 };

export type SnakeABC = {
  readonly innerName: string;
};

export function readSnakeABC(reader: bare.Reader): SnakeABC {
  return {
    innerName: bare.readString(reader),
  };
}

export function writeSnakeABC(writer: bare.Writer, value: SnakeABC): void {
  bare.writeString(writer, value.innerName);
}

export type Snake = {
  readonly pageSize: number;
  readonly pageCount: number | null;
  readonly dbSizeInPages: bigint;
  readonly x1: number;
  readonly aBC: readonly SnakeABC[];
};

export function readSnake(reader: bare.Reader): Snake {
  return {
    pageSize: bare.readU32(reader),
    pageCount: bare.readBool(reader) ? bare.readU32(reader) : null,
    dbSizeInPages: bare.readU64(reader),
    x1: bare.readU8(reader),
    aBC: readListOfSnakeABC(reader),
  };
}

export function writeSnake(writer: bare.Writer, value: Snake): void {
  bare.writeU32(writer, value.pageSize);
  bare.writeBool(writer, value.pageCount !== null);
  if (value.pageCount !== null) bare.writeU32(writer, value.pageCount);
  bare.writeU64(writer, value.dbSizeInPages);
  bare.writeU8(writer, value.x1);
  writeListOfSnakeABC(writer, value.aBC);
}

export function decodeSnake(bytes: Uint8Array, options?: bare.DecodeOptions): Snake {
  return bare.decode(SCHEMA, "Snake", bytes, readSnake, options);
}

export function encodeSnake(value: Snake, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "Snake", value, writeSnake, options);
}

function readListOfSnakeABC(reader: bare.Reader): readonly SnakeABC[] {
  const count = bare.readCount(reader, 1);
  const items: SnakeABC[] = new Array(count);
  for (let index = 0; index < count; index++) items[index] = readSnakeABC(reader);
  return items;
}

function writeListOfSnakeABC(writer: bare.Writer, items: readonly SnakeABC[]): void {
  bare.writeCount(writer, items);
  for (const item of items) writeSnakeABC(writer, item);
}
