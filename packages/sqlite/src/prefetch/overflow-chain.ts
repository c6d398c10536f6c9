/**
 * Finds the overflow pages of the rows of a table leaf from the bytes of the leaf: the beginning of
 * each chain, and its number of pages. It is likely, but not certain, that they follow each other
 * in the file.
 */

import { type BtreePage, openBtreePage, type Payload, payloadAt } from "../btree/btree-page.js";
import { sizeUpTo } from "../btree/record.js";
import { readU32 } from "../cache/interior-page.js";

const TABLE_LEAF = 13;
/** A row that overflows leaves about 500 bytes on its leaf, so a leaf has few of them. */
const MAX_CELLS = 16;
/** Longer chains are for the scan that then shows. */
const MAX_CHAIN_PAGES = 64;

/** Tells whether a page of the type may be a table leaf. */
export function isTableLeafType(type: number | undefined): boolean {
  return type === TABLE_LEAF;
}

/** The overflow pages of one row. */
export interface OverflowChain {
  readonly first: number;
  readonly pageCount: number;
}

/** The chains of the rows of a leaf; none for any other page, nor for a leaf of many small rows. */
export function chainsOf(leafPgno: number, leaf: Uint8Array): readonly OverflowChain[] {
  const page = openBtreePage(leafPgno, leaf);
  if (page?.kind !== "table-leaf" || page.cellCount > MAX_CELLS) return [];
  const chains: OverflowChain[] = [];
  for (let cell = 0; cell < page.cellCount; cell++) {
    const chain = readChain(page, cell);
    if (chain !== undefined) chains.push(chain);
  }
  return chains;
}

/** The pages after the first one. Never more than 63, never beyond the file. */
export function restOf(
  { first, pageCount }: OverflowChain,
  dbSizePages: number,
): readonly number[] {
  const count = Math.min(pageCount, MAX_CHAIN_PAGES, dbSizePages - first + 1);
  return Array.from({ length: Math.max(0, count - 1) }, (_, index) => first + 1 + index);
}

function readChain(leaf: BtreePage, index: number): OverflowChain | undefined {
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
