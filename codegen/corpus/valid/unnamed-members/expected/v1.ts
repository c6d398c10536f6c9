// @generated from unnamed-members/v1.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file

import * as bare from "@barewire/runtime";

const SCHEMA: bare.SchemaName = { protocol: "unnamed-members", version: 1 };

export type ValueVariant8 = {
  readonly left: number;
  readonly right: number;
};

export function readValueVariant8(reader: bare.Reader): ValueVariant8 {
  const at = bare.claim(reader, 2);
  const { bytes } = reader;
  return {
    left: bare.u8At(bytes, at),
    right: bare.u8At(bytes, at + 1),
  };
}

export function writeValueVariant8(writer: bare.Writer, value: ValueVariant8): void {
  bare.writeU8(writer, value.left);
  bare.writeU8(writer, value.right);
}

export type ValueVariant9 = "YES" | "NO";

export function readValueVariant9(reader: bare.Reader): ValueVariant9 {
  const tag = bare.readTag(reader);
  switch (tag) {
    case 0:
      return "YES";
    case 1:
      return "NO";
    default:
      throw bare.unknownTag(reader, "ValueVariant9", tag);
  }
}

export function writeValueVariant9(writer: bare.Writer, value: ValueVariant9): void {
  switch (value) {
    case "YES":
      return bare.writeTag(writer, 0);
    case "NO":
      return bare.writeTag(writer, 1);
    default:
      throw bare.unknownValue("ValueVariant9", value satisfies never);
  }
}

export type Value =
  | { readonly tag: "u8"; readonly val: number }
  | { readonly tag: "str"; readonly val: string }
  | { readonly tag: "data"; readonly val: Uint8Array }
  | { readonly tag: "data[4]"; readonly val: Uint8Array }
  | { readonly tag: "list<str>"; readonly val: readonly string[] }
  | { readonly tag: "list<u8>[2]"; readonly val: Uint8Array }
  | { readonly tag: "optional<i64>"; readonly val: bigint | null }
  | { readonly tag: "map<str><f64>"; readonly val: ReadonlyMap<string, number> }
  | { readonly tag: "ValueVariant8"; readonly val: ValueVariant8 }
  | { readonly tag: "ValueVariant9"; readonly val: ValueVariant9 }
  | { readonly tag: "void"; readonly val: null };

export function readValue(reader: bare.Reader): Value {
  const tag = bare.readTag(reader);
  switch (tag) {
    case 0:
      return { tag: "u8", val: bare.readU8(reader) };
    case 1:
      return { tag: "str", val: bare.readString(reader) };
    case 2:
      return { tag: "data", val: bare.readData(reader) };
    case 3:
      return { tag: "data[4]", val: bare.readFixedData(reader, 4) };
    case 4:
      return { tag: "list<str>", val: readListOfStr(reader) };
    case 5:
      return { tag: "list<u8>[2]", val: bare.readFixedData(reader, 2) };
    case 6:
      return { tag: "optional<i64>", val: bare.readBool(reader) ? bare.readI64(reader) : null };
    case 7:
      return { tag: "map<str><f64>", val: readMapOfStrToF64(reader) };
    case 8:
      return { tag: "ValueVariant8", val: readValueVariant8(reader) };
    case 9:
      return { tag: "ValueVariant9", val: readValueVariant9(reader) };
    case 10:
      return { tag: "void", val: null };
    default:
      throw bare.unknownTag(reader, "Value", tag);
  }
}

export function writeValue(writer: bare.Writer, value: Value): void {
  switch (value.tag) {
    case "u8":
      bare.writeTag(writer, 0);
      return bare.writeU8(writer, value.val);
    case "str":
      bare.writeTag(writer, 1);
      return bare.writeString(writer, value.val);
    case "data":
      bare.writeTag(writer, 2);
      return bare.writeData(writer, value.val);
    case "data[4]":
      bare.writeTag(writer, 3);
      return bare.writeFixedData(writer, value.val, 4);
    case "list<str>":
      bare.writeTag(writer, 4);
      return writeListOfStr(writer, value.val);
    case "list<u8>[2]":
      bare.writeTag(writer, 5);
      return bare.writeFixedData(writer, value.val, 2);
    case "optional<i64>":
      bare.writeTag(writer, 6);
      bare.writeBool(writer, value.val !== null);
      if (value.val !== null) bare.writeI64(writer, value.val);
      return;
    case "map<str><f64>":
      bare.writeTag(writer, 7);
      return writeMapOfStrToF64(writer, value.val);
    case "ValueVariant8":
      bare.writeTag(writer, 8);
      return writeValueVariant8(writer, value.val);
    case "ValueVariant9":
      bare.writeTag(writer, 9);
      return writeValueVariant9(writer, value.val);
    case "void":
      return bare.writeTag(writer, 10);
    default:
      throw bare.unknownVariant("Value", value satisfies never);
  }
}

export function decodeValue(bytes: Uint8Array, options?: bare.DecodeOptions): Value {
  return bare.decode(SCHEMA, "Value", bytes, readValue, options);
}

export function encodeValue(value: Value, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "Value", value, writeValue, options);
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

function readMapOfStrToF64(reader: bare.Reader): ReadonlyMap<string, number> {
  const count = bare.readCount(reader, 9);
  const entries = new Map<string, number>();
  for (let index = 0; index < count; index++) {
    const at = reader.offset;
    const key = bare.readString(reader);
    entries.set(key, bare.readF64(reader));
    if (entries.size === index) throw bare.duplicateKey(at);
  }
  return entries;
}

function writeMapOfStrToF64(writer: bare.Writer, entries: ReadonlyMap<string, number>): void {
  bare.writeSize(writer, entries);
  for (const [key, value] of entries) {
    bare.writeString(writer, key);
    bare.writeF64(writer, value);
  }
}
