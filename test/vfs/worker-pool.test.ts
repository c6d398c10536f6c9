/**
 * Tests the worker pool: which workers of closed databases serve another one, and which do not.
 */

import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSharedRuntime, openDatabaseOnSession, type SharedRuntime } from "@barewire/sqlite";
import { expect, test } from "vitest";
import { currentPlatform, type Platform } from "../../packages/sqlite/src/worker/platform.js";
import { bundleCall } from "./client-process.js";
import { PageMapServer } from "./page-map-server.js";
import { bundleWorker } from "./worker-bundle.js";

type Counted = { readonly runtime: SharedRuntime; spawnCount: number };

async function countedEnvironment(): Promise<Counted> {
  const actual = currentPlatform({ workerUrl: await bundleWorker() });
  const platform: Platform = {
    ...actual,
    spawnWorker: () => {
      counted.spawnCount += 1;
      return actual.spawnWorker();
    },
  };
  const runtime = createSharedRuntime({ platform, binding: "worker" });
  const counted: Counted = { runtime, spawnCount: 0 };
  return counted;
}

test("the worker of a database that was closed serves the next one", async () => {
  const counted = await countedEnvironment();
  const servers = [new PageMapServer(), new PageMapServer()];
  for (let round = 0; round < 3; round++) {
    for (const [index, server] of servers.entries()) {
      const database = await openDatabaseOnSession(server.open(), counted.runtime);
      await database.execute("CREATE TABLE IF NOT EXISTS t (v)");
      await database.run("INSERT INTO t VALUES (?)", [index]);
      // Nothing of the previous database is left: neither rows, nor statements, nor counters.
      const rows = await database.all<{ v: number }>("SELECT v FROM t");
      expect(rows.map(({ v }) => v)).toEqual(Array(round + 1).fill(index));
      const { engine } = await database.metrics();
      expect(engine.atomicCommits + engine.journalCommits).toBe(round === 0 ? 2 : 1);
      await database.close();
    }
  }
  expect(counted.spawnCount).toBe(1);
});

test("what SQL has set for all of SQLite ends with the database", async () => {
  const counted = await countedEnvironment();
  const limits = async (): Promise<readonly unknown[]> => [
    await database.get("PRAGMA hard_heap_limit"),
    await database.get("PRAGMA soft_heap_limit"),
    await database.get("PRAGMA temp_store_directory"),
  ];
  let database = await openDatabaseOnSession(new PageMapServer().open(), counted.runtime);
  const atFirst = await limits();
  await database.execute(`
    PRAGMA soft_heap_limit = 3000000;
    PRAGMA hard_heap_limit = 4000000;
    PRAGMA temp_store_directory = 'database';
    CREATE TEMP TABLE passing (v);
    ATTACH ':memory:' AS beside;
    CREATE TABLE beside.passing (v);
  `);
  expect(await limits()).toEqual([
    { hard_heap_limit: 4_000_000 },
    { soft_heap_limit: 3_000_000 },
    { temp_store_directory: "database" },
  ]);
  await database.close();
  database = await openDatabaseOnSession(new PageMapServer().open(), counted.runtime);
  expect(await limits()).toEqual(atFirst);
  expect(await database.all("SELECT name FROM sqlite_temp_schema")).toEqual([]);
  const listed = await database.all<{ name: string }>("PRAGMA database_list");
  expect(listed.map(({ name }) => name)).not.toContain("beside");
  await database.close();
  expect(counted.spawnCount).toBe(1);
});

test("databases that are open at once have a worker each, and one of these waits in the pool", async () => {
  const counted = await countedEnvironment();
  const openTwo = () =>
    Promise.all(
      [1, 2].map(() => openDatabaseOnSession(new PageMapServer().open(), counted.runtime)),
    );
  for (const database of await openTwo()) await database.close();
  expect(counted.spawnCount).toBe(2);
  for (const database of await openTwo()) await database.close();
  expect(counted.spawnCount).toBe(3);
});

test("a worker that was ended in the middle of its work serves no other database", async () => {
  const server = new PageMapServer();
  const writer = await openDatabaseOnSession(server.open(), (await countedEnvironment()).runtime);
  await writer.execute("CREATE TABLE t (v); INSERT INTO t VALUES (zeroblob(400000))");
  await writer.close();
  const counted = await countedEnvironment();
  // A commit is not interrupted, for it may have been carried out.
  let hang = (): void => undefined;
  const isWaiting = new Promise<void>((resolve) => {
    hang = resolve;
  });
  const commit = (): Promise<void> => {
    hang();
    return new Promise(() => undefined);
  };
  const session = { ...server.open(), isFenced: false, commit };
  const first = await openDatabaseOnSession(session, counted.runtime);
  const written = first.run("DELETE FROM t");
  const refused = expect(written).rejects.toMatchObject({ issue: { kind: "closed" } });
  await isWaiting;
  await first.abandon();
  await refused;
  const second = await openDatabaseOnSession(server.open(), counted.runtime);
  expect(await second.get("SELECT length(v) AS size FROM t")).toEqual({ size: 400_000 });
  await second.close();
  expect(counted.spawnCount).toBe(2);
});

test("a worker whose SQLite has grown large is ended with its database", async () => {
  const counted = await countedEnvironment();
  for (let round = 0; round < 2; round++) {
    const database = await openDatabaseOnSession(new PageMapServer().open(), counted.runtime);
    await database.get("SELECT length(hex(zeroblob(30000000))) AS size");
    expect((await database.metrics()).engine.heapSize).toBeGreaterThan(60_000_000);
    await database.close();
  }
  expect(counted.spawnCount).toBe(2);
});

test("a worker that waits in the pool does not keep the process alive", async () => {
  const folder = await mkdtemp(join(tmpdir(), "barewire-spare-"));
  try {
    const program = await bundleCall(folder, "./open-and-close.ts", "openAndClose");
    const child = spawn(process.execPath, [program, JSON.stringify((await bundleWorker()).href)]);
    let output = "";
    child.stdout.on("data", (data: Buffer) => {
      output += data.toString();
    });
    const code = await new Promise((resolve) => child.once("exit", resolve));
    expect({ code, output }).toEqual({ code: 0, output: "closed\n" });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
