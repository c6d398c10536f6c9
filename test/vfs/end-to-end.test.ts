/**
 * Tests the database over the real protocol and the real engine: versions, owners, cut links,
 * hints.
 */

import {
  type Database,
  DatabaseError,
  type DatabaseIssue,
  openDatabase,
  type SharedRuntime,
} from "@barewire/sqlite";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { NEWEST } from "../contract/envoy-versions.js";
import { failureOf } from "../contract/failure-of.js";
import { testRuntime } from "./test-runtime.js";
import { NAMESPACE, WireServer } from "./wire-server.js";

let runtime: SharedRuntime;
const opened: Database[] = [];

beforeAll(async () => {
  runtime = await testRuntime();
});

afterEach(async () => {
  for (const database of opened.splice(0)) await database.close();
});

async function open(server: WireServer, actor = "one"): Promise<Database> {
  const database = await openDatabase({
    transport: server.transport,
    namespace: NAMESPACE,
    actor,
    runtime,
    requestTimeoutMs: 5_000,
  });
  opened.push(database);
  return database;
}

/** Checks the issue with which `work` fails. */
async function check(work: Promise<unknown>, expected: Partial<DatabaseIssue>): Promise<void> {
  expect(await failureOf(work, DatabaseError)).toMatchObject({ issue: expected });
}

/** Rows that fill some hundred pages. */
async function fill(database: Database, rows = 400): Promise<void> {
  await database.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, v BLOB)");
  const sql = `INSERT INTO t (v) WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n LIMIT ?)
    SELECT zeroblob(3000) FROM n`;
  await database.run(sql, [rows]);
}

const COUNT = "SELECT count(*) AS n, total(length(v)) AS s FROM t";

test("what is written is there after a reopen, at the same server and at one started again", async () => {
  const server = new WireServer();
  const database = await open(server);
  await fill(database);
  expect(database.protocolVersion).toBe(NEWEST);
  await database.close();
  for (const next of [server, new WireServer({ store: server.memory })]) {
    const again = await open(next);
    expect(await again.get(COUNT)).toEqual({ n: 400, s: 1_200_000 });
    await again.close();
  }
  expect(server.findings("one")).toEqual([]);
});

describe("versions", () => {
  test("a server of version 2 is never asked for a range nor sent a hint", async () => {
    const server = new WireServer({ versions: [1, 2] });
    const database = await open(server);
    await fill(database);
    await database.close();
    // Only a scan of consecutive pages asks for ranges.
    runtime = await testRuntime({ structure: false, planPrefetch: false });
    const again = await open(server);
    runtime = await testRuntime();
    expect(again.protocolVersion).toBe(2);
    expect(await again.get(COUNT)).toEqual({ n: 400, s: 1_200_000 });
    const { pages } = await again.metrics();
    expect(pages.forwardScanCalls).toBeGreaterThan(0);
    expect(pages.rangeCalls).toBe(0);
    await again.close();
    const tags = new Set(server.outcomes.map((outcome) => outcome.split(" ")[0]));
    expect([...tags].sort()).toEqual([
      "ToRivetSqliteCommitRequest",
      "ToRivetSqliteGetPagesRequest",
    ]);
  });

  test("a server of version 1 has no databases", async () => {
    const server = new WireServer({ versions: [1] });
    await check(open(server), { kind: "version-too-old", version: 1, minVersion: 2 });
  });

  test("a server with no version in common is named with its versions", async () => {
    const server = new WireServer({ versions: [7, 8] });
    await check(open(server), {
      kind: "version-refused",
      server: { minVersion: 7, maxVersion: 8 },
    });
  });
});

test("the last to open owns the database; the previous owner refuses even its cached pages", async () => {
  const server = new WireServer();
  const older = await open(server);
  await fill(older);
  expect(await older.get(COUNT)).toMatchObject({ n: 400 });
  const newer = await open(server);
  await newer.run("DELETE FROM t WHERE id > 10");
  await expect.poll(() => older.isFenced, { timeout: 60_000 }).toBe(true);
  for (const sql of [COUNT, "SELECT 1", "INSERT INTO t (v) VALUES (1)"]) {
    await check(older.run(sql), { kind: "fenced" });
  }
  expect(await newer.get(COUNT)).toEqual({ n: 10, s: 30_000 });
  await older.close();
  expect(await newer.get(COUNT)).toEqual({ n: 10, s: 30_000 });
});

