/**
 * Statements that write, on a database that has just been opened: the pages that they read first
 * are prefetched by their plan, as those of a query are.
 */

import { beforeAll, expect, test } from "vitest";
import { runCold } from "../../bench/queries/cold-run.js";
import { createImage, type PageImage } from "../../bench/queries/page-image.js";
import { workerStrategy } from "../../bench/queries/strategies.js";

const ROWS = 8_000;
const GROUPS = 100;

let image: PageImage;

beforeAll(async () => {
  const rows = `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${ROWS})`;
  image = await createImage([
    `CREATE TABLE groups (id INTEGER PRIMARY KEY, name TEXT UNIQUE);
     CREATE TABLE docs (id INTEGER PRIMARY KEY, owner INTEGER, score INTEGER, body TEXT);
     CREATE INDEX docs_by_owner ON docs (owner);
     CREATE TABLE seen (doc INTEGER PRIMARY KEY, at INTEGER, note TEXT);`,
    `${rows} INSERT INTO groups SELECT i, 'Group ' || i FROM n LIMIT ${GROUPS}`,
    `${rows} INSERT INTO docs SELECT i, i % ${GROUPS}, i, printf('%0900d', i) FROM n`,
    `${rows} INSERT INTO seen SELECT i, i, printf('%0300d', i) FROM n`,
  ]);
});

/** Checks the waits of a write with its plan, and that there are far more without one. */
async function check(sql: string, most: number, parameter: number | string = 7): Promise<void> {
  const query = { name: "a write", sql, runs: [[parameter]] };
  const led = await runCold(query, image, workerStrategy("all on"));
  const flags = { planPrefetch: false, restPrefetch: false };
  const unled = await runCold(query, image, workerStrategy("without plan", flags));
  expect(led.waits).toBeLessThanOrEqual(most);
  expect(unled.waits).toBeGreaterThan(10 * led.waits);
  expect(led.pagesFetched).toBeLessThanOrEqual(led.touched.length);
}

test("an update by an index", () => check("UPDATE docs SET score = 0 WHERE owner = ?", 3));

test("a deletion by an index", () => check("DELETE FROM docs WHERE owner = ?", 3));

test("a deletion by a join", () =>
  check("DELETE FROM docs WHERE owner IN (SELECT id FROM groups WHERE name = ?)", 3, "Group 7"));

test("a deletion of the rows that another table names", () =>
  check("DELETE FROM seen WHERE doc IN (SELECT id FROM docs WHERE owner = ?)", 3));

test("a replacement of the rows that another table names", () =>
  check("REPLACE INTO seen SELECT id, score, printf('%0300d', 1) FROM docs WHERE owner = ?", 8));
