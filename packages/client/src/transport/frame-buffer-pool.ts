/**
 * A pool of one buffer for frames that arrive in fragments. A frame may be a MiB, and allocating
 * fresh memory of that size costs the system more than filling it, so the buffer of a frame is used
 * again after its receiver has released it.
 */

/** The buffer of a larger frame is left to the garbage collector, because such frames are rare. */
const MAX_POOLED_SIZE = 4_194_304;
/** Buffers are rounded up to multiples of this, so that frames of similar sizes can share one. */
const SIZE_STEP = 65_536;

export class FrameBufferPool {
  /** Weak, so that the collector can take the buffer while no frames arrive. */
  #spare: WeakRef<ArrayBuffer> | null = null;

  /** Concatenates the fragments into a buffer, which is the caller's until it is released. */
  join(fragments: readonly Uint8Array[]): Uint8Array {
    const size = fragments.reduce((sum, fragment) => sum + fragment.length, 0);
    const frame = new Uint8Array(this.#acquire(size), 0, size);
    let offset = 0;
    for (const fragment of fragments) {
      frame.set(fragment, offset);
      offset += fragment.length;
    }
    return frame;
  }

  /** Makes the buffer of a frame available to the next one. The frame must not be read again. */
  release({ buffer }: Uint8Array): void {
    if (!(buffer instanceof ArrayBuffer) || buffer.byteLength > MAX_POOLED_SIZE) return;
    const isLarger = buffer.byteLength > (this.#spare?.deref()?.byteLength ?? 0);
    if (buffer.byteLength >= SIZE_STEP && isLarger) this.#spare = new WeakRef(buffer);
  }

  #acquire(size: number): ArrayBuffer {
    if (size < SIZE_STEP) return new ArrayBuffer(size);
    const spare = this.#spare?.deref();
    if (spare !== undefined && spare.byteLength >= size) {
      this.#spare = null;
      return spare;
    }
    return new ArrayBuffer(Math.ceil(size / SIZE_STEP) * SIZE_STEP);
  }
}
