/** PostgreSQL is killed under a running server: what statements tell, when, and what is stored. */

import { createLog, readSettings, startServer } from "@barewire/server";
import { type Database, DatabaseError, openDatabase } from "@barewire/sqlite";
import { openKv } from "@barewire/sqlite-storage";
import { afterAll, afterEach, expect, test } from "vitest";
import { failureOf } from "../contract/failure-of.js";
import { type Cut, startCuttingProxy } from "../postgres/cutting-proxy.js";
import { type PostgresServer, startPostgresIfPossible } from "../postgres/postgres-server.js";
import { until } from "../server/server-process.js";
import { testRuntime } from "../vfs/test-runtime.js";

const postgres = await startPostgresIfPossible();
const cleanups: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean();
});

afterAll(async () => {
  if (typeof postgres !== "string") await postgres.remove();
});

function check(name: string, run: (running: PostgresServer) => Promise<void>): void {
  test(name, async (context) => {
    if (typeof postgres === "string") return context.skip(postgres);
    await run(postgres);
  });
}

type Served = {
  readonly url: string;
  /** The lines of the log that are about failures. */
  readonly failures: () => readonly string[];
};

/** A server in this process on the store at `store`. */
async function serve(store: string): Promise<Served> {
  const failures: string[] = [];
  const write = (line: string): void => {
    const { msg, kind, code } = JSON.parse(line) as { readonly [fact: string]: string };
    if (kind !== undefined) failures.push([msg, kind, code].join(" "));
  };
  const flags = { store, port: "0" };
  const { settings } = readSettings({ flags, environment: {}, file: null });
  const server = await startServer(settings, await openKv(store), createLog("info", { write }));
  cleanups.push(() => server.stop());
  return { url: server.url, failures: () => failures };
}

async function open(url: string, actor: string): Promise<Database> {
  const runtime = await testRuntime();
  const who = { namespace: "notebooks", actor, runtime, minRetryMs: 20, maxRetryMs: 200 };
  const database = await openDatabase({ url, ...who });
  cleanups.push(() => database.abandon());
  return database;
}

type Failed = { readonly error: DatabaseError; readonly ms: number };

async function timedFailureOf(work: () => Promise<unknown>): Promise<Failed> {
  const begunMs = performance.now();
  const error = await failureOf(work(), DatabaseError);
  return { error, ms: performance.now() - begunMs };
}

check("statements say so, the first after a second and others at once", async (running) => {
  const { url, failures } = await serve(running.url);
  const database = await open(url, "ada");
  await database.execute("CREATE TABLE note (text TEXT)");
  await running.kill();
  const insert = () => database.run("INSERT INTO note VALUES ('lost')");
  const first = await timedFailureOf(insert);
  const second = await timedFailureOf(insert);
  const opening = await timedFailureOf(() => open(url, "grace"));
  console.log([first, second, opening].map(({ ms }) => `${Math.round(ms)} ms`).join(", "));
  for (const { error } of [first, second]) {
    expect(error.issue).toMatchObject({ kind: "sqlite", cause: { kind: "store-unavailable" } });
    expect(error.message).toContain("it cannot be reached; nothing was written");
  }
  expect(opening.error.issue.kind).toBe("server-unavailable");
  expect(first.ms).toBeGreaterThan(900);
  expect(second.ms).toBeLessThan(first.ms / 2);
  expect(opening.ms).toBeLessThan(first.ms / 2);
  expect(failures()).toEqual([
    "request-failed kv-unavailable ECONNREFUSED",
    "request-failed kv-unavailable ECONNREFUSED",
    "open-failed kv-unavailable ECONNREFUSED",
  ]);
  await running.start();
  await database.run("INSERT INTO note VALUES ('kept')");
  expect(await database.all("SELECT text FROM note")).toEqual([{ text: "kept" }]);
});

/** A commit that is cut off where it may or may not have been stored. */
async function cutOff(running: PostgresServer, message: Cut["message"]) {
  const proxy = await startCuttingProxy(running.socketPath);
  const { url, failures } = await serve(proxy.url);
  const database = await open(url, message);
  await database.execute("CREATE TABLE note (text TEXT)");
  proxy.arm({ at: "COMMIT", message });
  const writing = database.run("INSERT INTO note VALUES ('once')");
  await until("the answer is lost", () => proxy.cutCount() === 1);
  await proxy.close();
  return { proxy, url, failures, database, writing, message };
}

check("a commit whose answer was lost is stored once, whatever became of it", async (running) => {
  const cuts = [await cutOff(running, "delivered"), await cutOff(running, "lost")];
  await running.kill();
  for (const { failures } of cuts) {
    // The server gives up, and leaves it to the client to find out.
    await until("it is unknown", () => failures()[0]?.includes("kv-unknown-result") === true);
  }
  await running.start();
  for (const { proxy, url, database, writing, message } of cuts) {
    const again = await startCuttingProxy(running.socketPath, Number(new URL(proxy.url).port));
    cleanups.push(() => again.close());
    expect(await writing).toMatchObject({ changes: 1 });
    expect(await database.all("SELECT text FROM note")).toEqual([{ text: "once" }]);
    await database.close();
    const reopened = await open(url, message);
    expect(await reopened.all("SELECT text FROM note")).toEqual([{ text: "once" }]);
  }
});
