/** The writing side of the shared slab, which runs in the host thread below the page cache. */

import type { PageSlab } from "../cache/page-slab.js";
import { bucketOf, pageTable, type SlabMemory } from "./page-table.js";

/** Creates a slab over memory that workers read. Each memory has a single writer. */
export function createSharedSlab(memory: SlabMemory): PageSlab {
  const { pageSize, slotCount } = memory;
  const pages = new Uint8Array(memory.pages);
  const table = pageTable(memory);
  const { cells, nextAt, ownerAt, pgnoAt, pinsAt } = table;
  const isPinned = (slot: number): boolean => Atomics.load(cells, pinsAt + slot) !== 0;
  const view = (slot: number): Uint8Array => pages.subarray(slot * pageSize, (slot + 1) * pageSize);
  // Shared memory is copied byte by byte where source and target are not aligned alike, which the
  // pages of a frame never are. A copy to memory of our own in between is several times faster.
  const aligned = new Uint8Array(pageSize);
  return {
    pageSize,
    slotCount,
    view,
    fill: (slot, bytes) => {
      if (bytes === null) view(slot).fill(0);
      else {
        aligned.set(bytes);
        pages.set(aligned, slot * pageSize);
      }
    },
    // This thread is the only writer, so it needs no atomic reads.
    find: (databaseId, pgno) => {
      let link = cells[bucketOf(table, databaseId, pgno)] ?? 0;
      while (link !== 0) {
        const slot = link - 1;
        const isPage = cells[pgnoAt + slot] === (pgno | 0) && cells[ownerAt + slot] === databaseId;
        if (isPage) return slot;
        link = cells[nextAt + slot] ?? 0;
      }
      return undefined;
    },
    publish: (databaseId, pgno, slot) => {
      const bucket = bucketOf(table, databaseId, pgno);
      // A reader that sees an atomic store also sees everything written before it.
      cells[ownerAt + slot] = databaseId;
      cells[nextAt + slot] = cells[bucket] ?? 0;
      // A page number is a u32; the bits are what readers compare.
      Atomics.store(cells, pgnoAt + slot, pgno | 0);
      Atomics.store(cells, bucket, slot + 1);
    },
    unpublish: (databaseId, pgno, slot) => {
      Atomics.store(cells, pgnoAt + slot, 0);
      unlink(cells, bucketOf(table, databaseId, pgno), nextAt, slot);
      return !isPinned(slot);
    },
    isPinned,
  };
}

/** Takes a slot out of its chain. */
function unlink(cells: Int32Array, bucket: number, nextAt: number, slot: number): void {
  let at = bucket;
  // A chain is never longer than the table.
  for (let step = 0; step < cells.length; step++) {
    const link = Atomics.load(cells, at);
    if (link === 0) return;
    if (link === slot + 1) {
      Atomics.store(cells, at, Atomics.load(cells, nextAt + slot));
      return;
    }
    at = nextAt + link - 1;
  }
}
