/**
 * Finds the overflow pages of the rows of a table leaf from the bytes of the leaf: the beginning of
 * each chain, and its number of pages. It is likely, but not certain, that they follow each other
 * in the file.
 */

import { type BtreePage, openBtreePage, type Payload, payloadAt } from "../btree/btree-page.js";
import { sizeUpTo } from "../btree/record.js";
import { readU32 } from "../cache/interior-page.js";

const TABLE_LEAF = 13;
/** Longer chains are for the scan that then shows. */
const MAX_CHAIN_PAGES = 64;

/** Tells whether a page of the type may be a table leaf. */
export function isTableLeafType(type: number | undefined): boolean {
  return type === TABLE_LEAF;
}

/**
 * The pages after `first`, where that is the first overflow page of a row of the leaf; undefined
 * where it is not. Never more than 63, never beyond the file.
 */
export function chainAfter(
  first: number,
  leafPgno: number,
  leaf: Uint8Array,
  dbSizePages: number,
): readonly number[] | undefined {
  const page = openBtreePage(leafPgno, leaf);
  if (page?.kind !== "table-leaf") return undefined;
  for (let cell = 0; cell < page.cellCount; cell++) {
    const chain = readChain(page, cell);
    if (chain === undefined || chain.first !== first) continue;
    const count = Math.min(chain.pageCount, MAX_CHAIN_PAGES, dbSizePages - first + 1);
    return Array.from({ length: Math.max(0, count - 1) }, (_, index) => first + 1 + index);
  }
  return undefined;
}

function readChain(
  leaf: BtreePage,
  index: number,
): { readonly first: number; readonly pageCount: number } | undefined {
  const payload = payloadAt(leaf, index);
  if (payload === undefined || payload.overflowPgno === 0) return undefined;
  const { size, localSize, overflowPgno, bytes } = payload;
  return { first: overflowPgno, pageCount: Math.ceil((size - localSize) / (bytes.length - 4)) };
}

/**
 * The missing pages of the chain of a record, up to the one with the end of a column. A page after
 * a missing one is taken for the next of the file.
 */
export function missingOverflow(
  payload: Payload,
  lastColumn: number,
  bytesOf: (pgno: number) => Uint8Array | undefined,
): readonly number[] {
  const { overflowPgno, localSize, size, bytes } = payload;
  const end = Math.min(size, sizeUpTo(payload, lastColumn) ?? size);
  const pageCount = Math.ceil((end - localSize) / (bytes.length - 4));
  const missing: number[] = [];
  let pgno = overflowPgno;
  for (let index = 0; index < Math.min(pageCount, MAX_CHAIN_PAGES) && pgno !== 0; index++) {
    const page = bytesOf(pgno);
    if (page === undefined) missing.push(pgno);
    pgno = page === undefined ? pgno + 1 : readU32(page, 0);
  }
  return missing;
}
