/**
 * Tests connections of a client: versions, disconnects and reconnects, and when it ends.
 */

import { ClientError, type ClientEvent, type ClientIssue } from "@barewire/client";
import { VERSIONS } from "@barewire/protocol/envoy-protocol";
import { expect, test } from "vitest";
import { LATER, NEWEST, SPOKEN } from "../contract/envoy-versions.js";
import { failureOf } from "../contract/failure-of.js";
import { type Connected, LinkedServer } from "./linked-server.js";
import { RawServer } from "./raw-server.js";
import { advance, settle } from "./settle.js";

const GET = "ToRivetSqliteGetPagesRequest";
const RANGE = "ToRivetSqliteGetPageRangeRequest";
const A_PAGE = { startPgno: 1, maxPages: 1, maxBytes: 4096n };

/** The promise fails with a `ClientError` of this issue. */
async function check(promise: Promise<unknown>, issue: Partial<ClientIssue>): Promise<void> {
  expect(await failureOf(promise, ClientError)).toMatchObject({ issue });
}

function kinds(events: readonly ClientEvent[]): readonly string[] {
  return events.map(({ kind }) => kind);
}

/** The client has ended for this reason and never connects again. */
async function checkEnded(
  server: LinkedServer,
  { client, events }: Connected,
  issue: ClientIssue,
): Promise<void> {
  const connectionCount = server.links.length;
  await advance(server.clock, 120_000);
  expect(events.at(-1)).toMatchObject({ kind: "ended", error: { issue } });
  expect(server.links.length).toBe(connectionCount);
  await check(client.request("one", GET, { pgnos: [1] }), issue);
  await check(client.started("one"), issue);
  expect(kinds(events).filter((kind) => kind === "ended")).toHaveLength(1);
}

test.each([
  [VERSIONS, NEWEST],
  [[1, 2], 2],
  [[1], 1],
  [[2, ...VERSIONS, ...LATER], NEWEST],
])("a server of versions %j is spoken to in v%i", async (versions, version) => {
  const server = new LinkedServer({ versions });
  const { client, events } = server.connect();
  const { startup } = await client.started("one");
  expect(client.version).toBe(version);
  expect(events.at(-1)).toEqual({ kind: "connected", version });
  expect(startup === null).toBe(version === 1);
  expect(client.supports(RANGE)).toBe(version >= 3);
  expect(client.supports(GET)).toBe(version >= 2);
});

test("before the first connection nothing is supported", () => {
  const { client } = new LinkedServer().connect();
  expect(client.version).toBe(0);
  expect(client.supports("ToRivetKvRequest")).toBe(false);
});

test("a request that the server is too old for is refused, with what is missing", async () => {
  const server = new LinkedServer({ versions: [1, 2] });
  const { client } = server.connect();
  const path = `ToRivet.${RANGE}`;
  const issue = { kind: "not-representable", version: 2, path, since: 3, until: null } as const;
  await check(client.request("one", RANGE, A_PAGE), issue);
});

test("without a version in common the client ends and names both ranges", async () => {
  const server = new LinkedServer({ versions: LATER });
  const connected = server.connect();
  const early = connected.client.request("one", GET, { pgnos: [1] });
  const issue = {
    kind: "version-refused",
    client: SPOKEN,
    server: { minVersion: LATER[0], maxVersion: LATER[1] },
  } as const;
  await check(early, issue);
  await checkEnded(server, connected, issue);
});

test("a server that is updated beyond a connected client ends it, and is not asked again", async () => {
  const server = new LinkedServer();
  const connected = server.connect();
  await connected.client.started("one");
  server.options = { versions: LATER };
  server.links[0]?.sever();
  await advance(server.clock, 100);
  expect(server.links.length).toBe(2);
  await checkEnded(server, connected, {
    kind: "version-refused",
    client: SPOKEN,
    server: { minVersion: LATER[0], maxVersion: LATER[1] },
  });
});

test.each(["", "envoy-protocol.v9", "chat"])("a server that selects %j is none", async (name) => {
  const server = new LinkedServer();
  const connected = server.connect({ transport: new RawServer(name).transport });
  await settle();
  const foreign = { kind: "not-a-barewire-server", url: null, status: null } as const;
  await checkEnded(server, connected, { ...foreign, answer: "subprotocol" });
});

