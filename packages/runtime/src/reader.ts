/**
 * The read cursor: a position in one message.
 *
 * Every read claims its bytes with `take`, so none goes past the end of the message.
 */

import type { DecodeOptions } from "./decode.js";
import { MAX_DEPTH } from "./limits.js";
import { malformed } from "./refusal.js";

export class Reader {
  readonly bytes: Uint8Array;
  readonly end: number;
  readonly options: DecodeOptions | undefined;
  offset = 0;
  /** How many recursive values have been entered and not left. */
  depth = 0;
  /** The bytes from `textStart` to `textEnd` as one-byte characters, for the strings among them. */
  text = "";
  textStart = 0;
  textEnd = 0;

  constructor(bytes: Uint8Array, options?: DecodeOptions) {
    this.bytes = bytes;
    this.end = bytes.length;
    this.options = options;
  }
}

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
