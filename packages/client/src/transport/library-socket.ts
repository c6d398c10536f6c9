/** A socket of the library `ws`, which reads into memory that is used again. */

import type * as net from "node:net";
import { FrameBufferPool } from "./frame-buffer-pool.js";
import { ReceiveBuffer } from "./receive-buffer.js";
import type { ConnectionEvents } from "./transport.js";

export type LibrarySocketOptions = {
  /** In bytes. */
  readonly maxFrameSize: number;
};

/** What may come with a frame before it is whole: the headers of its pieces, pings, a bit more. */
const MAX_OVERHEAD_SIZE = 1_048_576;

/** Of all sockets: a message is joined and taken at once. */
const FRAMES = new FrameBufferPool();

/** Who reads so much at once has much to read. */
const MANY_BYTES = 32_768;

/**
 * Hands each message to `receive`, as one array. The bytes are the receiver's, but for a message
 * that it calls `done`.
 */
export async function connectLibrarySocket(
  target: URL,
  protocols: readonly string[],
  { maxFrameSize }: LibrarySocketOptions,
  receive: ConnectionEvents["frame"],
): Promise<WebSocket> {
  const { WebSocket } = await import("ws");
  const reads = new ReceiveBuffer();
  let isOpen = false;
  const maxArrivedSize = maxFrameSize + MAX_OVERHEAD_SIZE;
  const reading = { reads, maxArrivedSize, isOpen: () => isOpen };
  const settings = {
    perMessageDeflate: false,
    maxPayload: maxFrameSize,
    closeTimeout: 2_000,
    // A message is taken while the read is dealt with that brought its end: see `ReceiveBuffer`.
    allowSynchronousEvents: true,
    ...(target.protocol === "ws:" ? { createConnection: connectionFor(reading) } : {}),
  };
  const socket = new WebSocket(target, [...protocols], settings);
  // The pieces that a message came in; put together by the library it would be in fresh memory.
  socket.binaryType = "fragments";
  socket.on("open", () => {
    isOpen = true;
  });
  socket.on("message", (data, isBinary) => {
    // A text is no message: the socket's other listener sees to it.
    if (!isBinary || !Array.isArray(data)) return;
    const frame = FRAMES.join(data);
    reads.messageTaken(data.at(-1));
    if (receive(frame) === "done") FRAMES.release(frame);
  });
  // It has all of the interface that is used here, and its own types for the events.
  return socket as object as WebSocket;
}

/**
 * Goes on reading when all else that waits has had its turn. Left to itself Node reads up to 32
 * times in one, and what a thread or another socket has to say waits for as many frames. To be
 * called where a read has been dealt with, which then has to return that it wants no more.
 */
function giveWay(socket: net.Socket): void {
  // A stream that is told that a read is under way does not begin one by itself.
  socket.read(0);
  setImmediate(() => socket.read(0));
}

type Reading = {
  readonly reads: ReceiveBuffer;
  /** Without a message among it. More is none that is allowed, and is not waited for. */
  readonly maxArrivedSize: number;
  readonly isOpen: () => boolean;
};

/** Makes connections that read into memory that is used again. */
function connectionFor({ reads, maxArrivedSize, isOpen }: Reading): typeof net.createConnection {
  const { connect } = process.getBuiltinModule("node:net");
  const make = (options: net.TcpNetConnectOpts): net.Socket => {
    const onread = {
      buffer: reads.next,
      callback: (size: number, memory: Uint8Array): boolean => {
        // The answer to the upgrade, and what comes with it, is kept for a while.
        if (!isOpen()) {
          const kept = Buffer.from(memory.subarray(0, size));
          reads.passed(kept);
          return socket.push(kept);
        }
        const { buffer, byteOffset, length } = reads.filled(size);
        const goesOn = length === 0 || socket.push(Buffer.from(buffer, byteOffset, length));
        if (socket.readableLength > 0) reads.leave();
        if (reads.arrivedSize > maxArrivedSize) socket.destroy();
        if (!goesOn || size < MANY_BYTES) return goesOn;
        giveWay(socket);
        return false;
      },
    };
    const { path: _, ...place } = options as net.TcpNetConnectOpts & { readonly path?: string };
    const socket: net.Socket = connect({ ...place, onread });
    return socket;
  };
  // The library calls it in this one of the ways in which it can be called.
  return make as typeof net.createConnection;
}
