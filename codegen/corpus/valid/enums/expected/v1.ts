// @generated from enums/v1.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file

import * as bare from "@barewire/runtime";

const SCHEMA: bare.SchemaName = { protocol: "enums", version: 1 };

export type Level = "LOW" | "MIDDLE" | "HIGH";

export function readLevel(reader: bare.Reader): Level {
  const tag = bare.readTag(reader);
  switch (tag) {
    case 0:
      return "LOW";
    case 5:
      return "MIDDLE";
    case 6:
      return "HIGH";
    default:
      throw bare.unknownTag(reader, "Level", tag);
  }
}

export function writeLevel(writer: bare.Writer, value: Level): void {
  switch (value) {
    case "LOW":
      return bare.writeTag(writer, 0);
    case "MIDDLE":
      return bare.writeTag(writer, 5);
    case "HIGH":
      return bare.writeTag(writer, 6);
    default:
      throw bare.unknownValue("Level", value satisfies never);
  }
}

export type Only = "ONE";

export function readOnly(reader: bare.Reader): Only {
  const tag = bare.readTag(reader);
  switch (tag) {
    case 0:
      return "ONE";
    default:
      throw bare.unknownTag(reader, "Only", tag);
  }
}

export function writeOnly(writer: bare.Writer, value: Only): void {
  switch (value) {
    case "ONE":
      return bare.writeTag(writer, 0);
    default:
      throw bare.unknownValue("Only", value satisfies never);
  }
}

export type Wide = "A" | "B" | "C" | "D";

export function readWide(reader: bare.Reader): Wide {
  const tag = bare.readTag(reader);
  switch (tag) {
    case 127:
      return "A";
    case 128:
      return "B";
    case 4294967296:
      return "C";
    case 9007199254740991:
      return "D";
    default:
      throw bare.unknownTag(reader, "Wide", tag);
  }
}

export function writeWide(writer: bare.Writer, value: Wide): void {
  switch (value) {
    case "A":
      return bare.writeTag(writer, 127);
    case "B":
      return bare.writeTag(writer, 128);
    case "C":
      return bare.writeTag(writer, 4294967296);
    case "D":
      return bare.writeTag(writer, 9007199254740991);
    default:
      throw bare.unknownValue("Wide", value satisfies never);
  }
}

export type WithDigits = "V1" | "V2_0" | "X86_64";

export function readWithDigits(reader: bare.Reader): WithDigits {
  const tag = bare.readTag(reader);
  switch (tag) {
    case 0:
      return "V1";
    case 1:
      return "V2_0";
    case 2:
      return "X86_64";
    default:
      throw bare.unknownTag(reader, "WithDigits", tag);
  }
}

export function writeWithDigits(writer: bare.Writer, value: WithDigits): void {
  switch (value) {
    case "V1":
      return bare.writeTag(writer, 0);
    case "V2_0":
      return bare.writeTag(writer, 1);
    case "X86_64":
      return bare.writeTag(writer, 2);
    default:
      throw bare.unknownValue("WithDigits", value satisfies never);
  }
}

export function decodeWithDigits(bytes: Uint8Array, options?: bare.DecodeOptions): WithDigits {
  return bare.decode(SCHEMA, "WithDigits", bytes, readWithDigits, options);
}

export function encodeWithDigits(value: WithDigits, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "WithDigits", value, writeWithDigits, options);
}

export type Use = {
  readonly level: Level;
  readonly all: readonly Level[];
  readonly byName: ReadonlyMap<Level, Wide>;
  readonly last: Only | null;
};

export function readUse(reader: bare.Reader): Use {
  return {
    level: readLevel(reader),
    all: readListOfLevel(reader),
    byName: readMapOfLevelToWide(reader),
    last: bare.readBool(reader) ? readOnly(reader) : null,
  };
}

export function writeUse(writer: bare.Writer, value: Use): void {
  writeLevel(writer, value.level);
  writeListOfLevel(writer, value.all);
  writeMapOfLevelToWide(writer, value.byName);
  bare.writeBool(writer, value.last !== null);
  if (value.last !== null) writeOnly(writer, value.last);
}

export function decodeUse(bytes: Uint8Array, options?: bare.DecodeOptions): Use {
  return bare.decode(SCHEMA, "Use", bytes, readUse, options);
}

export function encodeUse(value: Use, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "Use", value, writeUse, options);
}

function readListOfLevel(reader: bare.Reader): readonly Level[] {
  const count = bare.readCount(reader, 1);
  const items: Level[] = new Array(count);
  for (let index = 0; index < count; index++) items[index] = readLevel(reader);
  return items;
}

function writeListOfLevel(writer: bare.Writer, items: readonly Level[]): void {
  bare.writeCount(writer, items);
  for (const item of items) writeLevel(writer, item);
}

function readMapOfLevelToWide(reader: bare.Reader): ReadonlyMap<Level, Wide> {
  const count = bare.readCount(reader, 2);
  const entries = new Map<Level, Wide>();
  for (let index = 0; index < count; index++) {
    const at = reader.offset;
    const key = readLevel(reader);
    entries.set(key, readWide(reader));
    if (entries.size === index) throw bare.duplicateKey(at);
  }
  return entries;
}

function writeMapOfLevelToWide(writer: bare.Writer, entries: ReadonlyMap<Level, Wide>): void {
  bare.writeSize(writer, entries);
  for (const [key, value] of entries) {
    writeLevel(writer, key);
    writeWide(writer, value);
  }
}
