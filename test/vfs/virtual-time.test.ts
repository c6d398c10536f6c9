/**
 * Tests a database when time passes: it sends hints, and it ends within its bound.
 */

import type { Transport } from "@barewire/client";
import { ManualClock, ManualRandom } from "@barewire/clock/testing";
import {
  type Database,
  DatabaseError,
  openDatabase,
  openDatabaseOnSession,
  type SharedRuntime,
} from "@barewire/sqlite";
import { beforeEach, describe, expect, test } from "vitest";
import { PageMapServer } from "./page-map-server.js";
import { testRuntime } from "./test-runtime.js";
import { NAMESPACE, WireServer } from "./wire-server.js";

const HINT_INTERVAL_MS = 30_000;
const HINT_TIMEOUT_MS = 5_000;
const CLOSE_MS = 5_000;
const ABANDON_MS = 250;

/** A busy machine takes long even for work that needs no time. */
const POLL = { timeout: 60_000 };

let clock: ManualClock;
let runtime: SharedRuntime;

beforeEach(async () => {
  clock = new ManualClock();
  runtime = await testRuntime({}, clock, new ManualRandom());
});

/** A link that can fall silent: nothing arrives any more, and no side is told. */
class SilentLink implements Transport {
  isSilent = false;
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  open: Transport["open"] = (request, events) => {
    const connection = this.#transport.open(request, {
      opened: (subprotocol) => events.opened(subprotocol),
      frame: (bytes) => (this.isSilent ? undefined : events.frame(bytes)),
      closed: (code) => (this.isSilent ? undefined : events.closed(code)),
    });
    return {
      bufferedSize: () => connection.bufferedSize(),
      send: (frame) => {
        if (!this.isSilent) connection.send(frame);
      },
      close: (code) => {
        if (!this.isSilent) connection.close(code);
      },
    };
  };
}

function open(transport: Transport): Promise<Database> {
  return openDatabase({ transport, namespace: NAMESPACE, actor: "one", runtime });
}

