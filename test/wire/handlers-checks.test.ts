/**
 * Tests the checks of the handlers, their refusals, and when they close a connection. The client
 * here is raw.
 */

import type { HandlerEvent } from "@barewire/server-handlers";
import { expect, test } from "vitest";
import { ByteSemaphore } from "../../packages/server/src/byte-semaphore.js";
import { LinkedServer } from "./linked-server.js";
import { RawClient, readOf, stoppedOf } from "./raw-client.js";
import { advance, settle } from "./settle.js";

const MISSING = { tag: "SqliteErrorResponse", val: { message: "the actor does not exist" } };

/** A connection that has opened its actors. */
async function opened(
  server: LinkedServer,
  actors: readonly string[] = ["one"],
): Promise<RawClient> {
  const client = new RawClient(server.transport, { actors });
  await settle();
  return client;
}

/** The connection is closed with this code, its actors are closed, and nothing is held. */
async function checkClosed(server: LinkedServer, client: RawClient, code: number): Promise<void> {
  await settle();
  expect(client.closeCode).toBe(code);
  expect(server.ownership.size).toBe(0);
  expect(server.memory.size).toBe(0);
  expect(server.clock.pendingMs.length).toBe(0);
  expect(kindsOf(server.events).at(-1)).toBe("closed");
}

function kindsOf(events: readonly HandlerEvent[]): readonly string[] {
  return events.map(({ kind }) => kind);
}

test("a connection begins with Init, then one start command per actor in their order", async () => {
  const server = new LinkedServer();
  const client = await opened(server, ["one", "two"]);
  expect(client.received).toMatchObject([
    { tag: "ToEnvoyInit", val: { metadata: { envoyLostThreshold: 15_000n } } },
    { tag: "ToEnvoyPing" },
    ...["one", "two"].map((actorId) => ({
      tag: "ToEnvoyCommands",
      val: [
        {
          checkpoint: { actorId, generation: 1, index: 0n },
          inner: { tag: "CommandStartActor", val: { sqliteStartupData: { generation: 1n } } },
        },
      ],
    })),
  ]);
});

test("what is not there and what is another's are refused alike", async () => {
  const server = new LinkedServer();
  await opened(server, ["taken"]);
  const elsewhere = new RawClient(server.transport, { namespace: "others", actors: ["foreign"] });
  await settle();
  const client = await opened(server, ["one"]);
  for (const actorId of ["taken", "foreign", "unheard-of", ""]) {
    expect(await client.ask(readOf(actorId, 1n))).toMatchObject([{ val: { data: MISSING } }]);
  }
  expect(server.store.calls.get("getPages")).toBeUndefined();
  expect(elsewhere.closeCode).toBeNull();
});

test("an older generation is fenced off with the present state, a guessed one is refused", async () => {
  const server = new LinkedServer();
  const first = await opened(server);
  first.close();
  await settle();
  const client = await opened(server);
  expect(await client.ask(readOf("one", 1n))).toMatchObject([
    { val: { data: { tag: "SqliteFenceMismatch", val: { actualMeta: { generation: 2n } } } } },
  ]);
  // Another process of the same store opens the actor.
  await server.store.hooked.open({ namespace: "tests", actorId: "one" });
  expect(await client.ask(readOf("one", 3n))).toMatchObject([
    { val: { data: { tag: "SqliteErrorResponse" } } },
  ]);
  expect(await client.ask(readOf("one", 2n))).toMatchObject([
    { val: { data: { tag: "SqliteFenceMismatch", val: { actualMeta: { generation: 3n } } } } },
  ]);
});

test.each([
  ["no bytes", []],
  ["an unknown tag", [0xff, 0x01]],
  ["a cut message", [7, 1, 0]],
  ["a giant length", [1, 0xff, 0xff, 0xff, 0xff, 0x7f]],
])("a frame of %s ends the connection, and only its kind and size are told", async (_, bytes) => {
  const server = new LinkedServer();
  const client = await opened(server);
  client.sendBytes(Uint8Array.from(bytes));
  client.send(readOf("one", 1n));
  await checkClosed(server, client, 4001);
  const event = server.events.find(({ kind }) => kind === "malformed-frame");
  expect(event).toMatchObject({ size: bytes.length });
  expect(server.store.calls.get("getPages")).toBeUndefined();
});

