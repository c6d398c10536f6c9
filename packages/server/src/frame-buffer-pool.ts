/**
 * A pool of buffers for frames. A response may have a MiB, and allocating fresh memory of that size
 * costs the system more than reading, encoding and sending it, so the buffer of a frame is used
 * again after it has left.
 */

/** Frames from the size of a page up to 4 MiB are pooled; larger ones are rare. */
const MIN_SIZE = 4_096;
const MAX_SIZE = 4_194_304;

/** The most bytes in the pool: a few of the largest buffers, or many of the usual ones. */
const MAX_FREE_SIZE = 16_777_216;

/** All connections of a process share one pool. */
export class FrameBufferPool {
  /** Free buffers by size, a power of two. The one released last is used first (LIFO). */
  readonly #free: Map<number, ArrayBuffer[]> = new Map();
  /** Buffers in use. Weak, because a frame that is not sent is never released. */
  readonly #acquired: WeakSet<ArrayBufferLike> = new WeakSet();
  #freeSize = 0;

  /** The bytes in the pool. */
  get freeSize(): number {
    return this.#freeSize;
  }

  /** Returns `size` bytes with arbitrary content. */
  readonly acquire = (size: number): Uint8Array => {
    if (size < MIN_SIZE || size > MAX_SIZE) return new Uint8Array(size);
    const wholeSize = 2 ** Math.ceil(Math.log2(size));
    const buffer = this.#reuse(wholeSize) ?? Buffer.allocUnsafeSlow(wholeSize).buffer;
    this.#acquired.add(buffer);
    return new Uint8Array(buffer, 0, size);
  };

  /** Returns the buffer of `frame`, which must not be read again, if it is from this pool. */
  release({ buffer }: Uint8Array): void {
    if (!(buffer instanceof ArrayBuffer) || !this.#acquired.delete(buffer)) return;
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
