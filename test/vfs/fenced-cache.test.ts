/**
 * Tests that a database that another owner has taken keeps no pages in the shared cache.
 */

import { openDatabase } from "@barewire/sqlite";
import { expect, test } from "vitest";
import { testRuntime } from "./test-runtime.js";
import { NAMESPACE, WireServer } from "./wire-server.js";

/** A busy machine takes long even for work that needs no time. */
const POLL = { timeout: 15_000 };

test("what a lost database had in the cache is given back before it is closed", async () => {
  const { transport } = new WireServer();
  const [shared, other] = await Promise.all([testRuntime(), testRuntime()]);
  const open = (actor: string, runtime = shared) =>
    openDatabase({ transport, namespace: NAMESPACE, actor, runtime });
  const [lost, kept] = [await open("lost"), await open("kept")];
  await kept.execute("CREATE TABLE t (v)");
  const { cachedPages } = await kept.metrics();
  await lost.execute("CREATE TABLE t (v); INSERT INTO t VALUES (zeroblob(400000))");
  expect((await kept.metrics()).cachedPages).toBeGreaterThan(cachedPages + 90);
  const taker = await open("lost", other);
  await expect.poll(() => lost.isFenced, POLL).toBe(true);
  await expect
    .poll(async () => (await kept.metrics()).cachedPages, POLL)
    .toBeLessThanOrEqual(cachedPages);
  expect(await taker.get("SELECT length(v) AS n FROM t")).toEqual({ n: 400_000 });
  for (const database of [lost, kept, taker]) await database.close();
});
