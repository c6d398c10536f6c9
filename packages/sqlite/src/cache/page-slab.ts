/**
 * The memory behind the page cache: slots of one page each, which readers may look at without
 * asking the cache.
 *
 * The cache decides which page is in which slot and tells the slab, which tells the readers. A slab
 * over shared memory keeps a table for readers in other threads; this one, in plain memory, is for
 * one thread.
 */

export interface PageSlab {
  /** Bytes of a slot. */
  readonly pageSize: number;
  /** Slots are numbered from 0. */
  readonly slotCount: number;
  /** The bytes of a slot. Only the cache writes there, through `fill`. */
  view(slot: number): Uint8Array;
  /** Copies a page of exactly `pageSize` bytes, or zeros, into a slot that no reader knows. */
  fill(slot: number, bytes: Uint8Array | null): void;
  /** The slot that was published for the page. */
  find(databaseId: number, pgno: number): number | undefined;
  /** Publishes the page: readers of the database find it in the slot from now on. */
  publish(databaseId: number, pgno: number, slot: number): void;
  /**
   * Unpublishes the page: readers do not find it from now on. Returns false while a reader has the
   * slot pinned: then the page stays hidden, but the slot may not be filled; `isPinned` tells when
   * it may.
   */
  unpublish(databaseId: number, pgno: number, slot: number): boolean;
  /** Tells whether a reader has the slot pinned right now. */
  isPinned(slot: number): boolean;
}

/** A slab of one thread. `pin` and `unpin` are the reader's side of `unpublish`. */
export interface MemorySlab extends PageSlab {
  pin(slot: number): void;
  unpin(slot: number): void;
}

/** A slab in ordinary memory, allocated at once. */
export function createMemorySlab(pageSize: number, slotCount: number): MemorySlab {
  const bytes = new Uint8Array(pageSize * slotCount);
  const readers = new Uint16Array(slotCount);
  const slots = new Map<number, number>();
  const view = (slot: number): Uint8Array => bytes.subarray(slot * pageSize, (slot + 1) * pageSize);
  return {
    pageSize,
    slotCount,
    view,
    fill: (slot, page) => {
      if (page === null) view(slot).fill(0);
      else view(slot).set(page);
    },
    find: (databaseId, pgno) => slots.get(keyOf(databaseId, pgno)),
    publish: (databaseId, pgno, slot) => {
      slots.set(keyOf(databaseId, pgno), slot);
    },
    unpublish: (databaseId, pgno, slot) => {
      slots.delete(keyOf(databaseId, pgno));
      return readers[slot] === 0;
    },
    isPinned: (slot) => readers[slot] !== 0,
    pin: (slot) => {
      readers[slot] = (readers[slot] ?? 0) + 1;
    },
    unpin: (slot) => {
      readers[slot] = Math.max(0, (readers[slot] ?? 0) - 1);
    },
  };
}

/** Page numbers are less than 2^32, and databases of a process few. */
function keyOf(databaseId: number, pgno: number): number {
  return databaseId * 0x1_0000_0000 + pgno;
}
