/**
 * The tables of the cold starts, and what is done with them. Layout and counters depend on the
 * sizes of rows alone, which are constant; the contents repeat with their seed.
 */

import { seededRandom } from "@barewire/clock/testing";
import type { Database, SqlScope } from "@barewire/sqlite";
import type { Schema, TimedAction } from "../strategy.js";

export const NAMESPACE = "bench";

const ROW_BYTES = 16 * 1024;
const MAX_ROWS_PER_INSERT = 8;
const IDS_PER_QUERY = 64;
/** The rows of the probe, and those of the table that is read backwards, with 50 MiB of payload. */
const PROBE_ROWS = 32_768;
const PROBE_ROWS_PER_INSERT = 256;
const MARKER_ROWS = 2_000_000;
/** The bytes that a row of a small id and a marker takes on its page, at least. */
const SMALL_ROW_BYTES = 8;
const FULL_SIZE = 50 * 1024 * 1024;
const CREATED_AT_MS = 1_764_547_200_000;

const PAYLOAD_TABLE = `
  CREATE TABLE IF NOT EXISTS cold_start_payload (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    payload TEXT NOT NULL,
    payload_bytes INTEGER NOT NULL,
    created_at INTEGER NOT NULL
  );
`;
const PROBE_TABLE = `
  CREATE TABLE IF NOT EXISTS cold_start_reverse_probe (
    id INTEGER PRIMARY KEY,
    marker INTEGER NOT NULL
  );
`;
const MARKERS_TABLE = `
  CREATE TABLE IF NOT EXISTS cold_start_markers (
    id INTEGER PRIMARY KEY,
    marker INTEGER NOT NULL
  );
`;

/** The SQL that every wake executes before its actions. */
export const MIGRATIONS: { readonly [Name in Schema]: string } = {
  payload: PAYLOAD_TABLE,
  "payload-and-probe": `${PAYLOAD_TABLE}${PROBE_TABLE}`,
  markers: MARKERS_TABLE,
};

export type RowCounts = {
  readonly payload: number;
  readonly probe: number;
  readonly markers: number;
};

/** The rows of a database with so many bytes of payload. */
export function rowCountsOf(sizeBytes: number): RowCounts {
  const share = sizeBytes / FULL_SIZE;
  return {
    payload: Math.max(1, Math.round(sizeBytes / ROW_BYTES)),
    probe: Math.max(1, Math.round(PROBE_ROWS * share)),
    markers: Math.max(1, Math.round(MARKER_ROWS * share)),
  };
}

/** Writes all rows of payload, `transactionBytes` of it in each transaction. */
export async function writePayload(
  database: Database,
  rowCount: number,
  transactionBytes: number,
): Promise<NonNullable<TimedAction["parts"]>> {
  const random = seededRandom(rowCount);
  const bytes = new Uint8Array(ROW_BYTES / 2);
  const parts = { insert: 0, commit: 0, random: 0 };
  const rowsPerTransaction = Math.max(1, Math.floor(transactionBytes / ROW_BYTES));
  await using connection = await database.reserve();
  for (let row = 0; row < rowCount; row += rowsPerTransaction) {
    const last = Math.min(rowCount, row + rowsPerTransaction);
    const texts: string[] = [];
    parts.random += await timeOf(async () => {
      for (let index = row; index < last; index++) {
        random.fill(bytes);
        texts.push(Buffer.from(bytes).toString("hex"));
      }
    });
    parts.insert += await timeOf(async () => {
      await connection.execute("BEGIN");
      await insertTexts(connection, texts, row);
    });
    parts.commit += await timeOf(() => connection.execute("COMMIT"));
  }
  return parts;
}

async function insertTexts(
  scope: SqlScope,
  texts: readonly string[],
  firstRow: number,
): Promise<void> {
  for (let start = 0; start < texts.length; start += MAX_ROWS_PER_INSERT) {
    const some = texts.slice(start, start + MAX_ROWS_PER_INSERT);
    const places = some.map(() => "(?, ?, ?)").join(", ");
    await scope.run(
      `INSERT INTO cold_start_payload (payload, payload_bytes, created_at) VALUES ${places}`,
      some.flatMap((text, index) => [text, text.length, CREATED_AT_MS + firstRow + start + index]),
    );
  }
}

