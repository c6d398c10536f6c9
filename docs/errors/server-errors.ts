/**
 * The refusals of the server, and the events of its log.
 */

import type { RequestFailure } from "@barewire/server-handlers";
import type { StorageIssue } from "@barewire/sqlite-storage";
import type { LogEvent } from "../../packages/server/src/log.js";
import type { RefusalKind } from "../../packages/server/src/refusals.js";
import type { ErrorTable } from "./error-entry.js";

export const REFUSALS: ErrorTable<RefusalKind> = {
  "invalid-url": {
    cause: "The target of the HTTP request cannot be parsed as a URL",
    remedy: "Correct the `url` of the client, or the proxy in between",
    status: 400,
  },
  "wrong-path": {
    cause: "An upgrade for another path than `/`",
    remedy: "Remove the path from the `url` of the client, or let the proxy remove it",
    status: 404,
  },
  "plain-http": {
    cause: "A request that is no upgrade, for which there is no endpoint; `status` is the answer",
    remedy: "Connect with `ws:`; the endpoints of HTTP are `/healthz` and `/metrics`",
  },
  "malformed-http": {
    cause: "The bytes are not a request of HTTP, such as TLS on a port without it",
    remedy: "Look up `code`, a code of Node's parser; use `ws:` on a server without TLS",
    status: 400,
  },
  "tls-handshake": {
    cause: "The handshake of TLS failed, such as for HTTP on a port with TLS",
    remedy: "Look up `code`, a code of OpenSSL; use `wss:` on a server with TLS",
  },
  "websocket-handshake": {
    cause: "The upgrade is not one to a WebSocket of version 13; `reason` says why",
    remedy: "Let the proxy in between pass the headers of the upgrade on",
    status: 400,
  },
  "foreign-subprotocol": {
    cause: "A WebSocket that does not offer a subprotocol of Barewire",
    remedy: "Connect with `@barewire/client`; let the proxy pass Sec-WebSocket-Protocol on",
    status: 400,
  },
  version: {
    cause: "The versions that the client offers are not among those that are supported",
    remedy: "Update the older side; the line has `offered` and `supported`",
    closes: ["normal"],
  },
  origin: {
    cause: "A page of an origin that `--origins` does not list",
    remedy: "Add the `origin` of the line to `--origins`, if the page is yours",
    closes: ["foreignOrigin"],
  },
  "token-missing": {
    cause: "The client shows no token, and the server demands one",
    remedy: "Set the option `token` of the client",
    closes: ["unauthorised"],
  },
  "token-wrong": {
    cause: "The server does not know the token of the client",
    remedy: "Correct the token of the client, or `--token` or `--tokens-file` of the server",
    closes: ["unauthorised"],
  },
  name: {
    cause: "The namespace or an actor breaks the `rule` of the line",
    remedy: "Correct the options `namespace` and `actor` of the client, or raise `--max-actors`",
    closes: ["invalidUrl"],
  },
  namespace: {
    cause: "The token does not open the namespace",
    remedy: "Add the namespace to those of the token in `--tokens-file`",
    closes: ["notFound"],
  },
  "connection-limit": {
    cause: "As many connections are open as `--max-connections` allows",
    remedy: "Raise `--max-connections`, or look for clients that do not close their databases",
    status: 503,
  },
  "socket-limit": {
    cause: "More sockets than the system was given the time to close; the newest is dropped",
    remedy: "Nothing, after a burst; else raise `--max-connections`",
  },
  "half-open": {
    cause:
      "A socket that has become no client made room (`evicted`), sent no whole request (`timeout`), or was let in and said nothing (`silent`)",
    remedy: "Look at `address`: a scanner, a load balancer that probes by TCP, or an attack",
    status: 408,
  },
  stopping: {
    cause: "The server stops",
    remedy: "Nothing: the client tries again",
    status: 503,
  },
  "malformed-frame": {
    cause: "A frame is not a message of the negotiated version",
    remedy: "Update the client; the line has `path`, `offset`, `reason` and `size`",
    closes: ["protocolError"],
  },
  "text-frame": {
    cause: "A frame of text, and the protocol has binary ones only",
    remedy: "Correct the client",
    closes: ["protocolError"],
  },
  "frame-too-large": {
    cause: "A frame is larger than `--max-frame-size`; the close code is 1009",
    remedy: "Make smaller transactions, or raise `--max-frame-size`",
  },
  "websocket-violation": {
    cause: "The bytes of a frame violate the WebSocket protocol; the close code is 1002 or 1007",
    remedy: "Look up `code`, a code of the library ws; look at the proxy in between",
  },
};

