/**
 * Ranges of an index, on a database that has just been opened: both ends are taken from the plan,
 * however a program keeps them, and the rows between them are fetched at once.
 */

import { beforeAll, expect, test } from "vitest";
import { runCold } from "../../bench/queries/cold-run.js";
import { createImage, type PageImage } from "../../bench/queries/page-image.js";
import { workerStrategy } from "../../bench/queries/strategies.js";

const ROWS = 20_000;

let image: PageImage;

beforeAll(async () => {
  image = await createImage([
    `CREATE TABLE docs (id INTEGER PRIMARY KEY, key INTEGER, body TEXT);
     CREATE INDEX docs_by_key ON docs (key);
     CREATE TABLE newest (id INTEGER PRIMARY KEY, key INTEGER, body TEXT);
     CREATE INDEX newest_by_key ON newest (key DESC);`,
    ...["docs", "newest"].map(
      (table) =>
        `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${ROWS})
         INSERT INTO ${table} SELECT i, i * 7919 % ${ROWS}, printf('%0400d', i) FROM n`,
    ),
  ]);
});

const SHAPES: readonly (readonly [string, ...(readonly number[])])[] = [
  ["key BETWEEN ? AND ?", 5_000, 5_400],
  ["key > ? AND key < ?", 5_000, 5_400],
  ["key >= ? AND key < ?", 5_000, 5_400],
  ["key BETWEEN 5000 AND ?", 5_400],
  ["key < ?", 400],
  ["key > ?", ROWS - 400],
];

const CASES = ["docs", "newest"].flatMap((table) =>
  ["key", "key DESC"].flatMap((order) =>
    SHAPES.map(([where, ...parameters]) => {
      const sql = `SELECT id, body FROM ${table} WHERE ${where} ORDER BY ${order}`;
      return [sql, parameters] as const;
    }),
  ),
);

const MAX_WAITS = 4;

test.each(CASES)("%s", async (sql, parameters) => {
  const query = { name: sql, sql, runs: [parameters] };
  const run = await runCold(query, image, workerStrategy("all on"));
  expect(run.rows.length).toBeGreaterThanOrEqual(399);
  expect(run.waits).toBeLessThanOrEqual(MAX_WAITS);
  expect(run.pagesFetched).toBeLessThanOrEqual(run.touched.length * 1.3 + 32);
});
