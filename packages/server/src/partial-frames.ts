/**
 * Accounts for the bytes of partial frames. The WebSocket library buffers up to a whole frame for
 * each connection before it emits a message, so many clients that each send the beginning of a
 * large frame could make it hold far more than the memory limit of the process.
 *
 * Every message resets the count, without looking for the end of its frame, so the count may be too
 * low by the last read.
 */

import type { Duplex } from "node:stream";
import type { WebSocket } from "ws";
import type { ByteSemaphore } from "./byte-semaphore.js";

export type PartialFrameOptions = {
  /** The memory limit of the process, shared by all connections. */
  readonly memory: ByteSemaphore;
  readonly maxFrameSize: number;
  /** Pauses the socket until the promise settles. */
  readonly pauseUntil: (available: Promise<void> | undefined) => void;
};

/** The size of the longest header of a frame, which has a masking key. */
const MAX_HEADER_SIZE = 14;

export function countPartialFrames(
  stream: Duplex,
  socket: WebSocket,
  { memory, maxFrameSize, pauseUntil }: PartialFrameOptions,
): void {
  let size = 0;
  const setSize = (wanted: number): void => {
    // The library closes the connection instead of buffering more than one frame.
    const bounded = Math.min(Math.max(wanted, 0), maxFrameSize + MAX_HEADER_SIZE);
    if (size > 0) memory.release(size);
    if (bounded > 0) memory.acquire(bounded);
    size = bounded;
  };
  const onControlFrame = (data: Buffer): void => setSize(size - data.length - MAX_HEADER_SIZE);
  // Runs before the listener of the library, which may emit a message for these bytes.
  stream.prependListener("data", (bytes: Buffer) => {
    setSize(size + bytes.length);
    pauseUntil(memory.available());
  });
  socket.prependListener("message", () => setSize(0));
  socket.on("ping", onControlFrame);
  socket.on("pong", onControlFrame);
  socket.on("close", () => setSize(0));
}
