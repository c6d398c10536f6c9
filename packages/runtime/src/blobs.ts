/**
 * Large `data` of a message that is being written. It stays where it is until the size of the
 * message is known; then slab and blobs are copied, each once, into one exact allocation, or into
 * the slab if the message is small and no memory was brought for it.
 */

import { allocate } from "./allocate.js";
import { type Blobs, cut, reserve, SHARED_BYTES, type Writer } from "./writer.js";

/** Between two blobs stand a few bytes, for which a loop is faster than `set`. */
const LOOP_BYTES = 32;

/** Puts `source` at the writer's position. It must not change before the message is finished. */
export function putBlob(writer: Writer, source: Uint8Array): void {
  writer.blobs ??= { sources: [], places: [], size: 0 };
  const { blobs } = writer;
  blobs.sources.push(source);
  blobs.places.push(writer.offset - writer.start);
  blobs.size += source.length;
  writer.finish = assemble;
}

function assemble(writer: Writer): Uint8Array {
  const partsSize = writer.offset - writer.start;
  // Whoever put the first blob here has made the writer call this.
  const { sources, places, size: blobSize } = writer.blobs as Blobs;
  const size = partsSize + blobSize;
  const isInSlab = size <= SHARED_BYTES && mayShare(writer);
  const message = isInSlab ? fromSlab(writer, size) : allocated(writer, size);
  const { bytes, start } = writer;
  let from = start;
  let to = 0;
  for (let index = 0; index < sources.length; index++) {
    const source = sources[index] as Uint8Array;
    const until = start + (places[index] as number);
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

/** Nobody has asked for memory of another kind. */
function mayShare({ options }: Writer): boolean {
  return options === undefined || (options.memory !== "own" && options.allocate === undefined);
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
