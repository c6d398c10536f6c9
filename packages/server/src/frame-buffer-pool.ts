/**
 * Memory for frames that is used again once they have left. An answer may be a MiB, and fresh
 * memory of that size costs the system more than reading, encoding and sending it together.
 */

/** The smallest and the largest frame that is worth it: one of a page; larger ones are rare. */
const MIN_SIZE = 4_096;
const MAX_SIZE = 4_194_304;

/** What waits to be used again, at most: a few of the largest, many of the usual ones. */
const MAX_FREE_SIZE = 16_777_216;

/** One for all connections of a process. */
export class FramePool {
  /** By size, which is a power of two. The one given back last is the first to be used. */
  readonly #free: Map<number, ArrayBuffer[]> = new Map();
  /** A frame that is never given back, since it was not sent, is no loss but of time. */
  readonly #lent: WeakSet<ArrayBufferLike> = new WeakSet();
  #freeSize = 0;

  /** What waits to be used again, in bytes. */
  get freeSize(): number {
    return this.#freeSize;
  }

  /** `size` bytes with any content. */
  readonly take = (size: number): Uint8Array => {
    if (size < MIN_SIZE || size > MAX_SIZE) return new Uint8Array(size);
    const wholeSize = 2 ** Math.ceil(Math.log2(size));
    const buffer = this.#reuse(wholeSize) ?? Buffer.allocUnsafeSlow(wholeSize).buffer;
    this.#lent.add(buffer);
    return new Uint8Array(buffer, 0, size);
  };

  /** Nobody may look at `frame` any more. Of frames from elsewhere, nothing is kept. */
  give({ buffer }: Uint8Array): void {
    if (!(buffer instanceof ArrayBuffer) || !this.#lent.delete(buffer)) return;
    const wholeSize = buffer.byteLength;
    if (this.#freeSize + wholeSize > MAX_FREE_SIZE) return;
    const free = this.#free.get(wholeSize);
    if (free === undefined) this.#free.set(wholeSize, [buffer]);
    else free.push(buffer);
    this.#freeSize += wholeSize;
  }

  #reuse(wholeSize: number): ArrayBuffer | undefined {
    const buffer = this.#free.get(wholeSize)?.pop();
    if (buffer !== undefined) this.#freeSize -= wholeSize;
    return buffer;
  }
}
