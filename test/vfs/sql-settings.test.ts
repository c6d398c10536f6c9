/**
 * Tests the settings that SQL may change: none that the store depends on, in any syntax, and none
 * that outlives the database in a reused SQLite. All other settings work as usual.
 */

import {
  type Database,
  DatabaseError,
  openDatabaseOnSession,
  type SharedRuntime,
} from "@barewire/sqlite";
import { beforeAll, describe, expect, test } from "vitest";
import { FILE_STATEMENTS, PRAGMA_RULES } from "../../packages/sqlite/src/sqlite/pragma-table.js";
import { failureOf } from "../contract/failure-of.js";
import { PageMapServer } from "./page-map-server.js";
import { testRuntime } from "./test-runtime.js";

const SQLITE_CANTOPEN = 14;
const SQLITE_AUTH = 23;

/** The values that a setting could be given and that are not in force. */
const HOSTILE_VALUES: Readonly<Record<string, readonly string[]>> = {
  encoding: ["'UTF-16'", "'UTF-16be'"],
  journal_mode: ["WAL", "OFF", "MEMORY", "TRUNCATE", "PERSIST", "DELETE", "nonsense"],
  locking_mode: ["NORMAL", "EXCLUSIVE"],
  page_size: ["512", "8192", "65536", "4095"],
  synchronous: ["OFF", "0", "FULL", "EXTRA", "nonsense"],
  temp_store: ["FILE", "1", "0"],
};
const REFUSED_VALUES = ["ON", "1", "7", "RESET", "-1"];

const namesOf = (verdict: string): readonly string[] =>
  [...PRAGMA_RULES].filter(([, rule]) => rule.verdict === verdict).map(([name]) => name);
const FIXED = namesOf("fixed");
const REFUSED = namesOf("refused");

let runtime: SharedRuntime;
beforeAll(async () => {
  runtime = await testRuntime();
});

async function withDatabase(
  use: (database: Database, server: PageMapServer) => Promise<void>,
): Promise<void> {
  const server = new PageMapServer();
  const database = await openDatabaseOnSession(server.open(), runtime);
  try {
    await use(database, server);
  } finally {
    await database.close();
  }
}

/** Every setting that has to stay unchanged, as SQLite reports it. */
async function settingsOf(database: Database): Promise<object> {
  const settings = [...FIXED, ...REFUSED].map(async (name) => {
    return [name, await database.all(`PRAGMA ${name}`)] as const;
  });
  return Object.fromEntries(await Promise.all(settings));
}

test("every pragma of this build has a verdict, and there are verdicts on no others", async () => {
  await withDatabase(async (database) => {
    const rows = await database.all("SELECT name FROM pragma_pragma_list ORDER BY name");
    expect([...PRAGMA_RULES.keys()].sort()).toEqual(rows.map(({ name }) => name));
  });
  expect(Object.keys(HOSTILE_VALUES)).toEqual(FIXED);
});

/** Every syntax for setting it, for the main database. */
function spellings(name: string, value: string): readonly string[] {
  return [
    `PRAGMA ${name} = ${value}`,
    `PRAGMA ${name}(${value})`,
    `PRAGMA main.${name} = ${value}`,
    `pragma MAIN.${name.toUpperCase()} = ${value};`,
    `/* first */ PRAGMA "${name}" = ${value} -- last`,
  ];
}

describe("a fixed setting", () => {
  test.each(FIXED)("%s is answered with what is in force, and stays", async (name) => {
    await withDatabase(async (database) => {
      const before = await settingsOf(database);
      const inForce = await database.all(`PRAGMA ${name}`);
      for (const value of HOSTILE_VALUES[name] ?? []) {
        for (const sql of spellings(name, value)) {
          expect(await database.all(sql), sql).toEqual(inForce);
          const statement = await database.prepare(sql);
          expect(await statement.all()).toEqual(inForce);
          // The same statement is run once more, from the statement cache.
          expect(await database.all(sql)).toEqual(inForce);
        }
        await database.execute(`EXPLAIN PRAGMA ${name} = ${value}`);
        await database.execute(`SELECT 1; PRAGMA ${name} = ${value}; SELECT 2`);
        await database.run(`PRAGMA ${name} = ${value}`);
        expect(await settingsOf(database)).toEqual(before);
      }
    });
  });

  test.each(FIXED)("%s is refused in any schema but main", async (name) => {
    await withDatabase(async (database) => {
      await database.execute("ATTACH ':memory:' AS x; CREATE TEMP TABLE t (a)");
      const before = await settingsOf(database);
      for (const value of HOSTILE_VALUES[name] ?? []) {
        for (const sql of [`PRAGMA temp.${name} = ${value}`, `PRAGMA X."${name}"(${value})`]) {
          const { issue, message } = await failureOf(database.run(sql), DatabaseError);
          expect(issue).toMatchObject({ kind: "sqlite", code: SQLITE_AUTH });
          expect(message).toContain(`PRAGMA ${name} cannot be set`);
        }
      }
      expect(await settingsOf(database)).toEqual(before);
      await database.all(`PRAGMA temp.${name}`);
    });
  });
});

