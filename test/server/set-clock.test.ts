/**
 * Tests a server whose clock is set, forwards and backwards, while clients commit: it closes no
 * connection, measures no wrong latency and loses no commit.
 */

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { ClientEvent } from "@barewire/client";
import { afterAll, expect, test } from "vitest";
import { commitStream, connect, readMarks } from "./marked-commits.js";
import { httpGet, Leftovers, type ServerProcess, until } from "./server-process.js";

const PRELOAD = new URL("movable-clock.ts", import.meta.url).href;
const CLIENTS = 4;
const SECOND_MS = 1_000;
const HOUR_MS = 3_600_000;
const YEAR_MS = 365 * 24 * HOUR_MS;
/** The offsets from the real time, in turn; each lasts for several pings. */
const OFFSETS_MS = [15_000, 30 * YEAR_MS, -30 * YEAR_MS, 0];
/**
 * The limit is less than any of the steps forward, and more than a busy machine takes to answer a
 * ping.
 */
const IDLE_TIMEOUT_MS = 10_000;
const PING_MS = 100;

const leftovers = new Leftovers();

afterAll(() => leftovers.remove());

type Started = { readonly server: ServerProcess; readonly url: string };

/** Sets the clock of the server, and waits until its log shows that time. */
async function setClock({ server, url }: Started, file: string, offsetMs: number): Promise<void> {
  writeFileSync(file, String(offsetMs));
  process.kill(server.pid, "SIGUSR2");
  await until("the log has the new time", async () => {
    const seen = server.stdout.length;
    // Connecting and closing are logged.
    const client = connect(url, { actors: ["other"] });
    await client.started("other");
    client.close();
    const [, time] = /"time":(-?\d+)/.exec(server.stdout.slice(seen)) ?? [];
    return Math.abs(Number(time) - Date.now() - offsetMs) < SECOND_MS * 5;
  });
}

/** The sums of all phases of all requests, and how many there were. */
async function requestSeconds(url: string): Promise<{ sums: number[]; count: number }> {
  const { text } = await httpGet(url, "/metrics");
  const values = (name: string): number[] =>
    [...text.matchAll(new RegExp(`^${name}(?:\\{[^}]*\\})? (\\S+)$`, "gm"))].map(([, value]) =>
      Number(value),
    );
  return {
    sums: [
      ...values("barewire_request_duration_seconds_sum"),
      ...values("barewire_sqlite_\\w+_seconds_sum"),
    ],
    count: values("barewire_request_duration_seconds_count").reduce((sum, each) => sum + each, 0),
  };
}

test("a clock that is set closes nothing, shows in no latency and loses no commit", async () => {
  const folder = leftovers.folder();
  const file = join(folder, "clock");
  const store = ["--store", `lmdb:${join(folder, "data")}`];
  const limits = ["--idle-timeout", `${IDLE_TIMEOUT_MS}ms`, "--ping-interval", `${PING_MS}ms`];
  const flags = [...store, ...limits];
  const environment = {
    NODE_OPTIONS: `--import=tsx --import=${PRELOAD}`,
    BAREWIRE_TEST_CLOCK: file,
  };
  const startMs = performance.now();
  const started = await leftovers.serve(flags, environment);
  const { server, url } = started;
  const actors = Array.from({ length: CLIENTS }, (_, index) => `a${index}`);
  const events: ClientEvent[] = [];
  const clients = actors.map((actor) =>
    connect(url, { actors: [actor], onEvent: (event) => void events.push(event) }),
  );
  // The client only answers pings, so it is silent between them.
  const idle = connect(url, { actors: ["idle"], onEvent: (event) => void events.push(event) });
  await idle.started("idle");
  let isOver = false;
  const streams = clients.map((client, index) =>
    commitStream(client, `a${index}`, index, { windowCount: 1, isOver: () => isOver }),
  );
  for (const offsetMs of OFFSETS_MS) {
    await setClock(started, file, offsetMs);
    await pause(5 * PING_MS);
  }
  isOver = true;
  const ends = await Promise.all(streams);
  expect(ends.map(({ end }) => end)).toEqual(Array(CLIENTS).fill("over"));
  expect(new Set(events.map(({ kind }) => kind))).toEqual(new Set(["started", "connected"]));
  const { sums, count } = await requestSeconds(url);
  const elapsedSeconds = (performance.now() - startMs) / 1_000;
  expect(count).toBeGreaterThan(CLIENTS * OFFSETS_MS.length);
  // The number of requests that wait at one time equals the number that the clients have sent.
  for (const sum of sums) {
    expect(sum).toBeGreaterThanOrEqual(0);
    expect(sum).toBeLessThan(2 * CLIENTS * elapsedSeconds);
  }
  for (const client of [idle, ...clients]) client.close();
  await server.kill("SIGKILL");
  const after = await leftovers.serve(store);
  for (const [owner, { acknowledgedCount }] of ends.entries()) {
    const client = connect(after.url, { actors: [`a${owner}`] });
    const { headTxid, marks } = await readMarks(client, `a${owner}`, acknowledgedCount);
    expect(headTxid).toBe(BigInt(acknowledgedCount));
    const written = Array.from(marks, (_, index) => ({ owner, sequence: index + 1 }));
    expect(marks).toEqual(written);
    client.close();
  }
});
