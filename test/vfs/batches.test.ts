/** Tests of several statements in one message and one commit, and of the forms of integers. */

import { type Database, DatabaseError, openDatabaseOnSession } from "@barewire/sqlite";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { withSeed } from "../contract/seeded-random.js";
import { PageMapServer } from "./page-map-server.js";
import { testRuntime } from "./test-runtime.js";

let server: PageMapServer;
let database: Database;

beforeEach(async () => {
  server = new PageMapServer();
  database = await openDatabaseOnSession(server.open(), await testRuntime());
  await database.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT UNIQUE)");
});

afterEach(async () => {
  await database.close();
});

async function issueOf(work: Promise<unknown>): Promise<DatabaseError["issue"]> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof DatabaseError)) throw new Error(`it did not fail so: ${String(error)}`);
  return error.issue;
}

const names = async (): Promise<unknown[]> =>
  (await database.values("SELECT name FROM t ORDER BY id")).rows.flat();

describe("batch", () => {
  test("runs all statements with one commit, and returns what each returned", async () => {
    const before = server.commits;
    const results = await database.batch([
      { sql: "INSERT INTO t (name) VALUES (?), (?)", parameters: ["ada", "bob"] },
      {
        sql: "INSERT INTO t (name) VALUES (:name) RETURNING id, name",
        parameters: { name: "eve" },
      },
      "CREATE TABLE u (a); ",
      "INSERT INTO u VALUES (1)",
      "SELECT count(*) AS count, count(*) AS count FROM t, u",
    ]);
    expect(server.commits - before).toBe(1);
    expect(results).toEqual([
      { columns: [], rows: [], changes: 2, lastInsertRowid: 2 },
      { columns: ["id", "name"], rows: [{ id: 3, name: "eve" }], changes: 1, lastInsertRowid: 3 },
      { columns: [], rows: [], changes: 0, lastInsertRowid: 3 },
      { columns: [], rows: [], changes: 1, lastInsertRowid: 1 },
      { columns: ["count", "count"], rows: [{ count: 3 }], changes: 0, lastInsertRowid: 1 },
    ]);
    const [lists] = await database.batch(["SELECT 1, 2 AS a, 3 AS a"], { rowMode: "array" });
    expect(lists?.rows).toEqual([[1, 2, 3]]);
    expect(await database.batch([])).toEqual([]);
  });

  test("that fails stores nothing, and says which statement it was", async () => {
    const statements = ["INSERT INTO t VALUES (1, 'a')", "INSERT INTO t VALUES (2, 'a')"];
    const before = server.commits;
    expect(await issueOf(database.batch(statements))).toMatchObject({
      kind: "sqlite",
      code: 19,
      statement: 2,
    });
    expect(server.commits).toBe(before);
    expect(await names()).toEqual([]);
    await expect(database.batch(["SELECT 1", "SELECT no_such()"])).rejects.toThrow(
      "number 2 of the batch: no such function: no_such",
    );
  });
});

describe("a batch in a transaction", () => {
  test("is undone alone, and the transaction goes on", async () => {
    await database.transaction(async (scope) => {
      await scope.run("INSERT INTO t (name) VALUES ('kept')");
      const failing = scope.batch([
        "INSERT INTO t (name) VALUES ('undone')",
        "INSERT INTO t (name) VALUES ('kept')",
      ]);
      expect(await issueOf(failing)).toMatchObject({ kind: "sqlite", code: 19 });
      await scope.batch(["INSERT INTO t (name) VALUES ('batch')"]);
    });
    expect(await names()).toEqual(["kept", "batch"]);
  });

  test("that SQLite has rolled back is not stored alone", async () => {
    const work = database.transaction(async (scope) => {
      await scope.run("INSERT INTO t VALUES (1, 'a')");
      await scope.run("INSERT OR ROLLBACK INTO t VALUES (1, 'b')").catch(() => undefined);
      expect(await issueOf(scope.batch(["INSERT INTO t VALUES (2, 'c')"]))).toMatchObject({
        kind: "rolled-back",
      });
    });
    expect(await issueOf(work)).toMatchObject({ kind: "rolled-back" });
    expect(await names()).toEqual([]);
  });

  test("on a reserved connection commits, unless a transaction is open", async () => {
    await using connection = await database.reserve();
    await connection.batch(["INSERT INTO t (name) VALUES ('stored')"]);
    await connection.execute("BEGIN");
    await connection.batch(["INSERT INTO t (name) VALUES ('not stored')"]);
    await connection.execute("ROLLBACK");
    expect((await connection.values("SELECT name FROM t")).rows).toEqual([["stored"]]);
  });
});

