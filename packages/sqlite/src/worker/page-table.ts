/**
 * The page table of the shared slab: which slot holds which page of which database.
 *
 * One thread writes it, the host of all databases; their threads read it. It is a hash table whose
 * chains run through the slots, so it is as large as the slab and never grows. All 32-bit words:
 *
 *     heads    a power of two of buckets: the first slot of the chain + 1, or 0
 *     next     per slot: the slot after it in its chain + 1, or 0
 *     owner    per slot: the number of the database
 *     pgno     per slot: the page, or 0 for a slot that nobody may read
 *     readers  per slot: how many threads are reading it right now
 *
 * A reader that walks a chain while it changes may miss a page, and then asks the host. It never
 * reads a wrong one: it counts itself in `readers` first and looks at `owner` and `pgno` then,
 * while the writer clears `pgno` first and looks at `readers` then.
 */

export interface PageTable {
  readonly cells: Int32Array;
  readonly bucketMask: number;
  readonly nextAt: number;
  readonly ownerAt: number;
  readonly pgnoAt: number;
  readonly pinsAt: number;
}

/** What threads need to see the slab; travels to them as it is. */
export interface SlabMemory {
  readonly pages: SharedArrayBuffer;
  readonly table: SharedArrayBuffer;
  readonly pageSize: number;
  readonly slotCount: number;
}

/** A slab without pages. The platform gives memory to it as it fills. */
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
