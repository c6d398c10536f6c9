/** The table of the cold scans: 50 MiB of text in rows of four overflow pages each. */

import { randomBytes } from "node:crypto";
import type { Database } from "@barewire/sqlite";

const ROWS = 3_200;
const ROW_BYTES = 16 * 1024;
const ROWS_PER_TRANSACTION = 4;
const IDS_PER_QUERY = 64;

export async function fillPayload(database: Database): Promise<void> {
  await database.execute(`
    CREATE TABLE IF NOT EXISTS cold_start_payload (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      payload TEXT NOT NULL,
      payload_bytes INTEGER NOT NULL,
      created_at INTEGER NOT NULL
    )
  `);
  const places = Array.from({ length: ROWS_PER_TRANSACTION }, () => "(?, ?, ?)").join(", ");
  const sql = `
    INSERT INTO cold_start_payload (payload, payload_bytes, created_at) VALUES ${places}
  `;
  const start = Date.now();
  for (let row = 0; row < ROWS; row += ROWS_PER_TRANSACTION) {
    const values = Array.from({ length: ROWS_PER_TRANSACTION }, (_, index) => {
      return [randomBytes(ROW_BYTES / 2).toString("hex"), ROW_BYTES, start + row + index];
    });
    await database.run(sql, values.flat());
  }
}

/** Reads all rows in windows of ids. Throws if they are not as they were written. */
export async function readPayload(database: Database): Promise<void> {
  const bounds = await database.get<{ low: number; high: number; count: number }>(
    "SELECT MIN(id) AS low, MAX(id) AS high, COUNT(*) AS count FROM cold_start_payload",
  );
  const { low = 0, high = 0, count = 0 } = bounds ?? {};
  let [rows, size, stated] = [0, 0, 0];
  for (let first = low; first <= high; first += IDS_PER_QUERY) {
    const sums = await database.get<{ rows: number; size: number; stated: number }>(
      `SELECT COUNT(*) AS rows, SUM(length(payload)) AS size, SUM(payload_bytes) AS stated
       FROM cold_start_payload WHERE id BETWEEN ? AND ?`,
      [first, first + IDS_PER_QUERY - 1],
    );
    rows += sums?.rows ?? 0;
    size += sums?.size ?? 0;
    stated += sums?.stated ?? 0;
  }
  const isWhole = rows === ROWS && count === ROWS && size === ROWS * ROW_BYTES && stated === size;
  if (!isWhole) throw new Error(`read ${rows} rows of ${size} bytes`);
}
