/**
 * Tests the transport over real WebSockets: its events, their order, and how it ends.
 */

import type { AddressInfo } from "node:net";
import type { Connection } from "@barewire/client";
import { webSocketTransport } from "@barewire/client/websocket";
import { afterEach, expect, test } from "vitest";
import { type WebSocket, WebSocketServer } from "ws";
import { sendFragmented } from "../../packages/server/src/fragment.js";

let server: WebSocketServer | null = null;

afterEach(() => {
  for (const socket of server?.clients ?? []) socket.terminate();
  server?.close();
  server = null;
});

/** Listens, and passes each socket to `talk`. Returns the URL. */
async function serve(talk: (socket: WebSocket) => void): Promise<string> {
  const listening = new WebSocketServer({ port: 0, host: "127.0.0.1", perMessageDeflate: false });
  server = listening;
  listening.on("connection", (socket) => {
    socket.on("error", () => undefined);
    talk(socket);
  });
  await new Promise((resolve) => listening.once("listening", resolve));
  // A server on a port has an address that is not a path.
  return `ws://127.0.0.1:${(listening.address() as AddressInfo).port}/`;
}

/**
 * Returns all events of a connection until it has closed: the subprotocol, the sizes of frames, a
 * code.
 */
function check(url: string, meet?: (connection: Connection, told: unknown[]) => void) {
  const told: unknown[] = [];
  const request = { subprotocols: ["a", "b"], namespace: "n", actors: ["one"] };
  return new Promise<readonly unknown[]>((resolve) => {
    const connection = webSocketTransport({ url, maxFrameSize: 2_000_000 }).open(request, {
      opened: (subprotocol) => told.push(subprotocol),
      frame: (bytes) => {
        told.push(bytes.length);
        meet?.(connection, told);
        return "release";
      },
      closed: (code) => {
        told.push(code);
        // Later events would be recorded, too.
        setImmediate(() => resolve(told));
      },
    });
    if (meet !== undefined) meet(connection, told);
  });
}

test("it opens, frames come whole and in order, and the close has its code", async () => {
  const url = await serve((socket) => {
    for (const size of [5, 1_048_576, 0, 65_533]) {
      sendFragmented(socket, new Uint8Array(size), () => undefined);
    }
    socket.close(4_321);
  });
  expect(await check(url)).toEqual(["a", 5, 1_048_576, 0, 65_533, 4_321]);
});

test("a text is no message, and the server is told so", async () => {
  let code: Promise<number> | undefined;
  const url = await serve((socket) => {
    code = new Promise((resolve) => socket.on("close", resolve));
    socket.send("text");
  });
  expect(await check(url)).toEqual(["a", 4_001]);
  expect(await code).toBe(4_001);
});

test("a frame that is too large ends the connection", async () => {
  let code: Promise<number> | undefined;
  const url = await serve((socket) => {
    code = new Promise((resolve) => socket.on("close", resolve));
    sendFragmented(socket, new Uint8Array(2_000_001), () => undefined);
  });
  expect((await check(url)).slice(0, -1)).toEqual(["a"]);
  expect(await code).toBe(1_009);
});

test("what the client sends arrives, and its close has its code", async () => {
  const received: unknown[] = [];
  let code: Promise<number> | undefined;
  const url = await serve((socket) => {
    code = new Promise((resolve) => socket.on("close", resolve));
    socket.on("message", (data: Buffer) => received.push(data.length));
    socket.send(new Uint8Array(1));
  });
  const told = await check(url, (connection, so) => {
    if (so.length !== 2) return;
    connection.send(new Uint8Array(300_000));
    connection.send(new Uint8Array(3));
    connection.close(4_002);
  });
  expect(told).toEqual(["a", 1, 4_002]);
  expect(await code).toBe(4_002);
  expect(received).toEqual([300_000, 3]);
});

test.each([
  ["no server listens", "ws://127.0.0.1:1/"],
  ["the URL is none", "nonsense"],
  ["the scheme is another", "ftp://127.0.0.1/"],
])("it closes, and nothing else, where %s", async (_what, url) => {
  expect(await check(url)).toEqual([1_006]);
});

test("a connection that is closed at once never opens", async () => {
  const url = await serve(() => undefined);
  const told = await check(url, (connection) => connection.close(1_000));
  expect(told).toEqual([1_006]);
});

test("between two large reads all else has its turn", async () => {
  const frameSize = 60_000;
  const frameCount = 100;
  const url = await serve((socket) => {
    for (let frame = 0; frame < frameCount; frame++) socket.send(new Uint8Array(frameSize));
    socket.close();
  });
  let turn = 0;
  const frames = new Map<number, number>();
  const next = (): void => {
    turn += 1;
    if (turn > 0) setImmediate(next);
  };
  next();
  await check(url, (_connection, told) => {
    if (told.length > 1) frames.set(turn, (frames.get(turn) ?? 0) + 1);
  });
  turn = Number.NEGATIVE_INFINITY;
  expect([...frames.values()].reduce((sum, count) => sum + count, 0)).toBe(frameCount);
  // One read is at most 262,144 bytes; by default Node reads up to 32 times in one turn.
  expect(Math.max(...frames.values())).toBeLessThanOrEqual(6);
});