test("a message that the negotiated version lacks is no message", async () => {
  const server = new LinkedServer();
  const client = new RawClient(server.transport, { version: 2 });
  await settle();
  client.sendBytes(Uint8Array.from([13, 0, 0, 0, 0]));
  await checkClosed(server, client, 4001);
});

test("a client that is lost is left, and one that answers pings is not", async () => {
  const server = new LinkedServer();
  const client = await opened(server);
  await advance(server.clock, 14_000);
  client.send({ tag: "ToRivetPong", val: { ts: 0n } });
  await advance(server.clock, 14_000);
  expect(client.closeCode).toBeNull();
  expect(client.received.filter(({ tag }) => tag === "ToEnvoyPing")).toHaveLength(10);
  await advance(server.clock, 4_000);
  await checkClosed(server, client, 4002);
});

test("the newest connection has the actor, whatever order the store would take", async () => {
  const server = new LinkedServer({}, "maps");
  let release = (): void => undefined;
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  server.store.before = async (method) => {
    if (method === "open" && server.store.calls.get("open") === 1) await gate;
  };
  const first = await opened(server);
  const second = await opened(server);
  const third = await opened(server);
  expect([first.closeCode, second.closeCode, third.closeCode]).toEqual([4000, 4000, null]);
  expect(server.store.calls.get("open")).toBe(1);
  release();
  await settle();
  expect(third.received.at(-1)).toMatchObject({
    tag: "ToEnvoyCommands",
    val: [{ inner: { val: { sqliteStartupData: { generation: 2n } } } }],
  });
  expect(await third.ask(readOf("one", 2n))).toMatchObject([
    { val: { data: { tag: "SqliteGetPagesOk" } } },
  ]);
  third.close();
  await checkClosed(server, third, 1000);
});

test("a connection that has lost its actor gives nothing back that is another's", async () => {
  const server = new LinkedServer();
  const clients = [await opened(server)];
  for (let count = 1; count < 4; count += 1) {
    clients.push(await opened(server));
    // The earlier connection has ended by now, and the newest has the actor.
    const codes = clients.map(({ closeCode }) => closeCode);
    expect(codes).toEqual([...Array(count).fill(4000), null]);
    expect(server.ownership.size).toBe(1);
  }
});

test("a database that cannot be opened ends the connection and closes the others", async () => {
  const server = new LinkedServer();
  server.store.before = async (method, { actorId }) => {
    if (method === "open" && actorId === "bad") throw new Error("secret");
  };
  const client = await opened(server, ["good", "bad", "fine"]);
  await checkClosed(server, client, 1011);
  expect(server.store.calls.get("close")).toBe(2);
  expect(JSON.stringify(server.events)).not.toContain("secret");
});

test("a connection that ends while it opens leaves nothing open", async () => {
  const server = new LinkedServer();
  let release = (): void => undefined;
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  server.store.before = async (method) => {
    if (method === "open") await gate;
  };
  const client = await opened(server, ["one", "two"]);
  client.close();
  await settle();
  release();
  await checkClosed(server, client, 1000);
  expect(server.store.calls.get("close")).toBe(2);
});

test("no more databases are opened at one time than may be", async () => {
  const server = new LinkedServer({ limits: { maxOpeningCount: 3 } });
  let openingCount = 0;
  let mostCount = 0;
  server.store.before = async (method) => {
    if (method !== "open") return;
    openingCount += 1;
    mostCount = Math.max(mostCount, openingCount);
    await settle();
    openingCount -= 1;
  };
  const actors = Array.from({ length: 10 }, (_, index) => `actor ${index}`);
  const client = await opened(server, actors);
  for (let turn = 0; turn < 10; turn++) await settle();
  expect(client.received.filter(({ tag }) => tag === "ToEnvoyCommands")).toHaveLength(10);
  expect(mostCount).toBe(3);
});

test("a stopped actor is closed when it has been confirmed; an older run closes nothing", async () => {
  const server = new LinkedServer();
  const client = await opened(server);
  const [ack] = await client.ask(stoppedOf("one", 9));
  expect(ack).toMatchObject({ tag: "ToEnvoyAckEvents" });
  expect(server.ownership.size).toBe(1);
  expect(await client.ask(stoppedOf("one", 1))).toMatchObject([
    { tag: "ToEnvoyAckEvents", val: { lastEventCheckpoints: [{ actorId: "one" }] } },
  ]);
  expect(server.ownership.size).toBe(0);
  expect(await client.ask(readOf("one", 1n))).toMatchObject([{ val: { data: MISSING } }]);
  expect(client.closeCode).toBeNull();
});

