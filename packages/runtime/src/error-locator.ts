/**
 * Finds the path of a fault in a message or a value, by walking it once more along a description of
 * its schema.
 *
 * The walk happens on failure only, and the module is a separate entry of the package, so codecs
 * neither contain it nor pay for it. The walk calls the functions that the codecs call, so it stops
 * where they stopped.
 */

import { CodecError } from "./codec-error.js";
import {
  type EncodeOptions,
  type ErrorLocation,
  type ErrorLocator,
  MAX_MESSAGE_BYTES,
} from "./codec-options.js";
import type { ResultCheck } from "./decision-call.js";
import { readRoot } from "./read-shape.js";
import { Reader } from "./reader.js";
import { own, type SchemaDescription, type Shape } from "./schema-description.js";
import { isMap } from "./write-collection.js";
import { type WriteWalk, writeShape } from "./write-shape.js";
import { Writer } from "./writer.js";

export type { SchemaDescription, Shape, TypedSchema } from "./schema-description.js";

/**
 * Makes the `locateError` option of `decodeX` and `encodeX`. `schema` is the export of a generated
 * `vN.schema.ts`.
 */
export function errorLocator(schema: SchemaDescription): ErrorLocator {
  return (kind, root, subject, options) => {
    // A description of something else does not explain the error.
    if (!Object.hasOwn(schema.types, root)) return null;
    if (kind === "unencodable") return locateInValue(schema, root, subject, options);
    // A subject that is not a Uint8Array is not read.
    if (!ArrayBuffer.isView(subject)) {
      const reason = `input is not a Uint8Array${adviceFor(subject)}`;
      return { path: root, reason };
    }
    return locateInBytes(schema, root, new Reader(subject as Uint8Array, options));
  };
}

/**
 * Makes the checks of what decisions return: of the type `type` of the version of `schema`, or of
 * its field `member`.
 */
export function resultChecks(
  schema: SchemaDescription,
): (type: string, member?: string) => ResultCheck {
  return (type, member) => (value) => locateMisfit(schema, type, member ?? null, value);
}

function locateInBytes(
  schema: SchemaDescription,
  root: string,
  reader: Reader,
): ErrorLocation | null {
  // A message that was too large to be read must not be read now.
  if (!(reader.end <= (reader.options?.maxMessageBytes ?? MAX_MESSAGE_BYTES))) return null;
  const path = [root];
  try {
    readRoot(schema, root, reader, path);
    return null;
  } catch (error) {
    if (!(error instanceof CodecError) || error.offset === undefined) throw error;
    return { path: path.join(""), offset: error.offset, reason: error.message };
  }
}

function locateInValue(
  schema: SchemaDescription,
  root: string,
  value: unknown,
  options: EncodeOptions,
): ErrorLocation | null {
  // The bytes that are written are discarded with the writer.
  const walk: WriteWalk = { schema, writer: new Writer(), path: [root], value, shape: root };
  walk.writer.options = options;
  try {
    writeShape(walk, root, root, value);
    return null;
  } catch (error) {
    // The codec may have ended with the call stack, or at a property that cannot be read, and so
    // does the walk.
    if (error instanceof RangeError) {
      return { path: root, reason: "values are nested deeper than the call stack allows" };
    }
    if (error instanceof TypeError) return null;
    if (!(error instanceof CodecError)) throw error;
    return { path: walk.path.join(""), reason: error.message + adviceFor(walk.value) };
  }
}

/**
 * The fault of a value that is to be of the type `type`, or of its field `member`. It is out of
 * bounds where the value has the TypeScript type that is wanted, and no bytes.
 */
function locateMisfit(
  schema: SchemaDescription,
  type: string,
  member: string | null,
  value: unknown,
): (ErrorLocation & { readonly isOutOfBounds: boolean }) | null {
  // A type that is carried past its version is not in its schema.
  const shape = own(schema.types, type) ?? "void";
  const struct = typeof shape === "object" && "struct" in shape ? shape.struct : {};
  const wanted = member === null ? type : (own(struct, member) ?? "void");
  const path = [member ?? type];
  const walk: WriteWalk = { schema, writer: new Writer(), path, value, shape: wanted };
  try {
    writeShape(walk, wanted, type, value);
    return null;
  } catch (error) {
    const place = walk.path.join("");
    if (error instanceof CodecError) {
      return { path: place, reason: error.message, isOutOfBounds: isTyped(walk.value, walk.shape) };
    }
    // Reading a part of null or undefined throws a TypeError.
    const reason = `${typeof value} is not of its type`;
    return { path: place, reason, isOutOfBounds: false };
  }
}

/** Tells whether a value has the TypeScript type of its shape, apart from unions of literals. */
function isTyped(value: unknown, shape: Shape): boolean {
  if (typeof shape === "string") {
    if (shape === "str") return typeof value === "string";
    if (shape === "u64" || shape === "i64" || shape === "uint" || shape === "int") {
      return typeof value === "bigint";
    }
    return /^[uif]\d+$/.test(shape) && typeof value === "number";
  }
  if ("list" in shape) return typeof value === "object" && value !== null && "length" in value;
  if ("data" in shape) return ArrayBuffer.isView(value);
  return "map" in shape && isMap(value);
}

/** Advice about the commonest mistakes, which follows the reason in a message. */
function adviceFor(value: unknown): string {
  if (value === undefined) return ": is the field missing? An absent optional is written as null";
  return isRawBuffer(value) ? " but an ArrayBuffer: pass new Uint8Array(buffer)" : "";
}

/** Memory without a view on it. It may come from another realm, so `instanceof` is not asked. */
function isRawBuffer(value: unknown): boolean {
  return /^\[object (?:Shared)?ArrayBuffer\]$/.test(Object.prototype.toString.call(value));
}
