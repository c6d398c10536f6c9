// @generated from explicit-tags/v1.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file

import * as bare from "@barewire/runtime";

const SCHEMA: bare.SchemaName = { protocol: "explicit-tags", version: 1 };

export type First = {
  readonly a: number;
};

export function readFirst(reader: bare.Reader): First {
  return {
    a: bare.readU8(reader),
  };
}

export function writeFirst(writer: bare.Writer, value: First): void {
  bare.writeU8(writer, value.a);
}

export type Second = {
  readonly b: number;
};

export function readSecond(reader: bare.Reader): Second {
  return {
    b: bare.readU8(reader),
  };
}

export function writeSecond(writer: bare.Writer, value: Second): void {
  bare.writeU8(writer, value.b);
}

export type Third = null;

export function readThird(_reader: bare.Reader): Third {
  return null;
}

export function writeThird(_writer: bare.Writer, _value: Third): void {
}

export type Tagged =
  | { readonly tag: "First"; readonly val: First }
  | { readonly tag: "Second"; readonly val: Second }
  | { readonly tag: "Third"; readonly val: Third }
  | { readonly tag: "str"; readonly val: string }
  | { readonly tag: "data"; readonly val: Uint8Array }
  | { readonly tag: "i8"; readonly val: number };

export function readTagged(reader: bare.Reader): Tagged {
  const tag = bare.readTag(reader);
  switch (tag) {
    case 3:
      return { tag: "First", val: readFirst(reader) };
    case 4:
      return { tag: "Second", val: readSecond(reader) };
    case 128:
      return { tag: "Third", val: null };
    case 300:
      return { tag: "str", val: bare.readString(reader) };
    case 301:
      return { tag: "data", val: bare.readData(reader) };
    case 9007199254740991:
      return { tag: "i8", val: bare.readI8(reader) };
    default:
      throw bare.unknownTag(reader, "Tagged", tag);
  }
}

export function writeTagged(writer: bare.Writer, value: Tagged): void {
  switch (value.tag) {
    case "First":
      bare.writeTag(writer, 3);
      return writeFirst(writer, value.val);
    case "Second":
      bare.writeTag(writer, 4);
      return writeSecond(writer, value.val);
    case "Third":
      return bare.writeTag(writer, 128);
    case "str":
      bare.writeTag(writer, 300);
      return bare.writeString(writer, value.val);
    case "data":
      bare.writeTag(writer, 301);
      return bare.writeData(writer, value.val);
    case "i8":
      bare.writeTag(writer, 9007199254740991);
      return bare.writeI8(writer, value.val);
    default:
      throw bare.unknownVariant("Tagged", value satisfies never);
  }
}

export function decodeTagged(bytes: Uint8Array, options?: bare.DecodeOptions): Tagged {
  return bare.decode(SCHEMA, "Tagged", bytes, readTagged, options);
}

export function encodeTagged(value: Tagged, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "Tagged", value, writeTagged, options);
}

/** Out of order, which the format allows. */
export type Backwards = "HIGH" | "LOW" | "MIDDLE";

export function readBackwards(reader: bare.Reader): Backwards {
  const tag = bare.readTag(reader);
  switch (tag) {
    case 200:
      return "HIGH";
    case 1:
      return "LOW";
    case 100:
      return "MIDDLE";
    default:
      throw bare.unknownTag(reader, "Backwards", tag);
  }
}

export function writeBackwards(writer: bare.Writer, value: Backwards): void {
  switch (value) {
    case "HIGH":
      return bare.writeTag(writer, 200);
    case "LOW":
      return bare.writeTag(writer, 1);
    case "MIDDLE":
      return bare.writeTag(writer, 100);
    default:
      throw bare.unknownValue("Backwards", value satisfies never);
  }
}

export function decodeBackwards(bytes: Uint8Array, options?: bare.DecodeOptions): Backwards {
  return bare.decode(SCHEMA, "Backwards", bytes, readBackwards, options);
}

export function encodeBackwards(value: Backwards, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "Backwards", value, writeBackwards, options);
}