/** Writes the table of the original's reverse read. */
export async function writeProbe(
  database: Database,
  rowCount: number,
  transactionBytes: number,
): Promise<void> {
  const rowsPerTransaction = rowsIn(transactionBytes);
  for (let start = 1; start <= rowCount; start += rowsPerTransaction) {
    const end = Math.min(rowCount, start + rowsPerTransaction - 1);
    await database.transaction(async (scope) => {
      for (let first = start; first <= end; first += PROBE_ROWS_PER_INSERT) {
        const count = Math.min(PROBE_ROWS_PER_INSERT, end - first + 1);
        const ids = Array.from({ length: count }, (_, index) => first + index);
        const places = ids.map(() => "(?, 1)").join(", ");
        await scope.run(`INSERT INTO cold_start_reverse_probe (id, marker) VALUES ${places}`, ids);
      }
    });
  }
}

/** Writes the table of the true reverse scan, which SQLite's own cache does not hold. */
export async function writeMarkers(
  database: Database,
  rowCount: number,
  transactionBytes: number,
): Promise<void> {
  const rowsPerTransaction = rowsIn(transactionBytes);
  for (let first = 1; first <= rowCount; first += rowsPerTransaction) {
    await database.run(
      `WITH RECURSIVE n(i) AS (SELECT ?1 UNION ALL SELECT i + 1 FROM n WHERE i < ?2)
       INSERT INTO cold_start_markers SELECT i, 1 FROM n`,
      [first, Math.min(rowCount, first + rowsPerTransaction - 1)],
    );
  }
}

/** The rows of two small numbers that a transaction of so many bytes writes. */
function rowsIn(transactionBytes: number): number {
  return Math.floor(transactionBytes / SMALL_ROW_BYTES);
}

/** The smallest thing that an actor can be woken for: it reads the schema and a root. */
export async function wake(database: Database): Promise<void> {
  await database.get("SELECT COUNT(*) AS count FROM cold_start_payload WHERE id = -1");
}

type Bounds = { readonly low: number | null; readonly high: number | null; readonly count: number };

function boundsOf(database: Database, table: string): Promise<Bounds | undefined> {
  return database.get<Bounds>(
    `SELECT MIN(id) AS low, MAX(id) AS high, COUNT(*) AS count FROM ${table}`,
  );
}

/** Reads all rows of payload in windows of ids. Throws if they are not as they were written. */
export async function readAll(database: Database, rowCount: number): Promise<void> {
  const bounds = await boundsOf(database, "cold_start_payload");
  let [rows, size, stated] = [0, 0, 0];
  const last = bounds?.high ?? 0;
  for (let first = bounds?.low ?? 1; first <= last; first += IDS_PER_QUERY) {
    const sums = await database.get<{ rows: number; size: number; stated: number }>(
      `SELECT COUNT(*) AS rows, SUM(length(payload)) AS size, SUM(payload_bytes) AS stated
       FROM cold_start_payload WHERE id BETWEEN ? AND ?`,
      [first, Math.min(last, first + IDS_PER_QUERY - 1)],
    );
    rows += sums?.rows ?? 0;
    size += sums?.size ?? 0;
    stated += sums?.stated ?? 0;
  }
  const isWhole = rows === rowCount && size === rowCount * ROW_BYTES && stated === size;
  if (!isWhole || bounds?.count !== rowCount) {
    throw new Error(`expected ${rowCount} rows of payload, got ${rows} with ${size} bytes`);
  }
}

/**
 * The original's reverse read: its counts walk both tables forwards, so that SQLite's own cache
 * answers the descending queries.
 */
export async function readReverse(database: Database, rowCount: number): Promise<void> {
  await boundsOf(database, "cold_start_payload");
  const bounds = await boundsOf(database, "cold_start_reverse_probe");
  const rows = await readDescending(
    database,
    "cold_start_reverse_probe",
    bounds?.high ?? 0,
    bounds?.low ?? 1,
  );
  if (rows !== rowCount) throw new Error(`expected ${rowCount} rows of the probe, got ${rows}`);
}

/** A true reverse scan: nothing is read forwards, and SQLite's own cache is smaller. */
export async function readMarkersBackwards(database: Database, rowCount: number): Promise<void> {
  const rows = await readDescending(database, "cold_start_markers", rowCount, 1);
  if (rows !== rowCount) throw new Error(`expected ${rowCount} markers, got ${rows}`);
}

async function readDescending(
  database: Database,
  table: string,
  last: number,
  first: number,
): Promise<number> {
  let count = 0;
  for (let high = last; high >= first; high -= IDS_PER_QUERY) {
    const rows = await database.all(
      `SELECT id, marker FROM ${table} WHERE id BETWEEN ? AND ? ORDER BY id DESC`,
      [Math.max(first, high - IDS_PER_QUERY + 1), high],
    );
    count += rows.length;
  }
  return count;
}

export async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
