/**
 * Tests requests of a client: responses, time-outs, aborts, limits. The far end is the real
 * handlers.
 */

import { ClientError, type ClientIssue, type Transport } from "@barewire/client";
import { ManualClock } from "@barewire/clock/testing";
import { PAGE_SIZE } from "@barewire/protocol/page-size";
import { expect, test } from "vitest";
import { failureOf } from "../contract/failure-of.js";
import { LinkedServer } from "./linked-server.js";
import { RawServer } from "./raw-server.js";
import { advance, settle } from "./settle.js";

const GET = "ToRivetSqliteGetPagesRequest";

/** The promise fails with a `ClientError` of this issue. */
async function check(promise: Promise<unknown>, issue: Partial<ClientIssue>): Promise<void> {
  expect(await failureOf(promise, ClientError)).toMatchObject({ issue });
}

/** A store whose reads wait until `release` is called. */
function holdReads(server: LinkedServer): { release: () => void } {
  const gate = { release: (): void => undefined };
  const opened = new Promise<void>((resolve) => {
    gate.release = resolve;
  });
  server.store.before = async (method) => {
    if (method === "getPages") await opened;
  };
  return gate;
}

test("what was committed is read, and absent beyond the end", async () => {
  const server = new LinkedServer();
  const { client } = server.connect();
  const { startup } = await client.started("one");
  expect(startup).toMatchObject({ generation: 1n, preloadedPages: [] });
  const bytes = new Uint8Array(PAGE_SIZE).fill(7);
  const committed = await client.request("one", "ToRivetSqliteCommitRequest", {
    expectedHeadTxid: 0n,
    dirtyPages: [{ pgno: 1, bytes }],
    newDbSizePages: 1,
  });
  expect(committed).toMatchObject({ tag: "SqliteCommitOk", val: { newHeadTxid: 1n } });
  const read = await client.request("one", GET, { pgnos: [1, 2] });
  expect(read).toMatchObject({ tag: "SqliteGetPagesOk", val: { pages: [{ bytes }, { pgno: 2 }] } });
});

test("every answer finds its request, though ids are few and begin again", async () => {
  const server = new LinkedServer();
  const actors = ["one", "two"];
  const { client } = server.connect({ actors, limits: { maxRequestId: 9, maxInFlightCount: 8 } });
  const reads = Array.from({ length: 50 }, (_, index) =>
    client.request(actors[index % 2] ?? "", GET, { pgnos: [index + 1] }),
  );
  const pgnos = (await Promise.all(reads)).map((read) =>
    read.tag === "SqliteGetPagesOk" ? read.val.pages[0]?.pgno : read.tag,
  );
  expect(pgnos).toEqual(reads.map((_, index) => index + 1));
  const ids = server.events.flatMap((event) => (event.kind === "request" ? event.requestId : []));
  expect(Math.max(...ids)).toBe(9);
});

test("a request that waits for long keeps its id from all that come after it", async () => {
  const server = new LinkedServer();
  const actors = ["slow", "fast"];
  const { client } = server.connect({ actors, limits: { maxRequestId: 5, maxInFlightCount: 3 } });
  await client.started("slow");
  let release = (): void => undefined;
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  server.store.before = async (method, { actorId }) => {
    if (method === "getPages" && actorId === "slow") await gate;
  };
  const pgnoOf = async (actor: string, pgno: number): Promise<unknown> => {
    const read = await client.request(actor, GET, { pgnos: [pgno] });
    return read.tag === "SqliteGetPagesOk" ? read.val.pages[0]?.pgno : read.tag;
  };
  const slow = pgnoOf("slow", 1_000);
  for (let pgno = 1; pgno <= 12; pgno += 1) expect(await pgnoOf("fast", pgno)).toBe(pgno);
  release();
  expect(await slow).toBe(1_000);
});

