/**
 * Tests a commit that is not answered in time: the application is told that its outcome is unknown,
 * and the same database continues with the true state as soon as the server answers again.
 */

import type { AddressInfo } from "node:net";
import { connect as connectTo, createServer, type Server, type Socket } from "node:net";
import { type Database, openDatabase, type SharedRuntime } from "@barewire/sqlite";
import { afterEach, beforeAll, expect, test } from "vitest";
import { Leftovers } from "../server/server-process.js";
import { testRuntime } from "./test-runtime.js";
import { NAMESPACE, WireServer } from "./wire-server.js";

const TIMEOUT_MS = 200;
/** The time is less than that of a staged transaction here. */
const MAX_DELTA_BYTES = 1_048_576n;
const POLL = { timeout: 20_000 };
const UNKNOWN = { issue: { cause: { kind: "no-response", outcome: "unknown" } } };
const ROWS = "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n LIMIT 400)";
const STATE = "SELECT count(*) AS n, total(length(v)) AS size FROM t";

const leftovers = new Leftovers();

let runtime: SharedRuntime;

beforeAll(async () => {
  runtime = await testRuntime();
});

afterEach(() => leftovers.remove());

/** A server that stops answering on request, and either executes commits then or drops them. */
class MuteServer {
  readonly server: WireServer;
  mode: "answers" | "carries out" | "drops" = "answers";
  #release: () => void = () => undefined;
  #released: Promise<void> = Promise.resolve();

  constructor() {
    const wait = async <Value>(work: () => Promise<Value>): Promise<Value> => {
      if (this.mode === "answers") return await work();
      if (this.mode === "carries out") {
        const done = await work();
        await this.#released;
        return done;
      }
      await this.#released;
      throw new Error("it was dropped");
    };
    this.server = new WireServer({
      hook: (store) => ({
        ...store,
        open: async (id) => {
          const start = await store.open(id);
          return { ...start, meta: { ...start.meta, maxDeltaBytes: MAX_DELTA_BYTES } };
        },
        commit: (id, request) => wait(() => store.commit(id, request)),
        commitFinalize: (id, request) => wait(() => store.commitFinalize(id, request)),
      }),
    });
  }

  fallMute(mode: "carries out" | "drops"): void {
    this.mode = mode;
    this.#released = new Promise((resolve) => {
      this.#release = resolve;
    });
  }

  /**
   * Answers again. The requests that were dropped end with their connection, as when a server
   * crashes.
   */
  answer(): void {
    if (this.mode === "drops") this.server.sever();
    this.mode = "answers";
    this.#release();
  }
}

/** Each is one transaction that changes the state: small, growing, staged, and one that shrinks. */
const TRANSACTIONS = {
  small: "UPDATE t SET v = 'changed' WHERE id = 3",
  "that grows": `INSERT INTO t (v) ${ROWS} SELECT zeroblob(900) FROM n`,
  staged: `INSERT INTO t (v) ${ROWS} SELECT randomblob(5000) FROM n`,
  "that shrinks": "DELETE FROM t WHERE id > 20",
  "that changes the schema": "ALTER TABLE t ADD COLUMN w DEFAULT 7",
} as const;

async function openTable(server: WireServer): Promise<Database> {
  const { transport } = server;
  const options = { transport, namespace: NAMESPACE, actor: "one", requestTimeoutMs: TIMEOUT_MS };
  const database = await openDatabase({ ...options, runtime });
  await database.execute(`CREATE TABLE t (id INTEGER PRIMARY KEY, v);
    INSERT INTO t (v) ${ROWS} SELECT zeroblob(1000) FROM n`);
  return database;
}

/** The contents of the database, as soon as they can be determined. */
async function stateOf(database: Database): Promise<string> {
  let state: unknown;
  const read = async (): Promise<boolean> => {
    state = await database.get(STATE).catch(() => undefined);
    return state !== undefined;
  };
  await expect.poll(read, POLL).toBe(true);
  const schema = await database.get("SELECT group_concat(sql) AS sql FROM sqlite_schema");
  return JSON.stringify([
    state,
    schema,
    await database.all("SELECT hex(v) AS v FROM t WHERE id = 3"),
  ]);
}

type Transaction = keyof typeof TRANSACTIONS;

