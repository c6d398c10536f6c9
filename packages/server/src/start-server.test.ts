/** A server that listens: who is let in, what it tells over HTTP, and how it stops. */

import { openKv } from "@barewire/sqlite-storage";
import { afterEach, expect, test, vi } from "vitest";
import { WebSocket } from "ws";
import { LATER, NEWEST, OLDEST, subprotocolOf } from "../../../test/contract/envoy-versions.js";
import { readSettings, type SettingTexts } from "./configuration/read-settings.js";
import { createLog } from "./log.js";
import { type RunningServer, startServer } from "./start-server.js";

const running: RunningServer[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
});

async function start(flags: SettingTexts = {}): Promise<RunningServer> {
  const all = { port: "0", store: "memory:", logLevel: "silent", ...flags };
  const { settings } = readSettings({ flags: all, environment: {}, file: null });
  const server = await startServer(settings, await openKv(settings.store), createLog("silent"));
  running.push(server);
  return server;
}

type Outcome = {
  readonly subprotocol: string;
  readonly frames: readonly Uint8Array[];
  /** The code of the close, or the status of HTTP if there was no socket at all. */
  readonly end: number;
};

type Attempt = {
  readonly path?: string;
  readonly subprotocols?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
  /** Closes the socket once so many frames have come. */
  readonly frameCount?: number;
};

const V3 = ["envoy-protocol.v3", "envoy-protocol.refused"];
const PING_TAG = 5;
const PATH = "/?namespace=n&actor=a";

/** Connects and waits for the end. */
function check(server: RunningServer, attempt: Attempt): Promise<Outcome> {
  const { path = PATH, subprotocols = V3, headers = {}, frameCount = 2 } = attempt;
  const socket = new WebSocket(server.url + path, [...subprotocols], { headers });
  const frames: Uint8Array[] = [];
  return new Promise((resolve) => {
    socket.on("message", (data: Buffer) => {
      // A ping may come at any time.
      if (data[0] === PING_TAG) return;
      frames.push(new Uint8Array(data));
      if (frames.length === frameCount) socket.close(1000);
    });
    socket.on("unexpected-response", (_request, response) => {
      resolve({ subprotocol: "", frames, end: response.statusCode ?? 0 });
      response.destroy();
    });
    socket.on("error", () => undefined);
    socket.on("close", (end) => resolve({ subprotocol: socket.protocol, frames, end }));
  });
}

test("a client is let in at the highest version and told of its databases at once", async () => {
  const server = await start();
  const offered = ["envoy-protocol.v2", "envoy-protocol.v3", "envoy-protocol.refused"];
  const { subprotocol, frames, end } = await check(server, { subprotocols: offered });
  expect(subprotocol).toBe("envoy-protocol.v3");
  // ToEnvoyInit and ToEnvoyCommands begin with their tags.
  expect(frames.map((frame) => frame[0])).toEqual([0, 1]);
  expect(end).toBe(1000);
});

test("a client without a common version is sent the range, and nothing else", async () => {
  const server = await start();
  const offered = [subprotocolOf(LATER[0]), "envoy-protocol.refused"];
  const { subprotocol, frames, end } = await check(server, { subprotocols: offered });
  expect(subprotocol).toBe("envoy-protocol.refused");
  expect(frames.map((frame) => Buffer.from(frame).toString("hex"))).toEqual([
    Buffer.from([...Buffer.from("BWRF"), OLDEST, 0, NEWEST, 0]).toString("hex"),
  ]);
  expect(end).toBe(1000);
});

const EVIL_PAGE = { Origin: "https://evil.example" };

test.each([
  ["no subprotocol of ours", { subprotocols: ["chat"] }, 400],
  ["another path", { path: "/x?namespace=n&actor=a" }, 404],
  ["a page of a foreign origin", { headers: EVIL_PAGE }, 4006],
  [
    "a page of a foreign origin without a version",
    { headers: EVIL_PAGE, subprotocols: ["chat"] },
    403,
  ],
  ["no namespace", { path: "/?actor=a" }, 4005],
  ["no actor", { path: "/?namespace=n" }, 4005],
  ["an actor twice", { path: "/?namespace=n&actor=a&actor=a" }, 4005],
  ["too many actors", { path: "/?namespace=n&actor=a&actor=b&actor=c" }, 4005],
  ["two namespaces", { path: "/?namespace=n&namespace=m&actor=a" }, 4005],
  ["a zero in a name", { path: "/?namespace=n%00m&actor=a" }, 4005],
])("who asks with %s is turned away", async (_what, attempt, end) => {
  const server = await start({ maxActors: "2" });
  expect((await check(server, attempt)).end).toBe(end);
});

test("a page of a listed origin may connect", async () => {
  const server = await start({ origins: "https://good.example" });
  const headers = { Origin: "https://good.example" };
  expect((await check(server, { headers })).end).toBe(1000);
});

test("a token opens the server, shown as a subprotocol or as a header", async () => {
  const server = await start({ token: "swordfish ü" });
  const shown = `envoy-protocol.token.${encodeURIComponent("swordfish ü")}`;
  const wrong = "envoy-protocol.token.swordfish";
  expect((await check(server, { subprotocols: [...V3, shown] })).end).toBe(1000);
  expect((await check(server, { subprotocols: [...V3, wrong] })).end).toBe(4003);
  expect((await check(server, {})).end).toBe(4003);
});

test("more connections than allowed are turned away until one has gone", async () => {
  const server = await start({ maxConnections: "1" });
  const first = check(server, { frameCount: Number.POSITIVE_INFINITY });
  await vi.waitUntil(() => server.connectionCount() === 1, { timeout: 10_000, interval: 5 });
  expect((await check(server, {})).end).toBe(503);
  await server.stop();
  expect((await first).end).toBe(1001);
});

test("a frame that is too large, or no message, or text, ends the connection", async () => {
  const server = await start({ maxFrameSize: "1KiB" });
  for (const [frame, end] of [
    [new Uint8Array(2_000), 1009],
    [new Uint8Array([250]), 4001],
    ["text", 4001],
  ] as const) {
    const socket = new WebSocket(server.url + PATH, V3);
    socket.on("open", () => socket.send(frame));
    expect(await new Promise((resolve) => socket.on("close", resolve))).toBe(end);
  }
});

test("health and metrics are told over HTTP", async () => {
  const server = await start();
  await check(server, {});
  const base = server.url.replace("ws:", "http:");
  expect(await textOf(`${base}/healthz`)).toEqual([200, "ok\n"]);
  const [status, metrics] = await textOf(`${base}/metrics`);
  expect(status).toBe(200);
  expect(metrics).toContain('barewire_connection_total{version="3"} 1');
  expect(metrics).toMatch(/barewire_sqlite_open_duration_seconds_count [1-9]/);
  expect((await textOf(`${base}/data`))[0]).toBe(404);
});

test("metrics can be switched off", async () => {
  const server = await start({ metrics: "false" });
  expect((await textOf(`${server.url.replace("ws:", "http:")}/metrics`))[0]).toBe(404);
});

test("a port that is taken is an error, and not a server", async () => {
  const server = await start();
  const { port } = new URL(server.url) satisfies Pick<URL, "port">;
  await expect(start({ port })).rejects.toMatchObject({ code: "EADDRINUSE" });
});

async function textOf(url: string): Promise<readonly [number, string]> {
  const response = await fetch(url);
  return [response.status, await response.text()];
}