test("a link that is cut between statements is made again, and the cache still holds", async () => {
  const server = new WireServer();
  const database = await open(server);
  await fill(database);
  const before = (await database.metrics()).pages.calls;
  server.sever();
  await database.run("INSERT INTO t (v) VALUES (zeroblob(3000))");
  expect(await database.get(COUNT)).toMatchObject({ n: 401 });
  expect(server.connectionCount).toBe(2);
  expect((await database.metrics()).pages.calls).toBe(before);
});

describe("a link that is cut at any frame", () => {
  /** The state after a transaction that the cut may have hit: `acknowledged` or not, old or new. */
  async function checkCut(frame: number): Promise<"not-reached" | "reached"> {
    const server = new WireServer();
    const database = await open(server);
    await database.execute("CREATE TABLE t (v); INSERT INTO t VALUES (0)");
    let frames = 0;
    server.cut = () => {
      frames += 1;
      return frames === frame;
    };
    const written = await database.run("UPDATE t SET v = v + 1").then(
      () => "acknowledged",
      (error: unknown) => {
        if (error instanceof DatabaseError) return error.issue.kind;
        throw error;
      },
    );
    server.cut = () => false;
    // The outcome of a lost answer is found out, so no commit stays in doubt.
    expect(written).toBe("acknowledged");
    expect(await database.get("SELECT v FROM t")).toEqual({ v: 1 });
    await database.close();
    const again = await open(server);
    expect(await again.get("SELECT v FROM t")).toEqual({ v: 1 });
    expect(server.findings("one")).toEqual([]);
    return frames < frame ? "not-reached" : "reached";
  }

  test("loses no commit and does none twice", async () => {
    let frame = 1;
    while ((await checkCut(frame)) === "reached") frame += 1;
    // The commit is one frame, and its answer another.
    expect(frame).toBeGreaterThan(2);
  });
});

test("hints of one session are preloaded for the next", async () => {
  const server = new WireServer();
  const database = await open(server);
  await fill(database);
  await database.execute("CREATE INDEX i ON t (length(v), id)");
  await database.close();
  const query = "SELECT v FROM t WHERE id IN (7, 180, 390)";
  const calls: number[] = [];
  for (let round = 0; round < 2; round++) {
    const again = await open(server);
    await again.all(query);
    calls.push((await again.metrics()).pages.calls);
    await again.close();
  }
  const [cold, hinted] = calls;
  expect(server.outcomes).toContain("ToRivetSqlitePersistPreloadHintsRequest ok");
  expect(hinted).toBeLessThan(cold ?? 0);
});

test("transactions from one page to more than a message holds survive a reopen", async () => {
  const server = new WireServer();
  const database = await open(server);
  await database.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, v BLOB)");
  const sizes = [1, 4_000, 65_536, 1 << 20, 8 << 20, 12 << 20];
  for (const size of sizes) {
    await database.run("INSERT INTO t (v) VALUES (zeroblob(?))", [size]);
  }
  const staged = server.outcomes.filter((outcome) => outcome.includes("Finalize"));
  expect(staged.length).toBeGreaterThan(0);
  await database.close();
  const again = await open(server);
  const rows = await again.all<{ s: number }>("SELECT length(v) AS s FROM t ORDER BY id");
  expect(rows.map(({ s }) => s)).toEqual(sizes);
  expect(await again.get("PRAGMA integrity_check")).toEqual({ integrity_check: "ok" });
  expect(server.findings("one")).toEqual([]);
});

test("a file that was vacuumed and grown again is sound", async () => {
  const server = new WireServer();
  const database = await open(server);
  await fill(database);
  const sizeOf = async (): Promise<number> => {
    const row = await database.get<{ page_count: number }>("PRAGMA page_count");
    return row?.page_count ?? 0;
  };
  const full = await sizeOf();
  await database.execute("DELETE FROM t WHERE id > 20; VACUUM");
  expect(await sizeOf()).toBeLessThan(full / 4);
  await database.execute("INSERT INTO t (v) SELECT zeroblob(2000) FROM t a, t b LIMIT 300");
  await database.close();
  const again = await open(server);
  expect(await again.get(COUNT)).toEqual({ n: 320, s: 20 * 3_000 + 300 * 2_000 });
  expect(await again.get("PRAGMA integrity_check")).toEqual({ integrity_check: "ok" });
});
