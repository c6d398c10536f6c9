/**
 * Reads the cells of a page of SQLite's b-trees. A page may have any bytes, as one of overflow has,
 * so that every offset is checked, and what cannot be read is undefined.
 *
 * Offsets from the header, which begins at 0, on page 1 at 100; all numbers big-endian:
 *
 *     0  u8   2, 5: interior of an index, of a table; 10, 13: leaf of an index, of a table
 *     3  u16  number of cells
 *     8  u32  rightmost child, of an interior page alone
 *     …  u16  offset of each cell in the page
 *
 * A cell begins with its child, a u32, on an interior page. On that of a table only the row id
 * follows, a varint. Else the payload size follows, a varint, on a leaf of a table the row id, and
 * then the payload: its local part, and the first overflow page, a u32, if it does not fit. Sizes
 * are those of pages without reserved bytes.
 */

import { readU16, readU32, typeOffset } from "../cache/interior-page.js";

const KINDS: ReadonlyMap<number, BtreePage["kind"]> = new Map([
  [2, "index-interior"],
  [5, "table-interior"],
  [10, "index-leaf"],
  [13, "table-leaf"],
]);

const INTERIOR_HEADER_SIZE = 12;
const LEAF_HEADER_SIZE = 8;
const MAX_VARINT_SIZE = 9;

export interface BtreePage {
  readonly kind: "index-interior" | "table-interior" | "index-leaf" | "table-leaf";
  readonly bytes: Uint8Array;
  /** The offset of the offsets of the cells. */
  readonly cellsAt: number;
  readonly cellCount: number;
}

/** The payload of a cell: a record. */
export interface Payload {
  readonly bytes: Uint8Array;
  readonly offset: number;
  readonly size: number;
  /** The bytes of it that are on the page. */
  readonly localSize: number;
  /** The page that it goes on at; 0 if all of it is on this page. */
  readonly overflowPgno: number;
}

/** Undefined for a page that is not one of a b-tree. */
export function openBtreePage(pgno: number, bytes: Uint8Array): BtreePage | undefined {
  const header = typeOffset(pgno);
  const kind = KINDS.get(bytes[header] ?? 0);
  if (kind === undefined) return undefined;
  const headerSize = isInterior(kind) ? INTERIOR_HEADER_SIZE : LEAF_HEADER_SIZE;
  const cellCount = readU16(bytes, header + 3);
  const cellsAt = header + headerSize;
  return cellsAt + 2 * cellCount > bytes.length ? undefined : { kind, bytes, cellsAt, cellCount };
}

function isInterior(kind: BtreePage["kind"]): boolean {
  return kind === "index-interior" || kind === "table-interior";
}

/** The child before a cell; after the last cell, the rightmost child. 0 stands for none. */
export function childAt({ kind, bytes, cellsAt, cellCount }: BtreePage, index: number): number {
  if (!isInterior(kind) || index < 0 || index > cellCount) return 0;
  // The rightmost child stands before the offsets of the cells.
  if (index === cellCount) return readU32(bytes, cellsAt - 4);
  return readU32(bytes, readU16(bytes, cellsAt + 2 * index));
}

/** The row id of a cell of a table; undefined if it is not a safe number. */
export function rowIdAt(page: BtreePage, index: number): number | undefined {
  const cell = cellAt(page, index);
  if (cell === undefined) return undefined;
  const { kind, bytes } = page;
  if (kind !== "table-interior" && kind !== "table-leaf") return undefined;
  const at = kind === "table-interior" ? cell + 4 : cell + readVarint(bytes, cell).size;
  const { value } = readVarint(bytes, at);
  return Number.isSafeInteger(value) ? value : undefined;
}

/** The payload of a cell; undefined if it is not on the page. */
export function payloadAt(page: BtreePage, index: number): Payload | undefined {
  const cell = cellAt(page, index);
  const { kind, bytes } = page;
  if (cell === undefined || kind === "table-interior") return undefined;
  const sizeAt = kind === "index-interior" ? cell + 4 : cell;
  const { value: size, size: sizeSize } = readVarint(bytes, sizeAt);
  let offset = sizeAt + sizeSize;
  if (kind === "table-leaf") offset += readVarint(bytes, offset).size;
  const localSize = localSizeOf(size, bytes.length, kind);
  const isWhole = localSize === size;
  if (offset + localSize + (isWhole ? 0 : 4) > bytes.length) return undefined;
  const overflowPgno = isWhole ? 0 : readU32(bytes, offset + localSize);
  return { bytes, offset, size, localSize, overflowPgno };
}

function cellAt({ bytes, cellsAt, cellCount }: BtreePage, index: number): number | undefined {
  if (index < 0 || index >= cellCount) return undefined;
  const cell = readU16(bytes, cellsAt + 2 * index);
  return cell >= cellsAt + 2 * cellCount && cell + 4 <= bytes.length ? cell : undefined;
}

function localSizeOf(size: number, usable: number, kind: BtreePage["kind"]): number {
  const most = kind === "table-leaf" ? usable - 35 : Math.floor(((usable - 12) * 64) / 255) - 23;
  if (size <= most) return size;
  const least = Math.floor(((usable - 12) * 32) / 255) - 23;
  const wished = least + ((size - least) % (usable - 4));
  return wished <= most ? wished : least;
}

/** A varint of SQLite: seven bits a byte, the highest first; the ninth byte has eight. */
export function readVarint(bytes: Uint8Array, offset: number): { value: number; size: number } {
  let value = 0;
  for (let size = 1; size < MAX_VARINT_SIZE; size++) {
    const byte = bytes[offset + size - 1] ?? 0;
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return { value, size };
  }
  return { value: value * 256 + (bytes[offset + MAX_VARINT_SIZE - 1] ?? 0), size: MAX_VARINT_SIZE };
}
