/**
 * Puts frames together that come in pieces, in memory that is used again once a receiver is done
 * with a frame. A frame may be a MiB, and fresh memory of that size costs the system more than
 * filling it.
 */

/** Larger frames are rare, and their memory is not kept. */
const MAX_KEPT_SIZE = 4_194_304;
/** Of memory that is kept, so that frames of about one size share it. */
const SIZE_STEP = 65_536;

export class FrameBufferPool {
  /** Weak, so that nothing is kept for long when no frames come. */
  #spare: WeakRef<ArrayBuffer> | null = null;

  /** The pieces one after another: the caller's own, until it is given back. */
  join(pieces: readonly Uint8Array[]): Uint8Array {
    const size = pieces.reduce((sum, piece) => sum + piece.length, 0);
    const frame = new Uint8Array(this.#take(size), 0, size);
    let offset = 0;
    for (const piece of pieces) {
      frame.set(piece, offset);
      offset += piece.length;
    }
    return frame;
  }

  /** Nobody may look at the frame any more. */
  release({ buffer }: Uint8Array): void {
    if (!(buffer instanceof ArrayBuffer) || buffer.byteLength > MAX_KEPT_SIZE) return;
    const isLarger = buffer.byteLength > (this.#spare?.deref()?.byteLength ?? 0);
    if (buffer.byteLength >= SIZE_STEP && isLarger) this.#spare = new WeakRef(buffer);
  }

  #take(size: number): ArrayBuffer {
    if (size < SIZE_STEP) return new ArrayBuffer(size);
    const spare = this.#spare?.deref();
    if (spare !== undefined && spare.byteLength >= size) {
      this.#spare = null;
      return spare;
    }
    return new ArrayBuffer(Math.ceil(size / SIZE_STEP) * SIZE_STEP);
  }
}