type HandlerFailure = Exclude<RequestFailure, StorageIssue["kind"]>;

/** The kinds of failed requests that are none of the storage. */
export const HANDLER_FAILURES: ErrorTable<HandlerFailure> = {
  "actor-missing": {
    cause: "The actor of the request is not open on the connection",
    remedy: "Nothing, after another client has opened it; else correct the client",
    logged: "request-failed",
  },
  "kv-missing": {
    cause: "The host of the handlers has no key-value store for actors",
    remedy: "Use databases, or set `onKvRequest` of the handlers",
    logged: "request-failed",
  },
  "response-too-large": {
    cause: "The response exceeds `maxResponseSize`",
    remedy: "Request fewer pages at a time",
    logged: "request-failed",
  },
  failed: {
    cause: "An error that is none of the store, which is a bug; `code` is the name of the error",
    remedy: "Report the bug with the line of the log",
    closes: ["internalError"],
    logged: "request-failed; open-failed",
  },
};

export type LogEntry = { readonly level: string; readonly meaning: string };

/** Every event of the log. */
export const LOG_EVENTS: { readonly [Each in LogEvent]: LogEntry } = {
  listening: { level: "info", meaning: "The server takes connections at `url`" },
  "told to stop": { level: "info", meaning: "SIGTERM or SIGINT has come; `signal` says which" },
  stopping: { level: "info", meaning: "`connectionCount` connections are drained" },
  stopped: { level: "info", meaning: "All is closed" },
  "starting failed": {
    level: "error",
    meaning:
      "The server ends; `kind` is a SQLSTATE, an errno or the name of the error. The standard error has the host, the port or the path, and what to do",
  },
  "stopping failed": {
    level: "error",
    meaning: "The store could not be closed; what was acknowledged is stored",
  },
  "accepting failed": {
    level: "error",
    meaning: "A connection could not be accepted; `kind` is the errno, such as EMFILE",
  },
  refused: { level: "warn", meaning: "A client was refused; `kind` is in the table of refusals" },
  "request-failed": {
    level: "info, warn or error",
    meaning:
      "A request failed; `kind` is in the tables of the storage and the handlers, `code` is the SQLSTATE or errno behind it, `database` the hash of its name",
  },
  "open-failed": {
    level: "warn or error",
    meaning: "A database could not be opened; `kind`, `code` and `database` are as above",
  },
  "close-failed": {
    level: "warn or error",
    meaning: "A database could not be closed in order; the next opening recovers it",
  },
  "lines-suppressed": {
    level: "warn",
    meaning:
      "`count` lines of `kind` were not logged, because there were more than 50 at once or one each second; the metrics have counted them",
  },
  request: { level: "debug", meaning: "A request is finished" },
  opened: {
    level: "info",
    meaning: "A client has connected, of `version`, with `actorCount` actors",
  },
  closed: { level: "info", meaning: "A connection and its databases are closed" },
  evicted: { level: "info", meaning: "Another connection has opened an actor of this one" },
  "idle-timeout": { level: "info", meaning: "A client was silent, or did not read, for too long" },
  drained: {
    level: "info",
    meaning: "A connection has finished its requests before the server stops",
  },
  "tunnel-message-dropped": { level: "debug", meaning: "The host takes no messages of tunnels" },
  recovered: {
    level: "info",
    meaning: "Opening or closing a database removed `rowCount` rows that belonged to no commit",
  },
  "stage-expired": { level: "info", meaning: "A staged commit was not finished in time" },
  "hints-ignored": { level: "warn", meaning: "The preload hints of a database cannot be read" },
  "compaction-failed": {
    level: "warn",
    meaning: "Compaction of a database failed and is tried again; `kind` and `code` say why",
  },
};
