/**
 * A transport over WebSockets: the library `ws` in every version of Node, and the `WebSocket` of
 * the platform in browsers, which never load the library.
 *
 * Node has a global `WebSocket` since version 22. It is not used, because it has no limit for the
 * size of a frame, reads all frames that are available in one turn of the event loop, and does not
 * report the close of a connection that is refused. It is also slower: client and server together
 * transferred 820 to 910 MiB of large responses, or 140 to 230 MiB of commits, per second of
 * processor time, and with `ws` 940 to 1,070 and 300 to 450 (Node 22 and 24; small messages cost
 * the same).
 */

import { appendDatabases, CLOSE_CODES, tokenSubprotocol } from "@barewire/protocol/opening";
import type { ConnectionEvents, OpenRequest, Transport } from "./transport.js";

export type WebSocketOptions = {
  /** The URL of the server: `wss://host/path`. Its query parameters are kept. */
  readonly url: string;
  /** The token of the server, if it has one; it is sent as a subprotocol. */
  readonly token?: string;
  /** In bytes, 32 MiB by default. In Node, a larger frame closes the connection. */
  readonly maxFrameSize?: number;
};

/** The `readyState` of a socket that is open. */
const OPEN = 1;

/** Creates a transport to one server. It adds the namespace and the actors to the URL. */
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
      // The URL is invalid, or the library `ws` is not installed.
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

/** Deno and Bun claim to be Node, but do not support `onread`, which `library-socket` needs. */
function isNode(): boolean {
  const { getBuiltinModule, versions } = globalThis.process ?? {};
  const isOther = versions?.["deno"] !== undefined || versions?.["bun"] !== undefined;
  return typeof getBuiltinModule === "function" && !isOther;
}

function listen(socket: WebSocket, events: ConnectionEvents): void {
  socket.addEventListener("open", () => events.opened(socket.protocol));
  socket.addEventListener("message", ({ data }) => {
    // Messages are binary frames; a text frame violates the protocol.
    if (typeof data === "string") socket.close(CLOSE_CODES.protocolError);
  });
  // Every error is followed by a close event, which reports it.
  socket.addEventListener("error", () => undefined);
  socket.addEventListener("close", ({ code }) => events.closed(code));
}
