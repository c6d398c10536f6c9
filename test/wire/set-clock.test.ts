/**
 * Tests that the clock may be set, forwards or backwards, while a client and its handlers
 * communicate: they measure durations by the monotonic clock, so no connection closes and no
 * latency is wrong.
 */

import { PAGE_SIZE } from "@barewire/protocol/page-size";
import type { HandlerEvent } from "@barewire/server-handlers";
import { expect, test } from "vitest";
import { pick, type Random, withSeed } from "../contract/seeded-random.js";
import { LinkedServer } from "./linked-server.js";
import { RawClient } from "./raw-client.js";
import { advance } from "./settle.js";

const JUMPS = [1, 1_000, 15_000, 3_600_000, 86_400_000, 50 * 365 * 86_400_000];
const STEPS = 40;
const LIMITS = { pingIntervalMs: 3_000, idleTimeoutMs: 15_000 };

/** Runs a session, calls `disturb` before each step, and returns the events. */
async function check(random: Random, disturb: (server: LinkedServer) => void) {
  const server = new LinkedServer({ limits: LIMITS });
  const { client, events } = server.connect();
  await client.started("one");
  for (let head = 0n; head < STEPS; head++) {
    disturb(server);
    const bytes = new Uint8Array(PAGE_SIZE).fill(Number(head));
    const answer = await client.request("one", "ToRivetSqliteCommitRequest", {
      expectedHeadTxid: head,
      dirtyPages: [{ pgno: 1, bytes }],
      newDbSizePages: 1,
    });
    expect(answer).toMatchObject({ tag: "SqliteCommitOk", val: { newHeadTxid: head + 1n } });
    disturb(server);
    await advance(server.clock, pick(random, [0, 1, 500, LIMITS.pingIntervalMs]));
  }
  const told = { client: events.map(({ kind }) => kind), server: server.events.slice() };
  client.close();
  return told;
}

function durationsOf(events: readonly HandlerEvent[]): readonly number[] {
  return events.flatMap((event) =>
    event.kind === "request" ? [event.waitMs, event.handleMs, event.sendMs] : [],
  );
}

test("however the clock is set, no connection closes and no latency is wrong", async () => {
  for (let run = 0; run < 10; run++) {
    await withSeed(async (random) => {
      const told = await check(random, ({ clock }) => {
        clock.shiftEpoch(pick(random, JUMPS) * pick(random, [1, -1]));
      });
      expect(told.client).toEqual(["started", "connected"]);
      expect(new Set(told.server.map(({ kind }) => kind))).toEqual(new Set(["opened", "request"]));
      // The manual clock stands still while a request is handled.
      expect(durationsOf(told.server)).toEqual(Array(3 * STEPS).fill(0));
    });
  }
});

test("a clock that is set back does not keep a silent connection open", async () => {
  const server = new LinkedServer({ limits: LIMITS });
  const { client } = server.connect();
  await client.started("one");
  // No frame of the client arrives from now on.
  for (const connection of server.connections) connection.receive = () => undefined;
  server.clock.shiftEpoch(-86_400_000);
  await advance(server.clock, LIMITS.idleTimeoutMs - 1);
  expect(server.events.map(({ kind }) => kind)).not.toContain("idle-timeout");
  await advance(server.clock, LIMITS.pingIntervalMs + 1);
  expect(server.events.map(({ kind }) => kind)).toContain("idle-timeout");
  client.close();
});

test("pings and actors are stamped with the time of day", async () => {
  const server = new LinkedServer({ limits: LIMITS });
  const startMs = server.clock.epochMs();
  server.clock.shiftEpoch(1_700_000_000_000);
  const client = new RawClient(server.transport);
  await advance(server.clock, 0);
  server.clock.shiftEpoch(-500_000_000_000);
  await advance(server.clock, LIMITS.pingIntervalMs);
  const stamps = client.received.flatMap((message) => {
    if (message.tag === "ToEnvoyPing") return [message.val.ts];
    if (message.tag !== "ToEnvoyCommands") return [];
    return message.val.flatMap(({ inner }) =>
      inner.tag === "CommandStartActor" ? [inner.val.config.createTs] : [],
    );
  });
  const first = BigInt(startMs + 1_700_000_000_000);
  const later = BigInt(startMs + LIMITS.pingIntervalMs + 1_200_000_000_000);
  expect(stamps).toEqual([first, first, later]);
  client.close();
});
