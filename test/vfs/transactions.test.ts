/**
 * Tests the mutex of a database: transactions, reservations, and calls whose promise is not
 * awaited.
 */

import { ManualClock } from "@barewire/clock/testing";
import {
  type Database,
  DatabaseError,
  type DatabaseIssue,
  openDatabaseOnSession,
  type SharedRuntime,
  type SqlScope,
} from "@barewire/sqlite";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { Gate } from "./gate.js";
import { PageMapServer } from "./page-map-server.js";
import { testRuntime } from "./test-runtime.js";
import { UnhandledRejections } from "./unhandled-rejections.js";

/** One whose platform tells inside which calls code runs, as Node does, and one that does not. */
let telling: SharedRuntime;
let untelling: SharedRuntime;
/** The clock of both. */
const clock = new ManualClock();
const opened: Database[] = [];

beforeAll(async () => {
  telling = await testRuntime({}, clock);
  untelling = await testRuntime({}, clock, undefined, { createCallContext: () => null });
});

afterEach(async () => {
  for (const database of opened.splice(0)) await database.close();
});

async function open(
  runtime = telling,
  options: Parameters<typeof openDatabaseOnSession>[2] = {},
): Promise<Database> {
  const server = new PageMapServer();
  const database = await openDatabaseOnSession(server.open(), runtime, options);
  opened.push(database);
  await database.execute("CREATE TABLE t (a)");
  return database;
}

/** Checks the `DatabaseError` with which `work` fails. */
async function check(work: Promise<unknown>, expected: Partial<DatabaseIssue>): Promise<Error> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof DatabaseError)) throw new Error(`it did not fail so: ${String(error)}`);
  expect(error.issue).toMatchObject(expected);
  return error;
}

/** Lets the time pass for which a call waits, once one does. */
async function passTurnTimeout(timeoutMs: number): Promise<void> {
  await expect.poll(() => clock.pendingMs).toContain(timeoutMs);
  clock.advance(timeoutMs);
}

function rowsOf(database: SqlScope): Promise<unknown[]> {
  return database.all("SELECT a FROM t").then((rows) => rows.map(({ a }) => a));
}

/** Every way to use a database, or an object from it, inside one of its transactions. */
const OUTER_CALLS: readonly (readonly [string, (database: Database) => Promise<unknown>])[] = [
  ["execute", (database) => database.execute("SELECT 1")],
  ["run", (database) => database.run("SELECT 1")],
  ["all", (database) => database.all("SELECT 1")],
  ["get", (database) => database.get("SELECT 1")],
  ["iterate", (database) => database.iterate("SELECT 1").next()],
  ["prepare", (database) => database.prepare("SELECT 1")],
  ["transaction", (database) => database.transaction(async () => undefined)],
  ["reserve", (database) => database.reserve()],
];

describe("a call of the database inside its own transaction", () => {
  test.each(OUTER_CALLS)("%s fails at once and says what to use", async (_, call) => {
    const database = await open();
    const began = performance.now();
    const work = database.transaction(async (scope) => {
      await scope.run("INSERT INTO t VALUES (1)");
      await call(database);
    });
    const error = await check(work, { kind: "turn-held", holder: "transaction", waitedMs: 0 });
    expect(performance.now() - began).toBeLessThan(1_000);
    expect(error.message).toMatch(
      /^a transaction that began \d+ ms ago, called at .*transactions.test.ts:\d+:\d+/,
    );
    expect(error.message).toMatch(/make it on the scope that the callback/);
    expect(await rowsOf(database)).toEqual([]);
  });

  test.each(["run", "all", "get", "iterate"] as const)(
    "so does %s of a statement that was prepared outside",
    async (method) => {
      const database = await open();
      const statement = await database.prepare("SELECT 1 AS one");
      const call = async (): Promise<unknown> =>
        method === "iterate" ? statement.iterate().next() : statement[method]();
      await check(database.transaction(call), { kind: "turn-held" });
      await call();
    },
  );

  test("is found behind timers, other databases and nested transactions", async () => {
    const [database, other] = await Promise.all([open(), open()]);
    const work = database.transaction(async (scope) => {
      await new Promise((resolve) => setTimeout(resolve));
      await other.transaction(async () => {
        await scope.transaction(async () => {
          await check(scope.run("SELECT 1"), { kind: "turn-held" });
          await check(other.run("SELECT 1"), { kind: "turn-held" });
          await check(database.run("SELECT 1"), { kind: "turn-held" });
        });
        await scope.run("INSERT INTO t VALUES (1)");
      });
      await other.run("INSERT INTO t VALUES (2)");
    });
    await work;
    expect([await rowsOf(database), await rowsOf(other)]).toEqual([[1], [2]]);
  });

  test("is possible again when the transaction is over, wherever it comes from", async () => {
    const database = await open();
    const gate = new Gate();
    let late: Promise<unknown> = Promise.resolve();
    await database.transaction(async (scope) => {
      late = gate.opened.then(() => database.run("INSERT INTO t VALUES (2)"));
      await scope.run("INSERT INTO t VALUES (1)");
    });
    gate.open();
    await late;
    expect(await rowsOf(database)).toEqual([1, 2]);
  });
});

