/**
 * Memory that a socket reads into, used again when the messages in it have been taken. Otherwise
 * each read is given fresh memory, and the more of it there is the more often the collector runs.
 *
 * Reads fill it one after another, and the library deals with one read before the next: when a
 * message arrives, all that was read before its end has been taken, and what was read after it has
 * not. A read that brings little takes no more memory than that, so what is held is never much more
 * than what has arrived.
 */

/** Several pieces of a frame, so that few of them lie in two reads. */
const MEMORY_SIZE = 262_144;
/** With less than this left of it, memory counts as full. */
const MIN_READ_SIZE = 65_536;
/** What is used again, besides what is read into. The rest is the collector's. */
const MAX_KEPT_COUNT = 4;

/** Of all sockets, as few of them have much to read at the same time. */
const FREE: Uint8Array[] = [];

export class ReadMemory {
  /** Bytes read since a message was taken. */
  arrivedSize = 0;
  /** What is read into, and what lies before it, full. */
  #newest: Uint8Array = new Uint8Array(0);
  #filledSize = 0;
  #full: Uint8Array[] = [];

  /** For the next read. */
  readonly next = (): Uint8Array => {
    if (this.#newest.length - this.#filledSize < MIN_READ_SIZE) {
      if (this.#filledSize > 0 && this.#full.length < MAX_KEPT_COUNT) this.#full.push(this.#newest);
      this.#newest = FREE.pop() ?? new Uint8Array(MEMORY_SIZE);
      this.#filledSize = 0;
    }
    return this.#newest.subarray(this.#filledSize);
  };

  /** So many bytes were read into what `next` has returned. */
  filled(size: number): void {
    this.#filledSize += size;
    this.arrivedSize += size;
  }

  /** What was read last is kept by somebody, and nobody can tell for how long. */
  leave(): void {
    this.#newest = new Uint8Array(0);
    this.#filledSize = 0;
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
}