test("a client whose actor another one opens is evicted", async () => {
  const server = new LinkedServer();
  const first = server.connect();
  await first.client.started("one");
  const second = server.connect();
  expect((await second.client.started("one")).startup?.generation).toBe(2n);
  await checkEnded(server, first, { kind: "evicted" });
  expect(await second.client.request("one", GET, { pgnos: [1] })).toMatchObject({
    tag: "SqliteGetPagesOk",
  });
});

test.each([
  [4003, { kind: "unauthorised", url: null }],
  [4004, { kind: "no-such-namespace", url: null }],
  [4005, { kind: "invalid-name", url: null }],
  [4006, { kind: "foreign-origin", url: null }],
  [4007, { kind: "corrupt", url: null }],
  [4008, { kind: "newer-record", url: null }],
  [4099, { kind: "rejected", code: 4099, url: null }],
] as const)("a client that is rejected with %i does not return", async (code, issue) => {
  const server = new LinkedServer();
  const connected = server.connect();
  await settle();
  server.links[0]?.close(code);
  await checkEnded(server, connected, issue);
});

test("only what was not sent is sent again, with the generation of the day", async () => {
  const server = new LinkedServer();
  const { client, events } = server.connect();
  await client.started("one");
  server.store.before = (method) =>
    method === "getPages" ? new Promise(() => undefined) : Promise.resolve();
  const sent = client.request("one", GET, { pgnos: [1] });
  await settle();
  server.links[0]?.sever();
  await check(sent, { kind: "connection-lost", outcome: "unknown" });
  const waiting = client.request("one", RANGE, A_PAGE);
  await advance(server.clock, 100);
  server.store.before = async () => undefined;
  expect(await waiting).toMatchObject({
    tag: "SqliteGetPageRangeOk",
    val: { meta: { generation: 2n } },
  });
  expect(server.store.calls.get("getPages")).toBe(1);
  expect(kinds(events)).toEqual(["started", "connected", "disconnected", "started", "connected"]);
});

test("what waits is fitted to the version of the next connection, or refused", async () => {
  const server = new LinkedServer();
  const { client } = server.connect();
  await client.started("one");
  server.options = { versions: [1, 2] };
  server.links[0]?.sever();
  await settle();
  const range = client.request("one", RANGE, A_PAGE);
  const get = client.request("one", GET, { pgnos: [1] });
  const isRefused = check(range, { kind: "not-representable", version: 2 });
  await advance(server.clock, 100);
  await isRefused;
  expect(await get).toMatchObject({ tag: "SqliteGetPagesOk" });
  expect(client.version).toBe(2);
});

test("a listener that finds itself fenced can take back what waits before it is sent", async () => {
  const server = new LinkedServer();
  const fence = new AbortController();
  const { client } = server.connect({
    onEvent: (event) => {
      if (event.kind === "started" && event.startup?.generation === 2n) fence.abort();
    },
  });
  await client.started("one");
  server.links[0]?.sever();
  await settle();
  const waiting = client.request("one", GET, { pgnos: [1] }, { signal: fence.signal });
  const isTakenBack = check(waiting, { kind: "aborted", outcome: "not-sent" });
  await advance(server.clock, 100);
  await isTakenBack;
  expect(server.store.calls.get("getPages")).toBeUndefined();
});

test("the pauses between attempts double up to a limit, less some by chance", async () => {
  const server = new LinkedServer({ versions: [] });
  server.options = { versions: [1, 2, 3] };
  const { client, events } = server.connect({ limits: { maxRetryMs: 500 } });
  await client.started("one");
  // Every attempt fails from here on.
  server.store.before = async () => {
    throw new Error("no store");
  };
  server.links[0]?.sever();
  await settle();
  await advance(server.clock, 1_600);
  server.random.value = 1;
  await advance(server.clock, 1_000);
  const pauses = events.flatMap((event) => (event.kind === "disconnected" ? event.retryInMs : []));
  expect(pauses.slice(0, 7)).toEqual([100, 200, 400, 500, 500, 250, 250]);
});

