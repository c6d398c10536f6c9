/**
 * Scans of databases that have just been opened and have no hints, in whatever form an application
 * makes them: as one statement, or window by window. Each takes few round trips, because the pages
 * behind those that SQLite reads are on their way meanwhile.
 */

import { beforeAll, expect, test } from "vitest";
import { runCold } from "../../bench/queries/cold-run.js";
import { createImage, type PageImage } from "../../bench/queries/page-image.js";
import { productStrategy, workerStrategy } from "../../bench/queries/strategies.js";

const MAX_ROUND_TRIPS = 8;
/** SQLite's own cache is so small that it reads leaves again. */
const PAGER_CACHE_KIB = 256;
/** Rows of 16 KiB, which lie on overflow pages, and rows of which many are on a page. */
const TABLES = {
  long: { rows: 800, bytes: 16_384, perInsert: 4 },
  short: { rows: 40_000, bytes: 200, perInsert: 1_000 },
} as const;

type Table = keyof typeof TABLES;

const images = new Map<Table, PageImage>();

beforeAll(async () => {
  for (const name of ["long", "short"] as const) {
    const { rows, bytes, perInsert } = TABLES[name];
    // Rows that are written by transactions of a few rows lie as an application leaves them.
    const inserts = Array.from({ length: Math.ceil(rows / perInsert) }, (_, index) => {
      const first = index * perInsert + 1;
      return `WITH RECURSIVE n (i) AS (SELECT ${first} UNION ALL
                SELECT i + 1 FROM n WHERE i < ${Math.min(rows, first + perInsert - 1)})
              INSERT INTO t SELECT i, hex(randomblob(${bytes / 2})), ${bytes} FROM n`;
    });
    const image = await createImage([
      "CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, body TEXT, size INTEGER)",
      ...inserts,
    ]);
    images.set(name, image);
  }
});

/** The bounds of windows of so many ids over a table. */
function windowsOf(table: Table, size: number): readonly (readonly number[])[] {
  const { rows } = TABLES[table];
  return Array.from({ length: Math.ceil(rows / size) }, (_, index) => [
    index * size + 1,
    Math.min(rows, (index + 1) * size),
  ]);
}

const SUM = "SELECT COUNT(*), SUM(length(body)), SUM(size) FROM t WHERE id BETWEEN ? AND ?";
const BACKWARD = "SELECT body, size FROM t WHERE id BETWEEN ? AND ? ORDER BY id DESC";
const PAGED = "SELECT * FROM t WHERE id >= ? AND id > ? - 100 ORDER BY id LIMIT 100";

type Scan = readonly [string, Table, string, readonly (readonly number[])[]];

const SCANS: readonly Scan[] = [
  ...(["long", "short"] as const).flatMap((table): readonly Scan[] => [
    ["one statement", table, "SELECT * FROM t", [[]]],
    ["one statement backwards", table, "SELECT * FROM t ORDER BY id DESC", [[]]],
    ["pages of 100 rows", table, PAGED, windowsOf(table, 100)],
    ...[1, 8, 64, 300].map(
      (size): Scan => [`windows of ${size}`, table, SUM, windowsOf(table, size)],
    ),
  ]),
  ...[10, 100, 1_000].map(
    (size): Scan => [
      `windows of ${size} backwards`,
      "short",
      BACKWARD,
      windowsOf("short", size).toReversed(),
    ],
  ),
];

/** It reads the leaves of the table, and no overflow page. */
const COUNT = "SELECT MIN(id), MAX(id), COUNT(*) FROM t";

const STRATEGIES = [productStrategy("suspended calls"), workerStrategy("a worker")];

const CASES = STRATEGIES.flatMap((strategy) =>
  SCANS.map(([name, table, sql, runs]) => {
    return [
      `${strategy.name}: ${name}, ${table} rows`,
      { strategy, name, table, sql, runs },
    ] as const;
  }),
);

test.each(CASES)("%s", async (_, { strategy, name, table, sql, runs }) => {
  const image = images.get(table);
  if (image === undefined) throw new Error(`there is no image of ${table} rows`);
  for (const before of [undefined, COUNT]) {
    const query = { name, sql, runs, ...(before === undefined ? {} : { before }) };
    const run = await runCold(query, image, strategy, PAGER_CACHE_KIB);
    expect(run.roundTrips).toBeLessThanOrEqual(MAX_ROUND_TRIPS);
    // Nothing is fetched twice, and nothing that is not read.
    expect(run.pagesFetched).toBeLessThanOrEqual(run.touched.length);
  }
});
