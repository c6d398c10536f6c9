/**
 * The link is cut at every frame of a commit, staged or in one message: before the frame arrives,
 * and while its request is executed. The stored state is the old or the new one, as a whole, and
 * the application is told which.
 */

import { type Database, DatabaseError, openDatabase, type SharedRuntime } from "@barewire/sqlite";
import { beforeAll, describe, expect, test } from "vitest";
import { testRuntime } from "./test-runtime.js";
import { NAMESPACE, WireServer } from "./wire-server.js";

/** A hung database would never end; a busy machine only takes long. */
const TIMEOUT_MS = 600_000;

/**
 * The sizes that fit into one message. A transaction of a hundred pages fits into the real one;
 * with the other it takes several chunks.
 */
const MAX_DELTA_BYTES = { "sent in one message": 8_388_608n, staged: 64n * 1024n };
type Route = keyof typeof MAX_DELTA_BYTES;
const ROW_SIZE = 20_000;
const ROW_COUNT = 16;
/** The time is enough for a reconnect, and too short for a commit. */
const FRAMES_BETWEEN = 10;
/** The limit is more frames than the commit has, so a higher count means a hang. */
const MAX_FRAMES = 60;

const STATE = "SELECT count(*) AS n, total(length(v)) AS size, total(g) AS g FROM t";
const OLD = { n: ROW_COUNT, size: ROW_COUNT * ROW_SIZE, g: 0 };
const NEW = { n: ROW_COUNT + 1, size: ROW_COUNT * ROW_SIZE + 7, g: ROW_COUNT };

const CUTS = [
  "before a frame arrives",
  "while a frame is worked on",
  "while a frame is worked on, which takes until after the reconnect",
  "before a frame arrives, and three times more",
] as const;
type Cut = (typeof CUTS)[number];

let runtime: SharedRuntime;

beforeAll(async () => {
  runtime = await testRuntime();
});

/** The real engine, which states a smaller message limit than it has, and delays on request. */
function stagingServer(route: Route): {
  readonly server: WireServer;
  hold: (() => Promise<void>) | null;
} {
  const staging: ReturnType<typeof stagingServer> = {
    hold: null,
    server: new WireServer({
      hook: (store) => ({
        ...store,
        open: async (id) => {
          const start = await store.open(id);
          return { ...start, meta: { ...start.meta, maxDeltaBytes: MAX_DELTA_BYTES[route] } };
        },
        commit: async (id, request) => {
          await staging.hold?.();
          return store.commit(id, request);
        },
        commitStageBegin: async (id, request) => {
          await staging.hold?.();
          return store.commitStageBegin(id, request);
        },
        commitStage: async (id, request) => {
          await staging.hold?.();
          return store.commitStage(id, request);
        },
        commitFinalize: async (id, request) => {
          await staging.hold?.();
          return store.commitFinalize(id, request);
        },
      }),
    }),
  };
  return staging;
}

/** Returns when one more connection has been made, and has had time to open the database. */
async function reconnected(server: WireServer, count: number): Promise<void> {
  await expect.poll(() => server.connectionCount, { timeout: TIMEOUT_MS }).toBeGreaterThan(count);
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
}

function open(server: WireServer): Promise<Database> {
  const { transport } = server;
  return openDatabase({ transport, namespace: NAMESPACE, actor: "one", runtime });
}

type Outcome = {
  readonly told: "acknowledged" | "refused";
  readonly isReached: boolean;
  readonly again: Database;
};

/** Runs the transaction with a cut at one frame; returns the database opened again. */
async function check(
  staging: ReturnType<typeof stagingServer>,
  database: Database,
  cut: Cut,
  frame: number,
): Promise<Outcome> {
  const at = `${cut}, frame ${frame}`;
  const { server } = staging;
  await database.execute("DELETE FROM t");
  const rows = `WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n LIMIT ?)`;
  const insert = `INSERT INTO t (g, v) ${rows} SELECT 0, randomblob(?) FROM n`;
  await database.run(insert, [ROW_COUNT, ROW_SIZE]);
  expect(await database.get(STATE), at).toEqual(OLD);
  const { connectionCount } = server;
  let frames = 0;
  server.cut = () => {
    frames += 1;
    if (cut === "before a frame arrives, and three times more") {
      const index = (frames - frame) / FRAMES_BETWEEN;
      return Number.isInteger(index) && index >= 0 && index <= 3;
    }
    if (frames !== frame) return false;
    if (cut === "before a frame arrives") return true;
    if (cut !== "while a frame is worked on") {
      const isBack = reconnected(server, connectionCount);
      staging.hold = () => isBack;
    }
    // The microtask runs after this frame was passed on, and before anything that follows from it.
    queueMicrotask(() => server.sever());
    return false;
  };
  const told = await database
    .transaction(async (scope) => {
      await scope.run("UPDATE t SET g = 1, v = randomblob(?)", [ROW_SIZE]);
      await scope.run("INSERT INTO t (g, v) VALUES (0, zeroblob(7))");
    })
    .then(
      () => "acknowledged" as const,
      (error: unknown) => {
        expect(error, at).toBeInstanceOf(DatabaseError);
        expect(error, at).toMatchObject({
          issue: { kind: "sqlite", code: 10, cause: { kind: "no-response" } },
        });
        return "refused" as const;
      },
    );
  server.cut = () => false;
  staging.hold = null;
  const isReached = frames >= frame;
  // The same session knows the outcome, without another owner in between.
  const seen = await database.get(STATE);
  expect([OLD, NEW], at).toContainEqual(seen);
  const state = seen?.["n"] === NEW.n ? "new" : "old";
  expect(state, at).toBe(told === "acknowledged" ? "new" : "old");
  // The session continues from there, staged and in one message.
  await database.run("UPDATE t SET v = randomblob(?)", [ROW_SIZE]);
  await database.run("UPDATE t SET v = zeroblob(3) WHERE id = 1");
  const last = await database.get(STATE);
  await database.close();
  const again = await open(server);
  expect(await again.get(STATE), at).toEqual(last);
  expect(await again.get("PRAGMA integrity_check"), at).toEqual({ integrity_check: "ok" });
  expect(server.findings("one"), at).toEqual([]);
  return { told, isReached, again };
}

/** Tries every frame that there is. */
async function everyFrame(route: Route, cut: Cut): Promise<readonly Outcome[]> {
  const staging = stagingServer(route);
  let database = await open(staging.server);
  await database.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, g INTEGER, v BLOB)");
  const outcomes: Outcome[] = [];
  for (let frame = 1; frame < MAX_FRAMES; frame++) {
    const outcome = await check(staging, database, cut, frame);
    database = outcome.again;
    if (!outcome.isReached) {
      await database.close();
      return outcomes;
    }
    outcomes.push(outcome);
  }
  throw new Error("the commit has no end");
}

describe.each(CUTS)("a link that is cut %s", (cut) => {
  test(
    "of a staged commit leaves the old state or the new, and the application is told which",
    async () => {
      const outcomes = await everyFrame("staged", cut);
      // The frames are begin, chunks, finalize, and their answers.
      expect(outcomes.length).toBeGreaterThanOrEqual(14);
      // A commit survives the cuts wherever they are.
      expect(outcomes.filter(({ told }) => told === "refused")).toEqual([]);
    },
    TIMEOUT_MS,
  );

  test(
    "of a commit in one message delays it, and no more",
    async () => {
      const outcomes = await everyFrame("sent in one message", cut);
      expect(outcomes).toMatchObject([{ told: "acknowledged" }, { told: "acknowledged" }]);
    },
    TIMEOUT_MS,
  );
});