/** Lets everything settle that needs no time. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
}

const hintsOf = (server: PageMapServer): number =>
  server.requests.filter((request) => request === "hints").length;

test("hints are sent every 30 seconds once there are any, and for the last time at the end", async () => {
  const server = new PageMapServer();
  const database = await openDatabaseOnSession(server.open(), runtime);
  clock.advance(HINT_INTERVAL_MS);
  // No page was read yet.
  expect(hintsOf(server)).toBe(0);
  await database.execute("CREATE TABLE t (v); INSERT INTO t VALUES (1)");
  await database.close();
  expect(clock.pendingMs).toEqual([]);

  const again = await openDatabaseOnSession(server.open(), runtime);
  expect(await again.all("SELECT v FROM t")).toEqual([{ v: 1 }]);
  server.hints = null;
  clock.advance(HINT_INTERVAL_MS - 1);
  expect(hintsOf(server)).toBe(0);
  clock.advance(1);
  expect(hintsOf(server)).toBe(1);
  await expect.poll(() => server.hints, POLL).toMatchObject({ pgnos: expect.arrayContaining([2]) });
  clock.advance(3 * HINT_INTERVAL_MS);
  expect(hintsOf(server)).toBe(4);
  // The turns let the server take all of them.
  await turns();
  server.hints = null;
  await again.close();
  expect(server.hints).toMatchObject({ pgnos: expect.arrayContaining([2]) });
  expect(clock.pendingMs).toEqual([]);
  clock.advance(10 * HINT_INTERVAL_MS);
  expect(hintsOf(server)).toBe(4);
});

test.each(["refused", "fenced", "no-response"] as const)(
  "hints that are %s change nothing, and are sent again",
  async (kind) => {
    const issues = {
      refused: { kind: "refused", detail: "by the test" },
      fenced: { kind: "fenced" },
      "no-response": { kind: "no-response", outcome: "unknown" },
    } as const;
    let refusals = 0;
    const server = new PageMapServer({
      before: (request) => {
        if (request !== "hints" || refusals > 0) return;
        refusals += 1;
        throw new DatabaseError(issues[kind]);
      },
    });
    const writer = await openDatabaseOnSession(server.open(), runtime);
    await writer.execute("CREATE TABLE t (v); INSERT INTO t VALUES (1)");
    await writer.close();
    const database = await openDatabaseOnSession(server.open(), runtime);
    expect(await database.get("SELECT v FROM t")).toEqual({ v: 1 });
    clock.advance(HINT_INTERVAL_MS);
    await turns();
    expect(refusals).toBe(1);
    expect(await database.get("SELECT v FROM t")).toEqual({ v: 1 });
    clock.advance(HINT_INTERVAL_MS);
    expect(hintsOf(server)).toBe(2);
    await database.run("INSERT INTO t VALUES (2)");
    await database.close();
  },
);

test("hints that the server does not answer are given up after 5 seconds", async () => {
  const server = new WireServer();
  const writer = await open(server.transport);
  await writer.execute("CREATE TABLE t (v); INSERT INTO t VALUES (0)");
  await writer.close();
  const sent = (): number =>
    server.outcomes.filter((outcome) => outcome.includes("PersistPreloadHints")).length;
  const link = new SilentLink(server.transport);
  const database = await open(link);
  server.outcomes.length = 0;
  // The server is never silent for so long that the client would reach its idle timeout.
  const pass = async (byMs: number): Promise<void> => {
    for (let passed = 0; passed < byMs; passed += 5_000) {
      clock.advance(5_000);
      await database.run("UPDATE t SET v = v + 1");
    }
  };
  await pass(HINT_INTERVAL_MS - 5_000);
  link.isSilent = true;
  clock.delaysMs.length = 0;
  clock.advance(5_000);
  link.isSilent = false;
  expect(clock.delaysMs).toContain(HINT_TIMEOUT_MS);
  const waitCount = clock.pendingMs.length;
  clock.advance(HINT_TIMEOUT_MS - 1);
  await turns();
  expect(clock.pendingMs).toHaveLength(waitCount);
  clock.advance(1);
  await turns();
  // No request waits for the answer any more; everything else is unchanged.
  expect(clock.pendingMs).toHaveLength(waitCount - 1);
  await database.run("UPDATE t SET v = v + 1");
  await pass(HINT_INTERVAL_MS - HINT_TIMEOUT_MS - 5_000);
  expect(sent()).toBe(0);
  clock.advance(5_000);
  await expect.poll(sent, POLL).toBe(1);
  expect(server.connectionCount).toBe(2);
  await database.close();
});

describe("over a link that is dead", () => {
  let link: SilentLink;
  let server: WireServer;
  let database: Database;

  beforeEach(async () => {
    server = new WireServer();
    link = new SilentLink(server.transport);
    database = await open(link);
    await database.execute("CREATE TABLE t (v); INSERT INTO t VALUES (0)");
    link.isSilent = true;
  });

  /** `ending` takes exactly so long, and nothing of the database is left. */
  async function check(ending: Promise<void>, boundMs: number): Promise<void> {
    let hasEnded = false;
    const ended = ending.then(() => {
      hasEnded = true;
    });
    clock.advance(boundMs - 1);
    await turns();
    expect(hasEnded).toBe(false);
    clock.advance(1);
    await ended;
    expect(runtime.cache.usedSlots).toBe(0);
    await turns();
    expect(clock.pendingMs).toEqual([]);
    await expect(database.get("SELECT 1")).rejects.toMatchObject({ issue: { kind: "closed" } });
    // The stored state is sound: the database opens again.
    const again = await open(server.transport);
    expect(await again.get("SELECT v FROM t")).toEqual({ v: 0 });
    await again.close();
  }

  test("close ends within 5 seconds", () => check(database.close(), CLOSE_MS));

  test("abandon ends within 250 milliseconds", () => check(database.abandon(), ABANDON_MS));

  test("abandon hurries a close that has begun", async () => {
    const closing = database.close();
    clock.advance(1_000);
    await check(database.abandon(), ABANDON_MS);
    await closing;
  });

  test("abandon ends in the middle of a commit, which is told that it is closed", async () => {
    const commit = database.run("UPDATE t SET v = 1");
    const told = expect(commit).rejects.toMatchObject({ issue: { kind: "closed" } });
    // The request waits for its answer.
    await expect.poll(() => clock.pendingMs.filter((wait) => wait === 30_000).length, POLL).toBe(2);
    await check(database.abandon(), ABANDON_MS);
    await told;
  });
});
