/**
 * A counting semaphore of bytes and of requests. It never blocks: the request that exceeds a limit
 * is accepted, and the caller stops reading until the semaphore has room again (back-pressure).
 *
 * The semaphore of a connection has that of the process as its parent, and acquires from both.
 */

export class ByteSemaphore {
  #size = 0;
  #count = 0;
  #waiting: (() => void)[] = [];
  readonly #maxSize: number;
  readonly #maxCount: number;
  readonly #parent: ByteSemaphore | null;

  constructor(maxSize: number, maxCount: number, parent: ByteSemaphore | null = null) {
    this.#maxSize = maxSize;
    this.#maxCount = maxCount;
    this.#parent = parent;
  }

  /** The bytes that are acquired. */
  get size(): number {
    return this.#size;
  }

  /** Acquires `size` bytes for one request, even above the limits. */
  acquire(size: number): void {
    this.#size += size;
    this.#count += 1;
    this.#parent?.acquire(size);
  }

  /** Releases the bytes of one request; resumes all waiters once both limits are kept. */
  release(size: number): void {
    this.#size -= size;
    this.#count -= 1;
    this.#parent?.release(size);
    if (this.#isFull()) return;
    for (const resume of this.#waiting.splice(0)) resume();
  }

  /** Undefined if the semaphore and its parents are not full; else resolves when they are not. */
  available(): Promise<void> | undefined {
    if (!this.#isFull()) return this.#parent?.available();
    const released = new Promise<void>((resolve) => this.#waiting.push(resolve));
    return released.then(() => this.available());
  }

  #isFull(): boolean {
    return this.#size >= this.#maxSize || this.#count >= this.#maxCount;
  }
}
