/**
 * SQLite is asked for the plans of statements. An application must not notice that, except by fewer
 * requests.
 */

import {
  type Database,
  openDatabaseOnSession,
  type PageFlags,
  type SqlRow,
} from "@barewire/sqlite";
import { expect, test } from "vitest";
import { PageMapServer } from "./page-map-server.js";
import { testRuntime } from "./test-runtime.js";

const COLD: Partial<PageFlags> = { hints: false, hintsOnOpen: false };

async function open(server: PageMapServer, flags: Partial<PageFlags> = {}): Promise<Database> {
  return openDatabaseOnSession(server.open(), await testRuntime({ ...COLD, ...flags }));
}

/** Opens an empty database for as long as `use` runs. */
async function withDatabase(use: (database: Database) => Promise<void>): Promise<void> {
  const database = await open(new PageMapServer());
  try {
    await use(database);
  } finally {
    await database.close();
  }
}

const ROWS = 4_000;

/** Documents with a key that is spread over them, and their owners. */
async function filled(): Promise<PageMapServer> {
  const server = new PageMapServer();
  const database = await open(server);
  await database.execute(`
    CREATE TABLE owners (id INTEGER PRIMARY KEY, name TEXT);
    CREATE TABLE docs (id INTEGER PRIMARY KEY, owner INTEGER, key INTEGER, body TEXT);
    CREATE INDEX docs_by_key ON docs (key);
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${ROWS})
      INSERT INTO docs SELECT i, i % 97, i * 2654435761 % 4294967296, printf('%0900d', i) FROM n;
    WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 96)
      INSERT INTO owners SELECT i, 'Owner ' || i FROM n;
  `);
  await database.close();
  return server;
}

const BY_KEY = "SELECT d.id, o.name FROM docs d JOIN owners o ON o.id = d.owner ORDER BY d.key";

test("a join in the order of an index takes few requests, and gives the same rows", async () => {
  const server = await filled();
  const read = async (
    flags: Partial<PageFlags>,
  ): Promise<{ readonly rows: SqlRow[]; readonly calls: number }> => {
    const database = await open(server, flags);
    const rows = await database.all(BY_KEY);
    const { calls } = (await database.metrics()).pages;
    await database.close();
    return { rows, calls };
  };
  const led = await read({});
  const unled = await read({ planPrefetch: false });
  const plain = await read({ readAhead: false });
  expect(led.rows).toEqual(plain.rows);
  expect(led.rows).toHaveLength(ROWS);
  expect(led.calls).toBeLessThanOrEqual(16);
  expect(unled.calls).toBeGreaterThan(4 * led.calls);
});

test("the first write after an open is led by its plan, too", async () => {
  const server = await filled();
  const callsOf = async (flags: Partial<PageFlags>): Promise<number> => {
    const database = await open(server, { restPrefetch: false, ...flags });
    const sql = "UPDATE docs SET owner = owner WHERE key < ?";
    expect((await database.run(sql, [2 ** 32 / 16])).changes).toBeGreaterThan(ROWS / 20);
    const { calls } = (await database.metrics()).pages;
    await database.close();
    return calls;
  };
  const led = await callsOf({});
  expect(led).toBeLessThanOrEqual(8);
  expect(await callsOf({ planPrefetch: false })).toBeGreaterThan(8 * led);
});

test("the counts of the last change stay as they are", () =>
  withDatabase(async (database) => {
    await database.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, n INTEGER)");
    await database.transaction(async (scope) => {
      await scope.run("INSERT INTO t (n) VALUES (1), (2), (3)");
      const sql = "SELECT changes() AS changes, total_changes() AS total, COUNT(*) AS c FROM t";
      expect(await scope.get(sql)).toEqual({ changes: 3, total: 3, c: 3 });
      await scope.run("UPDATE t SET n = changes() WHERE id = 1");
      expect(await scope.get("SELECT n FROM t WHERE id = 1")).toEqual({ n: 3 });
      // A statement with another text, whose plan is asked for after the change.
      await scope.run("UPDATE t SET n = 9 WHERE id > 1");
      await scope.run("WITH a AS (SELECT changes() AS n) UPDATE t SET n = (SELECT n FROM a)");
      expect(await scope.get("SELECT MIN(n) AS n FROM t")).toEqual({ n: 2 });
    });
  }));

