/**
 * Tests how calls are ended by their caller: while they wait for their turn, for pages or for a
 * commit, and while SQLite works.
 */

import { ManualClock } from "@barewire/clock/testing";
import {
  type CallOptions,
  type Database,
  DatabaseError,
  type DatabaseIssue,
  openDatabaseOnSession,
  type SqlScope,
} from "@barewire/sqlite";
import { afterEach, describe, expect, test } from "vitest";
import { Gate } from "./gate.js";
import { PageMapServer } from "./page-map-server.js";
import { testRuntime } from "./test-runtime.js";
import { UnhandledRejections } from "./unhandled-rejections.js";

const ENDLESS =
  "WITH RECURSIVE c (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT max(x) FROM c";

const opened: Database[] = [];

afterEach(async () => {
  for (const database of opened.splice(0)) await database.close();
});

async function open(server = new PageMapServer(), clock?: ManualClock): Promise<Database> {
  const runtime = await testRuntime({}, clock);
  const database = await openDatabaseOnSession(server.open(), runtime);
  opened.push(database);
  return database;
}

/** A server whose requests of one kind wait behind a gate once `isClosed` is set. */
function gated(kind: string): {
  server: PageMapServer;
  gate: Gate;
  close: () => void;
  asked: Gate;
} {
  const [gate, asked] = [new Gate(), new Gate()];
  let isClosed = false;
  const server = new PageMapServer({
    before: (request) => {
      if (!isClosed || request !== kind) return undefined;
      asked.open();
      return gate.opened;
    },
  });
  const close = (): void => {
    isClosed = true;
  };
  return { server, gate, close, asked };
}

async function failureOf(work: Promise<unknown>): Promise<DatabaseError> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof DatabaseError)) throw new Error(`it did not fail so: ${String(error)}`);
  return error;
}

const ABORTED: DatabaseIssue = { kind: "aborted", timeoutMs: null };

/** Each method that runs statements, with one that never ends. */
const CALLS: readonly (readonly [
  string,
  (scope: SqlScope, options: CallOptions) => Promise<unknown>,
])[] = [
  ["execute", (scope, options) => scope.execute(ENDLESS, options)],
  ["run", (scope, options) => scope.run(ENDLESS, [], options)],
  ["all", (scope, options) => scope.all(ENDLESS, [], options)],
  ["get", (scope, options) => scope.get(ENDLESS, [], options)],
  ["values", (scope, options) => scope.values(ENDLESS, [], options)],
  ["batch", (scope, options) => scope.batch(["SELECT 1", ENDLESS], options)],
  ["runMany", (scope, options) => scope.runMany(ENDLESS, [[], []], options)],
  ["iterate", (scope, options) => scope.iterate(ENDLESS, [], options).next()],
  [
    "all of a prepared statement",
    async (scope, options) => (await scope.prepare(ENDLESS)).all([], options),
  ],
  [
    "run of a prepared statement",
    async (scope, options) => (await scope.prepare(ENDLESS)).run([], options),
  ],
  ["transaction", (scope, options) => scope.transaction((inner) => inner.run(ENDLESS), options)],
];

describe("a statement without end", () => {
  test.each(CALLS)("is ended by the signal: %s", async (_, call) => {
    const database = await open();
    const controller = new AbortController();
    const reason = new Error("the user left");
    const work = failureOf(call(database, { signal: controller.signal }));
    setTimeout(() => controller.abort(reason), 20);
    const error = await work;
    expect(error.issue).toEqual(ABORTED);
    expect(error.cause).toBe(reason);
    expect(await database.get("SELECT 1 AS a")).toEqual({ a: 1 });
  });

  test.each(CALLS)("is ended by the time: %s", async (_, call) => {
    const database = await open();
    const error = await failureOf(call(database, { timeoutMs: 20 }));
    expect(error.issue).toEqual({ kind: "aborted", timeoutMs: 20 });
    expect(error.message).toContain("20 ms");
    expect(await database.get("SELECT 1 AS a")).toEqual({ a: 1 });
  });

  test("is ended by the close of its database, which does not wait", async () => {
    const database = await open();
    const work = failureOf(database.run(ENDLESS));
    await database.get("SELECT 1", [], { timeoutMs: 20 }).catch(() => undefined);
    const startMs = performance.now();
    await database.close();
    expect((await work).issue).toEqual({ kind: "closed" });
    expect(performance.now() - startMs).toBeLessThan(2_000);
  });

  test("is ended in the middle of a transaction, which is rolled back", async () => {
    const database = await open();
    await database.execute("CREATE TABLE t (a)");
    const work = database.transaction(async (scope) => {
      await scope.run("INSERT INTO t VALUES (1)");
      const insert = `INSERT INTO t ${ENDLESS}`;
      const error = await failureOf(scope.run(insert, [], { timeoutMs: 20 }));
      expect(error.issue).toEqual({ kind: "aborted", timeoutMs: 20 });
      await scope.run("INSERT INTO t VALUES (2)");
    });
    expect((await failureOf(work)).issue.kind).toBe("rolled-back");
    expect(await database.all("SELECT * FROM t")).toEqual([]);
  });
});

