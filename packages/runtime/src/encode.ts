/** Encodes a value to the bytes of one whole message. */

import { unencodable, wireError } from "./codec-error.js";
import type { EncodeOptions } from "./codec-options.js";
import type { SchemaName } from "./wire-error.js";
import { finishInSlab, SLAB_BYTES, Writer } from "./writer.js";

/**
 * The writer that is reused from message to message. It is null while a message is written, because
 * a getter of the value may encode too, and after an error, which leaves its writer halfway.
 */
let spare: Writer | null = null;

/**
 * Encodes one message with `write`.
 *
 * @throws WireError of kind `unencodable`, before a byte has left.
 */
export function encode<T>(
  schema: SchemaName,
  root: string,
  value: T,
  write: (writer: Writer, value: T) => void,
  options?: EncodeOptions,
): Uint8Array {
  // A slab whose buffer has been transferred to another thread is empty.
  const writer = spare?.bytes.length ? spare : new Writer();
  spare = null;
  writer.options = options;
  try {
    write(writer, value);
    const message = writer.finish(writer);
    // A slab that one large message has grown would be kept alive by the small ones after it.
    if (writer.bytes.length === SLAB_BYTES) spare = writer;
    return message;
  } catch (error) {
    // Reading a field of null or undefined throws a TypeError.
    const codecError = error instanceof TypeError ? unencodable(value, `a ${root}`) : error;
    throw wireError(codecError, schema, root, value, options);
  }
}

/**
 * Requires `value` to be encodable with `write`, as `encode` does, and creates no message. A value
 * is checked so before it is converted to an older version, because the older codec sees only what
 * is left of it.
 *
 * @throws WireError of kind `unencodable`.
 */
export function requireEncodable<T>(
  schema: SchemaName,
  root: string,
  value: T,
  write: (writer: Writer, value: T) => void,
  options?: EncodeOptions,
): void {
  const check = (writer: Writer) => {
    write(writer, value);
    // Nothing is taken out of the slab, and nothing is allocated for what is outside of it.
    writer.offset = writer.start;
    writer.external = undefined;
    writer.finish = finishInSlab;
  };
  encode(schema, root, value, check, options && { ...options, memory: "shared" });
}