test("no listing of a write changes what changes() returns, wherever it is called", () =>
  withDatabase(async (database) => {
    await database.execute(`
      CREATE TABLE t (id INTEGER PRIMARY KEY, n INTEGER DEFAULT (changes()));
      CREATE TABLE log (n INTEGER);
      CREATE TRIGGER t_log AFTER DELETE ON t BEGIN INSERT INTO log VALUES (changes()); END;
    `);
    await database.transaction(async (scope) => {
      const read = (sql: string): Promise<SqlRow | undefined> => scope.get(sql);
      await scope.run("INSERT INTO t (id) VALUES (1)");
      await scope.run("INSERT INTO t (id, n) VALUES (2, 0), (3, 0), (4, 0)");
      await scope.run("INSERT INTO t (id) VALUES (5)");
      expect(await read("SELECT GROUP_CONCAT(n) AS n FROM t")).toEqual({ n: "0,0,0,0,3" });
      await scope.run("UPDATE t SET n = n WHERE id < 3");
      // Neither a statement that fails before it runs, nor one that changes nothing, is a change.
      await expect(scope.run("UPDATE t SET n = ? WHERE id > 2")).rejects.toThrow();
      expect(await read("SELECT changes() AS n")).toEqual({ n: 2 });
      await scope.run("DELETE FROM t WHERE id = 5");
      expect(await read("SELECT n FROM log")).toEqual({ n: 2 });
      await scope.run("DELETE FROM t WHERE id = 77");
      expect(await read("SELECT changes() + 0 AS n")).toEqual({ n: 0 });
      await scope.run("UPDATE t SET n = changes() WHERE id = 4");
      expect(await read("SELECT n FROM t WHERE id = 4")).toEqual({ n: 0 });
    });
  }));

test("a statement that is kept gives the rows of the newest schema", () =>
  withDatabase(async (database) => {
    await database.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, n INTEGER)");
    await database.run("INSERT INTO t (n) VALUES (1), (2)");
    const sql = "SELECT * FROM t WHERE n > ? ORDER BY n";
    const check = async (expected: readonly SqlRow[]): Promise<void> => {
      for (let round = 0; round < 2; round++)
        expect(await database.all(sql, [0])).toEqual(expected);
    };
    await check([
      { id: 1, n: 1 },
      { id: 2, n: 2 },
    ]);
    await database.execute("CREATE INDEX t_by_n ON t (n); ALTER TABLE t ADD COLUMN m DEFAULT 7");
    await check([
      { id: 1, n: 1, m: 7 },
      { id: 2, n: 2, m: 7 },
    ]);
    await database.execute("DROP TABLE t; CREATE TABLE other (a); VACUUM");
    await database.execute("CREATE TABLE t (n TEXT PRIMARY KEY) WITHOUT ROWID");
    await database.run("INSERT INTO t VALUES ('x')");
    await check([{ n: "x" }]);
  }));

test("a transaction sees its own pages, and no plan ends it", () =>
  withDatabase(async (database) => {
    await database.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, n INTEGER)");
    await database.transaction(async (scope) => {
      await scope.execute("CREATE TABLE mine (id INTEGER PRIMARY KEY, t INTEGER)");
      for (let id = 1; id <= 50; id++) {
        await scope.run("INSERT INTO t VALUES (?, ?)", [id, id * 2]);
        await scope.run("INSERT INTO mine (t) VALUES (?)", [id]);
        const sql = `SELECT SUM(t.n) AS sum FROM mine JOIN t ON t.id = mine.t WHERE ${id} = ${id}`;
        expect(await scope.get(sql)).toEqual({ sum: id * (id + 1) });
      }
    });
    expect(await database.get("SELECT COUNT(*) AS c FROM mine")).toEqual({ c: 50 });
  }));

test("EXPLAIN of an application still lists the program", () =>
  withDatabase(async (database) => {
    await database.execute("CREATE TABLE t (id INTEGER PRIMARY KEY)");
    const program = await database.all("EXPLAIN SELECT * FROM t");
    expect(program.some(({ opcode }) => opcode === "OpenRead")).toBe(true);
    const plan = await database.all("EXPLAIN QUERY PLAN SELECT * FROM t");
    expect(plan).toMatchObject([{ detail: "SCAN t" }]);
  }));
