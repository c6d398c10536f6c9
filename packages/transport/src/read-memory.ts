/**
 * Memory that a socket reads into, used again when the messages in it have been taken. Otherwise
 * each read is given fresh memory, and the more of it there is the more often the collector runs.
 *
 * Node asks for memory before each read, hands it over when it is filled, and asks for the next
 * after that. So when a message arrives, whatever was filled before the read that brought its end
 * has been taken, and the newest has not.
 */

/** Several pieces of a frame, so that few of them lie in two reads. */
const READ_SIZE = 262_144;
/** What waits to be used again, at most. */
const MAX_FREE_COUNT = 4;

export class ReadMemory {
  /** What has been given out, the newest last. */
  #inUse: Uint8Array[] = [];
  readonly #free: Uint8Array[] = [];

  /** For the next read. */
  readonly next = (): Uint8Array => {
    const memory = this.#free.pop() ?? new Uint8Array(READ_SIZE);
    this.#inUse.push(memory);
    return memory;
  };

  /** Somebody keeps what was read into the memory, and nobody can tell for how long. */
  leave(memory: Uint8Array): void {
    this.#inUse = this.#inUse.filter((other) => other !== memory);
  }

  /** A message has arrived and its bytes have been copied. */
  messageTaken(): void {
    const newest = this.#inUse.pop();
    for (const memory of this.#inUse) {
      if (this.#free.length < MAX_FREE_COUNT) this.#free.push(memory);
    }
    this.#inUse = newest === undefined ? [] : [newest];
  }
}
