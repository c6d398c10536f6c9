/**
 * A WebSocket and the handlers behind it: frames in, frames out, and neither faster than the other
 * side can take them.
 */

import type { Duplex } from "node:stream";
import { CLOSE_CODES } from "@barewire/protocol/opening";
import { type ConnectionOptions, ServerConnection } from "@barewire/server-handlers";
import type { WebSocket } from "ws";
import { ByteSemaphore } from "./byte-semaphore.js";
import { corkSmallFrames } from "./cork.js";
import { sendFragmented } from "./fragment.js";
import type { FramePool } from "./frame-buffer-pool.js";
import { countPartialFrames } from "./partial-frames.js";
import { WriteTimeout } from "./write-timeout.js";

export type SocketOptions = Omit<
  ConnectionOptions,
  "send" | "encoding" | "close" | "budget" | "limits"
> & {
  readonly limits: { readonly pingIntervalMs: number; readonly lostAfterMs: number };
  readonly maxMemory: number;
  readonly maxFrameSize: number;
  /** Of all connections. */
  readonly memory: ByteSemaphore;
  /** Of all connections. */
  readonly frames: FramePool;
  /** What the socket reads from. */
  readonly stream: Duplex;
};

/** Requests of one connection that are not done; more are not read. */
const MAX_REQUESTS = 1_024;

/** Bytes that may wait in a socket before the answers of its actors do. */
const MAX_BUFFERED_SIZE = 1_048_576;

/**
 * An answer of so many bytes leaves before the next one is made, which can then use its memory
 * again, while the processor still has it at hand.
 */
const LARGE_SIZE = 65_536;

/** The handlers are told when the socket has closed. */
export function serveSocket(socket: WebSocket, options: SocketOptions): ServerConnection {
  const { frames, limits, maxFrameSize, memory, observe, stream, clock } = options;
  const budget = new ByteSemaphore(options.maxMemory, MAX_REQUESTS, memory);
  const hold = pauseOf(socket);
  // A socket that is paused hears nothing, so only what it cannot send tells that it is dead.
  const stall = new WriteTimeout(clock, limits.lostAfterMs, () => {
    observe({ kind: "silent" });
    breakOff(CLOSE_CODES.silent);
  });
  countPartialFrames(stream, socket, { memory, maxFrameSize, hold });
  const sending = { budget, frames, stall, together: corkSmallFrames(stream) };
  const connection = new ServerConnection({
    ...options,
    budget,
    send: (frame) => sendFrame(socket, frame, sending),
    encoding: { allocate: frames.take },
    close: (code) => socket.close(code),
  });
  // The close may take its time, and requests that wait must not be worked off until then.
  const breakOff = (code: number): void => {
    socket.close(code);
    void connection.ended();
  };
  socket.on("message", (data, isBinary) => {
    if (!isBinary || !(data instanceof Uint8Array)) {
      breakOff(CLOSE_CODES.protocolError);
      return;
    }
    // Messages without an answer of their own may have filled the socket just as well.
    hold(connection.receive(data) ?? budget.available());
  });
  // What is wrong is told by the close that follows.
  socket.on("error", () => undefined);
  socket.on("close", () => {
    stall.stop();
    void connection.ended();
  });
  return connection;
}

/** Pauses the socket until every one of the promises that it is given has settled. */
function pauseOf(socket: WebSocket): (room: Promise<void> | undefined) => void {
  let count = 0;
  return (room) => {
    if (room === undefined) return;
    count += 1;
    socket.pause();
    void room.then(() => {
      count -= 1;
      if (count === 0) socket.resume();
    });
  };
}

type Sending = {
  readonly budget: ByteSemaphore;
  readonly frames: FramePool;
  readonly stall: WriteTimeout;
  readonly together: ReturnType<typeof corkSmallFrames>;
};

/** What waits in the socket counts as held, until it has left or the socket is gone. */
function sendFrame(
  socket: WebSocket,
  frame: Uint8Array,
  { budget, frames, stall, together }: Sending,
): Promise<void> | undefined {
  if (socket.readyState !== socket.OPEN) return undefined;
  budget.acquire(frame.length);
  stall.begin();
  const sent = new Promise<void>((resolve) => {
    const left = (): void => {
      stall.end();
      budget.release(frame.length);
      frames.give(frame);
      resolve();
    };
    together(frame.length, () => sendFragmented(socket, frame, left));
  });
  const mayGoOn = frame.length < LARGE_SIZE && socket.bufferedAmount <= MAX_BUFFERED_SIZE;
  return mayGoOn ? undefined : sent;
}
