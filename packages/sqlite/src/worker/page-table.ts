/**
 * The shared page table: which slot of the slab holds which page of which database.
 *
 * The host thread alone writes it, and the workers of all databases read it. It is a hash table
 * whose chains run through the slots, so it never grows. All cells have 32 bits:
 *
 *     buckets  a power of two of them: the first slot of the chain + 1, or 0
 *     next     per slot: the slot after it in its chain + 1, or 0
 *     owner    per slot: the id of the database
 *     pgno     per slot: the page, or 0 for a slot that may not be read
 *     pins     per slot: how many workers are reading it right now
 *
 * The protocol is that of a seqlock with pins. A reader that walks a chain while it changes may
 * miss a page, and then asks the host. It never reads a wrong page: it pins the slot first and
 * compares `owner` and `pgno` then, while the writer clears `pgno` first and looks at `pins` then.
 */

export interface PageTable {
  readonly cells: Int32Array;
  readonly bucketMask: number;
  readonly nextAt: number;
  readonly ownerAt: number;
  readonly pgnoAt: number;
  readonly pinsAt: number;
}

/** The memory of the slab and its page table, as it is sent to workers. */
export interface SlabMemory {
  readonly pages: SharedArrayBuffer;
  readonly table: SharedArrayBuffer;
  readonly pageSize: number;
  readonly slotCount: number;
}

/** Creates a slab without pages. The platform commits its memory as it fills. */
export function createSlabMemory(pageSize: number, slotCount: number): SlabMemory {
  const cellCount = bucketCount(slotCount) + 4 * slotCount;
  return {
    pages: new SharedArrayBuffer(pageSize * slotCount),
    table: new SharedArrayBuffer(cellCount * Int32Array.BYTES_PER_ELEMENT),
    pageSize,
    slotCount,
  };
}

export function pageTable({ table, slotCount }: SlabMemory): PageTable {
  const buckets = bucketCount(slotCount);
  return {
    cells: new Int32Array(table),
    bucketMask: buckets - 1,
    nextAt: buckets,
    ownerAt: buckets + slotCount,
    pgnoAt: buckets + 2 * slotCount,
    pinsAt: buckets + 3 * slotCount,
  };
}

export function bucketOf({ bucketMask }: PageTable, databaseId: number, pgno: number): number {
  // Neighbouring pages go to neighbouring buckets; databases are spread by a large odd factor.
  return (pgno + Math.imul(databaseId, 0x9e37_79b1)) & bucketMask;
}

function bucketCount(slotCount: number): number {
  let count = 1;
  while (count < slotCount * 2) count *= 2;
  return count;
}
