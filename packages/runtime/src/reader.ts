/**
 * The read cursor: a position in one message.
 *
 * Every read claims its bytes with `take`, so none goes past the end of the message.
 */

import type { DecodeOptions } from "./codec-options.js";
import { MAX_DEPTH } from "./codec-options.js";
import { malformed } from "./refusal.js";

export class Reader {
  readonly bytes: Uint8Array;
  readonly end: number;
  readonly options: DecodeOptions | undefined;
  offset = 0;
  /** How many recursive values have been entered and not left. */
  depth = 0;
  /** Text that strings are cut out of; there is one from the first string on. */
  window: TextWindow | undefined;
  /** What `bytes` is a view of, once asked for: asking costs more than making a view. */
  buffer: ArrayBufferLike | undefined;

  constructor(bytes: Uint8Array, options?: DecodeOptions) {
    this.bytes = bytes;
    this.end = bytes.length;
    this.options = options;
  }
}

/** The bytes from `start` to `end` as one-byte characters, right for the ASCII among them. */
export type TextWindow = {
  readonly text: string;
  readonly start: number;
  readonly end: number;
};

/** Claims the next `size` bytes and returns the offset of the first. */
export function take(reader: Reader, size: number): number {
  const at = reader.offset;
  const next = at + size;
  if (next > reader.end) {
    throw malformed(at, `${next - reader.end} bytes are missing`);
  }
  reader.offset = next;
  return at;
}

/** Enters a value of a recursive type, which `leave` ends. */
export function enter(reader: Reader): void {
  if (reader.depth++ < (reader.options?.maxDepth ?? MAX_DEPTH)) return;
  throw malformed(reader.offset, "nested deeper than the limit");
}

export function leave(reader: Reader): void {
  reader.depth--;
}
