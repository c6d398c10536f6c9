/**
 * Large `data` of a message that is being written. It stays where it is until the size of the
 * message is known; then slab and blobs are copied, each once, into one exact allocation, or into
 * the slab if the message is small.
 */

import { allocate } from "./allocate.js";
import { cut, reserve, SHARED_BYTES, type Writer } from "./writer.js";

export type Blob = {
  readonly source: Uint8Array;
  /** How many bytes of the slab come before it, from the start of the message. */
  readonly place: number;
};

/** Between two blobs stand a few bytes, for which a loop is faster than `set`. */
const LOOP_BYTES = 32;

/** Puts `source` at the writer's position. It must not change before the message is finished. */
export function putBlob(writer: Writer, source: Uint8Array): void {
  writer.blobs ??= [];
  writer.blobs.push({ source, place: writer.offset - writer.start });
  writer.finish = assemble;
}

function assemble(writer: Writer): Uint8Array {
  const { blobs = [] } = writer;
  const partsSize = writer.offset - writer.start;
  let size = partsSize;
  for (const { source } of blobs) size += source.length;
  const isInSlab = size <= SHARED_BYTES && writer.options?.memory !== "own";
  const message = isInSlab ? fromSlab(writer, size) : allocated(writer, size);
  const { bytes, start } = writer;
  let from = start;
  let to = 0;
  for (const { source, place } of blobs) {
    const until = start + place;
    copy(bytes, from, until, message, to);
    to += until - from;
    message.set(source, to);
    to += source.length;
    from = until;
  }
  copy(bytes, from, start + partsSize, message, to);
  if (isInSlab) writer.start = writer.offset;
  else writer.offset = start;
  writer.blobs = undefined;
  writer.finish = cut;
  return message;
}

/** Behind what was written, which stays in the slab unused: less than a new array takes. */
function fromSlab(writer: Writer, size: number): Uint8Array {
  const at = reserve(writer, size);
  return writer.bytes.subarray(at, at + size);
}

function allocated(writer: Writer, size: number): Uint8Array {
  const message = (writer.options?.allocate ?? allocate)(size);
  if (message.length !== size) throw new RangeError(`${size} bytes were to be allocated`);
  return message;
}

function copy(
  source: Uint8Array,
  from: number,
  until: number,
  target: Uint8Array,
  to: number,
): void {
  if (until - from > LOOP_BYTES) {
    target.set(source.subarray(from, until), to);
  } else {
    for (let at = from; at < until; at++) target[to + at - from] = source[at] as number;
  }
}
