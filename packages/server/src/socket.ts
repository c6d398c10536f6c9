/**
 * A WebSocket and the handlers behind it: frames in, frames out, and neither faster than the other
 * side can take them.
 */

import {
  Budget,
  CLOSE_CODES,
  type ConnectionOptions,
  ServerConnection,
} from "@barewire/server-handlers";
import type { WebSocket } from "ws";

export type SocketOptions = Omit<ConnectionOptions, "send" | "close" | "budget"> & {
  readonly maxMemory: number;
  /** Of all connections. */
  readonly memory: Budget;
};

/** Requests of one connection that are not done; more are not read. */
const MAX_REQUESTS = 1_024;

/** Bytes that may wait in a socket before the answers of its actors do. */
const MAX_BUFFERED_SIZE = 1_048_576;

/** The handlers are told when the socket has closed. */
export function serveSocket(socket: WebSocket, options: SocketOptions): ServerConnection {
  const budget = new Budget(options.maxMemory, MAX_REQUESTS, options.memory);
  const connection = new ServerConnection({
    ...options,
    budget,
    send: (frame) => sendFrame(socket, frame, budget),
    close: (code) => socket.close(code),
  });
  socket.on("message", (data, isBinary) => {
    if (!isBinary || !(data instanceof Uint8Array)) {
      socket.close(CLOSE_CODES.protocolError);
      return;
    }
    const held = connection.receive(data);
    if (held === undefined) return;
    socket.pause();
    void held.then(() => socket.resume());
  });
  // What is wrong is told by the close that follows.
  socket.on("error", () => undefined);
  socket.on("close", () => void connection.ended());
  return connection;
}

/** What waits in the socket counts as held, until it has left or the socket is gone. */
function sendFrame(
  socket: WebSocket,
  frame: Uint8Array,
  budget: Budget,
): Promise<void> | undefined {
  if (socket.readyState !== socket.OPEN) return undefined;
  budget.take(frame.length);
  const sent = new Promise<void>((resolve) => {
    socket.send(frame, () => {
      budget.give(frame.length);
      resolve();
    });
  });
  return socket.bufferedAmount > MAX_BUFFERED_SIZE ? sent : undefined;
}