test("a request of one actor that waits holds up no other actor", async () => {
  const server = new LinkedServer();
  const { client } = server.connect({ actors: ["slow", "fast"] });
  await client.started("slow");
  let release = (): void => undefined;
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  server.store.before = async (_method, { actorId }) => {
    if (actorId === "slow") await gate;
  };
  const order: string[] = [];
  const first = client.request("slow", GET, { pgnos: [1] }).then(() => order.push("slow 1"));
  const second = client.request("slow", GET, { pgnos: [2] }).then(() => order.push("slow 2"));
  await client.request("fast", GET, { pgnos: [1] }).then(() => order.push("fast"));
  release();
  await Promise.all([first, second]);
  expect(order).toEqual(["fast", "slow 1", "slow 2"]);
});

test("a time-out says whether the request had been sent; its late answer is dropped", async () => {
  const server = new LinkedServer();
  const { client } = server.connect();
  // This server never starts its actor.
  const { transport } = new RawServer("envoy-protocol.v3");
  const early = server.connect({ transport }).client;
  const unsent = early.request("one", GET, { pgnos: [1] }, { timeoutMs: 50 });
  const isUnsent = check(unsent, { kind: "timeout", outcome: "not-sent" });
  await advance(server.clock, 50);
  await isUnsent;
  const gate = holdReads(server);
  const sent = client.request("one", GET, { pgnos: [1] }, { timeoutMs: 50 });
  const isSent = check(sent, { kind: "timeout", outcome: "unknown" });
  await advance(server.clock, 50);
  await isSent;
  gate.release();
  await settle();
  expect(await client.request("one", GET, { pgnos: [1] })).toMatchObject({
    tag: "SqliteGetPagesOk",
  });
});

test("a signal ends a request before it is made, while it waits and after it is sent", async () => {
  const server = new LinkedServer();
  const { client } = server.connect();
  const ask = (signal: AbortSignal): Promise<unknown> =>
    client.request("one", GET, { pgnos: [1] }, { signal });
  await check(ask(AbortSignal.abort()), { kind: "aborted", outcome: "not-sent" });
  const waiting = new AbortController();
  const whileWaiting = ask(waiting.signal);
  waiting.abort();
  await check(whileWaiting, { kind: "aborted", outcome: "not-sent" });
  await client.started("one");
  holdReads(server);
  const flying = new AbortController();
  const whileFlying = ask(flying.signal);
  await settle();
  flying.abort();
  await check(whileFlying, { kind: "aborted", outcome: "unknown" });
});

test("no timer is left of requests that are done", async () => {
  const server = new LinkedServer();
  const { client } = server.connect();
  await client.started("one");
  const count = server.clock.pendingMs.length;
  await client.request("one", GET, { pgnos: [1] });
  expect(server.clock.pendingMs.length).toBe(count);
  client.close();
  await settle();
  expect(server.clock.pendingMs.length).toBe(0);
});

test("the queue refuses what is too many", async () => {
  const server = new LinkedServer();
  const { client } = server.connect({ limits: { maxQueuedCount: 2 } });
  const first = client.request("one", GET, { pgnos: [1] });
  const second = client.request("one", GET, { pgnos: [2] });
  const third = client.request("one", GET, { pgnos: [3] });
  await check(third, { kind: "queue-full", count: 3 });
  await Promise.all([first, second]);
});

test("the queue refuses what is too large, and has room again when it is sent", async () => {
  const server = new LinkedServer();
  const { client } = server.connect({ limits: { maxQueuedSize: 3 * PAGE_SIZE } });
  const commit = (pageCount: number): Promise<unknown> =>
    client.request("one", "ToRivetSqliteCommitRequest", {
      expectedHeadTxid: 0n,
      dirtyPages: Array.from({ length: pageCount }, (_, index) => ({
        pgno: index + 1,
        bytes: new Uint8Array(PAGE_SIZE),
      })),
      newDbSizePages: pageCount,
    });
  const fitting = commit(2);
  await check(commit(2), { kind: "queue-full", count: 2 });
  await fitting;
  // The very same commit is repeated, after it has taken effect.
  expect(await commit(2)).toMatchObject({ tag: "SqliteCommitOk", val: { newHeadTxid: 1n } });
});

