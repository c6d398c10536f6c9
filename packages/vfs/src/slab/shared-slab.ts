/** The writing side of the shared slab: in the host's thread, below the page cache. */

import type { PageSlab } from "../pages/page-slab.js";
import { bucketOf, type SlabMemory, slabWords } from "./slab-words.js";

/** A slab over memory that readers in other threads share. There is one writer for a memory. */
export function createSharedSlab(memory: SlabMemory): PageSlab {
  const { pageSize, slotCount } = memory;
  const pages = new Uint8Array(memory.pages);
  const table = slabWords(memory);
  const { words, nextAt, ownerAt, pgnoAt, readersAt } = table;
  const isRead = (slot: number): boolean => Atomics.load(words, readersAt + slot) !== 0;
  const view = (slot: number): Uint8Array => pages.subarray(slot * pageSize, (slot + 1) * pageSize);
  // Shared memory is copied byte by byte where source and target are not aligned alike, which the
  // pages of a frame never are. A copy to memory of our own in between is several times faster.
  const aligned = new Uint8Array(pageSize);
  return {
    pageSize,
    slotCount,
    view,
    byteAt: (slot, offset) => pages[slot * pageSize + offset] ?? 0,
    fill: (slot, bytes) => {
      if (bytes === null) view(slot).fill(0);
      else {
        aligned.set(bytes);
        pages.set(aligned, slot * pageSize);
      }
    },
    publish: (databaseId, pgno, slot) => {
      const bucket = bucketOf(table, databaseId, pgno);
      Atomics.store(words, ownerAt + slot, databaseId);
      Atomics.store(words, nextAt + slot, Atomics.load(words, bucket));
      // A page number is a u32; the bits are what readers compare.
      Atomics.store(words, pgnoAt + slot, pgno | 0);
      Atomics.store(words, bucket, slot + 1);
    },
    withdraw: (databaseId, pgno, slot) => {
      Atomics.store(words, pgnoAt + slot, 0);
      unlink(words, bucketOf(table, databaseId, pgno), nextAt, slot);
      return !isRead(slot);
    },
    isRead,
  };
}

/** Takes a slot out of its chain. */
function unlink(words: Int32Array, bucket: number, nextAt: number, slot: number): void {
  let at = bucket;
  // A chain is never longer than there are words.
  for (let step = 0; step < words.length; step++) {
    const link = Atomics.load(words, at);
    if (link === 0) return;
    if (link === slot + 1) {
      Atomics.store(words, at, Atomics.load(words, nextAt + slot));
      return;
    }
    at = nextAt + link - 1;
  }
}
