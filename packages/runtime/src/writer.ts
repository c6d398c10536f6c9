/**
 * The write cursor: a slab that messages are written into one after another.
 *
 * Making a typed array costs more than writing a small message, so small messages share a slab and
 * are handed out as views of it. Large `data` is not copied into the slab: the writer remembers it,
 * and the message is put together at the end in one allocation of the exact size.
 */

import type { Blobs } from "./blobs.js";
import { MAX_DEPTH } from "./limits.js";
import { Unencodable } from "./refusal.js";

export const SLAB_BYTES = 65_536;

export class Writer {
  bytes: Uint8Array = new Uint8Array(SLAB_BYTES);
  view: DataView = new DataView(this.bytes.buffer);
  /** Where the message starts in the slab. */
  start = 0;
  offset = 0;
  /** How many more recursive values may be entered. */
  depth: number = MAX_DEPTH;
  /** Large `data` that is not in the slab; null where all is in the slab. */
  blobs: Blobs | null = null;
}

/** Claims the next `size` bytes of the slab and returns the offset of the first. */
export function reserve(writer: Writer, size: number): number {
  if (writer.offset + size > writer.bytes.length) grow(writer, size);
  const at = writer.offset;
  writer.offset = at + size;
  return at;
}

/** Moves the message to the start of a new slab; the messages before it keep the old one. */
function grow(writer: Writer, size: number): void {
  const used = writer.offset - writer.start;
  const bytes = new Uint8Array(Math.max(SLAB_BYTES, 2 * (used + size)));
  // A slab whose buffer somebody has transferred away is empty, and no message is begun in it.
  if (used > 0) bytes.set(writer.bytes.subarray(writer.start, writer.offset));
  writer.bytes = bytes;
  writer.view = new DataView(bytes.buffer);
  writer.start = 0;
  writer.offset = used;
}

/** Enters a value of a recursive type, which `ascend` ends. */
export function descend(writer: Writer): void {
  if (writer.depth-- === 0) throw new Unencodable(null, "a value nested no deeper than the limit");
}

export function ascend(writer: Writer): void {
  writer.depth++;
}
