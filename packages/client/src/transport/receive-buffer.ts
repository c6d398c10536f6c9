/**
 * Pooled buffers that a socket reads into, so that reads allocate no memory and the garbage
 * collector runs less often.
 *
 * Reads fill a buffer one after another. Only whole frames are passed on to the WebSocket library,
 * which parses them in place (zero-copy); a frame that comes in parts it joins in fresh memory. It
 * handles each read synchronously: when it emits a message, it has consumed all bytes up to the end
 * of the message and none after it. A small read uses no more of a buffer than its size, so the
 * memory in use is never much more than what has arrived.
 */

import { WebSocketFrameScanner } from "./websocket-frame-scanner.js";

/** Several fragments fit into a buffer, so that few of them are split between two buffers. */
const BUFFER_SIZE = 262_144;
/** A buffer with less free space than this counts as full. */
const MIN_READ_SIZE = 65_536;
/** Larger frames are passed on in parts. Two frames of this size fit into a buffer. */
const MAX_WHOLE_FRAME_SIZE = 131_072;
/** The most buffers in the pool; the garbage collector takes the others. */
const MAX_POOLED_COUNT = 4;

/** All sockets share the pool, because few of them receive much at the same time. */
const POOL: Uint8Array[] = [];

export class ReceiveBuffer {
  /** The bytes that were read since the last message was consumed. */
  arrivedSize = 0;
  /** The buffer of the next read. */
  #current: Uint8Array = new Uint8Array(0);
  #filledSize = 0;
  /** Full buffers with bytes that the library has not consumed. */
  #retired: Uint8Array[] = [];
  readonly #frames = new WebSocketFrameScanner(MAX_WHOLE_FRAME_SIZE);
  /** The bytes of an incomplete frame at the end of the filled part of the buffer. */
  #partialFrameSize = 0;

  /** Returns the memory for the next read. */
  readonly next = (): Uint8Array => {
    if (this.#current.length - this.#filledSize < MIN_READ_SIZE) this.#retireBuffer();
    return this.#current.subarray(this.#filledSize);
  };

  /** Scans bytes that were read into other memory, before the first `commit`. */
  skip(bytes: Uint8Array): void {
    this.#frames.advance(bytes);
  }

  /** Takes `size` bytes that were read into `next()`; returns the bytes that may be passed on. */
  commit(size: number): Uint8Array {
    const start = this.#filledSize - this.#partialFrameSize;
    const read = this.#current.subarray(this.#filledSize, this.#filledSize + size);
    const whole = this.#frames.advance(read);
    this.#filledSize += size;
    this.arrivedSize += size;
    this.#partialFrameSize = whole === 0 ? this.#partialFrameSize + size : size - whole;
    return this.#current.subarray(start, this.#filledSize - this.#partialFrameSize);
  }

  /** Leaves the buffer to the garbage collector: the library keeps bytes that it was passed. */
  abandon(): void {
    this.#replaceBuffer();
  }

  /** Releases consumed buffers. A message was copied; `end` is its last fragment. */
  releaseConsumed(end: Uint8Array | undefined): void {
    for (const buffer of this.#retired) if (POOL.length < MAX_POOLED_COUNT) POOL.push(buffer);
    this.#retired = [];
    this.arrivedSize = 0;
    if (end?.buffer !== this.#current.buffer) return;
    // No byte was read after the message, so the whole buffer is free.
    if (end.byteOffset + end.length === this.#filledSize) this.#filledSize = 0;
  }

  #retireBuffer(): void {
    const isWanted = this.#filledSize > 0 && this.#retired.length < MAX_POOLED_COUNT;
    if (isWanted) this.#retired.push(this.#current);
    this.#replaceBuffer();
  }

  /** Takes a buffer from the pool and moves the incomplete frame into it. */
  #replaceBuffer(): void {
    const buffer = POOL.pop() ?? new Uint8Array(BUFFER_SIZE);
    buffer.set(this.#current.subarray(this.#filledSize - this.#partialFrameSize, this.#filledSize));
    this.#current = buffer;
    this.#filledSize = this.#partialFrameSize;
  }
}