describe("a batch", () => {
  test.each(["BEGIN", "/* */ commit", "END", "ROLLBACK TO x", "SAVEPOINT x", "RELEASE x"])(
    "refuses %s before anything runs",
    async (sql) => {
      const requests = server.requests.length;
      const given = ["INSERT INTO t VALUES (1, 'a')", sql];
      expect(await issueOf(database.batch(given))).toMatchObject({ kind: "invalid-sql" });
      expect(await issueOf(database.runMany(sql, [[]]))).toMatchObject({ kind: "invalid-sql" });
      expect(server.requests.length).toBe(requests);
    },
  );

  test.each([
    [null, "statements"],
    ["SELECT 1", "statements"],
    [[null], "statements[0]"],
    [["SELECT 1", 7], "statements[1]"],
  ])("refuses %j", async (given, option) => {
    // The types forbid this to callers that have them.
    const batch = database.batch(given as string[]);
    expect(await issueOf(batch)).toMatchObject({ kind: "invalid-option", option });
  });
});

describe("runMany", () => {
  test("runs a statement for each list of parameters with one commit", async () => {
    const before = server.commits;
    const rows = Array.from({ length: 500 }, (_, index) => [`name ${index}`]);
    const result = await database.runMany("INSERT INTO t (name) VALUES (?)", rows);
    expect(result).toEqual({ changes: 500, lastInsertRowid: 500 });
    expect(server.commits - before).toBe(1);
    expect(await names()).toEqual(rows.flat());
    const named = new Set([{ id: 1 }, { id: 2 }, { id: 1 }]);
    expect(await database.runMany("DELETE FROM t WHERE id = :id", named)).toMatchObject({
      changes: 2,
    });
    expect(await database.runMany("DELETE FROM t", [])).toMatchObject({ changes: 0 });
  });

  test("that fails stores nothing, and says for which list", async () => {
    const insert = database.runMany("INSERT INTO t VALUES (?, ?)", [
      [1, "a"],
      [2, "b"],
      [3, "a"],
    ]);
    expect(await issueOf(insert)).toMatchObject({ kind: "sqlite", code: 19, statement: 3 });
    expect(await names()).toEqual([]);
    const missing = database.runMany("INSERT INTO t VALUES (?, ?)", [[1, "a"], [2]]);
    await expect(missing).rejects.toThrow("number 2 of the batch: parameter 2: 1 values for 2");
    expect(await names()).toEqual([]);
  });

  test("refuses what is no list of parameters", async () => {
    for (const given of [null, 7, {}]) {
      // The types forbid this to callers that have them.
      const run = database.runMany("SELECT ?", given as unknown as []);
      expect(await issueOf(run)).toMatchObject({ kind: "invalid-option", option: "rows" });
    }
    function* endless(): Generator<number[]> {
      while (true) yield [1];
    }
    for (const given of [endless(), new Array<number[]>(2 ** 32 - 1)]) {
      const run = database.runMany("SELECT ?", given);
      expect(await issueOf(run)).toMatchObject({ kind: "invalid-option", option: "rows" });
    }
    expect(await issueOf(database.runMany("SELECT ?", [[Number.NaN]]))).toMatchObject({
      kind: "invalid-parameter",
    });
  });
});

