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
import {
  failureOfBrowser,
  failureOfNode,
  foreignFirstFrame,
  invalidUrl,
  redactedUrl,
} from "./connect-failure.js";
import type { ConnectFailure, ConnectionEvents, OpenRequest, Transport } from "./transport.js";

export type WebSocketOptions = {
  /** The URL of the server: `wss://host/path`. Its query parameters are kept. */
  readonly url: string;
  /** The token of the server, if it has one; it is sent as a subprotocol. */
  readonly token?: string;
  /** The limit in bytes, 32 MiB by default. In Node, a larger frame closes the connection. */
  readonly maxFrameSize?: number;
};

/** The `readyState` of a socket that is open. */
const OPEN = 1;

/** Creates a transport to one server. It adds the namespace and the actors to the URL. */
export function webSocketTransport(options: WebSocketOptions): Transport {
  const url = redactedUrl(options.url);
  return {
    ...(url === null ? {} : { url }),
    open(request, events) {
      let socket: WebSocket | null = null;
      let isClosed = false;
      const listening = connect(options, request, events).then((made) => {
        socket = made.socket;
        listen(made, events, url);
        if (isClosed) made.socket.close();
      });
      // The URL is invalid, or the library `ws` is not installed.
      listening.catch((error: unknown) => {
        events.closed(CLOSE_CODES.abnormal, failureOfStart(error, url));
      });
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

/** A socket that is being opened. */
type OpeningSocket = {
  readonly socket: WebSocket;
  /** The reason of the closure, as far as the platform tells. */
  readonly failure: () => ConnectFailure | undefined;
};

async function connect(
  options: WebSocketOptions,
  request: OpenRequest,
  events: ConnectionEvents,
): Promise<OpeningSocket> {
  const { url, token, maxFrameSize = 32 * 1024 * 1024 } = options;
  const target = new URL(url);
  if (target.protocol !== "ws:" && target.protocol !== "wss:") throw new UrlError();
  // A browser refuses a URL with a fragment, which means nothing to a server.
  target.hash = "";
  appendDatabases(target.searchParams, request);
  const protocols = [...request.subprotocols];
  if (token !== undefined) protocols.push(tokenSubprotocol(token));
  if (isNode()) {
    const { connectLibrarySocket } = await import("./library-socket.js");
    return connectLibrarySocket(target, protocols, { maxFrameSize }, events.frame);
  }
  const socket = new WebSocket(target, protocols);
  let hasOpened = false;
  socket.binaryType = "arraybuffer";
  socket.addEventListener("open", () => {
    hasOpened = true;
  });
  socket.addEventListener("message", ({ data }) => {
    if (data instanceof ArrayBuffer) void events.frame(new Uint8Array(data));
  });
  const failure = (): ConnectFailure | undefined =>
    hasOpened ? undefined : failureOfBrowser(undefined, redactedUrl(url));
  return { socket, failure };
}

/** The scheme of the URL is not that of a WebSocket. */
class UrlError extends Error {}

function failureOfStart(error: unknown, url: string | null): ConnectFailure {
  if (url === null || error instanceof UrlError) return invalidUrl(url);
  return isNode() ? failureOfNode(error, url) : failureOfBrowser(error, url);
}

/** Deno and Bun claim to be Node, but do not support `onread`, which `library-socket` needs. */
function isNode(): boolean {
  const { getBuiltinModule, versions } = globalThis.process ?? {};
  const isOther = versions?.["deno"] !== undefined || versions?.["bun"] !== undefined;
  return typeof getBuiltinModule === "function" && !isOther;
}

function listen(
  { socket, failure }: OpeningSocket,
  events: ConnectionEvents,
  url: string | null,
): void {
  let isOver = false;
  let hasReceived = false;
  const end = (code: number, why: ConnectFailure | undefined): void => {
    if (isOver) return;
    isOver = true;
    if (why === undefined) events.closed(code);
    else events.closed(code, why);
  };
  socket.addEventListener("open", () => events.opened(socket.protocol));
  socket.addEventListener("message", ({ data }) => {
    const isFirst = !hasReceived;
    hasReceived = true;
    if (typeof data !== "string") return;
    // Messages are binary frames; a text frame violates the protocol. The peer may never answer
    // the close, so it is not waited for.
    socket.close(CLOSE_CODES.protocolError);
    end(CLOSE_CODES.protocolError, isFirst ? foreignFirstFrame(url) : undefined);
  });
  // Every error is followed by a close event, which reports it.
  socket.addEventListener("error", () => undefined);
  socket.addEventListener("close", ({ code }) => end(code, failure()));
}
