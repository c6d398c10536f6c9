/** `SqliteFile`: a file as SQLite's virtual file system sees it. Results are SQLite's codes. */

import type { MaybePromise } from "@barewire/clock";
import type { HeapView } from "../page-store.js";
import { SQLITE_IOERR_SHORT_READ, SQLITE_NOTFOUND, SQLITE_OK } from "./result-codes.js";

export interface SqliteFile {
  readonly size: number;
  readonly deviceCharacteristics: number;
  /** Fills `size` bytes at `target` of the heap, with zeros beyond the end of the file. */
  read(heap: HeapView, target: number, size: number, offset: number): MaybePromise<number>;
  write(heap: HeapView, source: number, size: number, offset: number): MaybePromise<number>;
  truncate(size: number): MaybePromise<number>;
  sync(): MaybePromise<number>;
  control(operation: number): MaybePromise<number>;
  close(): MaybePromise<number>;
}

/** Journals and temporary files: in memory, and gone with the connection. */
export class MemoryFile implements SqliteFile {
  readonly deviceCharacteristics = 0;
  size = 0;
  #bytes = new Uint8Array(0);

  read(heap: HeapView, target: number, size: number, offset: number): number {
    const bytes = heap();
    const available = Math.max(0, Math.min(size, this.size - offset));
    bytes.set(this.#bytes.subarray(offset, offset + available), target);
    if (available === size) return SQLITE_OK;
    bytes.fill(0, target + available, target + size);
    return SQLITE_IOERR_SHORT_READ;
  }

  write(heap: HeapView, source: number, size: number, offset: number): number {
    const end = offset + size;
    if (end > this.#bytes.length) {
      const grown = new Uint8Array(Math.max(end, 2 * this.#bytes.length, 4096));
      grown.set(this.#bytes.subarray(0, this.size));
      this.#bytes = grown;
    }
    this.#bytes.set(heap().subarray(source, source + size), offset);
    this.size = Math.max(this.size, end);
    return SQLITE_OK;
  }

  truncate(size: number): number {
    if (size >= this.size) return SQLITE_OK;
    // If the file grows again, it must not show the old bytes.
    this.#bytes.fill(0, size, this.size);
    this.size = size;
    if (size === 0) this.#bytes = new Uint8Array(0);
    return SQLITE_OK;
  }

  sync(): number {
    return SQLITE_OK;
  }

  control(): number {
    return SQLITE_NOTFOUND;
  }

  close(): number {
    return SQLITE_OK;
  }
}