test("an intent is answered with its stop command, and so is an envoy that goes", async () => {
  const server = new LinkedServer();
  const client = await opened(server);
  const checkpoint = { actorId: "one", generation: 1, index: 0n };
  const intentOf = (tag: "ActorIntentSleep" | "ActorIntentStop") => ({
    tag: "ToRivetEvents" as const,
    val: [
      {
        checkpoint,
        inner: { tag: "EventActorIntent" as const, val: { intent: { tag, val: null } } },
      },
    ],
  });
  const stops: string[] = [];
  for (const message of [
    intentOf("ActorIntentSleep"),
    intentOf("ActorIntentStop"),
    { tag: "ToRivetStopping" as const, val: null },
  ]) {
    for (const answer of await client.ask(message)) {
      if (answer.tag !== "ToEnvoyCommands") continue;
      const [command] = answer.val;
      if (command?.inner.tag !== "CommandStopActor") continue;
      stops.push(`${command.inner.val.reason} ${command.checkpoint.index}`);
    }
  }
  expect(stops).toEqual(["SLEEP_INTENT 1", "STOP_INTENT 2", "GOING_AWAY 3"]);
});

test("messages of the tunnel go to the host, or are counted and dropped", async () => {
  const taken: unknown[] = [];
  const messageId = {
    gatewayId: new Uint8Array(4),
    requestId: new Uint8Array(4),
    messageIndex: 0,
  };
  const val = { messageId, messageKind: { tag: "ToRivetResponseAbort", val: null } } as const;
  const without = new LinkedServer();
  await (await opened(without)).ask({ tag: "ToRivetTunnelMessage", val });
  expect(kindsOf(without.events)).toContain("tunnel-message-dropped");
  const server = new LinkedServer({ onTunnelMessage: (message) => taken.push(message) });
  await (await opened(server)).ask({ tag: "ToRivetTunnelMessage", val });
  expect(taken).toEqual([val]);
});

test("a connection that asks for too much is not read until there is room", async () => {
  const budget = new ByteSemaphore(10_000, 4);
  const server = new LinkedServer({ semaphore: budget });
  const client = await opened(server);
  let release = (): void => undefined;
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  server.store.before = async (method) => {
    if (method === "getPages") await gate;
  };
  for (let id = 1; id <= 10; id++) client.send(readOf("one", 1n, id));
  await settle();
  expect(client.bufferedSize()).toBeGreaterThan(0);
  // A server that does not read receives no pong, and must not take that for silence.
  await advance(server.clock, 60_000);
  expect(client.closeCode).toBeNull();
  release();
  await settle();
  expect(client.bufferedSize()).toBe(0);
  const answers = client.received.flatMap((message) =>
    message.tag === "ToEnvoySqliteGetPagesResponse" ? message.val.requestId : [],
  );
  expect(answers).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect(budget.size).toBe(0);
});

test("a slow reader holds up its own answers, one per actor", async () => {
  let release = (): void => undefined;
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  let sentCount = 0;
  let isSlow = false;
  const server = new LinkedServer({
    send: () => {
      sentCount += 1;
      return isSlow ? gate : undefined;
    },
  });
  const client = await opened(server);
  const beforeCount = sentCount;
  isSlow = true;
  for (let id = 1; id <= 5; id++) client.send(readOf("one", 1n, id));
  await settle();
  expect(sentCount - beforeCount).toBe(1);
  expect(server.store.calls.get("getPages")).toBe(1);
  release();
  await settle();
  expect(sentCount - beforeCount).toBe(5);
});

test("a drained connection answers what it has, closes its actors, and takes no more", async () => {
  const server = new LinkedServer();
  const client = await opened(server);
  let release = (): void => undefined;
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  server.store.before = async (method) => {
    if (method === "getPages") await gate;
  };
  client.send(readOf("one", 1n, 1));
  await settle();
  const drained = server.connections[0]?.drain();
  client.send(readOf("one", 1n, 2));
  await settle();
  release();
  await drained;
  await checkClosed(server, client, 1001);
  expect(client.received.at(-1)).toMatchObject({ val: { requestId: 1 } });
  expect(server.store.calls.get("close")).toBe(1);
});