const CASES: readonly (readonly ["carries out" | "drops", Transaction])[] = [
  ["carries out", "small"],
  ["carries out", "that grows"],
  ["carries out", "staged"],
  ["carries out", "that shrinks"],
  ["carries out", "that changes the schema"],
  ["drops", "staged"],
  ["drops", "that shrinks"],
];

test.each(CASES)("a server %s a transaction %s and does not answer", async (mode, name) => {
  const sql = TRANSACTIONS[name];
  const mute = new MuteServer();
  const database = await openTable(mute.server);
  const before = await stateOf(database);
  mute.fallMute(mode);
  await expect(database.execute(sql)).rejects.toMatchObject(UNKNOWN);
  expect(database.isFenced).toBe(false);
  // Nothing is read while the outcome is unknown, not even from the cache.
  await expect(database.get(STATE)).rejects.toMatchObject({ issue: { kind: "no-response" } });
  mute.answer();
  const after = await stateOf(database);
  if (mode === "drops") expect(after).toBe(before);
  else expect(after).not.toBe(before);
  if (mode === "drops") await database.execute(sql);
  await database.run("INSERT INTO t (v) VALUES ('goes on')");
  expect(await database.get("PRAGMA integrity_check")).toEqual({ integrity_check: "ok" });
  const last = await stateOf(database);
  await database.close();
  const { transport } = mute.server;
  const again = await openDatabase({
    transport,
    namespace: NAMESPACE,
    actor: "one",
    runtime,
  });
  expect(await stateOf(again)).toBe(last);
  await again.close();
  expect(mute.server.findings("one")).toEqual([]);
});

test("rows that are in the middle of being read end with an error, not as if they were all", async () => {
  const mute = new MuteServer();
  const database = await openTable(mute.server);
  const rows = database.iterate("SELECT id FROM t");
  await rows.next();
  mute.fallMute("carries out");
  await expect(database.run(TRANSACTIONS.small)).rejects.toMatchObject(UNKNOWN);
  mute.answer();
  await stateOf(database);
  const readAll = async (): Promise<void> => {
    for await (const _ of rows);
  };
  await expect(readAll()).rejects.toMatchObject({ issue: { kind: "sqlite", code: 4 } });
  await database.close();
});

/** Passes bytes on, and cuts connections in the middle of responses on request. */
class CuttingProxy {
  readonly #server: Server;
  #cutsLeft = 0;
  /** The number of connections that were cut. */
  cuts = 0;

  constructor(targetPort: number) {
    this.#server = createServer((near) => {
      const far = connectTo(targetPort, "127.0.0.1");
      const end = (): void => {
        near.destroy();
        far.destroy();
      };
      for (const socket of [near, far]) socket.on("error", end).on("close", end);
      this.#pass(near, far, end);
    });
  }

  async listen(): Promise<number> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    // A server on a TCP port has an address of this kind.
    return (this.#server.address() as AddressInfo).port;
  }

  close(): void {
    this.#server.close();
  }

  /** Drops the next answers of the server, on so many connections one after another. */
  cutAnswers(count: number): void {
    this.#cutsLeft = count;
  }

  #pass(near: Socket, far: Socket, end: () => void): void {
    near.on("data", (bytes) => far.write(bytes));
    far.on("data", (bytes) => {
      if (this.#cutsLeft === 0) {
        near.write(bytes);
        return;
      }
      this.#cutsLeft -= 1;
      this.cuts += 1;
      end();
    });
  }
}

test("over a WebSocket, a commit whose answers are cut up to three times is done once", async () => {
  const { url } = await leftovers.serve([]);
  const proxy = new CuttingProxy(Number(new URL(url).port));
  const database = await openDatabase({
    url: `ws://127.0.0.1:${await proxy.listen()}`,
    namespace: NAMESPACE,
    actor: "one",
    runtime,
  });
  await database.execute("CREATE TABLE t (v); INSERT INTO t VALUES (0)");
  for (let cuts = 0; cuts <= 3; cuts++) {
    proxy.cutAnswers(cuts);
    await database.run("UPDATE t SET v = v + 1");
    expect(await database.get("SELECT v FROM t")).toEqual({ v: cuts + 1 });
  }
  expect(proxy.cuts).toBe(6);
  expect(database.isFenced).toBe(false);
  await database.close();
  proxy.close();
});
