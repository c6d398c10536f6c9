/**
 * Finds the overflow pages of the rows of a table leaf from the bytes of the leaf: the beginning of
 * each chain, and its number of pages. It is likely, but not certain, that they follow each other
 * in the file.
 *
 * A cell of a table leaf (page type 13): payload size and row id, both varints, then the local part
 * of the payload, then, if the payload does not fit, the first overflow page, a u32. Sizes are
 * those of SQLite's file format, for pages without reserved bytes.
 */

import { readU16, readU32, typeOffset } from "../cache/interior-page.js";

const TABLE_LEAF = 13;
const HEADER_SIZE = 8;
const MAX_VARINT_SIZE = 9;
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
  const header = typeOffset(leafPgno);
  if (!isTableLeafType(leaf[header])) return undefined;
  const cellCount = readU16(leaf, header + 3);
  const cellsEnd = header + HEADER_SIZE + 2 * cellCount;
  if (cellsEnd > leaf.length) return undefined;
  for (let offset = header + HEADER_SIZE; offset < cellsEnd; offset += 2) {
    const chain = readChain(leaf, readU16(leaf, offset));
    if (chain === undefined || chain.first !== first) continue;
    const count = Math.min(chain.pageCount, MAX_CHAIN_PAGES, dbSizePages - first + 1);
    return Array.from({ length: Math.max(0, count - 1) }, (_, index) => first + 1 + index);
  }
  return undefined;
}

function readChain(
  leaf: Uint8Array,
  cell: number,
): { readonly first: number; readonly pageCount: number } | undefined {
  const payload = readVarint(leaf, cell);
  const key = readVarint(leaf, cell + payload.size);
  const usable = leaf.length;
  const mostLocal = usable - 35;
  if (payload.value <= mostLocal) return undefined;
  const leastLocal = Math.floor(((usable - 12) * 32) / 255) - 23;
  const wished = leastLocal + ((payload.value - leastLocal) % (usable - 4));
  const local = wished <= mostLocal ? wished : leastLocal;
  const pointer = cell + payload.size + key.size + local;
  if (pointer + 4 > leaf.length) return undefined;
  const first = readU32(leaf, pointer);
  return { first, pageCount: Math.ceil((payload.value - local) / (usable - 4)) };
}

/** A varint of SQLite: seven bits a byte, the highest first; the ninth byte has eight. */
function readVarint(bytes: Uint8Array, offset: number): { value: number; size: number } {
  let value = 0;
  for (let size = 1; size <= MAX_VARINT_SIZE; size++) {
    const byte = bytes[offset + size - 1] ?? 0;
    if (size === MAX_VARINT_SIZE) return { value: value * 256 + byte, size };
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return { value, size };
  }
  return { value, size: MAX_VARINT_SIZE };
}
