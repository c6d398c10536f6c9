/**
 * Large `data` of a message that is being written. It stays where it is until the size of the
 * message is known. Then the bytes of the slab and the large data are copied, each once, into one
 * exact allocation, or into the slab if the message is small and the caller brought no memory.
 */

import { type ExternalData, finishInSlab, reserve, SHARED_BYTES, type Writer } from "./writer.js";

/** A few bytes stand between two sources, for which a loop is faster than `set`. */
const LOOP_BYTES = 32;

/**
 * Appends `source` without copying it. Its bytes must not change before the message is finished.
 */
export function appendExternal(writer: Writer, source: Uint8Array): void {
  writer.external ??= { sources: [], positions: [], size: 0 };
  const { external } = writer;
  external.sources.push(source);
  external.positions.push(writer.offset - writer.start);
  external.size += source.length;
  writer.finish = assemble;
}

function assemble(writer: Writer): Uint8Array {
  const partsSize = writer.offset - writer.start;
  // `appendExternal` sets the external data together with this function.
  const { sources, positions, size: externalSize } = writer.external as ExternalData;
  const size = partsSize + externalSize;
  const isInSlab = size <= SHARED_BYTES && mayShare(writer);
  const message = isInSlab ? fromSlab(writer, size) : allocated(writer, size);
  const { bytes, start } = writer;
  let from = start;
  let to = 0;
  for (let index = 0; index < sources.length; index++) {
    const source = sources[index] as Uint8Array;
    const until = start + (positions[index] as number);
    copy(bytes, from, until, message, to);
    to += until - from;
    message.set(source, to);
    to += source.length;
    from = until;
  }
  copy(bytes, from, start + partsSize, message, to);
  if (isInSlab) writer.start = writer.offset;
  else writer.offset = start;
  writer.external = undefined;
  writer.finish = finishInSlab;
  return message;
}

/** Tells whether the message may be a view of the slab. */
function mayShare({ options }: Writer): boolean {
  return options === undefined || (options.memory !== "own" && options.allocate === undefined);
}

/**
 * Memory in the slab behind the bytes that were written. Those stay there unused, which costs less
 * than a new array.
 */
function fromSlab(writer: Writer, size: number): Uint8Array {
  const at = reserve(writer, size);
  return writer.bytes.subarray(at, at + size);
}

function allocated(writer: Writer, size: number): Uint8Array {
  const message = (writer.options?.allocate ?? allocate)(size);
  if (message.length !== size) {
    throw new RangeError(`allocate must return ${size} bytes, got ${message.length}`);
  }
  return message;
}

/**
 * Memory of at most this size is zeroed: that costs less than it saves, because it brings the
 * memory into the CPU cache. For more, the cache is too small: on Node 24, half of the time that a
 * message of 800 KiB took was zeroing, and a fifth at 256 KiB; on Node 20 it is the same either
 * way.
 */
const ZEROED_BYTES = 128 * 1024;

type BufferPlatform = {
  readonly Buffer?: { readonly allocUnsafeSlow: (size: number) => Uint8Array };
};

/** Bytes with any content. Every byte must be written before the message is returned. */
function allocate(size: number): Uint8Array {
  const { Buffer } = globalThis as BufferPlatform;
  if (size <= ZEROED_BYTES || Buffer === undefined) return new Uint8Array(size);
  return new Uint8Array(Buffer.allocUnsafeSlow(size).buffer);
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
