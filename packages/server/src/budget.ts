/** How many bytes, and how many requests, may be held at one time. */

/** Of one connection, within that of the whole process. */
export class Budget {
  #size = 0;
  #count = 0;
  #waiting: (() => void)[] = [];
  readonly #maxSize: number;
  readonly #maxCount: number;
  readonly #parent: Budget | null;

  constructor(maxSize: number, maxCount: number, parent: Budget | null = null) {
    this.#maxSize = maxSize;
    this.#maxCount = maxCount;
    this.#parent = parent;
  }

  /** What is held now, in bytes. */
  get size(): number {
    return this.#size;
  }

  take(size: number): void {
    this.#size += size;
    this.#count += 1;
    this.#parent?.take(size);
  }

  give(size: number): void {
    this.#size -= size;
    this.#count -= 1;
    this.#parent?.give(size);
    if (this.#isFull()) return;
    for (const resume of this.#waiting.splice(0)) resume();
  }

  /** Settles when there is room again; undefined if there is. */
  room(): Promise<void> | undefined {
    if (!this.#isFull()) return this.#parent?.room();
    const given = new Promise<void>((resolve) => this.#waiting.push(resolve));
    return given.then(() => this.room());
  }

  #isFull(): boolean {
    return this.#size >= this.#maxSize || this.#count >= this.#maxCount;
  }
}