test("a connection that was up begins the pauses anew", async () => {
  const server = new LinkedServer();
  const { client, events } = server.connect();
  for (const index of [0, 1, 2]) {
    await client.started("one");
    server.links[index]?.sever();
    await advance(server.clock, 100);
  }
  const pauses = events.flatMap((event) => (event.kind === "disconnected" ? event.retryInMs : []));
  expect(pauses).toEqual([100, 100, 100]);
});

test("a client that may fail so often and no more ends with its last failure", async () => {
  const server = new LinkedServer();
  server.store.before = async () => {
    throw new Error("no store");
  };
  const limits = { maxFailureCount: 3, waitForServerMs: 60_000 };
  const connected = server.connect({ limits });
  await advance(server.clock, 5_000);
  expect(server.links).toHaveLength(3);
  const unavailable = { kind: "server-unavailable", url: null, status: 1011 } as const;
  await checkEnded(server, connected, unavailable);
});

test("a ping is answered with its own time", async () => {
  const server = new RawServer("envoy-protocol.v3");
  const connected = new LinkedServer().connect({ transport: server.transport });
  server.send({ tag: "ToEnvoyPing", val: { ts: 12_345n } });
  await settle();
  expect(server.received).toEqual([{ tag: "ToRivetPong", val: { ts: 12_345n } }]);
  connected.client.close();
});

test("a server that falls silent is left; one that pings is not", async () => {
  const pinging = new LinkedServer();
  const alive = pinging.connect();
  await alive.client.started("one");
  await advance(pinging.clock, 60_000);
  expect(pinging.links).toHaveLength(1);

  const server = new RawServer("envoy-protocol.v3");
  const harness = new LinkedServer();
  const { events } = harness.connect({ transport: server.transport });
  server.start("one");
  await settle();
  await advance(harness.clock, 14_999);
  expect(kinds(events)).toEqual(["started", "connected"]);
  await advance(harness.clock, 1);
  expect(events.at(-1)).toMatchObject({
    kind: "disconnected",
    issue: { kind: "idle-timeout", timeoutMs: 15_000 },
  });
});

test("a server that does not start the actors in time is left", async () => {
  const server = new RawServer("envoy-protocol.v3");
  const harness = new LinkedServer();
  const limits = { waitForServerMs: 60_000 };
  const { events } = harness.connect({ transport: server.transport, limits });
  for (let elapsedMs = 0; elapsedMs < 30_000; elapsedMs += 5_000) {
    server.send({ tag: "ToEnvoyPing", val: { ts: 0n } });
    await advance(harness.clock, 5_000);
  }
  expect(events.at(-1)).toMatchObject({ kind: "disconnected", issue: { kind: "idle-timeout" } });
});

test.each([
  ["no bytes", [], "malformed"],
  ["an unknown tag", [99], "malformed"],
  ["a cut message", [5, 1, 2], "malformed"],
])("%s end the connection, and the client returns", async (_name, bytes, kind) => {
  const server = new RawServer("envoy-protocol.v3");
  const harness = new LinkedServer();
  const { client, events } = harness.connect({ transport: server.transport });
  server.start("one");
  await settle();
  const flying = client.request("one", "ToRivetKvRequest", { tag: "KvDropRequest", val: null });
  const isLost = check(flying, { kind: "connection-lost", outcome: "unknown" });
  server.link.send(Uint8Array.from(bytes));
  await isLost;
  expect(events.at(-1)).toMatchObject({ kind: "disconnected", issue: { kind } });
  await advance(harness.clock, 100);
  expect(server.links).toHaveLength(2);
});

test("what was on its way when a connection ended is no message of the next", async () => {
  const server = new RawServer("envoy-protocol.v3");
  const harness = new LinkedServer();
  const { client, events } = harness.connect({ transport: server.transport });
  server.start("one");
  await settle();
  server.link.send(Uint8Array.of(99));
  server.start("one");
  await settle();
  expect(kinds(events)).toEqual(["started", "connected", "disconnected"]);
  await advance(harness.clock, 100);
  const waiting = client.started("one", { timeoutMs: 50 });
  const isUnsent = check(waiting, { kind: "timeout", outcome: "not-sent" });
  await advance(harness.clock, 50);
  await isUnsent;
  server.start("one");
  expect(await client.started("one")).toMatchObject({ actorId: "one" });
});

