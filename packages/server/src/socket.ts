/**
 * Connects a WebSocket to its handlers, with back-pressure in both directions: the socket is paused
 * while requests fill the memory limit, and responses wait while the send buffer is full.
 */

import type { Duplex } from "node:stream";
import { CLOSE_CODES } from "@barewire/protocol/opening";
import { type ConnectionOptions, ServerConnection } from "@barewire/server-handlers";
import type { WebSocket } from "ws";
import { ByteSemaphore } from "./byte-semaphore.js";
import { corkSmallFrames } from "./cork.js";
import { sendFragmented } from "./fragment.js";
import type { FrameBufferPool } from "./frame-buffer-pool.js";
import { countPartialFrames } from "./partial-frames.js";
import { type Refusal, refused } from "./refusals.js";
import { WriteTimeout } from "./write-timeout.js";

export type SocketOptions = Omit<
  ConnectionOptions,
  "send" | "encoding" | "close" | "semaphore" | "limits"
> & {
  /** Called when the socket is closed because of a frame that is not passed to the handlers. */
  readonly refuse: (refusal: Refusal) => void;
  readonly limits: { readonly pingIntervalMs: number; readonly idleTimeoutMs: number };
  readonly maxFrameSize: number;
  /** The bytes that this connection may hold in requests and responses in progress. */
  readonly maxMemory: number;
  /** The memory limit of the process, shared by all connections. */
  readonly memory: ByteSemaphore;
  /** The buffers of frames, shared by all connections. */
  readonly frames: FrameBufferPool;
  /** The TCP or TLS socket under the WebSocket. */
  readonly stream: Duplex;
};

/** The socket is paused while this number of requests is in progress. */
const MAX_REQUESTS = 1_024;

/** Responses wait while the send buffer of the socket holds more bytes. */
const MAX_BUFFERED_SIZE = 1_048_576;

/**
 * A frame of at least this size leaves before the actor's next response is encoded, which can then
 * reuse its buffer while it is still in the processor's cache.
 */
const LARGE_FRAME_SIZE = 65_536;

/** Serves the connection until the socket closes. */
export function serveSocket(socket: WebSocket, options: SocketOptions): ServerConnection {
  const { frames, limits, maxFrameSize, memory, observe, stream, clock } = options;
  const semaphore = new ByteSemaphore(options.maxMemory, MAX_REQUESTS, memory);
  const pauseUntil = createPause(socket);
  // A paused socket receives nothing, so only frames that do not leave show that it is dead.
  const writeTimeout = new WriteTimeout(clock, limits.idleTimeoutMs, () => {
    observe({ kind: "idle-timeout" });
    abort(CLOSE_CODES.idleTimeout);
  });
  countPartialFrames(stream, socket, { memory, maxFrameSize, pauseUntil });
  const sending = { semaphore, frames, writeTimeout, cork: corkSmallFrames(stream) };
  const connection = new ServerConnection({
    ...options,
    semaphore,
    send: (frame) => sendFrame(socket, frame, sending),
    encoding: { allocate: frames.acquire },
    close: (code) => socket.close(code),
  });
  // The close handshake may take long, and queued requests must not be handled meanwhile.
  const abort = (code: number): void => {
    socket.close(code);
    void connection.ended();
  };
  socket.on("message", (data, isBinary) => {
    if (!isBinary || !(data instanceof Uint8Array)) {
      // More may arrive before the close handshake is over.
      if (socket.readyState === socket.OPEN) options.refuse(refused("text-frame"));
      abort(CLOSE_CODES.protocolError);
      return;
    }
    // Acknowledgements are not requests, but they fill the send buffer as well.
    pauseUntil(connection.receive(data) ?? semaphore.available());
  });
  // Every error is followed by a close event.
  socket.on("error", (error) => {
    const refusal = refusalOfSocket(error, maxFrameSize);
    if (refusal !== null) options.refuse(refusal);
  });
  socket.on("close", () => {
    writeTimeout.stop();
    void connection.ended();
  });
  return connection;
}

const FRAME_TOO_LARGE = "WS_ERR_UNSUPPORTED_MESSAGE_LENGTH";

/** The refusal of a frame by the library; null if the connection was lost. */
function refusalOfSocket(error: Error, maxFrameSize: number): Refusal | null {
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  if (code === FRAME_TOO_LARGE) return refused("frame-too-large", { maxFrameSize });
  return code.startsWith("WS_ERR_") ? refused("websocket-violation", { code }) : null;
}

/** Returns a function that pauses the socket until all promises that it was given have settled. */
function createPause(socket: WebSocket): (available: Promise<void> | undefined) => void {
  let count = 0;
  return (available) => {
    if (available === undefined) return;
    count += 1;
    socket.pause();
    void available.then(() => {
      count -= 1;
      if (count === 0) socket.resume();
    });
  };
}

type Sending = {
  readonly semaphore: ByteSemaphore;
  readonly frames: FrameBufferPool;
  readonly writeTimeout: WriteTimeout;
  readonly cork: ReturnType<typeof corkSmallFrames>;
};

/** Sends a frame, which counts as held memory until it has left or the socket is closed. */
function sendFrame(
  socket: WebSocket,
  frame: Uint8Array,
  { semaphore, frames, writeTimeout, cork }: Sending,
): Promise<void> | undefined {
  if (socket.readyState !== socket.OPEN) return undefined;
  semaphore.acquire(frame.length);
  writeTimeout.onWrite();
  const sent = new Promise<void>((resolve) => {
    const onSent = (): void => {
      writeTimeout.onWritten();
      semaphore.release(frame.length);
      frames.release(frame);
      resolve();
    };
    cork(frame.length, () => sendFragmented(socket, frame, onSent));
  });
  const hasRoom = frame.length < LARGE_FRAME_SIZE && socket.bufferedAmount <= MAX_BUFFERED_SIZE;
  return hasRoom ? undefined : sent;
}
