// @generated from doc-comments/v1.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file

import * as bare from "@barewire/runtime";

const SCHEMA: bare.SchemaName = { protocol: "doc-comments", version: 1 };

/**
 * Ends a comment: *\/ and *\/ again; and starts one: /* or //
 *
 * Below an empty line, with `code`, ${template} and \ backslash.
 */
export type Documented = {
  /** First field. *\/ */
  readonly first: number;
  /**
   * Two lines
   * of comment.
   */
  readonly second: string;
  readonly third: boolean;
};

export function readDocumented(reader: bare.Reader): Documented {
  return {
    first: bare.readU8(reader),
    second: bare.readString(reader),
    third: bare.readBool(reader),
  };
}

export function writeDocumented(writer: bare.Writer, value: Documented): void {
  bare.writeU8(writer, value.first);
  bare.writeString(writer, value.second);
  bare.writeBool(writer, value.third);
}

export function decodeDocumented(bytes: Uint8Array, options?: bare.DecodeOptions): Documented {
  return bare.decode(SCHEMA, "Documented", bytes, readDocumented, options);
}

export function encodeDocumented(value: Documented, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "Documented", value, writeDocumented, options);
}

export type Plain = number;

export function readPlain(reader: bare.Reader): Plain {
  return bare.readU8(reader);
}

export function writePlain(writer: bare.Writer, value: Plain): void {
  bare.writeU8(writer, value);
}

export function decodePlain(bytes: Uint8Array, options?: bare.DecodeOptions): Plain {
  return bare.decode(SCHEMA, "Plain", bytes, readPlain, options);
}

export function encodePlain(value: Plain, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "Plain", value, writePlain, options);
}

/** 日本語 and “quotes”. */
export type Choice =
  /** The one. */
  | "ONE"
  | "TWO"
  /** Not the two: @deprecated {@link Documented} */
  | "THREE";

export function readChoice(reader: bare.Reader): Choice {
  const tag = bare.readTag(reader);
  switch (tag) {
    case 0:
      return "ONE";
    case 1:
      return "TWO";
    case 10:
      return "THREE";
    default:
      throw bare.unknownTag(reader, "Choice", tag);
  }
}

export function writeChoice(writer: bare.Writer, value: Choice): void {
  switch (value) {
    case "ONE":
      return bare.writeTag(writer, 0);
    case "TWO":
      return bare.writeTag(writer, 1);
    case "THREE":
      return bare.writeTag(writer, 10);
    default:
      throw bare.unknownValue("Choice", value satisfies never);
  }
}

export function decodeChoice(bytes: Uint8Array, options?: bare.DecodeOptions): Choice {
  return bare.decode(SCHEMA, "Choice", bytes, readChoice, options);
}

export function encodeChoice(value: Choice, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "Choice", value, writeChoice, options);
}

/** A union whose variants are documented. */
export type Union =
  /** As a number. */
  | { readonly tag: "u8"; readonly val: number }
  /** As text. */
  | { readonly tag: "str"; readonly val: string };

export function readUnion(reader: bare.Reader): Union {
  const tag = bare.readTag(reader);
  switch (tag) {
    case 0:
      return { tag: "u8", val: bare.readU8(reader) };
    case 1:
      return { tag: "str", val: bare.readString(reader) };
    default:
      throw bare.unknownTag(reader, "Union", tag);
  }
}

export function writeUnion(writer: bare.Writer, value: Union): void {
  switch (value.tag) {
    case "u8":
      bare.writeTag(writer, 0);
      return bare.writeU8(writer, value.val);
    case "str":
      bare.writeTag(writer, 1);
      return bare.writeString(writer, value.val);
    default:
      throw bare.unknownVariant("Union", value satisfies never);
  }
}

export function decodeUnion(bytes: Uint8Array, options?: bare.DecodeOptions): Union {
  return bare.decode(SCHEMA, "Union", bytes, readUnion, options);
}

export function encodeUnion(value: Union, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "Union", value, writeUnion, options);
}
