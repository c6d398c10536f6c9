/**
 * A socket of the library `ws` whose reads and frames use pooled buffers, so that large responses
 * neither allocate memory nor keep the garbage collector busy.
 */

import type * as net from "node:net";
import {
  failureOfFirstFrame,
  failureOfNode,
  failureOfStatus,
  redactedUrl,
} from "./connect-failure.js";
import { FrameBufferPool } from "./frame-buffer-pool.js";
import { ReceiveBuffer } from "./receive-buffer.js";
import type { ConnectFailure, ConnectionEvents } from "./transport.js";

export type LibrarySocketOptions = {
  /** The limit in bytes; a larger frame closes the connection. */
  readonly maxFrameSize: number;
};

/** The bytes that may arrive besides the payload of a frame: headers of fragments, and pings. */
const MAX_OVERHEAD_SIZE = 1_048_576;

/** All sockets share the pool, because a message is joined and consumed synchronously. */
const FRAME_BUFFERS = new FrameBufferPool();

/** More data is probably waiting in the socket after a read of at least this size. */
const LARGE_READ_SIZE = 32_768;

/**
 * Connects to `target`, and passes every message to `receive` as one array. The buffer belongs to
 * the receiver unless it returns `release`.
 */
export async function connectLibrarySocket(
  target: URL,
  protocols: readonly string[],
  { maxFrameSize }: LibrarySocketOptions,
  receive: ConnectionEvents["frame"],
): Promise<{ readonly socket: WebSocket; readonly failure: () => ConnectFailure | undefined }> {
  const { WebSocket } = await import("ws");
  const url = redactedUrl(target.href);
  let failure: ConnectFailure | undefined;
  let hasReceived = false;
  const reads = new ReceiveBuffer();
  let isOpen = false;
  const maxArrivedSize = maxFrameSize + MAX_OVERHEAD_SIZE;
  const reading = { reads, maxArrivedSize, isOpen: () => isOpen };
  const settings = {
    perMessageDeflate: false,
    maxPayload: maxFrameSize,
    closeTimeout: 2_000,
    // `ReceiveBuffer` relies on it: a message is emitted within the read that completed it.
    allowSynchronousEvents: true,
    ...(target.protocol === "ws:" ? { createConnection: createBufferedConnection(reading) } : {}),
  };
  const socket = new WebSocket(target, [...protocols], settings);
  // The library passes on the fragments of a message, instead of joining them in fresh memory.
  socket.binaryType = "fragments";
  socket.on("open", () => {
    isOpen = true;
  });
  socket.on("unexpected-response", (_, { statusCode = 0 }) => {
    failure = failureOfStatus(statusCode, url);
    socket.terminate();
  });
  socket.on("error", (error) => {
    if (!isOpen) failure ??= failureOfNode(error, url);
    else if (!hasReceived) failure ??= failureOfFirstFrame(error, url);
  });
  socket.on("message", (data, isBinary) => {
    hasReceived = true;
    // The transport's own listener closes the connection on a text frame.
    if (!isBinary || !Array.isArray(data)) return;
    const frame = FRAME_BUFFERS.join(data);
    reads.releaseConsumed(data.at(-1));
    if (receive(frame) === "release") FRAME_BUFFERS.release(frame);
  });
  // The library implements the part of the interface that is used, but declares its own events.
  return { socket: socket as object as WebSocket, failure: () => failure };
}

/**
 * Lets other tasks run before the next read. By default Node reads a socket up to 32 times in one
 * turn of the event loop, which delays messages of workers and other sockets by as many frames. It
 * is called at the end of a read, which must then return false to stop reading.
 */
function yieldToEventLoop(socket: net.Socket): void {
  // Marks the stream as reading, so that it does not start the next read by itself.
  socket.read(0);
  setImmediate(() => socket.read(0));
}

type Reading = {
  readonly reads: ReceiveBuffer;
  /** The most bytes that may arrive without completing a message; more close the connection. */
  readonly maxArrivedSize: number;
  readonly isOpen: () => boolean;
};

/** Returns a `createConnection` for the library whose sockets read into `reads`. */
function createBufferedConnection({
  reads,
  maxArrivedSize,
  isOpen,
}: Reading): typeof net.createConnection {
  const { connect } = process.getBuiltinModule("node:net");
  const make = (options: net.TcpNetConnectOpts): net.Socket => {
    const onread = {
      buffer: reads.next,
      callback: (size: number, memory: Uint8Array): boolean => {
        // The parser of HTTP keeps the response to the upgrade, so it gets a copy.
        if (!isOpen()) {
          const kept = Buffer.from(memory.subarray(0, size));
          reads.skip(kept);
          return socket.push(kept);
        }
        const { buffer, byteOffset, length } = reads.commit(size);
        const goesOn = length === 0 || socket.push(Buffer.from(buffer, byteOffset, length));
        if (socket.readableLength > 0) reads.abandon();
        if (reads.arrivedSize > maxArrivedSize) socket.destroy();
        if (!goesOn || size < LARGE_READ_SIZE) return goesOn;
        yieldToEventLoop(socket);
        return false;
      },
    };
    const { path: _, ...place } = options as net.TcpNetConnectOpts & { readonly path?: string };
    const socket: net.Socket = connect({ ...place, onread });
    return socket;
  };
  // `createConnection` has several overloads, and the library calls this one only.
  return make as typeof net.createConnection;
}
