/**
 * Memory that a socket reads into, used again when the messages in it have been taken. Otherwise
 * each read is given fresh memory, and the more of it there is the more often the collector runs.
 *
 * Reads fill it one after another, and what they bring is handed on frame by frame, because the
 * library puts together in fresh memory what it is given in parts. It deals with one read before
 * the next: when a message arrives, all that was read before its end has been taken, and what was
 * read after it has not. A read that brings little takes no more memory than that, so what is held
 * is never much more than what has arrived.
 */

import { WebSocketFrameScanner } from "./websocket-frame-scanner.js";

/** Several pieces of a frame, so that few of them lie in two reads. */
const MEMORY_SIZE = 262_144;
/** With less than this left of it, memory counts as full. */
const MIN_READ_SIZE = 65_536;
/** Larger frames are handed on in parts: two of these fit into memory. */
const MAX_WHOLE_SIZE = 131_072;
/** What is used again, besides what is read into. The rest is the collector's. */
const MAX_KEPT_COUNT = 4;

/** Of all sockets, as few of them have much to read at the same time. */
const FREE: Uint8Array[] = [];

export class ReceiveBuffer {
  /** Bytes read since a message was taken. */
  arrivedSize = 0;
  /** What is read into, and what lies before it, full. */
  #newest: Uint8Array = new Uint8Array(0);
  #filledSize = 0;
  #full: Uint8Array[] = [];
  readonly #frames = new WebSocketFrameScanner(MAX_WHOLE_SIZE);
  /** Bytes at the end of what was filled that are not the whole of a frame yet. */
  #partSize = 0;

  /** For the next read. */
  readonly next = (): Uint8Array => {
    if (this.#newest.length - this.#filledSize < MIN_READ_SIZE) this.#renew();
    return this.#newest.subarray(this.#filledSize);
  };

  /** Bytes were read elsewhere, before any with `filled`. */
  passed(bytes: Uint8Array): void {
    this.#frames.advance(bytes);
  }

  /** So many bytes were read into what `next` has returned; returns what can be handed on. */
  filled(size: number): Uint8Array {
    const start = this.#filledSize - this.#partSize;
    const read = this.#newest.subarray(this.#filledSize, this.#filledSize + size);
    const whole = this.#frames.advance(read);
    this.#filledSize += size;
    this.arrivedSize += size;
    this.#partSize = whole === 0 ? this.#partSize + size : size - whole;
    return this.#newest.subarray(start, this.#filledSize - this.#partSize);
  }

  /** What was handed on last is kept by somebody, and nobody can tell for how long. */
  leave(): void {
    this.#change();
  }

  /** A message has arrived and its bytes have been copied. The last of them were in `end`. */
  messageTaken(end: Uint8Array | undefined): void {
    for (const memory of this.#full) if (FREE.length < MAX_KEPT_COUNT) FREE.push(memory);
    this.#full = [];
    this.arrivedSize = 0;
    if (end?.buffer !== this.#newest.buffer) return;
    // Nothing has been read after it.
    if (end.byteOffset + end.length === this.#filledSize) this.#filledSize = 0;
  }

  #renew(): void {
    const isWanted = this.#filledSize > 0 && this.#full.length < MAX_KEPT_COUNT;
    if (isWanted) this.#full.push(this.#newest);
    this.#change();
  }

  /** The part of a frame that has come goes along. */
  #change(): void {
    const memory = FREE.pop() ?? new Uint8Array(MEMORY_SIZE);
    memory.set(this.#newest.subarray(this.#filledSize - this.#partSize, this.#filledSize));
    this.#newest = memory;
    this.#filledSize = this.#partSize;
  }
}