test("a response of another type than the request ends the connection", async () => {
  const server = new RawServer("envoy-protocol.v3");
  const harness = new LinkedServer();
  const { client, events } = harness.connect({ transport: server.transport });
  server.start("one");
  await settle();
  const flying = client.request("one", GET, { pgnos: [1] });
  const isLost = check(flying, { kind: "connection-lost" });
  await settle();
  const data = { tag: "KvDropResponse", val: null } as const;
  const sent = server.received.at(-1);
  const requestId = sent?.tag === GET ? sent.val.requestId : 0;
  server.send({ tag: "ToEnvoyKvResponse", val: { requestId: requestId + 1, data } });
  await settle();
  expect(kinds(events)).not.toContain("disconnected");
  server.send({ tag: "ToEnvoyKvResponse", val: { requestId, data } });
  await isLost;
  expect(events.at(-1)).toMatchObject({ issue: { kind: "protocol-violation" } });
});

test("messages of the tunnel go to the application, or nowhere", async () => {
  const server = new RawServer("envoy-protocol.v3");
  const harness = new LinkedServer();
  const taken: unknown[] = [];
  const { transport } = server;
  const onTunnelMessage = (message: unknown): unknown => taken.push(message);
  const { events } = harness.connect({ transport });
  const messageId = {
    gatewayId: new Uint8Array(4),
    requestId: new Uint8Array(4),
    messageIndex: 0,
  };
  const val = { messageId, messageKind: { tag: "ToEnvoyRequestAbort", val: null } } as const;
  server.send({ tag: "ToEnvoyTunnelMessage", val });
  await settle();
  expect(events).toEqual([]);
  harness.connect({ transport, onTunnelMessage });
  server.send({ tag: "ToEnvoyTunnelMessage", val });
  await settle();
  expect(taken).toEqual([val]);
});

test("a stop that the server asks for is told, and commands are acknowledged", async () => {
  const server = new RawServer("envoy-protocol.v3");
  const { events } = new LinkedServer().connect({ transport: server.transport });
  server.start("one");
  const checkpoint = { actorId: "one", generation: 1, index: 1n };
  const inner = { tag: "CommandStopActor", val: { reason: "GOING_AWAY" } } as const;
  server.send({ tag: "ToEnvoyCommands", val: [{ checkpoint, inner }] });
  await settle();
  expect(events.at(-1)).toEqual({ kind: "stop-requested", actorId: "one", reason: "GOING_AWAY" });
  expect(server.received.at(-1)).toEqual({
    tag: "ToRivetAckCommands",
    val: { lastCommandCheckpoints: [checkpoint] },
  });
});

test("an actor that is closed while there is no connection is not opened again", async () => {
  const server = new LinkedServer();
  const { client } = server.connect({ actors: ["one", "two"] });
  await client.started("two");
  server.links[0]?.sever();
  await settle();
  await client.closeActor("one");
  await advance(server.clock, 100);
  await client.started("two");
  expect(server.store.calls.get("open")).toBe(3);
});

test("an actor that is closed before it has started is closed when it has", async () => {
  const server = new LinkedServer();
  const { client, events } = server.connect({ actors: ["one", "two"] });
  await client.closeActor("one");
  await client.started("two");
  await settle();
  expect(server.ownership.size).toBe(1);
  expect(events.filter(({ kind }) => kind === "started")).toHaveLength(1);
});

test("a client that is closed leaves nothing open, and says so once", async () => {
  const server = new LinkedServer();
  const connected = server.connect();
  await connected.client.started("one");
  const flying = connected.client.request("one", GET, { pgnos: [1] });
  const isLost = check(flying, { kind: "connection-lost" });
  connected.client.close();
  connected.client.close();
  await isLost;
  await checkEnded(server, connected, { kind: "closed" });
  expect(server.ownership.size).toBe(0);
  expect(server.clock.pendingMs.length).toBe(0);
});
