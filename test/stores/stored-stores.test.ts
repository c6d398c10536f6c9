/**
 * Tests that stores of earlier versions are opened, read and written by this one, and are sound
 * before and after. No version may fail at that: real data is in stores like these.
 */

import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Database, openDatabase } from "@barewire/sqlite";
import { createSqliteStore, type Kv, openKv } from "@barewire/sqlite-storage";
import { afterAll, describe, expect, test } from "vitest";
import { exportDatabase } from "../../packages/storage-cli/src/transfer/export-database.js";
import { startPostgresIfPossible } from "../postgres/postgres-server.js";
import { runCommand } from "../storage-cli/command.js";
import { digestOf } from "../vfs/database-digest.js";
import { hasDebianSqlite, integrityOf } from "../vfs/debian-sqlite.js";
import { testRuntime } from "../vfs/test-runtime.js";
import { WireServer } from "../vfs/wire-server.js";
import {
  contentsOf,
  restoreLmdb,
  restorePostgres,
  type StoredDatabase,
  storedNames,
} from "./stored-store.js";

const folder = mkdtempSync(join(tmpdir(), "barewire-stored-"));
const runtime = await testRuntime();

afterAll(() => rmSync(folder, { recursive: true, force: true }));

let fileCount = 0;

function newPath(): string {
  fileCount += 1;
  return join(folder, `${fileCount}.db`);
}

/** The store at `url`, which holds what is stored as `name`, is as good as on its first day. */
async function check(name: string, url: string): Promise<void> {
  await expectSound(url);
  const databases = contentsOf(name);
  const kv = await openKv(url);
  try {
    for (const { id, exported } of databases) {
      const file = await exportedFile(kv, id);
      expect(createHash("sha256").update(file).digest("hex"), id.actorId).toBe(exported);
    }
    const engine = createSqliteStore({ kv });
    for (const database of databases) {
      await changeAndMend(kv, database);
      await engine.compact(database.id);
    }
    for (const { id, digest } of databases) {
      expect((await engine.inspect(id)).findings, id.actorId).toEqual([]);
      expect(await withDatabase(kv, id, digestOf), id.actorId).toBe(digest);
    }
    await engine.stop();
    const files = await Promise.all(databases.map(({ id }) => exportedFile(kv, id)));
    if (hasDebianSqlite()) expect(new Set(await integrityOf(files))).toEqual(new Set(["ok"]));
  } finally {
    await kv.close();
  }
}

async function expectSound(url: string): Promise<void> {
  const { code, stdout, stderr } = await runCommand(["verify"], url);
  expect({ code, stdout, stderr }).toMatchObject({ code: 0 });
}

async function exportedFile(kv: Kv, id: StoredDatabase["id"]): Promise<Uint8Array> {
  const path = newPath();
  await exportDatabase(kv, id, path);
  return readFileSync(path);
}

/** Reads every row; takes some away, and looks whether they are gone; puts them back. */
async function changeAndMend(kv: Kv, { id, digest }: StoredDatabase): Promise<void> {
  const kept = await withDatabase(kv, id, async (database) => {
    expect(await digestOf(database), id.actorId).toBe(digest);
    await database.execute("CREATE TABLE kept AS SELECT * FROM t WHERE id % 16 = 0");
    const { changes } = await database.run("DELETE FROM t WHERE id % 16 = 0");
    return changes;
  });
  await withDatabase(kv, id, async (database) => {
    expect(await database.get("SELECT count(*) AS n FROM t WHERE id % 16 = 0")).toEqual({ n: 0 });
    expect(await database.get("SELECT count(*) AS n FROM kept")).toEqual({ n: kept });
    expect(await database.get("PRAGMA integrity_check")).toEqual({ integrity_check: "ok" });
    await database.transaction(async (scope) => {
      await scope.run("INSERT INTO t SELECT * FROM kept");
      await scope.run("DROP TABLE kept");
    });
  });
}

/** Uses a new server and a new client, whose caches are empty. */
async function withDatabase<T>(
  kv: Kv,
  { namespace, actorId: actor }: StoredDatabase["id"],
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const { transport } = new WireServer({ kv });
  const database = await openDatabase({ transport, namespace, actor, runtime });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

describe.each(storedNames())("the store %s", (name) => {
  test("is opened, read, written and found sound in LMDB", async () => {
    const path = newPath();
    restoreLmdb(name, path);
    await check(name, `lmdb:${path}`);
  });

  test("is opened, read, written and found sound in PostgreSQL", async (context) => {
    const server = await startPostgresIfPossible();
    if (typeof server === "string") return context.skip(server);
    try {
      await restorePostgres(name, server.url);
      await check(name, server.url);
    } finally {
      await server.remove();
    }
  });

  test("has databases in every state that there is", () => {
    const kinds = new Set(contentsOf(name).flatMap(({ kinds }) => Object.keys(kinds)));
    expect([...kinds].sort()).toEqual(
      ["chunk", "delta", "meta", "page-index", "preload-hints", "shard", "stage"].sort(),
    );
  });
});