test("a call inside its own transaction fails after turnTimeoutMs where the platform tells nothing", async () => {
  const database = await open(untelling, { turnTimeoutMs: 50 });
  const issue = { kind: "turn-held", holder: "transaction", waitedMs: 50 } as const;
  const failed = check(
    database.transaction(() => database.run("SELECT 1")),
    issue,
  );
  await passTurnTimeout(50);
  const error = await failed;
  expect(error.message).toMatch(/ for 50 ms \(turnTimeoutMs\)/);
  expect(await rowsOf(database)).toEqual([]);
});

describe("a call outside", () => {
  test("waits for a long transaction where the platform tells who is inside", async () => {
    const database = await open();
    const gate = new Gate();
    const transaction = database.transaction(async (scope) => {
      await gate.opened;
      await scope.run("INSERT INTO t VALUES (1)");
    });
    const rows = rowsOf(database);
    clock.advance(3_600_000);
    gate.open();
    expect(await rows).toEqual([1]);
    await transaction;
  });

  test("waits anywhere for a transaction that goes on using the database", async () => {
    const database = await open(untelling, { turnTimeoutMs: 100 });
    const transaction = database.transaction(async (scope) => {
      for (let a = 0; a < 15; a++) {
        clock.advance(20);
        await scope.transaction((inner) => inner.run("INSERT INTO t VALUES (?)", [a]));
      }
    });
    expect(await rowsOf(database)).toHaveLength(15);
    await transaction;
  });

  test("may wait behind others for longer than turnTimeoutMs", async () => {
    const database = await open(untelling, { turnTimeoutMs: 100 });
    const transactions = Array.from({ length: 6 }, () =>
      database.transaction(async () => clock.advance(40)),
    );
    await Promise.all([...transactions, database.run("INSERT INTO t VALUES (1)")]);
    expect(await rowsOf(database)).toEqual([1]);
  });
});

test("a call waits for a transaction that has its turn after another", async () => {
  const database = await open();
  const steps: (() => void)[] = [];
  const transactions = [1, 2].map((a) =>
    database.transaction(async (scope) => {
      await scope.run("INSERT INTO t VALUES (?)", [a]);
      await new Promise<void>((resolve) => steps.push(resolve));
      await scope.run("INSERT INTO t VALUES (?)", [a]);
    }),
  );
  await expect.poll(() => steps.length).toBe(1);
  steps[0]?.();
  await expect.poll(() => steps.length).toBe(2);
  const call = database.run("INSERT INTO t VALUES (3)");
  steps[1]?.();
  await Promise.all([...transactions, call]);
  expect(await rowsOf(database)).toEqual([1, 1, 2, 2, 3]);
});

describe("a reserved connection", () => {
  test("keeps a transaction open between calls, and others wait for its release", async () => {
    const database = await open();
    const connection = await database.reserve();
    await connection.execute("BEGIN");
    await connection.run("INSERT INTO t VALUES (1)");
    const other = database.run("INSERT INTO t VALUES (2)");
    expect(await rowsOf(connection)).toEqual([1]);
    await connection.execute("COMMIT");
    await connection.release();
    await connection.release();
    await other;
    expect(await rowsOf(database)).toEqual([1, 2]);
    await check(connection.run("SELECT 1"), { kind: "closed" });
  });

  test("rolls back what is open when it is released, as `await using` does", async () => {
    const database = await open();
    const connection = await database.reserve();
    await connection.execute("BEGIN; INSERT INTO t VALUES (1)");
    await connection[Symbol.asyncDispose]();
    expect(await rowsOf(database)).toEqual([]);
    await database.close();
    await connection.release();
  });

  test("has transactions, which are savepoints in one that it has begun", async () => {
    const database = await open();
    const connection = await database.reserve();
    await connection.transaction((scope) => scope.run("INSERT INTO t VALUES (1)"));
    await connection.execute("BEGIN");
    await connection.transaction((scope) => scope.run("INSERT INTO t VALUES (2)"));
    const failing = connection.transaction(async (scope) => {
      await scope.run("INSERT INTO t VALUES (3)");
      throw new TypeError("planted");
    });
    await expect(failing).rejects.toThrow("planted");
    await connection.execute("COMMIT");
    await connection.release();
    expect(await rowsOf(database)).toEqual([1, 2]);
  });

  test("that is not used makes a call of the database fail after turnTimeoutMs", async () => {
    const database = await open(telling, { turnTimeoutMs: 50 });
    const connection = await database.reserve();
    const issue = { kind: "turn-held", holder: "reservation" } as const;
    const failed = check(database.run("SELECT 1"), issue);
    await passTurnTimeout(50);
    const error = await failed;
    expect(error.message).toMatch(/called at .*transactions.test.ts.*or release/);
    await connection.release();
    expect(await rowsOf(database)).toEqual([]);
  });

  test("is released, and says so, although a call was not awaited", async () => {
    const database = await open();
    const connection = await database.reserve();
    const call = connection.run("INSERT INTO t VALUES (1)");
    await check(connection.release(), { kind: "call-not-awaited", count: 1 });
    await check(call, { kind: "call-not-awaited" });
    await database.run("SELECT 1");
  });
});

