// @generated from voids/v1.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file

import * as bare from "@barewire/runtime";

const SCHEMA: bare.SchemaName = { protocol: "voids", version: 1 };

export type Nothing = null;

export function readNothing(_reader: bare.Reader): Nothing {
  return null;
}

export function writeNothing(_writer: bare.Writer, _value: Nothing): void {
}

export type Nichts = Nothing;

export function readNichts(_reader: bare.Reader): Nichts {
  return null;
}

export function writeNichts(_writer: bare.Writer, _value: Nichts): void {
}

export type Answer =
  | { readonly tag: "Nothing"; readonly val: Nothing }
  | { readonly tag: "Nichts"; readonly val: Nichts }
  | { readonly tag: "u8"; readonly val: number };

export function readAnswer(reader: bare.Reader): Answer {
  const tag = bare.readTag(reader);
  switch (tag) {
    case 0:
      return { tag: "Nothing", val: null };
    case 1:
      return { tag: "Nichts", val: null };
    case 2:
      return { tag: "u8", val: bare.readU8(reader) };
    default:
      throw bare.unknownTag(reader, "Answer", tag);
  }
}

export function writeAnswer(writer: bare.Writer, value: Answer): void {
  switch (value.tag) {
    case "Nothing":
      return bare.writeTag(writer, 0);
    case "Nichts":
      return bare.writeTag(writer, 1);
    case "u8":
      bare.writeTag(writer, 2);
      return bare.writeU8(writer, value.val);
    default:
      throw bare.unknownVariant("Answer", value satisfies never);
  }
}

export function decodeAnswer(bytes: Uint8Array, options?: bare.DecodeOptions): Answer {
  return bare.decode(SCHEMA, "Answer", bytes, readAnswer, options);
}

export function encodeAnswer(value: Answer, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "Answer", value, writeAnswer, options);
}

export type OnlyNothing = { readonly tag: "Nothing"; readonly val: Nothing };

export function readOnlyNothing(reader: bare.Reader): OnlyNothing {
  const tag = bare.readTag(reader);
  switch (tag) {
    case 0:
      return { tag: "Nothing", val: null };
    default:
      throw bare.unknownTag(reader, "OnlyNothing", tag);
  }
}

export function writeOnlyNothing(writer: bare.Writer, value: OnlyNothing): void {
  switch (value.tag) {
    case "Nothing":
      return bare.writeTag(writer, 0);
    default:
      throw bare.unknownVariant("OnlyNothing", value.tag satisfies never);
  }
}

export function decodeOnlyNothing(bytes: Uint8Array, options?: bare.DecodeOptions): OnlyNothing {
  return bare.decode(SCHEMA, "OnlyNothing", bytes, readOnlyNothing, options);
}

export function encodeOnlyNothing(value: OnlyNothing, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "OnlyNothing", value, writeOnlyNothing, options);
}
