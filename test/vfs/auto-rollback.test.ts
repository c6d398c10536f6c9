/** A transaction that SQLite rolls back by itself fails as a whole: nothing after it is stored. */

import {
  type Database,
  DatabaseError,
  openDatabaseOnSession,
  type SqlScope,
} from "@barewire/sqlite";
import { afterEach, expect, test } from "vitest";
import { PageMapServer } from "./page-map-server.js";
import { testRuntime } from "./test-runtime.js";

const opened: Database[] = [];

afterEach(async () => {
  for (const database of opened.splice(0)) await database.close();
});

async function open(): Promise<Database> {
  const runtime = await testRuntime();
  const database = await openDatabaseOnSession(new PageMapServer().open(), runtime);
  opened.push(database);
  await database.execute("CREATE TABLE t (a UNIQUE)");
  return database;
}

function kindOf(error: unknown): string {
  if (!(error instanceof DatabaseError)) throw error;
  const { issue } = error;
  return issue.kind === "rolled-back" ? `rolled-back by ${issue.cause.kind}` : issue.kind;
}

/** Each fails and rolls the transaction back. */
const ENDINGS: Readonly<Record<string, (scope: SqlScope) => Promise<unknown>>> = {
  run: (scope) => scope.run("INSERT OR ROLLBACK INTO t VALUES (1)"),
  execute: (scope) => scope.execute("SELECT 1; INSERT OR ROLLBACK INTO t VALUES (1); SELECT 2"),
  all: (scope) => scope.all("INSERT OR ROLLBACK INTO t VALUES (1) RETURNING a"),
  iterate: (scope) => scope.iterate("INSERT OR ROLLBACK INTO t VALUES (1) RETURNING a").next(),
  "a nested transaction": (scope) =>
    scope.transaction((inner) => inner.run("INSERT OR ROLLBACK INTO t VALUES (1)")),
};

test.each(Object.entries(ENDINGS))("%s inside a transaction", async (_, end) => {
  const database = await open();
  const kinds: string[] = [];
  const note = (error: unknown) => kinds.push(kindOf(error));
  await database
    .transaction(async (scope) => {
      await scope.run("INSERT INTO t VALUES (1)");
      await end(scope).catch(note);
      await scope.run("INSERT INTO t VALUES (2)").catch(note);
      await scope.transaction((inner) => inner.run("INSERT INTO t VALUES (3)")).catch(note);
      await scope.execute("INSERT INTO t VALUES (4)").catch(note);
    })
    .catch(note);
  const lost = "rolled-back by sqlite";
  expect(kinds).toEqual(["sqlite", lost, lost, lost, lost]);
  expect(await database.all("SELECT a FROM t")).toEqual([]);
  await database.transaction((scope) => scope.run("INSERT INTO t VALUES (5)"));
  expect(await database.all("SELECT a FROM t")).toEqual([{ a: 5 }]);
});

test("a statement that fails alone leaves its transaction open", async () => {
  const database = await open();
  await database.transaction(async (scope) => {
    await scope.run("INSERT INTO t VALUES (1)");
    await expect(scope.run("INSERT INTO t VALUES (1)")).rejects.toThrow("UNIQUE");
    await scope.run("INSERT INTO t VALUES (2)");
  });
  expect(await database.all("SELECT a FROM t")).toEqual([{ a: 1 }, { a: 2 }]);
});

test("a reserved connection follows SQLite's own rule", async () => {
  const database = await open();
  const connection = await database.reserve();
  await connection.execute("BEGIN; INSERT INTO t VALUES (1)");
  await expect(connection.run("INSERT OR ROLLBACK INTO t VALUES (1)")).rejects.toThrow("UNIQUE");
  await connection.run("INSERT INTO t VALUES (2)");
  await expect(connection.execute("COMMIT")).rejects.toThrow("no transaction is active");
  await connection.release();
  expect(await database.all("SELECT a FROM t")).toEqual([{ a: 2 }]);
});
