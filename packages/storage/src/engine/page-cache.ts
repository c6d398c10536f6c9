/**
 * `PageCache`: inflated pages in memory, by the blob that they are from, and the layouts of blobs.
 * The name of a blob identifies its content, which is why no entry can become stale. Eviction is
 * second-chance (CLOCK) by blob.
 */

import { PAGE_SIZE } from "@barewire/protocol/page-size";
import type { BlobLayout } from "./blob-layout.js";

/** The approximate memory that a map takes for an entry. */
const ENTRY_SIZE = 64;
/** The approximate memory that a row of a layout takes, with its key. */
const ROW_SIZE = 256;

/** The parts of a blob that are cached. */
export type CachedBlob = {
  readonly pages: ReadonlyMap<number, Uint8Array>;
  /** Its rows and frames, once they have been read. */
  readonly layout: BlobLayout | undefined;
};

type Entry = {
  readonly pages: Map<number, Uint8Array>;
  layout: BlobLayout | undefined;
  size: number;
  /** The reference bit of CLOCK: set by a hit, cleared when eviction passes over the blob. */
  isReferenced: boolean;
};

export class PageCache {
  readonly #maxSize: number;
  /** The blobs in the order of the CLOCK hand: the first one is looked at next for eviction. */
  readonly #blobs = new Map<string, Entry>();
  #size = 0;

  /** Creates a cache of at most `maxSize` bytes; with 0 it holds nothing. */
  constructor(maxSize: number) {
    this.#maxSize = maxSize;
  }

  get size(): number {
    return this.#size;
  }

  blob(name: string): CachedBlob | undefined {
    const entry = this.#blobs.get(name);
    if (entry !== undefined) entry.isReferenced = true;
    return entry;
  }

  /** Adds pages of a blob. The cache takes ownership of them: they must not be changed any more. */
  keepPages(name: string, pages: ReadonlyMap<number, Uint8Array>): void {
    if (pages.size === 0 || this.#maxSize === 0) return;
    const entry = this.#entry(name);
    for (const [pgno, bytes] of pages) {
      if (entry.pages.has(pgno)) continue;
      entry.pages.set(pgno, bytes);
      this.#grow(entry, PAGE_SIZE + ENTRY_SIZE);
    }
    this.#evict();
  }

  keepLayout(name: string, layout: BlobLayout): void {
    if (this.#maxSize === 0) return;
    const entry = this.#entry(name);
    if (entry.layout !== undefined) return;
    entry.layout = layout;
    this.#grow(entry, ENTRY_SIZE * layout.frames.length + ROW_SIZE * layout.rows.length);
    this.#evict();
  }

  #entry(name: string): Entry {
    const found = this.#blobs.get(name);
    if (found !== undefined) return found;
    const entry: Entry = { pages: new Map(), layout: undefined, size: 0, isReferenced: false };
    this.#blobs.set(name, entry);
    this.#grow(entry, ENTRY_SIZE + 2 * name.length);
    return entry;
  }

  #grow(entry: Entry, size: number): void {
    entry.size += size;
    this.#size += size;
  }

  /**
   * A blob that was used since its last turn gets another one. That is nearly as good as LRU, and a
   * hit costs no more than finding the entry.
   */
  #evict(): void {
    for (const [name, entry] of this.#blobs) {
      if (this.#size <= this.#maxSize) return;
      this.#blobs.delete(name);
      if (entry.isReferenced) {
        entry.isReferenced = false;
        this.#blobs.set(name, entry);
      } else {
        this.#size -= entry.size;
      }
    }
  }
}
