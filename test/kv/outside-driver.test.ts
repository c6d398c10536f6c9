/** A driver can be written and tested outside of the storage: with its public entries alone. */

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createSqliteStore } from "@barewire/sqlite-storage";
import { runKv } from "@barewire/sqlite-storage/driver";
import { expect, test } from "vitest";
import { ArrayDriver, ArrayStore, type LockCheck } from "./outside/array-driver.js";

const NODE_TEST = new URL("outside/array-driver.node-test.ts", import.meta.url);

/** Runs the suite by node:test; returns its exit code and the names of the tests that failed. */
function check(lockCheck: LockCheck): {
  readonly status: number | null;
  readonly failed: readonly string[];
} {
  const options = ["--conditions=@barewire/source", "--import=tsx", "--test-reporter=tap"];
  const { status, stdout } = spawnSync(
    process.execPath,
    [...options, fileURLToPath(NODE_TEST), lockCheck],
    { encoding: "utf8" },
  );
  const failed = [...stdout.matchAll(/^not ok \d+ - (.*)$/gm)].map(([, name]) => name ?? "");
  return { status, failed };
}

test("the conformance suite runs in node:test, and a driver that keeps the promises passes", () => {
  expect(check("checked")).toEqual({ status: 0, failed: [] });
});

test("the conformance suite finds a driver that forgets what was locked", () => {
  const { status, failed } = check("forgotten");
  expect(status).toBe(1);
  expect(failed).toContain('no update is lost when the snapshot comes first, on "other=0 n=0"');
});

test("the engine keeps a database on such a driver", async () => {
  const kv = runKv(new ArrayDriver(new ArrayStore()));
  const engine = createSqliteStore({ kv });
  const id = { namespace: "outside", actorId: "a" };
  const { generation } = await engine.open(id);
  const bytes = new Uint8Array(4_096).fill(7);
  await engine.commit(id, {
    actorId: id.actorId,
    generation,
    expectedHeadTxid: 0n,
    newDbSizePages: 1,
    dirtyPages: [{ pgno: 1, bytes }],
  });
  const { pages } = await engine.getPages(id, { actorId: id.actorId, generation, pgnos: [1] });
  expect(pages).toEqual([{ pgno: 1, bytes }]);
  await engine.stop();
  await kv.close();
});

test("the driver from outside imports public entries alone", () => {
  const source = readFileSync(new URL("outside/array-driver.ts", import.meta.url), "utf8");
  const specifiers = [...source.matchAll(/from "([^"]+)"/g)].map(([, name]) => name);
  expect(specifiers).toEqual(["@barewire/sqlite-storage/driver"]);
});
