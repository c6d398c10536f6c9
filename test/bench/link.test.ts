/** The links of the benches: the delay, the order and the bandwidth that they inject. */

import { createServer } from "node:net";
import { ManualClock, seededRandom } from "@barewire/clock/testing";
import { expect, test } from "vitest";
import { WebSocket, WebSocketServer } from "ws";
import { DelayLine, type LineConditions } from "../../bench/network/delay-line.js";
import { type Link, openLink } from "../../bench/network/link.js";

type Delivery = { readonly item: number; readonly atMs: number };

/** Puts an item of `size` bytes into a line at each of `timesMs`, and returns when each arrived. */
function deliveries(
  conditions: Partial<LineConditions>,
  timesMs: readonly number[],
  size: number,
  seed = 1,
): readonly Delivery[] {
  const clock = new ManualClock();
  const all = { delayMs: 0, jitterMs: 0, bytesPerMs: Number.POSITIVE_INFINITY, ...conditions };
  const line = new DelayLine({ conditions: all, clock, random: seededRandom(seed) });
  const arrived: Delivery[] = [];
  for (const [item, atMs] of timesMs.entries()) {
    clock.advance(atMs - clock.monotonicMs());
    line.push(size, () => arrived.push({ item, atMs: clock.monotonicMs() }));
  }
  clock.advance(100_000);
  expect(line.waitingSize).toBe(0);
  return arrived;
}

test("items that are in flight together arrive together, each after the delay", () => {
  const arrived = deliveries({ delayMs: 25 }, [0, 1, 10], 100);
  expect(arrived).toEqual([
    { item: 0, atMs: 25 },
    { item: 1, atMs: 26 },
    { item: 2, atMs: 35 },
  ]);
});

test("with a bandwidth, an item waits until those before it have been sent", () => {
  const arrived = deliveries({ delayMs: 5, bytesPerMs: 100 }, [0, 0, 0], 1_000);
  expect(arrived.map(({ atMs }) => atMs)).toEqual([15, 25, 35]);
});

test("jitter delays by no more than it says, keeps the order, and repeats with its seed", () => {
  const timesMs = Array.from({ length: 200 }, (_, index) => 3 * index);
  const first = deliveries({ delayMs: 20, jitterMs: 10 }, timesMs, 1, 7);
  expect(first.map(({ item }) => item)).toEqual(timesMs.map((_, index) => index));
  const lateMs = first.map(({ atMs, item }) => atMs - (timesMs[item] ?? 0) - 20);
  expect(Math.min(...lateMs)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...lateMs)).toBeLessThanOrEqual(11);
  expect(new Set(lateMs).size).toBeGreaterThan(5);
  expect(deliveries({ delayMs: 20, jitterMs: 10 }, timesMs, 1, 7)).toEqual(first);
  expect(deliveries({ delayMs: 20, jitterMs: 10 }, timesMs, 1, 8)).not.toEqual(first);
});

test("nothing is delivered before the handshake of a connection", () => {
  const clock = new ManualClock();
  const conditions = { delayMs: 10, jitterMs: 0, bytesPerMs: Number.POSITIVE_INFINITY };
  const line = new DelayLine({ conditions, clock, random: seededRandom(1) }, 20);
  let atMs = 0;
  line.push(1, () => {
    atMs = clock.monotonicMs();
  });
  clock.advance(100);
  expect(atMs).toBe(30);
});

test("a WebSocket over a link takes at least its round trip, and the server's close comes through", async () => {
  const server = new WebSocketServer({ host: "127.0.0.1", port: 0 });
  await new Promise((resolve) => server.once("listening", resolve));
  server.on("connection", (socket) => socket.on("message", () => socket.close(4_001)));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : 0;
  let link: Link | undefined;
  try {
    link = await openLink(`ws://127.0.0.1:${port}`, { rttMs: 20 });
    const socket = new WebSocket(link.url);
    const openedMs = await timeOf(socket, "open");
    // One round trip is for the handshake of TCP, one for that of the WebSocket.
    expect(openedMs).toBeGreaterThanOrEqual(39);
    socket.ping();
    expect(await timeOf(socket, "pong")).toBeGreaterThanOrEqual(19);
    socket.send("end");
    const code = await new Promise((resolve) => socket.once("close", resolve));
    expect(code).toBe(4_001);
  } finally {
    await link?.stop();
    server.close();
  }
});

test("a link with a bandwidth takes the time of the bytes", async () => {
  const server = new WebSocketServer({ host: "127.0.0.1", port: 0, perMessageDeflate: false });
  await new Promise((resolve) => server.once("listening", resolve));
  server.on("connection", (socket) => socket.on("message", (data) => socket.send(data)));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : 0;
  // 8 megabits a second are 1,000 bytes a millisecond.
  const link = await openLink(`ws://127.0.0.1:${port}`, { rttMs: 0, megabitsPerSecond: 8 });
  try {
    const socket = new WebSocket(link.url, { perMessageDeflate: false });
    await timeOf(socket, "open");
    socket.send(new Uint8Array(100_000));
    // Both ways take 100 ms, and begin with the bytes that are there.
    expect(await timeOf(socket, "message")).toBeGreaterThanOrEqual(180);
    socket.terminate();
  } finally {
    await link.stop();
    server.close();
  }
});

test("a link to a server that is not there closes its connections", async () => {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const address = probe.address();
  const port = typeof address === "object" ? address?.port : 0;
  await new Promise((resolve) => probe.close(resolve));
  const link = await openLink(`ws://127.0.0.1:${port}`, { rttMs: 2 });
  try {
    const socket = new WebSocket(link.url);
    const error = await new Promise((resolve) => socket.once("error", resolve));
    expect(error).toBeInstanceOf(Error);
  } finally {
    await link.stop();
  }
});

async function timeOf(socket: WebSocket, event: "open" | "pong" | "message"): Promise<number> {
  const start = performance.now();
  await new Promise((resolve, reject) => {
    socket.once(event, resolve);
    socket.once("error", reject);
  });
  return performance.now() - start;
}
