/**
 * Tests that a file that was used with a write-ahead log is like any other once imported.
 */

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase } from "@barewire/sqlite";
import { openMemoryKv } from "@barewire/sqlite-storage/memory";
import { expect, test } from "vitest";
import { importDatabase } from "../../packages/storage-cli/src/transfer/import-database.js";
import { MemorySqlite } from "./memory-sqlite.js";
import { StoredDatabase } from "./stored-snapshot.js";
import { testRuntime } from "./test-runtime.js";
import { NAMESPACE, WireServer } from "./wire-server.js";

const ACTOR = "imported";

/** The file that SQLite leaves when the last connection in WAL mode is closed. */
async function walFile(): Promise<Uint8Array> {
  const sqlite = await MemorySqlite.start();
  const connection = await sqlite.open("source");
  await connection.execute("CREATE TABLE t (a); INSERT INTO t VALUES (1)");
  await connection.close();
  const file = sqlite.bytesOf("source").slice();
  file.fill(2, 18, 20);
  return file;
}

test("it opens, and what is written to it is stored", async () => {
  const folder = await mkdtemp(join(tmpdir(), "barewire-wal-"));
  const server = new WireServer();
  try {
    const path = join(folder, "wal.sqlite");
    await writeFile(path, await walFile());
    const kv = openMemoryKv({ store: server.memory });
    await importDatabase(kv, { namespace: NAMESPACE, actorId: ACTOR }, path);
  } finally {
    await rm(folder, { recursive: true });
  }
  const stored = new StoredDatabase(server, ACTOR);
  expect([...(await stored.snapshot()).file.subarray(18, 20)]).toEqual([1, 1]);
  const { transport } = server;
  const runtime = await testRuntime();
  const database = await openDatabase({
    transport,
    namespace: NAMESPACE,
    actor: ACTOR,
    runtime,
  });
  expect(await database.get("PRAGMA journal_mode")).toEqual({ journal_mode: "delete" });
  const head = (await stored.snapshot()).headTxid;
  await database.run("INSERT INTO t VALUES (2)");
  expect((await stored.snapshot()).headTxid).toBe(head + 1n);
  expect(await database.all("SELECT a FROM t")).toEqual([{ a: 1 }, { a: 2 }]);
  await database.close();
});
