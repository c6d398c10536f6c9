/** How many bytes, and how many requests, may be held at one time. */

/** Of one connection, within that of the whole process. */
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

  /** What is held now, in bytes. */
  get size(): number {
    return this.#size;
  }

  acquire(size: number): void {
    this.#size += size;
    this.#count += 1;
    this.#parent?.acquire(size);
  }

  release(size: number): void {
    this.#size -= size;
    this.#count -= 1;
    this.#parent?.release(size);
    if (this.#isFull()) return;
    for (const resume of this.#waiting.splice(0)) resume();
  }

  /** Settles when there is room again; undefined if there is. */
  available(): Promise<void> | undefined {
    if (!this.#isFull()) return this.#parent?.available();
    const given = new Promise<void>((resolve) => this.#waiting.push(resolve));
    return given.then(() => this.available());
  }

  #isFull(): boolean {
    return this.#size >= this.#maxSize || this.#count >= this.#maxCount;
  }
}