describe("a signal that is aborted already", () => {
  test.each(CALLS)("lets nothing be sent: %s", async (_, call) => {
    const database = await open();
    const signal = AbortSignal.abort("no reason");
    const error = await failureOf(call(database, { signal }));
    expect(error.issue).toEqual(ABORTED);
    expect(error.cause).toBe("no reason");
  });
});

test("the options are checked before anything is sent", async () => {
  const database = await open();
  for (const options of [
    { timeoutMs: 0 },
    { timeoutMs: Number.NaN },
    { signal: 7 },
    { signals: 7 },
  ]) {
    // The types forbid this to callers that have them.
    const call = database.run("SELECT 1", [], options as CallOptions);
    expect((await failureOf(call)).issue.kind).toBe("invalid-option");
  }
});

test("a call leaves the queue when its limit is reached, and those behind it go on", async () => {
  const clock = new ManualClock();
  const database = await open(new PageMapServer(), clock);
  const gate = new Gate();
  const holder = database.transaction(() => gate.opened);
  const controller = new AbortController();
  const aborted = failureOf(database.get("SELECT 1", [], { signal: controller.signal }));
  const late = failureOf(database.get("SELECT 2", [], { timeoutMs: 50 }));
  const next = database.get("SELECT 3 AS a");
  controller.abort();
  expect((await aborted).issue).toEqual(ABORTED);
  await clock.advance(50);
  expect((await late).issue).toEqual({ kind: "aborted", timeoutMs: 50 });
  gate.open();
  await holder;
  expect(await next).toEqual({ a: 3 });
});

test("a call that waits for a page waits no longer, and the page may come later", async () => {
  const { server, gate, close, asked } = gated("pages");
  const first = await open(server);
  await first.execute("CREATE TABLE t (a); INSERT INTO t VALUES (zeroblob(20000))");
  await first.close();
  const database = await open(server);
  close();
  const controller = new AbortController();
  const work = failureOf(database.all("SELECT * FROM t", [], { signal: controller.signal }));
  await asked.opened;
  controller.abort();
  expect((await work).issue).toEqual(ABORTED);
  gate.open();
  expect(await database.get("SELECT length(a) AS n FROM t")).toEqual({ n: 20_000 });
});

test("a commit that was sent is waited for, because it may have been carried out", async () => {
  const { server, gate, close, asked } = gated("commit");
  const database = await open(server);
  await database.execute("CREATE TABLE t (a)");
  close();
  const controller = new AbortController();
  const work = database.run("INSERT INTO t VALUES (1)", [], { signal: controller.signal });
  await asked.opened;
  controller.abort();
  const early = await Promise.race([work.then(() => "ended"), Promise.resolve("waiting")]);
  expect(early).toBe("waiting");
  gate.open();
  expect(await work).toMatchObject({ changes: 1 });
  expect(await database.all("SELECT * FROM t")).toEqual([{ a: 1 }]);
});

test("a transaction fails when its limit is reached, whatever its callback does", async () => {
  const unhandled = new UnhandledRejections();
  const database = await open();
  await database.execute("CREATE TABLE t (a)");
  const gate = new Gate();
  const late: Promise<unknown>[] = [];
  const controller = new AbortController();
  const work = database.transaction(
    async (scope) => {
      await scope.run("INSERT INTO t VALUES (1)");
      controller.abort();
      await gate.opened;
      late.push(failureOf(scope.run("INSERT INTO t VALUES (2)")));
    },
    { signal: controller.signal },
  );
  expect((await failureOf(work)).issue).toEqual(ABORTED);
  expect(await database.all("SELECT * FROM t")).toEqual([]);
  gate.open();
  await new Promise((resolve) => setTimeout(resolve, 0));
  const [error] = await Promise.all(late);
  expect(error).toBeInstanceOf(DatabaseError);
  expect(await unhandled.found()).toEqual([]);
  unhandled.stop();
});

test("signals and timers are let go when a call has ended", async () => {
  const clock = new ManualClock();
  const database = await open(new PageMapServer(), clock);
  const listeners = new Set<unknown>();
  const signal = {
    aborted: false,
    reason: undefined,
    addEventListener: (_: string, listener: unknown) => void listeners.add(listener),
    removeEventListener: (_: string, listener: unknown) => void listeners.delete(listener),
  };
  for (let round = 0; round < 10; round++) {
    await database.get("SELECT 1", [], { signal, timeoutMs: 1_000 });
    await failureOf(database.get("SELECT no_such()", [], { signal, timeoutMs: 1_000 }));
  }
  expect(listeners.size).toBe(0);
});
