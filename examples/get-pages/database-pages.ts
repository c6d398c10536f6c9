/**
 * A database of two pages, byte for byte as SQLite writes one: page 1 holds the file header and the
 * schema, page 2 the rows of the table `note`.
 */

export const PAGE_SIZE = 4096;

/** Returns a page by its number, which starts at 1; null beyond the end of the database. */
export function databasePage(pgno: number): Uint8Array | null {
  switch (pgno) {
    case 1:
      return headerPage();
    case 2:
      return leafPage(NOTES, 0);
    default:
      return null;
  }
}

type Row = { readonly rowid: number; readonly columns: readonly (string | number | null)[] };

const SCHEMA: readonly Row[] = [
  {
    rowid: 1,
    columns: ["table", "note", "note", 2, "CREATE TABLE note(id INTEGER PRIMARY KEY, text TEXT)"],
  },
];

// An INTEGER PRIMARY KEY is the row id, so its column is stored as null.
const NOTES: readonly Row[] = [
  { rowid: 1, columns: [null, "pages are numbered from 1"] },
  { rowid: 2, columns: [null, "and travel by their number"] },
];

const FILE_HEADER_SIZE = 100;

function headerPage(): Uint8Array {
  const page = leafPage(SCHEMA, FILE_HEADER_SIZE);
  page.set(new TextEncoder().encode("SQLite format 3\0"));
  const view = new DataView(page.buffer);
  view.setUint16(16, PAGE_SIZE);
  // The bytes are the rollback journal for writing and reading, no reserved bytes, and the fixed
  // payload fractions.
  page.set([1, 1, 0, 64, 32, 32], 18);
  const [changeCounter, pageCount, schemaCookie, schemaFormat, utf8] = [1, 2, 1, 4, 1];
  view.setUint32(24, changeCounter);
  view.setUint32(28, pageCount);
  view.setUint32(40, schemaCookie);
  view.setUint32(44, schemaFormat);
  view.setUint32(56, utf8);
  view.setUint32(92, changeCounter);
  view.setUint32(96, 3_053_000);
  return page;
}

const TABLE_LEAF = 0x0d;

/** Cells grow down from the end of the page, and the list of their offsets up from its header. */
function leafPage(rows: readonly Row[], headerOffset: number): Uint8Array {
  const page = new Uint8Array(PAGE_SIZE);
  const view = new DataView(page.buffer);
  let contentOffset = PAGE_SIZE;
  for (const [index, row] of rows.entries()) {
    const cell = tableCell(row);
    contentOffset -= cell.length;
    page.set(cell, contentOffset);
    view.setUint16(headerOffset + 8 + 2 * index, contentOffset);
  }
  page[headerOffset] = TABLE_LEAF;
  view.setUint16(headerOffset + 3, rows.length);
  view.setUint16(headerOffset + 5, contentOffset);
  return page;
}

/** Everything here is so short that each of SQLite's varints is one byte. */
function tableCell({ rowid, columns }: Row): Uint8Array {
  const stored = columns.map(storedColumn);
  const header = stored.map(({ serialType }) => serialType);
  const body = stored.flatMap(({ bytes }) => [...bytes]);
  const record = [header.length + 1, ...header, ...body];
  return Uint8Array.of(record.length, rowid, ...record);
}

function storedColumn(value: string | number | null): {
  readonly serialType: number;
  readonly bytes: Iterable<number>;
} {
  if (value === null) return { serialType: 0, bytes: [] };
  if (typeof value === "number") return { serialType: 1, bytes: [value] };
  return { serialType: 13 + 2 * value.length, bytes: new TextEncoder().encode(value) };
}
