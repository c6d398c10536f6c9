/** The adapter of one codec: the four messages in its own shape, and its two functions. */

import type { MessageName, Messages } from "../messages.js";

export type Adapter = {
  readonly name: string;
  readonly kind: Kind;
  /** The npm packages whose versions the results name. */
  readonly packages: readonly string[];
  /** The limitations and differences of the codec. */
  readonly note: string;
  /** Converts the messages, which is not timed. */
  readonly codecs: (messages: Messages) => Readonly<Record<MessageName, Codec>>;
};

/** `built in` is the engine's own JSON; `native addon` uses compiled code for some of its work. */
export type Kind = "ours" | "javascript" | "native addon" | "built in";

/** Text where the codec's format is text. */
export type Encoded = Uint8Array | string;

export type Codec = {
  /** The value that is encoded, and that decoding must return. */
  readonly value: unknown;
  readonly encode: () => Encoded;
  readonly decode: (encoded: Encoded) => unknown;
};

/**
 * One message of a codec; the cast is undone by the same codec's `encode`, which made the bytes.
 */
export function codec<T, E extends Encoded>(
  value: T,
  encode: (value: T) => E,
  decode: (encoded: E) => T,
): Codec {
  return {
    value,
    encode: () => encode(value),
    decode: (encoded) => decode(encoded as E),
  };
}
