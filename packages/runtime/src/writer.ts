/**
 * The write cursor: a slab that messages are written into one after another.
 *
 * Making a typed array costs more than writing a small message, so small messages share a slab and
 * are handed out as views of it. Large `data` is not copied into the slab: the writer remembers it,
 * and the message is put together at the end.
 */

import type { EncodeOptions } from "./codec-options.js";
import { MAX_DEPTH } from "./codec-options.js";
import { Refusal } from "./refusal.js";

export const SLAB_BYTES = 65_536;
/** A larger message gets a buffer of its own. */
export const SHARED_BYTES = 16_384;

/** Two lists instead of one of pairs, for a message may have hundreds. */
export type Blobs = {
  readonly sources: Uint8Array[];
  /** How many bytes of the slab come before each, from the start of the message. */
  readonly places: number[];
  /** Of all sources. */
  size: number;
};

export class Writer {
  bytes: Uint8Array = new Uint8Array(SLAB_BYTES);
  view: DataView = new DataView(this.bytes.buffer);
  /** Where the message starts in the slab. */
  start = 0;
  offset = 0;
  options: EncodeOptions | undefined;
  /** How many recursive values have been entered and not left. */
  depth = 0;
  /** Large `data` of the message, which is not in the slab. */
  blobs: Blobs | undefined;
  /** Makes the message of what has been written, and leaves the writer ready for the next. */
  finish: (writer: Writer) => Uint8Array = cut;
}

/** The message as a view of the slab, or as a copy where it must not share or is large. */
export function cut(writer: Writer): Uint8Array {
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

/** Enters a value of a recursive type, which `ascend` ends. */
export function descend(writer: Writer): void {
  if (writer.depth++ < (writer.options?.maxDepth ?? MAX_DEPTH)) return;
  throw new Refusal("nested deeper than the limit");
}

export function ascend(writer: Writer): void {
  writer.depth--;
}
