/**
 * Checks the list of free pages by own code. SQLite leaves it out of integrity_check where the
 * first table that it happens to list is a view.
 *
 *    page 1   32  u32  first trunk page, or 0        36  u32  free pages in all
 *    trunk     0  u32  next trunk page, or 0          4  u32  leaves in this trunk
 *              8  …    u32 each: the leaves, whose content means nothing
 */

import { PAGE_SIZE } from "@barewire/protocol/page-size";
import type { SnapshotPages } from "./snapshot-pages.js";

const MAX_LEAVES = PAGE_SIZE / 4 - 2;

/**
 * Returns the fault of the list, or `undefined` if it is sound. Throws what `SnapshotPages.page`
 * throws.
 */
export async function freelistFault(pages: SnapshotPages): Promise<string | undefined> {
  const pageOne = viewOf(await pages.page(1));
  const pageCount = pages.size / PAGE_SIZE;
  const seen = new Set<number>();
  const isNew = (pgno: number): boolean => {
    const isFree = pgno >= 2 && pgno <= pageCount && !seen.has(pgno);
    seen.add(pgno);
    return isFree;
  };
  // Every trunk is another page of the database, so the loop ends.
  for (let trunk = pageOne.getUint32(32); trunk !== 0; ) {
    if (!isNew(trunk)) return `freelist: page ${trunk} cannot be a trunk page of it`;
    const view = viewOf(await pages.page(trunk));
    const leafCount = view.getUint32(4);
    if (leafCount > MAX_LEAVES) return `freelist: page ${trunk} has too many leaves`;
    for (let index = 0; index < leafCount; index += 1) {
      const leaf = view.getUint32(8 + 4 * index);
      if (!isNew(leaf)) return `freelist: page ${leaf} cannot be a leaf of it`;
    }
    trunk = view.getUint32(0);
  }
  const count = pageOne.getUint32(36);
  if (count === seen.size) return undefined;
  return `freelist: the header says ${count} pages, and ${seen.size} are in it`;
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}
