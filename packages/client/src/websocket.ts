/**
 * A transport over WebSockets: the global one where there is one, else that of the library `ws`,
 * which is only then loaded.
 */

import type { ConnectionEvents, OpenRequest, Transport } from "./transport.js";

export type WebSocketOptions = {
  /** Of the server: `wss://host/path`. What it has for a query stays in it. */
  readonly url: string;
  /**
   * Sent as a subprotocol, `envoy-protocol.token.` and the base64url of its UTF-8: browsers cannot
   * set headers, and URLs end up in logs.
   */
  readonly token?: string;
  /** In bytes; a larger frame closes the connection where the library can tell: 32 MiB. */
  readonly maxFrameSize?: number;
};

/** Joins the names of the protocol and the credentials of the client. */
const TOKEN_PREFIX = "envoy-protocol.token.";

/** A transport to one server; the databases are named in the URL. */
export function webSocketTransport(options: WebSocketOptions): Transport {
  return {
    open(request, events) {
      let socket: WebSocket | null = null;
      let isClosed = false;
      void connect(options, request).then(
        (made) => {
          socket = made;
          listen(socket, events);
          if (isClosed) socket.close();
        },
        // The URL is none, or there is no library.
        () => events.closed(1006),
      );
      return {
        get bufferedSize() {
          return socket?.bufferedAmount ?? 0;
        },
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

const OPEN = 1;

/** A text frame is no message. */
const PROTOCOL_ERROR = 4001;

async function connect(options: WebSocketOptions, request: OpenRequest): Promise<WebSocket> {
  const url = new URL(options.url);
  url.searchParams.set("namespace", request.namespace);
  for (const actor of request.actors) url.searchParams.append("actor", actor);
  const protocols = [...request.subprotocols];
  if (options.token !== undefined) protocols.push(TOKEN_PREFIX + base64Url(options.token));
  if (globalThis.WebSocket !== undefined) return new WebSocket(url, protocols);
  const library = await import("ws");
  const maxPayload = options.maxFrameSize ?? 32 * 1024 * 1024;
  const settings = { perMessageDeflate: false, maxPayload, closeTimeout: 2_000 };
  // It has all of the interface that is used here, and its own types for the events.
  return new library.WebSocket(url, protocols, settings) as object as WebSocket;
}

function listen(socket: WebSocket, events: ConnectionEvents): void {
  socket.binaryType = "arraybuffer";
  socket.addEventListener("open", () => events.opened(socket.protocol));
  socket.addEventListener("message", ({ data }) => {
    if (data instanceof ArrayBuffer) void events.frame(new Uint8Array(data));
    else socket.close(PROTOCOL_ERROR);
  });
  // What is wrong is told by the close that follows.
  socket.addEventListener("error", () => undefined);
  socket.addEventListener("close", ({ code }) => events.closed(code));
}

function base64Url(text: string): string {
  const binary = Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte));
  const base64 = btoa(binary.join(""));
  return base64.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
