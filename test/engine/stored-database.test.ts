/** A database that was stored long ago, byte for byte, is still the same database. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { bytesOf } from "../contract/hex.js";
import { GOLDEN_FOLDER } from "../golden/golden-folder.js";
import { DatabaseUnderTest, noise, pages, range } from "./database-under-test.js";

/**
 * The rows of "default" and "actor": 80 pages in a shard, in commits and never written; META is v1.
 */
const STORED = "databases/meta-v1.json";

function storedRows(): ReadonlyMap<string, string> {
  // An object of hexadecimal keys and values; anything else would not open.
  const rows = JSON.parse(readFileSync(join(GOLDEN_FOLDER, STORED), "utf8")) as object;
  return new Map(Object.entries(rows));
}

function check(database: DatabaseUnderTest): Promise<void> {
  for (const [pgno, bytes] of pages("shard", range(17, 70))) database.model.set(pgno, bytes);
  for (const pgno of range(1, 16)) database.model.set(pgno, noise(pgno));
  for (const [pgno, bytes] of pages("delta", [2, 64, 71])) database.model.set(pgno, bytes);
  return database.expectPages();
}

test("a stored database with a META of version 1 is opened at version 2", async () => {
  const database = new DatabaseUnderTest();
  await database.tamper((rows) => {
    for (const [key, value] of storedRows()) rows.set(key, bytesOf(value));
  });
  expect(database.inspect().meta).toMatchObject({ generation: 1n, headTxid: 3n, lastCommit: null });
  await database.open();
  expect([database.generation, database.head, database.size]).toEqual([2n, 3n, 80]);
  await check(database);
  await database.commit(pages("new", [80]));
  await database.engine.compact(database.id);
  database.inspect();
  await database.expectPages();
});
