/** The reading side of the shared page table, which runs in the worker of a database. */

import { bucketOf, pageTable, type SlabMemory } from "./page-table.js";

export interface PageTableReader {
  /**
   * Copies the bytes `from` up to `until` of a page to `offset` of `target`. Returns false if the
   * page was not found, which a change at the same time may cause: the caller then asks the host.
   */
  copy(pgno: number, from: number, until: number, target: Uint8Array, offset: number): boolean;
}

/** Shared memory is copied by 8 bytes at a time if source and target have the same alignment. */
const WORD_SIZE = 8;

/** A longer chain was changed while it was walked. */
const MAX_STEPS = 64;

export function createPageTableReader(memory: SlabMemory, databaseId: number): PageTableReader {
  const { pageSize } = memory;
  const pages = new Uint8Array(memory.pages);
  const table = pageTable(memory);
  const { cells, nextAt, ownerAt, pgnoAt, pinsAt } = table;

  const isPage = (slot: number, pgno: number): boolean =>
    Atomics.load(cells, pgnoAt + slot) === (pgno | 0) &&
    Atomics.load(cells, ownerAt + slot) === databaseId;

  const aligned = new Uint8Array(pageSize);

  const copySlot = (
    slot: number,
    from: number,
    until: number,
    target: Uint8Array,
    offset: number,
  ): void => {
    const start = slot * pageSize;
    const isAligned = (target.byteOffset + offset - from) % WORD_SIZE === 0;
    if (isAligned) {
      target.set(pages.subarray(start + from, start + until), offset);
      return;
    }
    // Two aligned copies are faster than one that goes byte by byte.
    const first = from - (from % WORD_SIZE);
    aligned.set(pages.subarray(start + first, start + until), first);
    target.set(aligned.subarray(from, until), offset);
  };

  return {
    copy: (pgno, from, until, target, offset) => {
      let link = Atomics.load(cells, bucketOf(table, databaseId, pgno));
      for (let step = 0; link !== 0 && step < MAX_STEPS; step++) {
        const slot = link - 1;
        if (isPage(slot, pgno)) {
          Atomics.add(cells, pinsAt + slot, 1);
          // The host does not fill the slot while it is pinned.
          const isStillPage = isPage(slot, pgno);
          if (isStillPage) copySlot(slot, from, until, target, offset);
          Atomics.sub(cells, pinsAt + slot, 1);
          return isStillPage;
        }
        link = Atomics.load(cells, nextAt + slot);
      }
      return false;
    },
  };
}