describe("integers", () => {
  const SQL = "SELECT 1 AS a, 1.0 AS b, 9007199254740993 AS c, -9223372036854775808 AS d";

  test("are numbers where these are exact, by default", async () => {
    const row = { a: 1, b: 1, c: 9007199254740993n, d: -(2n ** 63n) };
    expect(await database.get(SQL)).toEqual(row);
    expect(await database.all(SQL, [], { integers: "auto" })).toEqual([row]);
  });

  test("are bigints where the caller wants to tell 1 from 1.0", async () => {
    const row = { a: 1n, b: 1, c: 9007199254740993n, d: -(2n ** 63n) };
    const options = { integers: "bigint" } as const;
    expect(await database.get(SQL, [], options)).toEqual(row);
    expect(await database.all(SQL, [], options)).toEqual([row]);
    expect((await database.values(SQL, [], options)).rows).toEqual([Object.values(row)]);
    expect((await database.batch([SQL], options))[0]?.rows).toEqual([row]);
    for await (const each of database.iterate(SQL, [], options)) expect(each).toEqual(row);
    const statement = await database.prepare(SQL, options);
    expect(await statement.get()).toEqual(row);
    expect((await statement.values()).rows).toEqual([Object.values(row)]);
  });

  test("that no number holds are refused where the caller wants numbers", async () => {
    const options = { integers: "number" } as const;
    expect(await database.get("SELECT 9007199254740991 AS a", [], options)).toEqual({
      a: Number.MAX_SAFE_INTEGER,
    });
    for (const sql of [SQL, "SELECT 1 AS c UNION ALL SELECT 9007199254740993"]) {
      expect(await issueOf(database.all(sql, [], options))).toEqual({
        kind: "inexact-integer",
        column: "c",
      });
    }
    // The cursor is closed, so that the table can be dropped.
    await database.execute("DROP TABLE t");
  });
});

test("random batches leave what the same statements leave one by one in a transaction", () =>
  withSeed(async (random) => {
    const other = await openDatabaseOnSession(new PageMapServer().open(), await testRuntime());
    await other.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT UNIQUE)");
    const statementOf = (): { sql: string; parameters: (number | string)[] } => {
      const [id, name] = [random(40), `n${random(60)}`];
      const kinds = [
        { sql: "INSERT INTO t VALUES (?, ?)", parameters: [id, name] },
        { sql: "INSERT OR IGNORE INTO t VALUES (?, ?)", parameters: [id, name] },
        { sql: "INSERT OR ROLLBACK INTO t VALUES (?, ?)", parameters: [id, name] },
        { sql: "UPDATE t SET name = ? WHERE id = ?", parameters: [name, id] },
        { sql: "DELETE FROM t WHERE id >= ? RETURNING id", parameters: [id] },
        { sql: "SELECT * FROM t WHERE id < ?", parameters: [id] },
      ];
      return kinds[random(kinds.length)] ?? { sql: "SELECT 1", parameters: [] };
    };
    for (let round = 0; round < 200; round++) {
      const statements = Array.from({ length: 1 + random(5) }, statementOf);
      const batch = database.batch(statements).then(
        (results) => results.map(({ rows, changes }) => ({ rows, changes })),
        () => "failed",
      );
      const single = other
        .transaction(async (scope) => {
          const results: unknown[] = [];
          for (const { sql, parameters } of statements) {
            const returnsRows = sql.startsWith("SELECT") || sql.includes("RETURNING");
            const rows = returnsRows ? await scope.all(sql, parameters) : [];
            const changes = returnsRows
              ? await scope.get("SELECT changes() AS n").then((row) => row?.["n"])
              : (await scope.run(sql, parameters)).changes;
            results.push({ rows, changes: sql.startsWith("SELECT") ? 0 : changes });
          }
          return results;
        })
        .catch(() => "failed");
      expect(await batch, `round ${round}`).toEqual(await single);
      const sql = "SELECT * FROM t ORDER BY id";
      expect(await database.all(sql), `round ${round}`).toEqual(await other.all(sql));
    }
    await other.close();
  }));
