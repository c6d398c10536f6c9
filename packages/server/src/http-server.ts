/**
 * The HTTP server under the WebSockets: its limits, and what becomes of sockets that send no
 * request of HTTP.
 */

import { createServer as createHttpServer, type Server } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import type { DropArgument, Socket } from "node:net";
import type { Duplex } from "node:stream";
import { BACKGROUND_CLOCK } from "@barewire/clock";
import { HalfOpenSockets } from "./half-open-sockets.js";
import { type Refusal, refused } from "./refusals.js";
import type { TlsFiles } from "./setting-files.js";

export type HttpServerOptions = {
  readonly tls: TlsFiles | null;
  /** The time that a client has to send a whole request, and for the handshake of TLS. */
  readonly timeoutMs: number;
  readonly maxConnections: number;
  readonly connectionCount: () => number;
  readonly refuse: (refusal: Refusal) => void;
};

export type HttpServer = {
  readonly server: Server;
  /** Is called with a socket that has become a connection. */
  readonly open: (socket: Socket) => void;
};

/** The longest interval at which Node looks for HTTP sockets without a request. */
const MAX_CHECK_INTERVAL_MS = 2_000;

/** Sockets beyond `maxConnections`: plain HTTP, half-open ones, and those that are rejected. */
const SPARE_SOCKETS = 256;

/** Evicted sockets count until the system has closed them. */
const MAX_CLOSING_SOCKETS = 1_024;

export function createHttp(options: HttpServerOptions): HttpServer {
  const { tls, timeoutMs, maxConnections, connectionCount, refuse } = options;
  const limits = {
    headersTimeout: timeoutMs,
    requestTimeout: timeoutMs,
    connectionsCheckingInterval: Math.min(timeoutMs, MAX_CHECK_INTERVAL_MS),
  };
  const server =
    tls === null
      ? createHttpServer(limits)
      : createHttpsServer({ ...limits, handshakeTimeout: timeoutMs, ...tls });
  const halfOpen = new HalfOpenSockets();
  server.maxConnections = maxConnections + SPARE_SOCKETS + MAX_CLOSING_SOCKETS;
  server.on("connection", (socket: Socket) => {
    halfOpen.add(socket);
    if (halfOpen.size + connectionCount() <= maxConnections + SPARE_SOCKETS) return;
    const address = halfOpen.evict();
    if (address !== null) refuse(refused("half-open", { reason: "evicted", address }));
  });
  server.on("drop", (dropped?: DropArgument) => {
    const address = dropped?.remoteAddress;
    refuse(refused("socket-limit", address === undefined ? {} : { address }));
  });
  server.on("clientError", (error: NodeJS.ErrnoException, socket) => {
    const refusal = refusalOfRequest(error, socket);
    if (refusal !== null) refuse(refusal);
  });
  server.on("tlsClientError", (error: NodeJS.ErrnoException, socket: Socket) => {
    const { code = "unknown" } = error;
    // A peer that goes away during the handshake was not refused.
    if (!isLost(code)) refuse(refused("tls-handshake", { code, ...addressOf(socket) }));
  });
  return { server, open: (socket) => halfOpen.open(socket) };
}

/** The address of a socket as a fact of its refusal. */
export function addressOf(socket: Duplex): { readonly address?: string } {
  const isOfNetwork = "remoteAddress" in socket && typeof socket.remoteAddress === "string";
  return isOfNetwork ? { address: String(socket.remoteAddress) } : {};
}

const STATUS_TEXTS = {
  400: "Bad Request",
  403: "Forbidden",
  404: "Not Found",
  408: "Request Timeout",
  431: "Request Header Fields Too Large",
  503: "Service Unavailable",
} as const;

/** The time that a peer has to read its answer and to close its side. */
const ANSWER_TIMEOUT_MS = 2_000;

/** Answers a request whose socket is not one of HTTP any more, and closes the socket. */
export function answerStatus(socket: Duplex, status: keyof typeof STATUS_TEXTS): void {
  const head = `HTTP/1.1 ${status} ${STATUS_TEXTS[status]}`;
  socket.end(`${head}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  // The peer may keep its side open for ever, and closing at once might lose the response.
  const cancel = BACKGROUND_CLOCK.setTimer(() => socket.destroy(), ANSWER_TIMEOUT_MS);
  socket.once("close", cancel);
}

/** Answers bytes that are not a request, or not in time. Returns null if the peer is gone. */
function refusalOfRequest({ code = "unknown" }: NodeJS.ErrnoException, socket: Duplex) {
  if (isLost(code) || !socket.writable) {
    socket.destroy();
    return null;
  }
  const facts = addressOf(socket);
  switch (code) {
    case "ERR_HTTP_REQUEST_TIMEOUT":
      answerStatus(socket, 408);
      return refused("half-open", { reason: "timeout", ...facts });
    case "HPE_HEADER_OVERFLOW":
      answerStatus(socket, 431);
      return refused("malformed-http", { code, ...facts });
    default:
      answerStatus(socket, 400);
      return refused("malformed-http", { code, ...facts });
  }
}

function isLost(code: string): boolean {
  return code === "ECONNRESET" || code === "EPIPE" || code === "ECONNABORTED";
}
