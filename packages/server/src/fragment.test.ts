/**
 * Tests frames that are sent in fragments over a real socket: what arrives is the frame.
 */

import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { WebSocket, WebSocketServer } from "ws";
import { sendFragmented } from "./fragment.js";

const PIECE_SIZE = 65_532;

let server: WebSocketServer | null = null;

afterEach(() => {
  for (const socket of server?.clients ?? []) socket.terminate();
  server?.close();
  server = null;
});

type Pair = { readonly here: WebSocket; readonly there: WebSocket };

/** The two ends of a connection. */
async function connect(): Promise<Pair> {
  const listening = new WebSocketServer({ port: 0, host: "127.0.0.1", perMessageDeflate: false });
  server = listening;
  await new Promise((resolve) => listening.once("listening", resolve));
  const connected = new Promise<WebSocket>((resolve) => listening.once("connection", resolve));
  // A server on a port has an address that is no path.
  const { port } = listening.address() as AddressInfo;
  const there = new WebSocket(`ws://127.0.0.1:${port}/`, { perMessageDeflate: false });
  there.on("error", () => undefined);
  const opened = new Promise((resolve) => there.once("open", resolve));
  const here = await connected;
  await opened;
  return { here, there };
}

function frameOf(size: number): Buffer {
  const frame = Buffer.alloc(size);
  for (let at = 0; at < size; at++) frame[at] = Math.imul(at, 0x9e37_79b1) >>> 24;
  return frame;
}

/** Sends frames of these sizes; returns what arrived, and how often each was said to have left. */
async function check(sizes: readonly number[], type: "nodebuffer" | "fragments") {
  const { here, there } = await connect();
  there.binaryType = type;
  const messages: unknown[] = [];
  const arrived = new Promise<void>((resolve) => {
    there.on("message", (data) => {
      if (messages.push(data) === sizes.length) resolve();
    });
  });
  const sentCounts = sizes.map(() => 0);
  const left = sizes.map(
    (size, index) =>
      new Promise<void>((resolve) => {
        sendFragmented(here, frameOf(size), () => {
          sentCounts[index] = (sentCounts[index] ?? 0) + 1;
          resolve();
        });
      }),
  );
  await Promise.all([arrived, ...left]);
  return { messages, sentCounts };
}

const SIZES = [0, 1, PIECE_SIZE - 1, PIECE_SIZE, PIECE_SIZE + 1, 3 * PIECE_SIZE, 1_048_576, 7];

test("each frame is one message, in order, and leaves once", async () => {
  const { messages, sentCounts } = await check(SIZES, "nodebuffer");
  expect(messages.map((data) => data instanceof Buffer && data.length)).toEqual(SIZES);
  const isSame = messages.map((data, at) => frameOf(SIZES[at] ?? 0).equals(data as Uint8Array));
  expect(isSame).toEqual(SIZES.map(() => true));
  expect(sentCounts).toEqual(SIZES.map(() => 1));
});

test("no piece is larger than what is read at once, and none is empty", async () => {
  const { messages } = await check(SIZES, "fragments");
  const counts = messages.map((data) => Array.isArray(data) && data.length);
  expect(counts).toEqual([0, 1, 1, 1, 2, 3, 17, 1]);
});

test.each([
  ["has been closed", (here: WebSocket) => here.close(), "before"],
  ["is gone", (here: WebSocket) => here.terminate(), "before"],
  ["goes while it leaves", (here: WebSocket) => here.terminate(), "after"],
])("a frame counts as sent once where the socket %s", async (_what, end, when) => {
  const { here, there } = await connect();
  // The receiver is paused, so that the frame cannot leave as a whole.
  there.pause();
  let sentCount = 0;
  if (when === "before") end(here);
  const left = new Promise<void>((resolve) => {
    sendFragmented(here, frameOf(20_000_000), () => {
      sentCount += 1;
      resolve();
    });
  });
  if (when === "after") end(here);
  const closed = new Promise((resolve) => here.once("close", resolve));
  await left;
  here.terminate();
  there.terminate();
  await closed;
  expect(sentCount).toBe(1);
});
