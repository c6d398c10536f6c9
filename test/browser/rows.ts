/**
 * The rows that a page writes; each follows from its number, so that a reader can compute it.
 */

import type { SqlParameters, SqlRow } from "@barewire/sqlite";

export const CREATE = `CREATE TABLE reading (
  id INTEGER PRIMARY KEY, count INTEGER, ratio REAL, text TEXT, bytes BLOB, absent
)`;

export const INSERT = "INSERT INTO reading VALUES (:id, :count, :ratio, :text, :bytes, :absent)";

export const ROW_COUNT = 400;

const LARGE = 2n ** 62n;
const BLOB_SIZE = 1_800;

/** Finds one of two rows by what is not a number. */
export const PICK: {
  readonly sql: string;
  readonly parameters: SqlParameters;
  readonly found: readonly SqlRow[];
} = {
  sql: "SELECT * FROM reading WHERE id IN (?1, ?2) AND count <= ?3 AND bytes = ?4",
  parameters: [300, 301, -LARGE - 300n, rowOf(300)["bytes"] ?? null],
  found: [rowOf(300)],
};

/** Every type that SQLite has, integers beyond what a number holds, and text with NUL. */
export function rowOf(id: number): SqlRow {
  return {
    id,
    count: id % 3 === 0 ? -LARGE - BigInt(id) : id * 7,
    ratio: id / 8,
    text: `row ${id}, \u0000 ü 😀`,
    bytes: Uint8Array.from({ length: BLOB_SIZE }, (_, index) => (index * id + (index >> 3)) & 255),
    absent: null,
  };
}

/** The columns of the row that differ from the expected ones. */
export function differencesOf(row: SqlRow): readonly string[] {
  const expected = rowOf(Number(row["id"]));
  return Object.keys({ ...expected, ...row })
    .filter((name) => !isSame(row[name], expected[name]))
    .map((name) => `${name} of row ${row["id"]}`);
}

function isSame(actual: unknown, expected: unknown): boolean {
  if (!(actual instanceof Uint8Array && expected instanceof Uint8Array)) {
    return Object.is(actual, expected);
  }
  return actual.length === expected.length && actual.every((byte, at) => byte === expected[at]);
}
