/** Decodes the bytes of one whole message to its value. */

import { CodecError, wireError } from "./codec-error.js";
import { type DecodeOptions, MAX_MESSAGE_BYTES } from "./codec-options.js";
import { Reader } from "./reader.js";
import type { SchemaName } from "./wire-error.js";

/**
 * Decodes one message with `read`, which must end where the bytes end.
 *
 * @throws WireError of kind `malformed`.
 */
export function decode<T>(
  schema: SchemaName,
  root: string,
  bytes: Uint8Array,
  read: (reader: Reader) => T,
  options?: DecodeOptions,
): T {
  const reader = new Reader(bytes, options);
  try {
    const limit = options?.maxMessageBytes ?? MAX_MESSAGE_BYTES;
    // Negated, because an input that is not a Uint8Array may have no length.
    if (!(reader.end >= 0)) throw new CodecError("input is not a Uint8Array", 0);
    if (!(reader.end <= limit)) {
      throw new CodecError(`${reader.end} bytes exceed maxMessageBytes = ${limit}`, 0);
    }
    const value = read(reader);
    if (reader.offset < reader.end) throw new CodecError("bytes are left over", reader.offset);
    return value;
  } catch (error) {
    throw wireError(error, schema, root, bytes, options);
  }
}