test("the values in force are those that the store depends on", async () => {
  await withDatabase(async (database) => {
    await database.execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF");
    expect(await settingsOf(database)).toMatchObject({
      encoding: [{ encoding: "UTF-8" }],
      journal_mode: [{ journal_mode: "delete" }],
      locking_mode: [{ locking_mode: "exclusive" }],
      page_size: [{ page_size: 4096 }],
      synchronous: [{ synchronous: 1 }],
      temp_store: [{ temp_store: 2 }],
    });
  });
});

test.each(REFUSED)("to set %s is refused, in every schema", async (name) => {
  await withDatabase(async (database) => {
    await database.execute("CREATE TABLE t (a); ATTACH ':memory:' AS x");
    const before = await settingsOf(database);
    for (const value of REFUSED_VALUES) {
      for (const sql of [
        ...spellings(name, value),
        `PRAGMA temp.${name} = ${value}`,
        `PRAGMA x.${name} = ${value}`,
        `EXPLAIN PRAGMA ${name} = ${value}`,
        `SELECT 1; PRAGMA ${name} = ${value}`,
      ]) {
        const { issue, message } = await failureOf(database.execute(sql), DatabaseError);
        expect(issue, sql).toMatchObject({ kind: "sqlite", code: SQLITE_AUTH });
        expect(message).toContain(`PRAGMA ${name} cannot be set: `);
      }
    }
    expect(await settingsOf(database)).toEqual(before);
    const write = database.run("UPDATE sqlite_schema SET rootpage = 1");
    expect((await failureOf(write, DatabaseError)).message).toBe(
      "table sqlite_master may not be modified",
    );
  });
});

test("no pragma changes a setting as a table-valued function", async () => {
  await withDatabase(async (database) => {
    await database.execute("CREATE TABLE t (a); ATTACH ':memory:' AS x");
    const before = await settingsOf(database);
    let called = 0;
    for (const name of PRAGMA_RULES.keys()) {
      for (const values of ["", "'WAL'", "0", "1", "'OFF', 'main'", "1, 'temp'", "0, 'x'"]) {
        const sql = `SELECT * FROM pragma_${name}(${values})`;
        // Most pragmas have no such function, or take no such argument.
        const rows = await database.all(sql).catch((error: unknown) => error);
        if (!(rows instanceof DatabaseError)) called += 1;
      }
    }
    expect(called).toBeGreaterThan(50);
    expect(await settingsOf(database)).toEqual(before);
  });
});

test("what is set stays with the database, and is not there for the next one", async () => {
  const all = [...PRAGMA_RULES.keys()];
  const isState = new Set(["data_version", "shrink_memory", "optimize", "incremental_vacuum"]);
  const read = async (database: Database): Promise<object> => {
    const values = all
      .filter((name) => !isState.has(name))
      .map(async (name) => [name, await database.all(`PRAGMA ${name}`)] as const);
    return Object.fromEntries(await Promise.all(values));
  };
  let first: object = {};
  await withDatabase(async (database) => {
    first = await read(database);
    for (const name of all) {
      for (const value of ["0", "1", "3", "'ON'", "100000", "'/tmp'", "'OFF'"]) {
        await database.run(`PRAGMA ${name} = ${value}`).catch(() => undefined);
      }
    }
  });
  await withDatabase(async (database) => expect(await read(database)).toEqual(first));
});

test("a name that SQLite has no pragma of is passed over, as SQLite does", async () => {
  await withDatabase(async (database) => {
    for (const sql of ["PRAGMA frobnicate", "PRAGMA lock_proxy_file = 'x'", "PRAGMA temp.a = 1"]) {
      expect(await database.all(sql)).toEqual([]);
    }
  });
});

