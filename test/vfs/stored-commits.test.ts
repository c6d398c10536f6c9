/**
 * Tests that a transaction that SQLite takes for committed is stored, or the call fails, even if
 * the settings that this depends on are not in force, which only a bug can cause.
 */

import { ManualClock, ManualRandom } from "@barewire/clock/testing";
import { PAGE_SIZE } from "@barewire/protocol/page-size";
import {
  type CommitPage,
  currentPlatform,
  type Database,
  DatabaseError,
  openDatabaseOnSession,
} from "@barewire/sqlite";
import { afterEach, describe, expect, test } from "vitest";
import type { PageStore } from "../../packages/sqlite/src/page-store.js";
import { type Connection, openConnection } from "../../packages/sqlite/src/sqlite/connection.js";
import { MainFile } from "../../packages/sqlite/src/sqlite/main-file.js";
import { SqlGate } from "../../packages/sqlite/src/sqlite/sql-gate.js";
import { type SqliteModule, startSqlite } from "../../packages/sqlite/src/sqlite/sqlite-module.js";
import { startSynchronous } from "../../packages/sqlite/src/sqlite/synchronous-build.js";
import { registerVfs } from "../../packages/sqlite/src/sqlite/wire-vfs.js";
import { PageMapServer } from "./page-map-server.js";
import { testRuntime } from "./test-runtime.js";

const CLOCK = new ManualClock();

/** The rows do not fit into a cache of 10 pages. */
const MANY_ROWS = `
  INSERT INTO t WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100)
  SELECT hex(randomblob(1000)) FROM n`;

class StoredPages {
  readonly pages: Map<number, Uint8Array> = new Map();
  commits = 0;

  readonly store: PageStore = {
    isFenced: false,
    copy: (pgno, from, until, heap, offset) => {
      const page = this.pages.get(pgno) ?? new Uint8Array(PAGE_SIZE);
      heap().set(page.subarray(from, until), offset);
    },
    followStatement: () => undefined,
    readCached: (pgno, target) => {
      const page = this.pages.get(pgno);
      if (page !== undefined) target.set(page);
      return page !== undefined;
    },
    commit: (pages: readonly CommitPage[]) => {
      this.commits += 1;
      for (const { pgno, bytes } of pages) this.pages.set(pgno, bytes.slice());
    },
    settle: () => unexpected(),
    stageBegin: () => unexpected(),
    stage: () => unexpected(),
    stageFinalize: () => unexpected(),
    install: () => undefined,
    truncate: () => undefined,
  };
}

function unexpected(): never {
  throw new Error("nothing is staged in this test");
}

let module: Promise<SqliteModule> | null = null;
let count = 0;
const opened: Connection[] = [];
afterEach(async () => {
  for (const connection of opened.splice(0)) await connection.close().catch(() => undefined);
});

/** A connection whose settings SQL may change, because its gate is never installed. */
async function openUngated(): Promise<{ connection: Connection; stored: StoredPages }> {
  module ??= currentPlatform()
    .compile("synchronous")
    .then((compiled) => startSqlite(startSynchronous, compiled));
  const sqlite = await module;
  const stored = new StoredPages();
  const limits = {
    pageSize: PAGE_SIZE,
    maxDeltaBytes: Number.POSITIVE_INFINITY,
    epochMs: CLOCK.epochMs,
  };
  const file = new MainFile(stored.store, limits, 0);
  const gate = Object.assign(new SqlGate(sqlite), { install: () => undefined });
  const name = `ungated-${++count}`;
  const vfs = registerVfs({
    module: sqlite,
    waits: "blocking",
    clock: CLOCK,
    random: new ManualRandom(),
    name,
  });
  vfs.serve(new Map([["database", file]]), gate);
  const connection = await openConnection(
    {
      module: sqlite,
      vfsName: vfs.name,
      fileName: "database",
      takeFailure: () => {
        const { failure } = file;
        file.failure = null;
        return failure;
      },
      guard: {
        gate,
        onProgress: () => 0,
        hasUnstored: () => file.hasUnstored,
        end: () => file.end(),
      },
    },
    40,
  );
  opened.push(connection);
  await connection.execute("CREATE TABLE t (a); INSERT INTO t VALUES (1)");
  return { connection, stored };
}

