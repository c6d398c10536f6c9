/**
 * The write cursor: a slab that messages are written into one after another.
 *
 * Making a typed array costs more than writing a small message, so small messages share a slab and
 * are returned as views of it. Large `data` is not copied into the slab: the writer keeps a
 * reference to it, and the message is assembled at the end (`external-data.ts`).
 */

import type { EncodeOptions } from "./codec-options.js";

export const SLAB_BYTES = 65_536;
/** A larger message gets a buffer of its own. */
export const SHARED_BYTES = 16_384;

/**
 * Large `data` of one message, which stays outside of the slab until the message is assembled. Two
 * lists stand in place of one list of pairs, because a message may have hundreds of entries.
 */
export type ExternalData = {
  readonly sources: Uint8Array[];
  /** The number of slab bytes before each source, counted from the start of the message. */
  readonly positions: number[];
  /** The sum of the sizes of all sources. */
  size: number;
};

export class Writer {
  bytes: Uint8Array = new Uint8Array(SLAB_BYTES);
  view: DataView = new DataView(this.bytes.buffer);
  /** The offset in the slab at which the message starts. */
  start = 0;
  offset = 0;
  options: EncodeOptions | undefined;
  /** The number of recursive values that have been entered and not left. */
  depth = 0;
  /** The large `data` of the message; undefined while it has none. */
  external: ExternalData | undefined;
  /** Returns the message that has been written, and leaves the writer ready for the next one. */
  finish: (writer: Writer) => Uint8Array = finishInSlab;
}

/** The message as a view of the slab, or as a copy where it must own its memory or is large. */
export function finishInSlab(writer: Writer): Uint8Array {
  const { bytes, start, offset } = writer;
  if (offset - start > SHARED_BYTES || writer.options?.memory === "own") {
    writer.offset = start;
    return bytes.slice(start, offset);
  }
  writer.start = offset;
  return bytes.subarray(start, offset);
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
  bytes.set(writer.bytes.subarray(writer.start, writer.offset));
  writer.bytes = bytes;
  writer.view = new DataView(bytes.buffer);
  writer.start = 0;
  writer.offset = used;
}
