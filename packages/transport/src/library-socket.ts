/** A socket of the library `ws`, which reads into memory that is used again. */

import type * as net from "node:net";
import { FrameMemory } from "./frame-memory.js";
import { ReadMemory } from "./read-memory.js";
import type { ConnectionEvents } from "./transport.js";

export type LibrarySocketOptions = {
  /** In bytes. */
  readonly maxFrameSize: number;
};

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
  const reads = new ReadMemory();
  let isOpen = false;
  const isPlain = target.protocol === "ws:";
  const settings = {
    perMessageDeflate: false,
    maxPayload: maxFrameSize,
    closeTimeout: 2_000,
    // A message is taken while the read is dealt with that brought its end: see `ReadMemory`.
    allowSynchronousEvents: true,
    ...(isPlain ? { createConnection: connectionReadingInto(reads, () => isOpen) } : {}),
  };
  const socket = new WebSocket(target, [...protocols], settings);
  // The pieces that a message came in; put together by the library it would be in fresh memory.
  socket.binaryType = "fragments";
  socket.on("open", () => {
    isOpen = true;
  });
  const frames = new FrameMemory();
  socket.on("message", (data, isBinary) => {
    // A text is no message: the socket's other listener sees to it.
    if (!isBinary || !Array.isArray(data)) return;
    const frame = frames.join(data);
    reads.messageTaken();
    if (receive(frame) === "done") frames.giveBack(frame);
  });
  // It has all of the interface that is used here, and its own types for the events.
  return socket as object as WebSocket;
}

/** Makes connections that read into `reads`. */
function connectionReadingInto(
  reads: ReadMemory,
  isOpen: () => boolean,
): typeof net.createConnection {
  const { connect } = process.getBuiltinModule("node:net");
  const make = (options: net.TcpNetConnectOpts): net.Socket => {
    const onread = {
      buffer: reads.next,
      callback: (size: number, memory: Uint8Array): boolean => {
        const bytes = Buffer.from(memory.buffer, memory.byteOffset, size);
        // The answer to the upgrade, and what comes with it, is kept for a while.
        if (!isOpen()) return socket.push(Buffer.from(bytes));
        const goesOn = socket.push(bytes);
        if (socket.readableLength > 0) reads.leave(memory);
        return goesOn;
      },
    };
    const { path: _, ...place } = options as net.TcpNetConnectOpts & { readonly path?: string };
    const socket: net.Socket = connect({ ...place, onread });
    return socket;
  };
  // The library calls it in this one of the ways in which it can be called.
  return make as typeof net.createConnection;
}
