/**
 * Look-ups of rows at random, of which no predictor can learn anything: in a small database the
 * rest is fetched once a sixth of it was read, and in a large one nothing is.
 */

import { expect, test } from "vitest";
import { type ColdRun, runCold } from "../../bench/queries/cold-run.js";
import { createImage } from "../../bench/queries/page-image.js";
import { workerStrategy } from "../../bench/queries/strategies.js";
import { withSeed } from "../contract/seeded-random.js";

const SQL = "SELECT length(body) FROM t WHERE id = ?";
const ROWS_PER_PAGE = 2;
/** Rows that an application reads together, and that lie beside one another. */
const CLUSTER = 8;

interface Reads {
  /** Rows of 2 KiB, of which two are on a page. */
  readonly rows: number;
  readonly count: number;
  readonly cluster: number;
}

/** Reads rows of a new database at random, as the product is and without the rest. */
function read({ rows, count, cluster }: Reads): Promise<{ run: ColdRun; without: ColdRun }> {
  return withSeed(async (random) => {
    const image = await createImage([
      "CREATE TABLE t (id INTEGER PRIMARY KEY, body TEXT)",
      `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${rows})
       INSERT INTO t SELECT i, printf('%01900d', i) FROM n`,
    ]);
    const runs = Array.from({ length: count / cluster }, () => 1 + random(rows - cluster)).flatMap(
      (first) => Array.from({ length: cluster }, (_, index) => [first + index]),
    );
    const query = { name: "random rows", sql: SQL, runs };
    return {
      run: await runCold(query, image, workerStrategy("all on")),
      without: await runCold(query, image, workerStrategy("without rest", { restPrefetch: false })),
    };
  });
}

test("most rows of a small database take the waits for a sixth of it and a few more", async () => {
  const rows = 1_024;
  const { run, without } = await read({ rows, count: 1_000, cluster: 1 });
  const pageCount = rows / ROWS_PER_PAGE;
  expect(run.waits).toBeLessThan(pageCount / 6 + 8);
  expect(run.pagesFetched).toBeLessThan(pageCount * 1.05);
  expect(run.waits).toBeLessThan(without.waits);
});

test("rows that are read in clusters take no more waits than they did", async () => {
  const { run, without } = await read({ rows: 1_024, count: 1_000, cluster: CLUSTER });
  expect(run.waits).toBeLessThanOrEqual(without.waits);
});

test("in a larger database of which less is read, nothing else is fetched", async () => {
  const { run, without } = await read({ rows: 8_192, count: 500, cluster: 1 });
  expect(run.pagesFetched).toBe(without.pagesFetched);
});

test("in one that is larger than what may be in flight, nothing else is fetched", async () => {
  const { run, without } = await read({ rows: 12_000, count: 6_000, cluster: 1 });
  expect(run.pagesFetched).toBe(without.pagesFetched);
});
