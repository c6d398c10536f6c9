/** Decodes the bytes of one whole message to its value. */

import { malformed, wireError } from "./codec-error.js";
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
    // Negated, because the length of a value that is not a Uint8Array may be undefined.
    if (!(reader.end <= (options?.maxMessageBytes ?? MAX_MESSAGE_BYTES))) {
      throw malformed(0, "no Uint8Array, or larger than the limit");
    }
    const value = read(reader);
    if (reader.offset < reader.end) throw malformed(reader.offset, "bytes are left over");
    return value;
  } catch (error) {
    throw wireError(error, schema, root, bytes, options);
  }
}
