/**
 * A transport over WebSockets: those of the library `ws` in every version of Node, and those of the
 * platform in browsers, where the library is never loaded.
 *
 * Node has had a global `WebSocket` since version 22. It is not used: it knows no limit for the
 * size of a frame, reads as many frames in one turn as there are, and tells no close where nobody
 * listens. It costs more, too: client and server together got 820 to 910 MiB of large answers, or
 * 140 to 230 MiB of commits, out of a second of processor time, and with `ws` 940 to 1,070 and 300
 * to 450 (Node 22 and 24; small messages cost the same).
 */

import { appendDatabases, CLOSE_CODES, tokenSubprotocol } from "@barewire/protocol/opening";
import type { ConnectionEvents, OpenRequest, Transport } from "./transport.js";

export type WebSocketOptions = {
  /** Of the server: `wss://host/path`. What it has for a query stays in it. */
  readonly url: string;
  /** Sent as a subprotocol. */
  readonly token?: string;
  /** In bytes, 32 MiB by default. In Node a larger frame closes the connection. */
  readonly maxFrameSize?: number;
};

/** Of the `readyState` of a socket. */
const OPEN = 1;

/** A transport to one server; the databases are named in the URL. */
export function webSocketTransport(options: WebSocketOptions): Transport {
  return {
    open(request, events) {
      let socket: WebSocket | null = null;
      let isClosed = false;
      const listening = connect(options, request, events).then((made) => {
        socket = made;
        listen(made, events);
        if (isClosed) made.close();
      });
      // The URL is none, or there is no library.
      listening.catch(() => events.closed(CLOSE_CODES.abnormal));
      return {
        bufferedSize: () => socket?.bufferedAmount ?? 0,
        send: (frame) => {
          if (socket?.readyState === OPEN) socket.send(frame);
        },
        close: (code) => {
          isClosed = true;
          socket?.close(code);
        },
      };
    },
  };
}

async function connect(
  options: WebSocketOptions,
  request: OpenRequest,
  events: ConnectionEvents,
): Promise<WebSocket> {
  const { url, token, maxFrameSize = 32 * 1024 * 1024 } = options;
  const target = new URL(url);
  appendDatabases(target.searchParams, request);
  const protocols = [...request.subprotocols];
  if (token !== undefined) protocols.push(tokenSubprotocol(token));
  if (isNode()) {
    const { connectLibrarySocket } = await import("./library-socket.js");
    return connectLibrarySocket(target, protocols, { maxFrameSize }, events.frame);
  }
  const socket = new WebSocket(target, protocols);
  socket.binaryType = "arraybuffer";
  socket.addEventListener("message", ({ data }) => {
    if (data instanceof ArrayBuffer) void events.frame(new Uint8Array(data));
  });
  return socket;
}

/** Deno and Bun say that they are Node, but read into no memory that they are given. */
function isNode(): boolean {
  const { getBuiltinModule, versions } = globalThis.process ?? {};
  const isOther = versions?.["deno"] !== undefined || versions?.["bun"] !== undefined;
  return typeof getBuiltinModule === "function" && !isOther;
}

function listen(socket: WebSocket, events: ConnectionEvents): void {
  socket.addEventListener("open", () => events.opened(socket.protocol));
  socket.addEventListener("message", ({ data }) => {
    // A text frame is no message.
    if (typeof data === "string") socket.close(CLOSE_CODES.protocolError);
  });
  // What is wrong is told by the close that follows.
  socket.addEventListener("error", () => undefined);
  socket.addEventListener("close", ({ code }) => events.closed(code));
}
