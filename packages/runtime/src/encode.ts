/** From a value to the bytes of one whole message. */

import type { EncodeOptions } from "./codec-options.js";
import { unencodable, wireError } from "./refusal.js";
import type { SchemaName } from "./wire-error.js";
import { SLAB_BYTES, Writer } from "./writer.js";

/**
 * The writer between two messages. It is null while one is written, should a getter encode too, and
 * after one was refused, which has left its writer halfway.
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
  // A slab whose buffer somebody has transferred away is empty.
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
    // A TypeError is what reading a field of null or undefined throws.
    const refusal = error instanceof TypeError ? unencodable(value, `a ${root}`) : error;
    throw wireError(refusal, schema, root, value, options);
  }
}
