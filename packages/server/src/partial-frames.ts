/**
 * Counts what has arrived of frames that are not whole yet. The library keeps such pieces, up to a
 * whole frame for each connection, before anybody sees a message; so many clients that each begin a
 * large frame would hold far more than all messages together may.
 *
 * The count may be too low by one piece that was read, as it does not look for the ends of frames:
 * a message ends what was counted before.
 */

import type { Duplex } from "node:stream";
import type { WebSocket } from "ws";
import type { ByteSemaphore } from "./byte-semaphore.js";

export type PartialFrameOptions = {
  /** Of all connections. */
  readonly memory: ByteSemaphore;
  readonly maxFrameSize: number;
  /** Stops the reading until the promise settles. */
  readonly hold: (room: Promise<void> | undefined) => void;
};

/** What frames a client has to mask begin with, at most. */
const MAX_HEADER_SIZE = 14;

export function countPartialFrames(
  stream: Duplex,
  socket: WebSocket,
  { memory, maxFrameSize, hold }: PartialFrameOptions,
): void {
  let size = 0;
  const setSize = (wanted: number): void => {
    // More than a frame is never kept: it is refused.
    const bounded = Math.min(Math.max(wanted, 0), maxFrameSize + MAX_HEADER_SIZE);
    if (size > 0) memory.release(size);
    if (bounded > 0) memory.acquire(bounded);
    size = bounded;
  };
  const skip = (data: Buffer): void => setSize(size - data.length - MAX_HEADER_SIZE);
  // Before the library sees the piece, which may be the last of its frame.
  stream.prependListener("data", (piece: Buffer) => {
    setSize(size + piece.length);
    hold(memory.available());
  });
  socket.prependListener("message", () => setSize(0));
  socket.on("ping", skip);
  socket.on("pong", skip);
  socket.on("close", () => setSize(0));
}
