/**
 * The read cursor: a position in one message.
 *
 * Every read claims its bytes first, so none reads past the end of the message.
 */

import { CodecError } from "./codec-error.js";
import type { DecodeOptions } from "./codec-options.js";

export class Reader {
  readonly bytes: Uint8Array;
  readonly end: number;
  readonly options: DecodeOptions | undefined;
  /** The offset in `buffer` at which the message starts; it is read together with `buffer`. */
  start = 0;
  offset = 0;
  /** The number of recursive values that have been entered and not left. */
  depth = 0;
  /** Text that strings are cut from; set by the first string. */
  window: TextWindow | undefined;
  /** The buffer of `bytes`, once read: reading the property costs more than making a view. */
  buffer: ArrayBufferLike | undefined;

  constructor(bytes: Uint8Array, options?: DecodeOptions) {
    this.bytes = bytes;
    this.end = bytes.length;
    this.options = options;
  }
}

/** The bytes from `start` to `end` as one-byte characters, which is right for the ASCII in them. */
export type TextWindow = {
  readonly text: string;
  readonly start: number;
  readonly end: number;
};

/** Claims the next `size` bytes and returns the offset of the first. */
export function claim(reader: Reader, size: number): number {
  const at = reader.offset;
  const next = at + size;
  if (next > reader.end) {
    throw new CodecError(`${next - reader.end} bytes are missing`, at);
  }
  reader.offset = next;
  return at;
}
