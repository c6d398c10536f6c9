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
  try {
    // `instanceof` is not used, so that a Uint8Array of another realm (a frame, a test environment)
    // is accepted.
    if (!ArrayBuffer.isView(bytes)) throw new CodecError("not a Uint8Array", 0);
    const reader = new Reader(bytes, options);
    const limit = options?.maxMessageBytes ?? MAX_MESSAGE_BYTES;
    // Negated, because a DataView has no length.
    if (!(limit >= bytes.length)) {
      throw new CodecError(`${reader.end} bytes exceed maxMessageBytes = ${limit}`, 0);
    }
    const value = read(reader);
    if (reader.offset < reader.end) throw new CodecError("bytes are left over", reader.offset);
    return value;
  } catch (error) {
    throw wireError(error, schema, root, bytes, options);
  }
}
