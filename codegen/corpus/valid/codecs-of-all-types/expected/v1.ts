// @generated from codecs-of-all-types/v1.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file

import * as bare from "@barewire/runtime";

const SCHEMA: bare.SchemaName = { protocol: "codecs-of-all-types", version: 1 };

/** Used by Outer. */
export type Inner = {
  readonly a: number;
};

export function readInner(reader: bare.Reader): Inner {
  return {
    a: bare.readU8(reader),
  };
}

export function writeInner(writer: bare.Writer, value: Inner): void {
  bare.writeU8(writer, value.a);
}

export function decodeInner(bytes: Uint8Array, options?: bare.DecodeOptions): Inner {
  return bare.decode(SCHEMA, "Inner", bytes, readInner, options);
}

export function encodeInner(value: Inner, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "Inner", value, writeInner, options);
}

export type Outer = {
  readonly inner: Inner;
};

export function readOuter(reader: bare.Reader): Outer {
  return {
    inner: readInner(reader),
  };
}

export function writeOuter(writer: bare.Writer, value: Outer): void {
  writeInner(writer, value.inner);
}

export function decodeOuter(bytes: Uint8Array, options?: bare.DecodeOptions): Outer {
  return bare.decode(SCHEMA, "Outer", bytes, readOuter, options);
}

export function encodeOuter(value: Outer, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "Outer", value, writeOuter, options);
}
