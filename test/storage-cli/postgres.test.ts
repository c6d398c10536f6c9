/** Import, verification and export over PostgreSQL, where a snapshot is one long transaction. */

import { readFile } from "node:fs/promises";
import { openPostgresKv } from "@barewire/sqlite-storage/postgres";
import { afterAll, expect, test } from "vitest";
import { databaseKeys } from "../../packages/storage/src/format/database-keys.js";
import { inspectStored } from "../../packages/storage-cli/src/command/inspect-stored.js";
import { importDatabase } from "../../packages/storage-cli/src/transfer/import-database.js";
import { UnfinishedImport } from "../../packages/storage-cli/src/transfer/unfinished-import.js";
import { noise } from "../engine/database-under-test.js";
import { startPostgresIfPossible } from "../postgres/postgres-server.js";
import { makeRawFile } from "./database-files.js";
import { ID, StoreUnderTest } from "./store-under-test.js";

const server = await startPostgresIfPossible();

afterAll(async () => {
  if (typeof server !== "string") await server.remove();
});

test("what goes into PostgreSQL in parts comes out as a whole", async (context) => {
  if (typeof server === "string") return context.skip(server);
  const store = await StoreUnderTest.open(await openPostgresKv({ url: server.url }));
  try {
    const path = store.path();
    await makeRawFile(path, 1_100, noise);
    const identity = { nowMs: 0, token: new Uint8Array(16), maxStorageSize: 1n };
    await new UnfinishedImport(store.kv, databaseKeys(ID), identity).begin("refuse");
    const { meta } = await importDatabase(store.kv, ID, path, { unfinished: "replace" });
    const inspection = await inspectStored(store.kv, ID, () => undefined);
    expect(inspection.findings).toEqual([]);
    expect(inspection.usedSize).toBe(meta.sqliteStorageUsed);
    expect(Buffer.compare(await store.exported(), await readFile(path))).toBe(0);
  } finally {
    await store.close();
  }
});
