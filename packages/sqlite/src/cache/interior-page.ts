/**
 * The child pointers of an interior page of SQLite's b-trees, read from its bytes.
 *
 * Offsets from the header, which begins at 0, on page 1 at 100; all numbers big-endian:
 *
 *     0  u8   2: interior of an index, 5: interior of a table
 *     3  u16  number of cells
 *     8  u32  rightmost child
 *    12  u16  offset of each cell in the page; a cell begins with its child, a u32
 */

const INDEX_INTERIOR = 2;
const TABLE_INTERIOR = 5;
const HEADER_SIZE = 12;
const FIRST_PAGE_HEADER = 100;

/** The offset of the type in a page of a b-tree. */
export function typeOffset(pgno: number): number {
  return pgno === 1 ? FIRST_PAGE_HEADER : 0;
}

/** Tells whether a page of the type may be an interior page. */
export function isInteriorType(type: number | undefined): boolean {
  return type === INDEX_INTERIOR || type === TABLE_INTERIOR;
}

/** Tells by the type whether the bytes may be an interior page. */
export function isInteriorPage(pgno: number, bytes: Uint8Array): boolean {
  return isInteriorType(bytes[typeOffset(pgno)]);
}

/**
 * The children in key order, or undefined for any other page. An overflow page may look like one by
 * chance, so everything is checked: offsets inside the page, children inside the file, none twice.
 */
export function childrenOf(
  pgno: number,
  bytes: Uint8Array,
  dbSizePages: number,
): readonly number[] | undefined {
  const header = typeOffset(pgno);
  if (bytes.length < header + HEADER_SIZE || !isInteriorPage(pgno, bytes)) return undefined;
  const cellCount = readU16(bytes, header + 3);
  const cellsEnd = header + HEADER_SIZE + 2 * cellCount;
  if (cellCount === 0 || cellsEnd > bytes.length) return undefined;
  const children = new Set<number>();
  for (let offset = header + HEADER_SIZE; offset < cellsEnd; offset += 2) {
    const cell = readU16(bytes, offset);
    if (cell < cellsEnd || cell + 4 > bytes.length) return undefined;
    children.add(readU32(bytes, cell));
  }
  children.add(readU32(bytes, header + 8));
  if (children.size !== cellCount + 1) return undefined;
  for (const child of children) {
    if (child < 2 || child > dbSizePages || child === pgno) return undefined;
  }
  return [...children];
}

export function readU16(bytes: Uint8Array, offset: number): number {
  return ((bytes[offset] ?? 0) << 8) | (bytes[offset + 1] ?? 0);
}

export function readU32(bytes: Uint8Array, offset: number): number {
  return readU16(bytes, offset) * 65_536 + readU16(bytes, offset + 2);
}
