/**
 * Large `data` of a message that is being written. It stays where it is until the size of the
 * message is known; then slab and blobs are copied, each once, into one exact allocation.
 */

import { allocate } from "./platform.js";
import type { Writer } from "./writer.js";

export type Blobs = {
  readonly sources: Uint8Array[];
  /** For each source, how many bytes of the slab come before it, from the start of the message. */
  readonly places: number[];
  size: number;
  readonly assemble: (writer: Writer, blobs: Blobs) => Uint8Array;
};

/** Between two blobs stand a few bytes, for which a loop is faster than `set`. */
const LOOP_BYTES = 32;

/** Puts `source` at the writer's position. It must not change before the message is finished. */
export function putBlob(writer: Writer, source: Uint8Array): void {
  writer.blobs ??= { sources: [], places: [], size: 0, assemble };
  writer.blobs.sources.push(source);
  writer.blobs.places.push(writer.offset - writer.start);
  writer.blobs.size += source.length;
}

function assemble({ bytes, start, offset }: Writer, { sources, places, size }: Blobs): Uint8Array {
  const message = allocate(offset - start + size);
  let to = 0;
  let from = start;
  for (let index = 0; index < sources.length; index++) {
    const source = sources[index] as Uint8Array;
    const until = start + (places[index] as number);
    copy(bytes, from, until, message, to);
    to += until - from;
    message.set(source, to);
    to += source.length;
    from = until;
  }
  copy(bytes, from, offset, message, to);
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
