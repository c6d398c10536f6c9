/** From the bytes of one whole message to its value. */

import type { Explainer } from "./explainer.js";
import { type Limits, MAX_MESSAGE_BYTES } from "./limits.js";
import { Reader } from "./reader.js";
import { malformed, wireError } from "./refusal.js";
import type { SchemaName } from "./wire-error.js";

export type DecodeOptions = Limits & {
  /**
   * `shared` (the default) is fast: `data` of more than 64 bytes is a view of the message, and a
   * string may keep 4 KiB of the text around it alive. `own` copies, so that the value pins nothing
   * and does not change with the message.
   */
  readonly memory?: "shared" | "own";
  /** Finds the path of what is malformed. `explainer` of `@barewire/runtime/explain` makes one. */
  readonly explain?: Explainer;
};

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
    // Negated, because what is no Uint8Array may have no length.
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