test("what cannot be encoded is refused, and the next request is not", async () => {
  const server = new LinkedServer();
  const { client } = server.connect();
  const wrong = client.request("one", GET, { pgnos: [-1] });
  await check(wrong, { kind: "unencodable", root: "ToRivet" });
  expect(await client.request("one", GET, { pgnos: [1] })).toMatchObject({
    tag: "SqliteGetPagesOk",
  });
});

test("an actor that is not the client's is refused here; one that is closed, from then on", async () => {
  const server = new LinkedServer();
  const { client } = server.connect({ actors: ["one", "two"] });
  await check(client.request("three", GET, { pgnos: [1] }), { kind: "actor-not-open" });
  await check(client.started("three"), { kind: "actor-not-open" });
  const before = client.request("one", GET, { pgnos: [1] });
  await client.started("one");
  const closed = client.closeActor("one");
  await check(client.request("one", GET, { pgnos: [1] }), { kind: "actor-not-open" });
  expect(await before).toMatchObject({ tag: "SqliteGetPagesOk" });
  await closed;
  expect(server.store.calls.get("close")).toBe(1);
  expect(server.ownership.size).toBe(1);
  expect(await client.request("two", GET, { pgnos: [1] })).toMatchObject({
    tag: "SqliteGetPagesOk",
  });
});

test("nothing is sent while the connection holds too much", async () => {
  const server = new RawServer("envoy-protocol.v3");
  const clock = new ManualClock(1_000_000);
  const buffered: number[] = [];
  const transport: Transport = {
    open: (request, events) => {
      const connection = server.transport.open(request, events);
      return {
        ...connection,
        send: (frame) => {
          connection.send(frame);
          buffered.push(connection.bufferedSize());
        },
      };
    },
  };
  const connected = new LinkedServer().connect({
    transport,
    clock,
    limits: { maxBufferedSize: 100 },
  });
  server.start("one");
  await settle();
  let release = (): void => undefined;
  server.hold = new Promise((resolve) => {
    release = resolve;
  });
  for (let index = 0; index < 20; index++) {
    connected.client.notify({
      tag: "ToRivetMetadata",
      val: { prepopulateActorNames: null, metadata: "x".repeat(60) },
    });
  }
  await settle();
  // The server holds one, and two are in the connection, which is then over its limit.
  expect(Math.max(...buffered)).toBeLessThan(200);
  const metadata = (): number =>
    server.received.filter(({ tag }) => tag === "ToRivetMetadata").length;
  expect(metadata()).toBe(1);
  await advance(clock, 1_000);
  expect(metadata()).toBe(1);
  server.hold = undefined;
  release();
  await advance(clock, 1_000);
  expect(metadata()).toBe(20);
  expect(Math.max(...buffered)).toBeLessThan(200);
});

test("a posted message has no answer, and its failure is ignored", async () => {
  const server = new LinkedServer({ versions: [1, 2] });
  const { client } = server.connect();
  await client.started("one");
  const hints = { pgnos: [1], ranges: [] };
  client.post("one", "ToRivetSqlitePersistPreloadHintsRequest", { hints });
  client.post("two", "ToRivetSqlitePersistPreloadHintsRequest", { hints });
  await settle();
  expect(server.store.calls.get("persistPreloadHints")).toBeUndefined();
});

test("requests of the key-value store name their actor outside", async () => {
  const asked: unknown[] = [];
  const server = new LinkedServer({
    onKvRequest: async (database, request) => {
      asked.push(database, request);
      return { tag: "KvPutResponse", val: null };
    },
  });
  const { client } = server.connect();
  const data = { tag: "KvDropRequest", val: null } as const;
  const answer = await client.request("one", "ToRivetKvRequest", data);
  expect(answer).toEqual({ tag: "KvPutResponse", val: null });
  expect(asked).toEqual([{ namespace: "tests", actorId: "one" }, data]);
});
