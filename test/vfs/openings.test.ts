/** Openings of one database at once, as by an effect that is run, cleaned up and run again. */

import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { type Database, openDatabase } from "@barewire/sqlite";
import { describe, expect, test } from "vitest";
import { Leftovers } from "../server/server-process.js";
import { testRuntime } from "./test-runtime.js";
import { UnhandledRejections } from "./unhandled-rejections.js";
import { NAMESPACE, WireServer } from "./wire-server.js";

type Options = Parameters<typeof openDatabase>[0];

/** Opens twice at once, closes the first when it is open, and uses the second. */
async function check(options: Options): Promise<void> {
  const unhandled = new UnhandledRejections();
  try {
    for (let round = 0; round < 10; round++) {
      const first = openDatabase(options).then((database) => database.close());
      const second = openDatabase(options);
      await first;
      const database = await second;
      await database.execute("CREATE TABLE IF NOT EXISTS t (a); INSERT INTO t VALUES (1)");
      expect(await database.get("SELECT count(*) AS n FROM t")).toEqual({ n: round + 1 });
      expect(database.isFenced).toBe(false);
      await database.close();
    }
    expect(await unhandled.found()).toEqual([]);
  } finally {
    unhandled.stop();
  }
}

test("a database that is opened again before it is open belongs to the second opening", async () => {
  const runtime = await testRuntime();
  const { transport } = new WireServer();
  await check({ transport, namespace: NAMESPACE, actor: "one", runtime });
});

test("it does so over sockets", async () => {
  const leftovers = new Leftovers();
  try {
    const { url } = await leftovers.serve(["--store", "memory:"]);
    await check({ url, namespace: NAMESPACE, actor: "one", runtime: await testRuntime() });
  } finally {
    await leftovers.remove();
  }
});

test("of many openings at once the last one has the database, and no other has", async () => {
  const runtime = await testRuntime();
  const { transport } = new WireServer();
  const open = (): Promise<Database> =>
    openDatabase({ transport, namespace: NAMESPACE, actor: "one", runtime });
  const databases = await Promise.all(Array.from({ length: 5 }, open));
  const last = databases.pop();
  expect(await last?.get("SELECT 1 AS one")).toEqual({ one: 1 });
  for (const database of databases) {
    await expect(database.get("SELECT 1")).rejects.toMatchObject({ issue: { kind: "fenced" } });
    await database.close();
  }
  expect(await last?.get("SELECT 1 AS one")).toEqual({ one: 1 });
  await last?.close();
});

test("an opening that fails does not keep the next one from being made", async () => {
  const runtime = await testRuntime();
  const { transport } = new WireServer();
  let openedCount = 0;
  const faulty: typeof transport = {
    open: (request, events) => {
      openedCount += 1;
      if (openedCount > 1) return transport.open(request, events);
      setImmediate(() => events.closed(1006));
      return { bufferedSize: () => 0, send: () => undefined, close: () => undefined };
    },
  };
  const options = { transport: faulty, namespace: NAMESPACE, actor: "one", runtime };
  const [first, second] = [openDatabase(options), openDatabase(options)];
  await expect(first).rejects.toMatchObject({ issue: { kind: "unreachable" } });
  const database = await second;
  expect(await database.get("SELECT 1 AS one")).toEqual({ one: 1 });
  await database.close();
});

describe("an opening that its caller ends", () => {
  /** A server that takes connections and says nothing. */
  async function silentServer(): Promise<{
    url: string;
    ended: Promise<unknown>;
    close: () => void;
  }> {
    const server = createServer((socket) => void socket.resume());
    const connected = once(server, "connection");
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const ended = connected.then(([socket]) => once(socket, "close"));
    return { url: `ws://127.0.0.1:${port}`, ended, close: () => void server.close() };
  }

  test.each([
    [
      "by its signal",
      () => ({ signal: AbortSignal.timeout(50) }),
      { kind: "aborted", timeoutMs: null },
    ],
    ["by its time", () => ({ timeoutMs: 50 }), { kind: "aborted", timeoutMs: 50 }],
  ])("%s fails at once, and leaves no connection", async (_, limits, issue) => {
    const { url, ended, close } = await silentServer();
    const runtime = await testRuntime();
    const options = { url, namespace: NAMESPACE, actor: "one", runtime };
    const startMs = performance.now();
    await expect(openDatabase({ ...options, ...limits() })).rejects.toMatchObject({ issue });
    expect(performance.now() - startMs).toBeLessThan(2_000);
    await ended;
    close();
  });

  test("before it began sends nothing, and others go on", async () => {
    const runtime = await testRuntime();
    const { transport } = new WireServer();
    const options = { transport, namespace: NAMESPACE, actor: "one", runtime };
    const reason = new Error("the page was left");
    const aborted = openDatabase({ ...options, signal: AbortSignal.abort(reason) });
    await expect(aborted).rejects.toMatchObject({ issue: { kind: "aborted" }, cause: reason });
    const controller = new AbortController();
    const first = openDatabase(options);
    const waiting = openDatabase({ ...options, signal: controller.signal });
    const last = openDatabase(options);
    controller.abort();
    await expect(waiting).rejects.toMatchObject({ issue: { kind: "aborted" } });
    await (await first).close();
    const database = await last;
    expect(await database.get("SELECT 1 AS one")).toEqual({ one: 1 });
    await database.close();
  });

  test("does not limit the calls of the database", async () => {
    const { transport } = new WireServer();
    const controller = new AbortController();
    const database = await openDatabase({
      ...{ transport, namespace: NAMESPACE, actor: "one", runtime: await testRuntime() },
      signal: controller.signal,
      timeoutMs: 60_000,
    });
    controller.abort();
    expect(await database.get("SELECT 1 AS one")).toEqual({ one: 1 });
    await database.close();
  });
});
