/**
 * Values from and to bytes, by a schema that is known at run time only. It accepts and refuses what
 * a generated codec does, and writes the same bytes.
 */

import {
  type DecodeOptions,
  decode,
  type EncodeOptions,
  type ErrorLocator,
  encode,
} from "@barewire/runtime";
import { errorLocator } from "@barewire/runtime/error-locator";
import { readRoot, writeRoot } from "@barewire/runtime/schema-codec";
import { type InspectedSchema, requireType } from "./schema.js";

/**
 * Decodes a message of the type `root`. Lists of numbers are plain arrays; all else is as a
 * generated codec decodes it.
 *
 * @throws WireError of kind `malformed`, with the path and the offset of the fault.
 */
export function decodeValue(
  schema: InspectedSchema,
  root: string,
  bytes: Uint8Array,
  options?: DecodeOptions,
): unknown {
  requireType(schema, root);
  const { protocol, version, shapes } = schema;
  const located = { locateError: locatorOf(schema), ...options };
  const read = (reader: Parameters<typeof readRoot>[2]) => readRoot(shapes, root, reader);
  return decode({ protocol, version }, root, bytes, read, located);
}

/**
 * Encodes a value of the type `root`.
 *
 * @throws WireError of kind `unencodable`, with the path of the fault.
 */
export function encodeValue(
  schema: InspectedSchema,
  root: string,
  value: unknown,
  options?: EncodeOptions,
): Uint8Array {
  requireType(schema, root);
  const { protocol, version, shapes } = schema;
  const located = { locateError: locatorOf(schema), ...options };
  const write = (writer: Parameters<typeof writeRoot>[2], part: unknown) =>
    writeRoot(shapes, root, writer, part);
  return encode({ protocol, version }, root, value, write, located);
}

function locatorOf({ shapes }: InspectedSchema): ErrorLocator {
  return errorLocator(shapes);
}