describe("a call that leaves a transaction open is rolled back and refused:", () => {
  test.each([
    ["execute", (database) => database.execute("BEGIN; INSERT INTO t VALUES (1)")],
    ["run", (database) => database.run("BEGIN IMMEDIATE")],
    ["all", (database) => database.all("SAVEPOINT one")],
    ["get", (database) => database.get("BEGIN")],
    ["iterate", (database) => database.iterate("BEGIN").next()],
    ["a statement", async (database) => (await database.prepare("BEGIN")).run()],
  ] satisfies [string, (database: Database) => Promise<unknown>][])("%s", async (_, call) => {
    const database = await open();
    await check(call(database), { kind: "transaction-left-open" });
    await database.run("INSERT INTO t VALUES (2)");
    await database.transaction((scope) => scope.run("INSERT INTO t VALUES (3)"));
    expect(await rowsOf(database)).toEqual([2, 3]);
  });

  test("one that fails in the middle of its transaction tells why, and leaves none", async () => {
    const database = await open();
    const failing = database.execute("BEGIN; INSERT INTO t VALUES (1); SELECT * FROM u; COMMIT");
    await check(failing, { kind: "sqlite", code: 1 });
    await database.run("INSERT INTO t VALUES (2)");
    expect(await rowsOf(database)).toEqual([2]);
  });

  test("one whose transaction is whole is carried out", async () => {
    const database = await open();
    await database.execute("BEGIN; INSERT INTO t VALUES (1); COMMIT; SAVEPOINT s; RELEASE s");
    expect(await rowsOf(database)).toEqual([1]);
  });
});

describe("a call that is not awaited in a transaction", () => {
  test("fails as such, and the transaction is rolled back", async () => {
    const database = await open();
    const calls: Promise<unknown>[] = [];
    const work = database.transaction(async (scope) => {
      await scope.run("INSERT INTO t VALUES (1)");
      for (const a of [2, 3]) calls.push(scope.run("INSERT INTO t VALUES (?)", [a]));
    });
    const error = await check(work, { kind: "call-not-awaited", count: 2 });
    expect(error.message).toMatch(/^2 calls were not awaited/);
    for (const call of calls) await check(call, { kind: "call-not-awaited" });
    expect(await rowsOf(database)).toEqual([]);
  });

  test("ends nothing else, whether or not anyone asks what became of it", async () => {
    const unhandled = new UnhandledRejections();
    try {
      const database = await open();
      const forgetful: ((scope: SqlScope) => unknown)[] = [
        (scope) => scope.run("INSERT INTO t VALUES (1)"),
        (scope) => scope.execute("INSERT INTO t VALUES (1)"),
        (scope) => scope.all("SELECT * FROM t, t, t"),
        (scope) => scope.iterate("SELECT 1").next(),
        (scope) => scope.prepare("SELECT 1"),
        (scope) => scope.transaction((inner) => inner.run("INSERT INTO t VALUES (1)")),
        (scope) => scope.transaction(() => new Promise(() => undefined)),
      ];
      for (const forget of forgetful) {
        const work = database.transaction(async (scope) => void forget(scope));
        await check(work, { kind: "call-not-awaited", count: 1 });
        const failing = database.transaction(async (scope) => {
          forget(scope);
          throw new TypeError("planted");
        });
        await expect(failing).rejects.toThrow("planted");
      }
      expect(await rowsOf(database)).toEqual([]);
      expect(await unhandled.found()).toEqual([]);
    } finally {
      unhandled.stop();
    }
  });

  test("rows that were not read to their end are no such call", async () => {
    const database = await open();
    await database.run("INSERT INTO t VALUES (1), (2), (3)");
    await database.transaction(async (scope) => {
      const rows = scope.iterate("INSERT INTO t VALUES (4), (5) RETURNING a");
      expect(await rows.next()).toEqual({ done: false, value: { a: 4 } });
    });
    // No statement is left that would lock the table.
    await database.execute("DROP TABLE t");
  });
});

test("closing a database in a transaction ends both", async () => {
  const database = await open();
  const work = database.transaction(async (scope) => {
    await scope.run("INSERT INTO t VALUES (1)");
    await database.close();
    await scope.run("INSERT INTO t VALUES (2)");
  });
  await check(work, { kind: "closed" });
});
