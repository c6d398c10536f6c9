// @generated from unions/v1.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file

import * as bare from "@barewire/runtime";

const SCHEMA: bare.SchemaName = { protocol: "unions", version: 1 };

export type Ping = null;

export function readPing(_reader: bare.Reader): Ping {
  return null;
}

export function writePing(_writer: bare.Writer, _value: Ping): void {
}

export type Pong = {
  readonly id: number;
};

export function readPong(reader: bare.Reader): Pong {
  return {
    id: bare.readU32(reader),
  };
}

export function writePong(writer: bare.Writer, value: Pong): void {
  bare.writeU32(writer, value.id);
}

export type Text = string;

export function readText(reader: bare.Reader): Text {
  return bare.readString(reader);
}

export function writeText(writer: bare.Writer, value: Text): void {
  bare.writeString(writer, value);
}

export type Numbers = readonly number[];

export function readNumbers(reader: bare.Reader): Numbers {
  return bare.readU32List(reader);
}

export function writeNumbers(writer: bare.Writer, value: Numbers): void {
  bare.writeU32List(writer, value);
}

export type Maybe = number | null;

export function readMaybe(reader: bare.Reader): Maybe {
  return bare.readBool(reader) ? bare.readU8(reader) : null;
}

export function writeMaybe(writer: bare.Writer, value: Maybe): void {
  bare.writeBool(writer, value !== null);
  if (value !== null) bare.writeU8(writer, value);
}

export type Message =
  | { readonly tag: "Ping"; readonly val: Ping }
  | { readonly tag: "Pong"; readonly val: Pong }
  | { readonly tag: "Text"; readonly val: Text }
  | { readonly tag: "Numbers"; readonly val: Numbers }
  | { readonly tag: "Maybe"; readonly val: Maybe };

export function readMessage(reader: bare.Reader): Message {
  const tag = bare.readTag(reader);
  switch (tag) {
    case 0:
      return { tag: "Ping", val: null };
    case 1:
      return { tag: "Pong", val: readPong(reader) };
    case 2:
      return { tag: "Text", val: readText(reader) };
    case 3:
      return { tag: "Numbers", val: readNumbers(reader) };
    case 4:
      return { tag: "Maybe", val: readMaybe(reader) };
    default:
      throw bare.unknownTag(reader, "Message", tag);
  }
}

export function writeMessage(writer: bare.Writer, value: Message): void {
  switch (value.tag) {
    case "Ping":
      return bare.writeTag(writer, 0);
    case "Pong":
      bare.writeTag(writer, 1);
      return writePong(writer, value.val);
    case "Text":
      bare.writeTag(writer, 2);
      return writeText(writer, value.val);
    case "Numbers":
      bare.writeTag(writer, 3);
      return writeNumbers(writer, value.val);
    case "Maybe":
      bare.writeTag(writer, 4);
      return writeMaybe(writer, value.val);
    default:
      throw bare.unknownVariant("Message", value satisfies never);
  }
}

export function decodeMessage(bytes: Uint8Array, options?: bare.DecodeOptions): Message {
  return bare.decode(SCHEMA, "Message", bytes, readMessage, options);
}

export function encodeMessage(value: Message, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "Message", value, writeMessage, options);
}

export type Lone = { readonly tag: "Pong"; readonly val: Pong };

export function readLone(reader: bare.Reader): Lone {
  const tag = bare.readTag(reader);
  switch (tag) {
    case 0:
      return { tag: "Pong", val: readPong(reader) };
    default:
      throw bare.unknownTag(reader, "Lone", tag);
  }
}

export function writeLone(writer: bare.Writer, value: Lone): void {
  switch (value.tag) {
    case "Pong":
      bare.writeTag(writer, 0);
      return writePong(writer, value.val);
    default:
      throw bare.unknownVariant("Lone", value.tag satisfies never);
  }
}

export function decodeLone(bytes: Uint8Array, options?: bare.DecodeOptions): Lone {
  return bare.decode(SCHEMA, "Lone", bytes, readLone, options);
}

export function encodeLone(value: Lone, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "Lone", value, writeLone, options);
}

export type Inner =
  | { readonly tag: "Ping"; readonly val: Ping }
  | { readonly tag: "Text"; readonly val: Text };

export function readInner(reader: bare.Reader): Inner {
  const tag = bare.readTag(reader);
  switch (tag) {
    case 0:
      return { tag: "Ping", val: null };
    case 1:
      return { tag: "Text", val: readText(reader) };
    default:
      throw bare.unknownTag(reader, "Inner", tag);
  }
}

export function writeInner(writer: bare.Writer, value: Inner): void {
  switch (value.tag) {
    case "Ping":
      return bare.writeTag(writer, 0);
    case "Text":
      bare.writeTag(writer, 1);
      return writeText(writer, value.val);
    default:
      throw bare.unknownVariant("Inner", value satisfies never);
  }
}

export type Outer =
  | { readonly tag: "Inner"; readonly val: Inner }
  | { readonly tag: "Pong"; readonly val: Pong };

export function readOuter(reader: bare.Reader): Outer {
  const tag = bare.readTag(reader);
  switch (tag) {
    case 0:
      return { tag: "Inner", val: readInner(reader) };
    case 1:
      return { tag: "Pong", val: readPong(reader) };
    default:
      throw bare.unknownTag(reader, "Outer", tag);
  }
}

export function writeOuter(writer: bare.Writer, value: Outer): void {
  switch (value.tag) {
    case "Inner":
      bare.writeTag(writer, 0);
      return writeInner(writer, value.val);
    case "Pong":
      bare.writeTag(writer, 1);
      return writePong(writer, value.val);
    default:
      throw bare.unknownVariant("Outer", value satisfies never);
  }
}

export function decodeOuter(bytes: Uint8Array, options?: bare.DecodeOptions): Outer {
  return bare.decode(SCHEMA, "Outer", bytes, readOuter, options);
}

export function encodeOuter(value: Outer, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "Outer", value, writeOuter, options);
}