/** The statements end the database, and only what was stored before is stored. */
async function checkEnds(statements: readonly string[]): Promise<void> {
  const { connection, stored } = await openUngated();
  const before = new Map([...stored.pages].map(([pgno, bytes]) => [pgno, bytes.slice()]));
  const run = async (): Promise<void> => {
    for (const sql of statements) await connection.execute(sql);
  };
  await expect(run()).rejects.toMatchObject({ issue: { kind: "not-stored" } });
  const next = connection.execute("INSERT INTO t VALUES (2)");
  await expect(next).rejects.toBeInstanceOf(DatabaseError);
  await connection.close().catch(() => undefined);
  opened.length = 0;
  expect(stored.pages).toEqual(before);
}

describe("a database is ended before it loses what SQLite takes for committed", () => {
  test("where SQLite does not sync", async () => {
    await checkEnds(["PRAGMA synchronous = OFF", "INSERT INTO t VALUES (2)"]);
  });

  test("where SQLite does not sync, and the transaction has an end of its own", async () => {
    await checkEnds(["PRAGMA synchronous = OFF", "BEGIN; INSERT INTO t VALUES (2)", "COMMIT"]);
  });

  test("where pages are spilled and the journal stays in SQLite's memory", async () => {
    await checkEnds(["PRAGMA journal_mode = MEMORY", `BEGIN; ${MANY_ROWS}`, "COMMIT"]);
  });

  test("where pages are spilled and nothing can put back what was there", async () => {
    await checkEnds(["PRAGMA journal_mode = OFF", `BEGIN; ${MANY_ROWS}`, "ROLLBACK"]);
  });
});

test("a database is ended where SQLite would commit to a write-ahead log", async () => {
  const { connection, stored } = await openUngated();
  await connection.execute("PRAGMA journal_mode = WAL");
  const { commits } = stored;
  const write = connection.execute("INSERT INTO t VALUES (2)");
  await expect(write).rejects.toMatchObject({ issue: { kind: "not-stored" } });
  await expect(connection.execute("SELECT a FROM t")).rejects.toBeInstanceOf(DatabaseError);
  await connection.close().catch(() => undefined);
  opened.length = 0;
  expect(stored.commits).toBe(commits);
});

test("a spilled transaction is committed, and one that is rolled back changes nothing", async () => {
  const { connection, stored } = await openUngated();
  const { commits } = stored;
  await connection.execute(`BEGIN; ${MANY_ROWS}; SELECT count(*) FROM t; COMMIT`);
  expect(stored.commits).toBe(commits + 1);
  await connection.execute(`BEGIN; ${MANY_ROWS}; SELECT count(*) FROM t; ROLLBACK`);
  expect(stored.commits).toBe(commits + 1);
});

type Refusing = {
  readonly server: PageMapServer;
  readonly database: Database;
  readonly refuse: () => void;
};

describe("a statement that commits when it is stopped", () => {
  async function openRefusing(): Promise<Refusing> {
    let isRefusing = false;
    const server = new PageMapServer({
      before: (request) => {
        if (!isRefusing || request !== "commit") return;
        throw new DatabaseError({ kind: "refused", detail: "no commits now" });
      },
    });
    const database = await openDatabaseOnSession(server.open(), await testRuntime());
    await database.execute("CREATE TABLE t (a)");
    const refuse = (): void => {
      isRefusing = true;
    };
    return { server, database, refuse };
  }

  const INSERT = "INSERT INTO t VALUES (1), (2), (3) RETURNING a";

  test("is stored, if it does not fail", async () => {
    const { server, database } = await openRefusing();
    expect(await database.get(INSERT)).toEqual({ a: 1 });
    expect(server.commits).toBe(2);
    for await (const row of database.iterate(INSERT)) {
      expect(row).toEqual({ a: 1 });
      break;
    }
    expect(server.commits).toBe(2 + 1);
    await database.close();
  });

  test("fails as the commit does", async () => {
    const { server, database, refuse } = await openRefusing();
    refuse();
    const failure = { issue: { kind: "sqlite", cause: { kind: "refused" } } };
    await expect(database.get(INSERT)).rejects.toMatchObject(failure);
    const iterate = async (): Promise<void> => {
      for await (const _ of database.iterate(INSERT)) break;
    };
    await expect(iterate()).rejects.toMatchObject(failure);
    expect(await database.all("SELECT a FROM t")).toEqual([]);
    expect(server.commits).toBe(1);
    await database.close();
  });
});
