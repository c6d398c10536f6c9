/**
 * The read cursor: a position in one message, and what reading the message may cost.
 *
 * Every read claims its bytes with `take`, so none goes past the end of the message.
 */

import { MAX_DEPTH, MAX_ITEMS } from "./limits.js";
import { Malformed } from "./refusal.js";

export class Reader {
  readonly bytes: Uint8Array;
  offset = 0;
  readonly end: number;
  /** The whole message as one-byte characters, once a string has asked for it. */
  text: string | null = null;
  maxItems: number = MAX_ITEMS;
  /** How many more recursive values may be entered. */
  depth: number = MAX_DEPTH;
  /** Whether what is read gets memory of its own instead of sharing the message's. */
  owns = false;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.end = bytes.length;
  }
}

/** Claims the next `size` bytes and returns the offset of the first. */
export function take(reader: Reader, size: number): number {
  const at = reader.offset;
  const next = at + size;
  if (next > reader.end) throw truncated(reader, size);
  reader.offset = next;
  return at;
}

function truncated(reader: Reader, size: number): Malformed {
  const left = reader.end - reader.offset;
  return new Malformed(reader.offset, `${size} bytes are needed, ${left} are left`);
}

/** Enters a value of a recursive type, which `leave` ends. */
export function enter(reader: Reader): void {
  if (reader.depth-- === 0) throw new Malformed(reader.offset, "nested deeper than the limit");
}

export function leave(reader: Reader): void {
  reader.depth++;
}
