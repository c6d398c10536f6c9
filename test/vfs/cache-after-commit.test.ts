/**
 * Tests that the pages of a commit are read in the same session, for every kind of commit. SQLite's
 * own cache is small here, so that the pages come from the cache of the host.
 */

import { openDatabaseOnSession } from "@barewire/sqlite";
import { expect, test } from "vitest";
import { PageMapServer } from "./page-map-server.js";
import { testRuntime } from "./test-runtime.js";

const ROWS = "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n LIMIT 200)";

/** Every row is read, written and read again, and no page is fetched for the last of it. */
async function check(maxDeltaBytes: number, request: string): Promise<void> {
  const runtime = await testRuntime({ pagerCacheKib: 48 });
  const server = new PageMapServer({ maxDeltaBytes });
  const database = await openDatabaseOnSession(server.open(), runtime);
  await database.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, v BLOB, n INTEGER)");
  await database.run(`INSERT INTO t (v, n) ${ROWS} SELECT zeroblob(2500), 1 FROM n`);
  for (let turn = 2; turn <= 4; turn += 1) {
    const total = "SELECT sum(n) AS n, sum(length(v)) AS s FROM t";
    expect(await database.get(total)).toEqual({ n: 200 * (turn - 1), s: 500_000 });
    server.requests = [];
    await database.run("UPDATE t SET n = ?", [turn]);
    expect(server.requests).toContain(request);
    expect(await database.get(total)).toEqual({ n: 200 * turn, s: 500_000 });
    expect(server.requests).not.toContain("pages");
  }
  await database.close();
}

test("after a commit in one message", async () => {
  await check(8 * 1024 * 1024, "commit");
});

test("after a staged commit", async () => {
  await check(96 * 1024, "stage-finalize");
});