describe("files beside the database", () => {
  test.each([
    "ATTACH 'file' AS y",
    "ATTACH 'a' || 'b' AS y",
    "ATTACH 'database' AS y",
    "ATTACH 'data' || 'base' AS y",
    "ATTACH 'database-journal' AS y",
    "ATTACH 'database-wal' AS y",
    "ATTACH 'file:y?mode=memory' AS y",
    `ATTACH '${"long".repeat(50)}' AS y`,
    `ATTACH '${"long".repeat(50)}' || '' AS y`,
    "ATTACH (SELECT 'from a query') AS y",
    "ATTACH '../../etc/passwd' AS y",
    "VACUUM INTO 'copy.sqlite'",
    "VACUUM INTO 'copy' || '.sqlite'",
    "VACUUM main INTO 'database'",
    "SELECT 1; VACUUM INTO 'copy.sqlite'",
  ])("%s is refused, and says why", async (sql) => {
    await withDatabase(async (database, server) => {
      await database.execute("CREATE TABLE t (a); INSERT INTO t VALUES (1)");
      const { commits } = server;
      const { issue, message } = await failureOf(database.execute(sql), DatabaseError);
      expect(issue).toMatchObject({ kind: "sqlite" });
      expect([SQLITE_AUTH, SQLITE_CANTOPEN]).toContain(
        issue.kind === "sqlite" ? issue.code : undefined,
      );
      expect(message).toContain("there are no files besides the database");
      expect(await database.all("SELECT a FROM t")).toEqual([{ a: 1 }]);
      expect(await database.all("SELECT name FROM pragma_database_list")).toEqual([
        { name: "main" },
      ]);
      await database.run("INSERT INTO t VALUES (2)");
      expect(server.commits).toBe(commits + 1);
    });
  });

  test("a database in memory can be attached, copied from and detached", async () => {
    for (const name of ["':memory:'", "''", "':mem' || 'ory:'", "'' || ''"]) {
      await withDatabase(async (database) => {
        await database.execute(`CREATE TABLE t (a); INSERT INTO t VALUES (1); ATTACH ${name} AS x`);
        await database.execute("CREATE TABLE x.copy AS SELECT a FROM t; INSERT INTO t VALUES (2)");
        expect(await database.all("SELECT a FROM x.copy")).toEqual([{ a: 1 }]);
        await database.execute("DETACH x");
        expect(await database.all("SELECT a FROM t")).toEqual([{ a: 1 }, { a: 2 }]);
      });
    }
  });

  test("the verdicts on statements are those of the table", async () => {
    await withDatabase(async (database) => {
      for (const { statement, verdict } of FILE_STATEMENTS) {
        const run = database.execute(statement);
        if (verdict === "pass") await run;
        else
          expect((await failureOf(run, DatabaseError)).message).toContain(
            "there are no files besides",
          );
      }
    });
  });
});

describe("what applications do first", () => {
  test("journal_mode = WAL loses nothing", async () => {
    const server = new PageMapServer();
    const database = await openDatabaseOnSession(server.open(), runtime);
    await database.execute("CREATE TABLE t (a); PRAGMA journal_mode=WAL; INSERT INTO t VALUES (1)");
    await database.close();
    const again = await openDatabaseOnSession(server.open(), runtime);
    expect(await again.all("SELECT a FROM t")).toEqual([{ a: 1 }]);
    await again.close();
  });

  test("synchronous = OFF loses nothing, although the database is never closed", async () => {
    const server = new PageMapServer();
    const database = await openDatabaseOnSession(server.open(), runtime);
    await database.execute("CREATE TABLE t (a); INSERT INTO t VALUES (1); PRAGMA synchronous=OFF");
    await database.run("INSERT INTO t VALUES (2)");
    const again = await openDatabaseOnSession(server.open(), runtime);
    expect(await again.all("SELECT a FROM t")).toEqual([{ a: 1 }, { a: 2 }]);
    await Promise.all([again.close(), database.close()]);
  });
});

describe("a stored header that says WAL", () => {
  /** The server has a database of a client that let SQL choose the journal. */
  async function walServer(): Promise<PageMapServer> {
    const server = new PageMapServer();
    const database = await openDatabaseOnSession(server.open(), runtime);
    await database.execute("CREATE TABLE t (a); INSERT INTO t VALUES (1)");
    await database.close();
    server.pages.get(1)?.fill(2, 18, 20);
    return server;
  }

  test("opens, is written, and says rollback journal from then on", async () => {
    const server = await walServer();
    const database = await openDatabaseOnSession(server.open(), runtime);
    expect(await database.all("SELECT a FROM t")).toEqual([{ a: 1 }]);
    expect(await database.get("PRAGMA journal_mode")).toEqual({ journal_mode: "delete" });
    await database.execute("BEGIN; INSERT INTO t VALUES (3); ROLLBACK");
    await database.run("INSERT INTO t VALUES (2)");
    expect([...server.file().subarray(18, 20)]).toEqual([1, 1]);
    await database.close();
    const again = await openDatabaseOnSession(server.open(), runtime);
    expect(await again.all("SELECT a FROM t")).toEqual([{ a: 1 }, { a: 2 }]);
    expect(await again.get("PRAGMA integrity_check")).toEqual({ integrity_check: "ok" });
    await again.close();
  });

  test("is readable where nothing can be written", async () => {
    const server = await walServer();
    const database = await openDatabaseOnSession(server.open(), runtime);
    expect(await database.all("SELECT a FROM t")).toEqual([{ a: 1 }]);
    expect([...server.file().subarray(18, 20)]).toEqual([2, 2]);
    await database.close();
  });
});
